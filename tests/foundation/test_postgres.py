"""The embedded server: shared, unharmed by kills, and gone when nobody uses it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck import postgres, postgres_binaries
from factcheck.postgres import Server, pid_in_file, running
from factcheck.postgres_binaries import Binaries, PostgresError
from factcheck.postgres_guard import for_this_machine
from tests.architecture.source import ROOT
from tests.foundation.waiting import until

pytestmark = pytest.mark.slow

SLEEPER = """
import sys
from pathlib import Path
from factcheck import postgres
with postgres.running(Path(sys.argv[1])) as server:
    print(server.url(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """Return a data folder with a cluster in it, whose server is down; other accounts may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-"))
    folder.chmod(0o711)
    with running(folder / "data"):
        pass
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def folder(made: Path) -> Path:
    """Return the data folder, after the test before left its server down."""
    assert until(lambda: not postgres.serves(postgres.locate(made)))
    return made


def ask(server: Server, statement: str) -> object:
    """Run one statement in its own connection and return the first value of its answer, if it has one."""
    with psycopg.connect(server.url(), autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def is_up(folder: Path) -> bool:
    """Return whether the server of a folder accepts connections."""
    return postgres.locate(folder).answer() == postgres.READY


def other_user(folder: Path) -> "subprocess.Popen[str]":
    """Start another process that uses the server, and return when it does."""
    command = [sys.executable, "-c", SLEEPER, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def test_the_server_is_up_inside_the_block_and_down_after_it(folder: Path) -> None:
    with running(folder) as server:
        assert ask(server, "SELECT current_database()") == "factcheck"
    assert not is_up(folder)
    assert pid_in_file(server) is None


def test_the_server_is_durable_local_and_sorts_the_same_everywhere(folder: Path) -> None:
    wanted = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "listen_addresses": ""}
    with running(folder) as server:
        assert {name: ask(server, f"SHOW {name}") for name in wanted} == wanted
        collation = "SELECT datlocale FROM pg_database WHERE datname = 'factcheck'"
        assert ask(server, collation) == "C.UTF-8"
        assert server.cluster.stat().st_mode & 0o777 == 0o700
        assert server.sockets.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("gibibytes", "cached", "expected"), [(0.25, "128MB", "256MB"), (2, "512MB", "1024MB"), (24, "1024MB", "12288MB")]
)
def test_the_server_caches_as_much_as_the_machine_can_spare(gibibytes: float, cached: str, expected: str) -> None:
    settings = for_this_machine(int(gibibytes * 2**30))
    assert (settings["shared_buffers"], settings["effective_cache_size"]) == (cached, expected)


def test_two_processes_share_one_server_and_the_last_one_stops_it(folder: Path) -> None:
    other = other_user(folder)
    with running(folder) as server:
        first = pid_in_file(server)
    assert is_up(folder)
    assert pid_in_file(server) == first
    other.communicate()
    assert not is_up(folder)


def test_a_killed_user_leaves_no_server_behind(folder: Path) -> None:
    other = other_user(folder)
    other.kill()
    other.communicate()
    assert until(lambda: not is_up(folder))


def test_a_killed_server_comes_back_with_everything_committed(folder: Path) -> None:
    with running(folder) as server:
        ask(server, "CREATE TABLE IF NOT EXISTS label (number int)")
        ask(server, "INSERT INTO label VALUES (1)")
        killed = pid_in_file(server)
        assert killed
        os.kill(killed, signal.SIGKILL)
        assert until(lambda: is_up(folder) and pid_in_file(server) != killed)
        assert ask(server, "SELECT count(*) FROM label") == 1
        ask(server, "DROP TABLE label")


def test_after_guard_and_server_were_killed_the_next_start_recovers(folder: Path) -> None:
    other = other_user(folder)
    server = postgres.locate(folder)
    postmaster = pid_in_file(server)
    assert postmaster
    guard = parent_of(postmaster)
    for process in (guard, postmaster, other.pid):
        os.kill(process, signal.SIGKILL)
    other.communicate()
    with running(folder) as server:
        assert ask(server, "SELECT 1") == 1


def parent_of(process: int) -> int:
    """Return the process number of a process's parent."""
    listed = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(listed[1])


@pytest.fixture
def stranger(folder: Path) -> Iterator[int]:
    """Return the number of some other program of the server's own account."""
    account = postgres.locate(folder).account
    process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, cwd="/", **account.child())
    yield process.pid
    process.communicate()


@pytest.mark.parametrize("left_behind", ["postgres/postmaster.pid", "run/.s.PGSQL.5432.lock"])
def test_a_file_with_the_number_of_a_foreign_process_is_no_obstacle(
    folder: Path, stranger: int, left_behind: str
) -> None:
    with running(folder):
        lines = (folder / left_behind).read_text().split("\n", 1)[1]
    (folder / left_behind).write_text(f"{stranger}\n{lines}")
    with running(folder) as server:
        assert ask(server, "SELECT 1") == 1


def test_a_cluster_half_made_when_it_was_killed_is_made_anew(folder: Path) -> None:
    half = folder / "postgres.half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    whole = (folder / "postgres").rename(folder / "postgres.aside")
    with running(folder) as server:
        assert ask(server, "SELECT 1") == 1
    shutil.rmtree(folder / "postgres")
    whole.rename(folder / "postgres")


def test_a_cluster_of_another_major_version_is_refused_by_name(folder: Path) -> None:
    version = folder / "postgres" / "PG_VERSION"
    written = version.read_text()
    version.write_text("9\n")
    with pytest.raises(PostgresError) as error, running(folder):
        pass
    version.write_text(written)
    assert str(error.value) == (
        f"{folder / 'postgres'} was written by PostgreSQL 9, but here is PostgreSQL {written.strip()}: "
        "install PostgreSQL 9, or start with another folder by --data."
    )


def test_a_long_path_gets_a_short_socket_folder(folder: Path) -> None:
    deep = folder / ("deep" * 25)
    with running(deep) as server:
        assert ask(server, "SELECT 1") == 1
    assert len(str(server.sockets)) < 60
    shutil.rmtree(server.sockets)


def test_a_refused_start_says_what_the_server_said(folder: Path) -> None:
    with pytest.raises(PostgresError) as error, running(folder, {"no_such_setting": "1"}):
        pass
    assert 'unrecognized configuration parameter "no_such_setting"' in str(error.value)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(PostgresError) as error, running(tmp_path / "data"):
        pass
    assert str(error.value) == (
        f"The data folder {tmp_path / 'data'} cannot be made (File exists): choose another with --data."
    )


def test_the_wheel_comes_before_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        postgres_binaries, "candidates", lambda: [tmp_path / "wheel", tmp_path / "old", tmp_path / "system"]
    )
    versions = {tmp_path / "wheel": 18, tmp_path / "old": 14, tmp_path / "system": 16}
    monkeypatch.setattr(postgres_binaries, "major_of", versions.get)
    assert list(postgres_binaries.installed()) == [Binaries(tmp_path / "wheel", 18), Binaries(tmp_path / "system", 16)]
    assert postgres_binaries.find(tmp_path / "no-cluster") == Binaries(tmp_path / "wheel", 18)


def test_a_cluster_is_served_by_the_version_that_wrote_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = [Binaries(tmp_path / "wheel", 18), Binaries(tmp_path / "system", 16)]
    monkeypatch.setattr(postgres_binaries, "installed", lambda: found)
    (tmp_path / "PG_VERSION").write_text("16\n")
    assert postgres_binaries.find(tmp_path) == found[1]


def test_without_any_server_the_ways_out_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres_binaries, "installed", list)
    with pytest.raises(PostgresError) as error:
        postgres_binaries.find(tmp_path)
    assert str(error.value) == ("No PostgreSQL 15 or newer was found: install it, or set DATABASE_URL to your server.")
