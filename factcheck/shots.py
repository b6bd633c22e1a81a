"""`manage.py shots`: pictures of the product as it runs, light, dark and on a phone, for the README and for looking.

The product is started from nothing in a throw-away data folder, with the demonstration, and driven with Chromium.
"""

import argparse
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from factcheck import browser

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "shots"
PROJECT = "/projects/idlib/"
VERIFICATION = f"{PROJECT}label-sets/verification_default/"
LOG_IN = re.compile(r"^  \w+ +.+? +(\w+) +(\S{12})$")
READY = re.compile(r"^Factcheck is at (\S+) ")


@dataclass(frozen=True)
class Variant:
    """How a picture is taken: a suffix for the file, the colours, the size in CSS pixels."""

    suffix: str
    theme: str
    width: int
    height: int
    scale: int = 1


VARIANTS = (
    Variant("", "light", 1440, 900),
    Variant("-dark", "dark", 1440, 900),
    Variant("-phone", "light", 390, 844, 2),
)


@dataclass(frozen=True)
class Shot:
    """One picture: who looks (empty: nobody is signed in), and how they get there."""

    name: str
    who: str
    go: Callable[[Page], object]


def at(path: str) -> Callable[[Page], object]:
    """Go straight to a path."""
    return lambda page: page.goto(path)


def follow(path: str, selector: str) -> Callable[[Page], object]:
    """Go to a path, then press the first element of a selector."""

    def go(page: Page) -> None:
        page.goto(path)
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return go


def label_some(page: Page) -> None:
    """Take the next article, or go on with the one in hand, and answer six statements by keyboard."""
    follow("/", "main .next-card form button, main .next-card a.btn-primary")(page)
    page.locator("html[data-workbench=ready]").wait_for(state="attached")
    for key in "a0d0a6o0d3a6":
        page.keyboard.press(key)
    page.get_by_text("All saved").first.wait_for()


SEED_ARTICLE = follow(f"{PROJECT}articles/?q=Idlib", "main .table a.title")


def check_split(page: Page) -> None:
    """Open the split editor of the demonstration's article, at the quotation that runs over two paragraphs."""
    SEED_ARTICLE(page)
    page.goto(f"{page.url}split/?at=1941")
    page.locator("html[data-workbench=ready]").wait_for(state="attached")


def open_docket(page: Page) -> None:
    """Open the first statement of the adjudicators' queue; the queue itself where nothing is reviewed yet."""
    page.goto(f"{PROJECT}adjudicate/?state=all")
    rows = page.locator("main a[href*='/adjudicate/']")
    if rows.count():
        rows.first.click()
        page.wait_for_load_state("networkidle")


NEWS = (
    b'{"text": "Harbour reopens\\n\\nThe harbour of Lindmark opens again on Friday, Mayor Ines Brandt said.", '
    b'"published_at": "2026-03-12"}\n{"text": 12}\n{"text": "Ferry tickets cost more from May."}\n'
)


def look_at_files(page: Page) -> None:
    """Bring a file with good and bad records, and one that is here already; wait until both are looked at."""
    seed = (ROOT / "seeds" / "000_9caa164edb51525a.txt").read_bytes()
    files: list[FilePayload] = [
        {"name": "harbour.jsonl", "mimeType": "application/jsonl", "buffer": NEWS},
        {"name": "idlib.txt", "mimeType": "text/plain", "buffer": seed},
    ]
    page.goto(f"{PROJECT}imports/new/")
    page.set_input_files("[name=chosen]", files)
    page.locator("main form .btn-primary").click()
    page.get_by_role("link", name="Split of").first.click()


def make_file(page: Page) -> None:
    """Have a worker make the dataset that the page proposes, and wait for it."""
    page.goto(f"{PROJECT}export/")
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("link", name="Download").first.wait_for()


def publish(page: Page) -> None:
    """Ask for a release and wait until a worker has made it; the pictures after the first one show the same."""
    page.goto(f"{PROJECT}releases/")
    made = page.locator("main a[href*='/releases/']")
    if made.count():
        made.first.click()
    else:
        page.get_by_label("Version").press("Enter")
    page.get_by_role("link", name="gold.jsonl").wait_for()
    page.reload()  # what was said when it was asked for is over


SHOTS = (
    Shot("sign-in", "", at("/accounts/login/")),
    Shot("home", "noor", at("/")),
    Shot("workbench", "noor", label_some),
    Shot("overview", "tomas", at(PROJECT)),
    Shot("articles", "tomas", at(f"{PROJECT}articles/")),
    Shot("article", "tomas", SEED_ARTICLE),
    Shot("split", "tomas", check_split),
    Shot("import", "tomas", at(f"{PROJECT}articles/import/")),
    Shot("import-files", "tomas", at(f"{PROJECT}imports/new/")),
    Shot("import-dataset", "tomas", at(f"{PROJECT}imports/dataset/")),
    Shot("import-checked", "tomas", look_at_files),
    Shot("imports", "tomas", at(f"{PROJECT}imports/")),
    Shot("search", "tomas", at(f"{PROJECT}search/?q=agreement+or+bridge")),
    Shot("targets", "tomas", at(f"{PROJECT}targets/")),
    Shot("label-sets", "tomas", at(f"{PROJECT}label-sets/")),
    Shot("label-set", "tomas", at(VERIFICATION)),
    Shot(
        "label-set-merge",
        "tomas",
        at(f"{PROJECT}label-sets/verification_default/merge/?label=too_vague&into=unverified"),
    ),
    Shot("questions", "tomas", at(f"{PROJECT}protocol/")),
    Shot("guidelines", "tomas", at(f"{PROJECT}guidelines/")),
    Shot("guideline-edit", "tomas", at(f"{PROJECT}guidelines/edit/")),
    Shot("people", "tomas", at(f"{PROJECT}people/")),
    Shot("history", "tomas", at(f"{PROJECT}history/")),
    Shot("export", "tomas", at(f"{PROJECT}export/")),
    Shot("export-files", "tomas", make_file),
    Shot("release", "tomas", publish),
    Shot("review-inbox", "ruth", at(f"{PROJECT}review/")),
    Shot("review", "ruth", follow(f"{PROJECT}review/", "main a[href*='/review/']")),
    Shot("adjudicate", "ruth", at(f"{PROJECT}adjudicate/?state=all")),
    Shot("adjudicate-statement", "ruth", open_docket),
    Shot("statement", "ruth", follow(f"{PROJECT}search/?q=agreement", "main a[href*='/statements/']")),
    Shot("outcome", "aiko", at(f"{PROJECT}outcome/")),
    Shot("account", "noor", at("/account/")),
    Shot("admin", "tomas", at("/admin/")),
    Shot("api-docs", "tomas", at("/api/v1/docs")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(s.name for s in SHOTS)} (default: all)")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder for the pictures (default docs/shots)")


def main(arguments: list[str]) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="manage.py shots", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    return run(options.names, options.to)


def run(names: list[str], folder: Path) -> int:
    """Take the named pictures (all without names) into the folder; returns the exit status."""
    unknown = sorted(set(names) - {shot.name for shot in SHOTS})
    if unknown:
        sys.stderr.write(f"Unknown picture {unknown[0]!r}: use {', '.join(shot.name for shot in SHOTS)}.\n")
        return 2
    chosen = [shot for shot in SHOTS if not names or shot.name in names]
    folder.mkdir(parents=True, exist_ok=True)
    with product() as (url, passwords), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.ensure(), args=browser.arguments())
        for variant in VARIANTS:
            take(chromium, url, passwords, chosen, variant, folder)
        chromium.close()
    return 0


def take(
    chromium: Browser, url: str, passwords: dict[str, str], chosen: list[Shot], variant: Variant, folder: Path
) -> None:
    """Take each picture in one variant; each person signs in once."""
    for who in dict.fromkeys(shot.who for shot in chosen):
        context = chromium.new_context(
            base_url=url,
            viewport={"width": variant.width, "height": variant.height},
            device_scale_factor=variant.scale,
            color_scheme="dark" if variant.theme == "dark" else "light",
            reduced_motion="reduce",
            locale="en-GB",
        )
        page = context.new_page()
        if who:
            sign_in(page, who, passwords[who])
        for shot in (shot for shot in chosen if shot.who == who):
            shot.go(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{shot.name}{variant.suffix}.png")
            sys.stdout.write(f"{shot.name}{variant.suffix}.png  {page.title()}\n")
        context.close()


def sign_in(page: Page, who: str, password: str) -> None:
    """Sign in on the product's own page."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/accounts/" not in address)


@contextmanager
def product() -> Iterator[tuple[str, dict[str, str]]]:
    """The product in a throw-away folder: its address, and the demonstration's passwords by user name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="factcheck-") as data:
        Path(data).chmod(0o711)  # so that the database may live inside when root runs this
        command = [sys.executable, "manage.py", "up", "--port", str(port), "--data", f"{data}/data"]
        up = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            yield read_log_ins(up)
        finally:
            up.terminate()
            up.wait(timeout=30)


def read_log_ins(up: "subprocess.Popen[str]") -> tuple[str, dict[str, str]]:
    """Read what `up` prints until it serves."""
    passwords: dict[str, str] = {}
    for line in up.stdout or ():
        if found := LOG_IN.match(line):
            passwords[found[1]] = found[2]
        elif found := READY.match(line):
            return found[1].rstrip("/"), passwords
    raise SystemExit("The product did not start: its last words are above.")
