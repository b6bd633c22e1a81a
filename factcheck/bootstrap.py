"""Makes the project's environment from a hashed lock, and moves into it.

Standard library only: it runs on a bare Debian with nothing but `python3`. Packages come through pip and uv
with whatever configuration the machine has; no registry is named here or in a lock.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ("requirements.lock",)
TESTING = ("requirements.lock", "requirements-test.lock")
"""The test lock holds all of the runtime lock, so that an environment made from it serves both."""
TESTING_COMMANDS = ("test", "format", "shots", "bench")
INSTALLER = "requirements-installer.lock"
STAMP = "factcheck-locks.json"
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


class SetUpError(Exception):
    """The environment cannot be made; the message is one sentence with the way out."""


def environment() -> Path:
    """Return the folder of the environment: FACTCHECK_ENV, or `.venv` in the checkout."""
    return Path(os.environ.get("FACTCHECK_ENV") or ROOT / ".venv").expanduser().absolute()


def enter(argv: list[str]) -> None:
    """Return when this process runs in the project's environment; else make that ready and move into it."""
    folder = environment()
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    locks = TESTING if len(argv) > 1 and argv[1] in TESTING_COMMANDS else RUNTIME
    try:
        make_ready(folder, locks)
    except SetUpError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    os.execve(python(folder), [python(folder), *argv], clean_environ())


def python(folder: Path) -> str:
    """Return the path of an environment's interpreter."""
    return str(folder / "bin" / "python")


def clean_environ() -> dict[str, str]:
    """Return the environment variables without those that point Python elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in FOREIGN}


def make_ready(folder: Path, locks: tuple[str, ...]) -> None:
    """Bring the environment to the locks; nothing happens when its stamp says that it is there already."""
    wanted = {lock: hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() for lock in locks}
    if matches(folder, wanted):
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder.with_name(folder.name + ".lock").open("w") as one_at_a_time:
            fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
            if not matches(folder, wanted):
                build(folder, locks, wanted)
    except PermissionError as error:
        raise SetUpError(
            f"The environment cannot be written at {error.filename}: set FACTCHECK_ENV to a folder that you may write."
        ) from error


def matches(folder: Path, wanted: dict[str, str]) -> bool:
    """Return whether the environment was completed from the wanted locks (name -> SHA-256)."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return False
    return os.access(python(folder), os.X_OK) and all(stamp.get(name) == value for name, value in wanted.items())


def build(folder: Path, locks: tuple[str, ...], wanted: dict[str, str]) -> None:
    """Make the environment when it is missing or broken, install the last of the locks, then stamp it."""
    say(f"Setting up the Python environment in {folder} (only when the locks change) …")
    if not works(folder):
        create(folder)
    (folder / STAMP).unlink(missing_ok=True)  # half-done work must not look done
    install(folder, ROOT / locks[-1])
    (folder / STAMP).write_text(json.dumps(wanted))


def works(folder: Path) -> bool:
    """Return whether the environment has a running interpreter and pip: a half-made one has not."""
    try:
        return child([python(folder), "-m", "pip", "--version"]).returncode == 0
    except OSError:
        return False


def create(folder: Path) -> None:
    """Make an empty environment with pip in it, replacing whatever is there."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").exists():
        raise SetUpError(f"{folder} holds something else than a Python environment: move it or set FACTCHECK_ENV.")
    if importlib.util.find_spec("ensurepip") is None:
        install_venv()
    shutil.rmtree(folder, ignore_errors=True)
    done = child([sys.executable, "-m", "venv", str(folder)])
    if done.returncode or not works(folder):
        raise SetUpError(f"`{sys.executable} -m venv {folder}` failed: {last_line(done)}")


def install_venv() -> None:
    """Install Debian's missing half of `venv`, as root; else say what to run."""
    advice = "Python's venv module is incomplete here. Run `apt-get install python3-venv` as root, then try again."
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetUpError(advice)
    say("Installing the Debian package python3-venv …")
    command = ["apt-get", "install", "--yes", "--no-install-recommends", "python3-venv"]
    if run_apt(command) and (run_apt(["apt-get", "update"]) or run_apt(command)):
        raise SetUpError(advice)


def run_apt(command: list[str]) -> int:
    """Run apt-get without questions and return its exit status."""
    return child(command, {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}).returncode


def install(folder: Path, lock: Path) -> None:
    """Bring the environment to a lock: with uv, which is fast; if that fails, with pip."""
    pip = [
        python(folder),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    # A `user = true` in somebody's pip.conf would refuse every environment.
    environ = {**clean_environ(), "PIP_USER": "0", "VIRTUAL_ENV": str(folder)}
    got_uv = child([*pip, "-r", str(ROOT / INSTALLER)], environ).returncode == 0
    sync = ["sync", "--quiet", "--compile-bytecode", "--require-hashes", "--python", python(folder), str(lock)]
    uv = [python(folder), "-m", "uv", "pip", *sync]
    if got_uv and child(uv, as_uv_reads(folder, environ)).returncode == 0:
        return
    done = child([*pip, "-r", str(lock)], environ)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise SetUpError(f"The packages of {lock.name} could not be installed: {last_line(done)}")


def as_uv_reads(folder: Path, environ: dict[str, str]) -> dict[str, str]:
    """Return `environ` with pip's settings of where packages come from under the names that uv reads."""
    done = child([python(folder), "-m", "pip", "config", "list"], environ)
    settings = {}
    for line in done.stdout.splitlines():  # global.index-url='…' or :env:.index-url='…'; the last one wins
        key, found, value = line.partition("=")
        if found and value[:1] in "'\"":
            settings[key.rpartition(".")[2]] = value[1:-1].replace("\\n", " ").strip()
    names = {
        "UV_DEFAULT_INDEX": "index-url",
        "UV_INDEX": "extra-index-url",
        "UV_FIND_LINKS": "find-links",
        "SSL_CERT_FILE": "cert",
    }
    translated = {name: settings[key] for name, key in names.items() if settings.get(key)}
    # pip takes the best match of all indexes; with hashes, so may uv.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **translated, **environ}


def child(command: list[str], environ: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command without input; its output is kept for an error message."""
    return subprocess.run(
        command,
        env=environ or clean_environ(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the last line that a child wrote."""
    return ((done.stderr or done.stdout).strip().splitlines() or ["no message"])[-1]


def say(line: str) -> None:
    """Tell the person at the terminal what takes time."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
