"""`manage.py up` as somebody at a terminal meets it."""

import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import postgres
from tests.architecture.source import ROOT
from tests.foundation.waiting import until

pytestmark = pytest.mark.slow

SET_BY_THE_TESTS = ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS", "TLS", "LOG_LEVEL")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Return a data folder that the tests of this module share, as one person would."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environ(**changes: str) -> dict[str, str]:
    """Return a newcomer's environment: nothing of ours is set."""
    kept = {name: value for name, value in os.environ.items() if name not in SET_BY_THE_TESTS}
    return {**kept, "FACTCHECK_ENV": sys.prefix, **changes}


def up(data: Path, port: int, **changes: str) -> "subprocess.Popen[str]":
    """Start the command."""
    command = [sys.executable, "manage.py", "up", "--data", str(data), "--port", str(port)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environ(**changes), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def refusal(process: "subprocess.Popen[str]") -> str:
    """Return the one sentence with which a start was refused."""
    out, error = process.communicate(timeout=90)
    assert (process.returncode, out, error.count("\n")) == (1, "", 1)
    return error.strip()


def wait_for_url(process: "subprocess.Popen[str]") -> list[str]:
    """Return the lines up to the one that says where the site is."""
    lines: list[str] = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("Factcheck is at "):
            break
    return lines


def get(port: int, path: str) -> http.client.HTTPResponse:
    """Fetch a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    return connection.getresponse()


def listening(port: int) -> bool:
    """Return whether somebody answers on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def database_is_up(data: Path) -> bool:
    """Return whether the database of the folder answers."""
    return postgres.locate(data).answer() == postgres.READY


def test_one_command_serves_and_ctrl_c_leaves_nothing(data: Path, port: int) -> None:
    process = up(data, port)
    lines = wait_for_url(process)
    assert lines[-1] == f"Factcheck is at http://127.0.0.1:{port}/ (Ctrl-C stops it)"
    page = get(port, "/accounts/login/")
    assert (page.status, page.getheader("Cache-Control", "").count("no-store")) == (200, 1)
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=90)
    assert (process.returncode, listening(port), database_is_up(data)) == (0, False, False)


def test_the_second_start_shows_no_log_ins_and_a_hashed_stylesheet_that_may_be_kept(data: Path, port: int) -> None:
    process = up(data, port)
    lines = wait_for_url(process)
    page = get(port, "/accounts/login/").read().decode()
    stylesheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    response = get(port, stylesheet)
    process.terminate()
    process.communicate(timeout=90)
    assert lines == [f"Factcheck is at http://127.0.0.1:{port}/ (Ctrl-C stops it)"]
    assert response.status == 200
    assert response.getheader("Cache-Control") == "max-age=315360000, public, immutable"
    assert process.returncode == 0


def test_when_up_is_killed_server_and_database_go_down_too(data: Path, port: int) -> None:
    process = up(data, port)
    wait_for_url(process)
    process.kill()
    process.wait()
    assert until(lambda: not listening(port))
    assert until(lambda: not database_is_up(data))


def test_the_site_comes_back_after_its_database_was_killed(data: Path, port: int) -> None:
    process = up(data, port)
    wait_for_url(process)
    killed = postgres.pid_in_file(postgres.locate(data))
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: get(port, "/accounts/login/").status == 200 and database_is_up(data))
    process.terminate()
    process.communicate(timeout=90)
    assert process.returncode == 0


def test_a_port_in_use_is_named_with_a_way_out(data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        assert refusal(up(data, port)).startswith(f"Port {port} is in use: stop its program or choose another, --port ")


def test_a_number_that_is_no_port_is_named(data: Path) -> None:
    assert refusal(up(data, 70000)) == "--port 70000 is no port: use a number from 1 to 65535."


def test_a_data_folder_in_use_names_who_uses_it(data: Path, port: int) -> None:
    with (data / "up.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("process 1, http://127.0.0.1:8000/")
        file.flush()
        said = refusal(up(data, port))
    assert said == (
        f"The data folder {data} is in use by another `up` (process 1, http://127.0.0.1:8000/): "
        "stop that one or choose another folder with --data."
    )


def test_an_unreachable_database_is_named_without_its_password(data: Path, port: int) -> None:
    said = refusal(up(data, port, DATABASE_URL="postgresql://ann:hunter2@127.0.0.1:1/facts"))
    assert said.startswith("DATABASE_URL names 127.0.0.1:1, which cannot be reached (")
    assert said.endswith("): start that server or correct DATABASE_URL, or unset it to use the embedded one.")
    assert "hunter2" not in said


def test_a_wrong_variable_is_named_with_what_is_allowed(data: Path, port: int) -> None:
    assert refusal(up(data, port, LOG_LEVEL="loud")) == (
        "LOG_LEVEL='loud' is not allowed: use one of DEBUG, INFO, WARNING, ERROR."
    )


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, port: int) -> None:
    (tmp_path / "data").write_text("")
    assert refusal(up(tmp_path / "data", port)) == (
        f"The data folder {tmp_path / 'data'} cannot be made (File exists): choose another with --data."
    )
