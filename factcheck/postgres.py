"""Our own lifecycle of an embedded PostgreSQL, shared by all processes that use one folder.

A process that needs the server holds a shared lock (`flock`) on `postgres.lock`. A guard process starts the
server and waits for the exclusive lock: it gets it when the last user is gone, whatever way that user went,
since the kernel drops the locks of a killed process. Then the guard stops the server. Whether the server is
alive is asked of its socket, never of its pid file: that file outlives a crash, and its number may belong
to another program by then.

Layout of the folder: `postgres/` (the cluster), `postgres.lock`, `postgres.start`, `postgres.log`, and the
socket folder `run/` where its path is short enough for a socket. Listens on no network port.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from factcheck.postgres_binaries import (
    SHARED_STATE,
    Account,
    Binaries,
    PostgresError,
    account_for,
    find,
    reachable,
)

ROLE = "factcheck"
ELSEWHERE = "postgres.elsewhere"
SOCKET_PATH_LIMIT = 100
"""Bytes; the kernel allows 107 for the path of a socket."""
SILENCE_LIMIT = 60
"""Seconds without any answer before a start has failed; a server in crash recovery does answer."""
READY, REFUSING = 0, 1
"""Exit statuses of pg_isready: accepting connections; alive, but starting up, recovering or shutting down."""

Settings = Mapping[str, str]


@dataclass(frozen=True)
class Server:
    """Where one embedded server lives and what runs it."""

    home: Path
    cluster: Path
    sockets: Path
    binaries: Binaries
    account: Account

    def url(self, database: str = ROLE) -> str:
        """Return the DATABASE_URL of a database on this server."""
        return f"postgresql://{ROLE}@/{quote(database)}?host={quote(str(self.sockets))}"

    def run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one of PostgreSQL's programs under the server's account."""
        command = [self.binaries.program(program), *arguments]
        return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **self.account.child())

    def answer(self) -> int:
        """Return what pg_isready says: READY, REFUSING, or another number when nobody answers."""
        return self.run("pg_isready", "-q", "-t", "3", "-h", str(self.sockets)).returncode


@contextmanager
def running(home: Path, settings: Settings | None = None) -> Iterator[Server]:
    """Keep the server of a folder running for as long as the block runs; other processes may share it.

    `settings` are server parameters such as `fsync`; they count only for the process that starts the server.
    Raises PostgresError with one clear sentence.
    """
    home = home.absolute()
    make_folder(home)
    with lock_file(home / "postgres.lock") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a guard is stopping the server
        with lock_file(home / "postgres.start") as start:
            fcntl.flock(start, fcntl.LOCK_EX)
            server = locate(home)
            guard = begin(server, settings or {})
        try:
            yield server
        finally:
            if leave(server, users) and guard:
                guard.wait()


def make_folder(home: Path) -> None:
    """Make the data folder: everybody may pass through it, only its owner may look around."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o711)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise PostgresError(
            f"The data folder {home} cannot be made ({error.strerror}): choose another with --data."
        ) from error


@contextmanager
def lock_file(path: Path) -> Iterator[IO[str]]:
    """Open a lock file; it stays where it is for ever, since removing one would split its users."""
    try:
        with path.open("a") as file:
            yield file
    except PermissionError as error:
        if error.filename != str(path):
            raise
        raise PostgresError(
            f"The data folder {path.parent} belongs to another user: choose another with --data."
        ) from error


def locate(home: Path) -> Server:
    """Return the server of a folder, with everything its account needs within reach."""
    cluster = elsewhere(home) if (home / ELSEWHERE).exists() else home / "postgres"
    account = account_for(cluster)
    if not account.reaches(home):
        cluster = elsewhere(home)
    binaries = reachable(find(cluster), account)
    return Server(home, cluster, socket_folder(cluster, account), binaries, account)


def elsewhere(home: Path) -> Path:
    """Return the place of root's cluster when its account cannot enter `home`.

    It is found again by a random name kept in `home`: who deletes `home` begins with an empty database.
    """
    note = home / ELSEWHERE
    if not note.exists():
        note.write_text(secrets.token_hex(8))
    place = SHARED_STATE / note.read_text()
    place.mkdir(parents=True, exist_ok=True, mode=0o711)
    SHARED_STATE.chmod(0o755)
    return place / "postgres"


def socket_folder(cluster: Path, account: Account) -> Path:
    """Return a private folder for the socket: beside the cluster, or a short one if that is too long."""
    folder = cluster.with_name("run")
    if len(os.fsencode(folder / ".s.PGSQL.5432")) > SOCKET_PATH_LIMIT:
        name = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir() if os.geteuid() else "/run") / f"factcheck-{os.geteuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    own(folder, account)
    status = folder.stat()
    if status.st_mode & 0o077 or status.st_uid not in (os.geteuid(), account.uid):
        raise PostgresError(f"The socket folder {folder} is open to other users: remove it and start again.")
    return folder


def own(folder: Path, account: Account) -> None:
    """Give a folder to the account."""
    if account.uid is not None:
        os.chown(folder, account.uid, account.gid if account.gid is not None else -1)


def begin(server: Server, settings: Settings) -> "subprocess.Popen[bytes] | None":
    """Make the server answer: make its cluster when there is none, start it when nobody did; returns our guard."""
    if server.answer() == READY:
        return None
    if not server.cluster.exists():
        make_cluster(server)
    remove_foreign_pids(server)
    guard = None if serves(server) else start_guard(server, settings)
    wait_until_ready(server, guard)
    made = server.run("createdb", "-h", str(server.sockets), "-U", ROLE, ROLE)
    if made.returncode and "already exists" not in made.stderr:
        raise PostgresError(f"PostgreSQL made no database: {made.stderr.strip()}")
    return guard


def make_cluster(server: Server) -> None:
    """Make an empty cluster under a passing name, so that a kill in between leaves none that looks whole."""
    half = server.cluster.with_name("postgres.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    own(half, server.account)
    # The built-in collation orders by code point, the same on every machine; it came with PostgreSQL 17.
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if server.binaries.major >= 17 else []
    arguments = [
        "-D",
        str(half),
        "-U",
        ROLE,
        "-E",
        "UTF8",
        "--locale=C",
        "-A",
        "trust",
        "--data-checksums",
        *locale,
    ]
    done = server.run("initdb", *arguments)
    if done.returncode:
        raise PostgresError(f"PostgreSQL could not make {server.cluster}: {(done.stderr or done.stdout).strip()}")
    half.rename(server.cluster)


def pid_in_file(server: Server) -> int | None:
    """Return the process number in the cluster's pid file."""
    try:
        return int((server.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def serves(server: Server) -> bool:
    """Return whether the process in the pid file is alive and is a PostgreSQL of this very cluster."""
    pid = pid_in_file(server)
    if pid is None:
        return False
    try:
        if Path("/proc").is_dir():
            return Path(f"/proc/{pid}/cwd").resolve(strict=True) == server.cluster.resolve()
        done = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)
        return str(server.cluster) in done.stdout
    except OSError:
        return False


def remove_foreign_pids(server: Server) -> None:
    """Remove pid files left by a crash, whose number another program may have by now.

    PostgreSQL would take that program for a running server. The cluster stays safe from a second server:
    its shared memory names the folder and is checked too.
    """
    if not serves(server):
        (server.cluster / "postmaster.pid").unlink(missing_ok=True)
        (server.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def start_guard(server: Server, settings: Settings) -> "subprocess.Popen[bytes]":
    """Start the guard process, in a session of its own: Ctrl-C at the terminal is not meant for it."""
    plan = json.dumps({"server": asdict(server), "settings": dict(settings)}, default=str)
    with (server.home / "postgres.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "factcheck.postgres_guard", plan],
            cwd=Path(__file__).resolve().parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def wait_until_ready(server: Server, guard: "subprocess.Popen[bytes] | None") -> None:
    """Wait until the server accepts connections, as long as recovery takes; raise when it gave up."""
    silent_since = time.monotonic()
    while (answer := server.answer()) != READY:
        if answer == REFUSING:
            silent_since = time.monotonic()
        gave_up = guard is not None and guard.poll() is not None
        if gave_up or time.monotonic() - silent_since > SILENCE_LIMIT:
            log = server.home / "postgres.log"
            raise PostgresError(f"PostgreSQL did not start: {last_complaint(log)} (see {log}).")
        time.sleep(0.03)


def last_complaint(log: Path) -> str:
    """Return the last error in the server's log."""
    lines = log.read_text(errors="replace").splitlines()
    return next((line for line in reversed(lines) if "FATAL" in line or "ERROR" in line), "no message")


def leave(server: Server, users: IO[str]) -> bool:
    """Give up this process's share; returns whether the server is down, because nobody else uses it."""
    while True:
        if try_lock(users, fcntl.LOCK_EX):  # nobody else is there
            stop(server)
            return True
        if try_lock(users, fcntl.LOCK_SH):  # others are there, and stay; or the guard came and went
            return not serves(server)
        time.sleep(0.03)  # the guard was faster and is stopping the server


def try_lock(file: IO[Any], kind: int) -> bool:
    """Change the lock on an open file to `kind` if that is possible at once."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stop(server: Server) -> None:
    """Stop the server, rolling back open transactions; return when it is down."""
    if serves(server):
        server.run("pg_ctl", "stop", "-D", str(server.cluster), "-m", "fast", "-w", "-t", "60", "-s")
