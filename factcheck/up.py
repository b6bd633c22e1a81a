"""`manage.py up`: PostgreSQL, tables, static files, demo and web server, until Ctrl-C."""

import argparse
import fcntl
import hashlib
import http.client
import importlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from factcheck import data_folder, postgres
from factcheck.postgres_binaries import OLDEST, PostgresError

ROOT = data_folder.ROOT
HOST = "127.0.0.1"
WORKER_LOOK = 2
"""Seconds between looks at whether the job worker still runs."""
PATIENCE = 120
"""Seconds for the web server to answer first."""


class UpError(Exception):
    """`up` cannot go on; the message is one sentence with the way out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--port", type=int, default=8000, help="port on the loopback address (default 8000)")
    parser.add_argument(
        "--data", type=Path, help="folder for database, uploads and logs (default .data in the checkout)"
    )


def main(arguments: list[str]) -> int:
    """Run the command until Ctrl-C or SIGTERM; returns the exit status."""
    parser = argparse.ArgumentParser(prog="manage.py up", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    return run(options.port, options.data)


def run(port: int, data: Path | None) -> int:
    """Bring everything up on `port`, keep it up, and take everything down; returns the exit status."""
    from django.core.exceptions import ImproperlyConfigured

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    folder = (data.expanduser() if data else data_folder.default()).absolute()
    try:
        check_port(port)
        postgres.make_folder(folder)
        with only_one(folder, port):
            data_folder.fill_environment(folder)
            with database(folder) as cluster:
                importlib.import_module("factcheck.settings")  # a wrong variable is told now, in one sentence
                prepare(folder, cluster)
                return serve(port)
    except (UpError, PostgresError, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 0


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Turn the first signal into KeyboardInterrupt; later ones must not disturb the taking down."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt


def check_port(port: int) -> None:
    """Raise when nothing can be served on the port."""
    if not 1 <= port <= 65535:
        raise UpError(f"--port {port} is no port: use a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise UpError(f"Port {port} is not open to you: choose one above 1023 with --port.") from error
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            raise UpError(f"Port {port} is in use: stop its program or choose another, --port {other}.") from error


@contextmanager
def only_one(folder: Path, port: int) -> Iterator[None]:
    """Hold the folder for this `up` alone."""
    with postgres.lock_file(folder / "up.lock") as file:
        if not postgres.try_lock(file, fcntl.LOCK_EX):
            holder = (folder / "up.lock").read_text().strip()
            raise UpError(
                f"The data folder {folder} is in use by another `up` ({holder}): "
                "stop that one or choose another folder with --data."
            )
        file.truncate(0)
        file.write(f"process {os.getpid()}, http://{HOST}:{port}/\n")
        file.flush()
        yield


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Set DATABASE_URL if nobody has; yields a name of the embedded cluster, "" for a server elsewhere."""
    url = os.environ.get("DATABASE_URL")
    if url:
        check_reachable(url)
        yield ""
        return
    with postgres.running(folder) as server:
        os.environ["DATABASE_URL"] = server.url()
        made = (server.cluster / "PG_VERSION").stat()
        yield f"{server.cluster}:{made.st_ino}:{made.st_mtime_ns}"


def check_reachable(url: str) -> None:
    """Raise unless a PostgreSQL that is new enough answers at DATABASE_URL."""
    import psycopg

    from factcheck import env

    place = env.database(os.environ, "DATABASE_URL")
    where = f"{place['HOST'] or 'the local socket'}{':' + place['PORT'] if place['PORT'] else ''}"
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or ["no reason given"])[-1]
        raise UpError(
            f"DATABASE_URL names {where}, which cannot be reached ({reason}): start that server or correct "
            "DATABASE_URL, or unset it to use the embedded one."
        ) from error
    if version < OLDEST * 10000:
        raise UpError(f"DATABASE_URL names a PostgreSQL {version // 10000}: use {OLDEST} or newer.")


def prepare(folder: Path, cluster: str) -> None:
    """Migrate, collect and seed where something changed since the last time."""
    migrations = fingerprint(ROOT / "annotations" / "migrations")
    wanted = {
        "migrate": f"{cluster}:{migrations}" if cluster else "",
        "static": fingerprint(ROOT / "annotations" / "static", ROOT / "factcheck"),
    }
    done = data_folder.read_state(folder)
    steps = [step for step, value in wanted.items() if not value or done.get(step) != value]
    if "migrate" in steps:
        steps.append("demo")
    if not steps:
        return
    if subprocess.run([sys.executable, "-m", "factcheck.prepare", *steps], cwd=ROOT, check=False).returncode:
        raise UpError(f"Nothing is served: preparing ({', '.join(steps)}) failed for the reason above.")
    data_folder.write_state(folder, wanted)


def fingerprint(*folders: Path) -> str:
    """Return a hash of the files below the folders and of the runtime lock."""
    found = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            found.update(f"{path.relative_to(ROOT)}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def serve(port: int) -> int:
    """Run the web server until a signal; returns 1 when it ended by itself."""
    server = start("factcheck.serve", str(port))
    worker = Worker()
    try:
        wait_for_answer(server, port)
        sys.stdout.write(f"Factcheck is at http://{HOST}:{port}/ (Ctrl-C stops it)\n")
        sys.stdout.flush()
        worker.watch(server)
        raise UpError("The web server ended by itself: its last words are above.")
    finally:
        take_down(server)
        worker.take_down()


def start(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a child that ends when its standard input closes, which happens however this process ends."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True)


class Worker:
    """The job worker beside the web server: started when the site answers, started again when it dies."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def watch(self, server: "subprocess.Popen[bytes]") -> None:
        """Keep a worker running until the web server ends."""
        while server.poll() is None:
            if self.process is None or self.process.poll() is not None:
                self.process = start("factcheck.work")
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=WORKER_LOOK)

    def take_down(self) -> None:
        """Stop it; what it was at is done again by the next one."""
        if self.process is not None:
            take_down(self.process)


def wait_for_answer(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the site answers over HTTP."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise UpError("The web server did not start: its last words are above.")
        connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise UpError(f"The web server gave no answer on port {port} within {PATIENCE} seconds.")


def take_down(server: "subprocess.Popen[bytes]") -> None:
    """Stop a child and its own children."""
    if server.stdin:
        server.stdin.close()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
