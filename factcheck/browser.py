"""Finds the Chromium that the browser tests and `manage.py shots` drive, or installs one where it may."""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
)
ADVICE = "install Chromium (on Debian: `apt-get install chromium libatomic1`), or name one in FACTCHECK_CHROMIUM"


class BrowserError(Exception):
    """No browser can be driven; the message is one sentence with the way out."""


def arguments() -> list[str]:
    """Return Chromium's command-line flags: no calls home, and no sandbox for root, who cannot have one."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find() -> str | None:
    """Return the path of a Chromium: FACTCHECK_CHROMIUM, one of the system, or Playwright's own."""
    named = os.environ.get("FACTCHECK_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise BrowserError(f"FACTCHECK_CHROMIUM={named!r} is no program: {ADVICE}.")
        return named
    on_path = (shutil.which(name) for name in NAMES)
    applications = (path for path in APPLICATIONS if os.access(path, os.X_OK))
    return next((path for path in on_path if path), None) or next(applications, None) or find_playwrights()


def find_playwrights() -> str | None:
    """Return the newest Chromium among those that Playwright downloaded for this user."""
    place = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    cache = Path("~/Library/Caches" if sys.platform == "darwin" else "~/.cache").expanduser()
    folder = Path(place) if place else cache / "ms-playwright"
    found = [path for name in ("chrome", "headless_shell", "chrome-headless-shell") for path in folder.rglob(name)]
    programs = [path for path in found if path.is_file() and os.access(path, os.X_OK)]
    return str(max(programs)) if programs else None


def ensure() -> str:
    """Return the path of a Chromium that can be driven, installing what is missing; raises BrowserError."""
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may_install and find_library("atomic") is None:
        install_debian("libatomic1")  # Playwright's driver dies without it
    path = find()
    if path is None and may_install:
        install_debian("chromium", "libatomic1")
        path = find()
    if path is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
            capture_output=True,
            timeout=600,
            check=False,
        )
        path = find()
    if path is None:
        raise BrowserError(f"The browser tests found no Chromium: {ADVICE}.")
    return path


def install_debian(*packages: str) -> None:
    """Install Debian packages as root; what failed shows when the browser is looked for again."""
    sys.stderr.write(f"Installing the Debian packages {', '.join(packages)} …\n")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update"], install):
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
        if command is install and done.returncode == 0:
            return
