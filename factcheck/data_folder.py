"""The data folder of `up`: secret key, database, uploads, static files, logs, what was prepared."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "localhost,127.0.0.1,[::1]"


def default() -> Path:
    """Return DATA_DIR, or `.data` in the checkout."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").expanduser().absolute()


def secret_key(folder: Path) -> str:
    """Return the secret key kept in the folder, made on the first call; readable for its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        passing = folder / f"secret_key.{os.getpid()}"
        passing.touch(mode=0o600)
        passing.write_text(secrets.token_urlsafe(64))
        try:
            os.link(passing, path)  # whole or not at all, and never over an existing one
        except FileExistsError:
            pass
        finally:
            passing.unlink()
    return path.read_text()


def fill_environment(folder: Path) -> None:
    """Set the variables that the settings ask for and nobody has set, for use on this machine only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o711)
    os.environ["DATA_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = secret_key(folder)
        os.environ.setdefault("ALLOWED_HOSTS", LOOPBACK)
        os.environ.setdefault("TLS", "off")


def read_state(folder: Path) -> dict[str, Any]:
    """Return what the last `up` had prepared; empty when it did not come to an end."""
    try:
        state = json.loads((folder / "state.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(folder: Path, state: dict[str, Any]) -> None:
    """Note what is prepared now."""
    passing = folder / "state.json.new"
    passing.write_text(json.dumps(state))
    passing.replace(folder / "state.json")
