"""The guard of an embedded PostgreSQL: starts it, restarts it after a crash, stops it after its last user.

Run as `python -m factcheck.postgres_guard PLAN`, where PLAN is the JSON that `factcheck.postgres` writes.
"""

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck.postgres import Server, Settings, lock_file, stop
from factcheck.postgres_binaries import Account, Binaries

RESTARTS = 10
stopping = threading.Lock()
"""Held for ever once the last user has left: nothing may be started after that."""


def guard(plan: str) -> int:
    """Run the server until its last user has left, again when it crashed; returns the exit status."""
    told = json.loads(plan)
    server = from_plan(told["server"])
    threading.Thread(target=stop_when_unused, args=[server], daemon=True).start()
    for _ in range(RESTARTS):
        with stopping:
            postgres = start(server, told["settings"])
        status = postgres.wait()
        if status >= 0:  # it stopped by itself: asked to, or refusing to run
            return status
        time.sleep(0.5)  # killed: its children need a moment to see that
    return 1


def start(server: Server, settings: Settings) -> "subprocess.Popen[bytes]":
    """Start PostgreSQL as a child of this process, under the server's account."""
    return subprocess.Popen(command(server, settings), cwd="/", stdin=subprocess.DEVNULL, **server.account.child())


def from_plan(plan: Mapping[str, Any]) -> Server:
    """Return the server that the starting process described as JSON."""
    return Server(
        home=Path(plan["home"]),
        cluster=Path(plan["cluster"]),
        sockets=Path(plan["sockets"]),
        binaries=Binaries(Path(plan["binaries"]["folder"]), plan["binaries"]["major"]),
        account=Account(**plan["account"]),
    )


def command(server: Server, settings: Settings) -> list[str]:
    """Return the server's command line: local socket only, for its owner only."""
    values = {
        "listen_addresses": "",
        "unix_socket_directories": str(server.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "timezone": "UTC",
        "log_timezone": "UTC",
        **for_this_machine(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")),
        **settings,
    }
    options = [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
    return [server.binaries.program("postgres"), "-D", str(server.cluster), *options]


def for_this_machine(memory: int) -> Settings:
    """Return what PostgreSQL cannot know of a machine with `memory` bytes: what it may cache, and that no disk turns.

    A quarter of the memory, as its manual advises, up to a gigabyte (the rest is the page cache's); compiling a query
    takes longer than any of ours runs.
    """
    quarter = memory // 4 >> 20
    return {
        "shared_buffers": f"{min(max(quarter, 128), 1024)}MB",
        "effective_cache_size": f"{max(2 * quarter, 256)}MB",
        "random_page_cost": "1.1",
        "jit": "off",
    }


def stop_when_unused(server: Server) -> None:
    """Wait until no process holds a share, then stop the server."""
    with lock_file(server.home / "postgres.lock") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        stopping.acquire()
        stop(server)
        os._exit(0)


if __name__ == "__main__":
    sys.exit(guard(sys.argv[1]))
