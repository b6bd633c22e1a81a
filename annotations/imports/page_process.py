"""Pages and Markdown are read in a process of their own, ended when one takes too long, too much memory, or crashes.

Extraction is other people's code on anybody's markup: some pages take it minutes. The process is started when it is
first needed, kept for the next page, knows no settings or secrets, and ends with ours.
"""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from annotations.text.pages.results import WAY_OUT, Page, Unusable

SECONDS = 4.5
"""How long one page may take; with the time to end its process that makes no more than 5."""
SECONDS_TO_START = 60.0
CODE = Path(__file__).resolve().parents[2]


class PageProcess:
    """One helper process; threads take turns."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def read(self, raw: bytes, charset: str, url: str, today: str, seconds: float = SECONDS) -> Page:
        """The page that ``raw`` is; ``Unusable`` says why there is none."""
        answer = self._asked({"kind": "page", "charset": charset, "url": url, "today": today}, raw, seconds)
        return Page(**answer["page"])

    def markdown(self, text: str, seconds: float = SECONDS) -> list[str]:
        """The lines of a Markdown text; ``Unusable`` says why there are none."""
        lines: list[str] = self._asked({"kind": "markdown"}, text.encode(), seconds)["lines"]
        return lines

    def stop(self) -> None:
        """End the process; the next page starts another."""
        self.kill()
        if self._process:
            self._process.communicate()
            self._process = None

    def kill(self) -> None:
        """End the process as a crash would."""
        if self._process:
            self._process.kill()

    @staticmethod
    def environment() -> dict[str, str]:
        """All that the process is told of the machine: no secrets, no database."""
        return {"PYTHONPATH": str(CODE), "PYTHONUTF8": "1"}

    def _asked(self, request: dict[str, Any], raw: bytes, seconds: float) -> dict[str, Any]:
        with self._turn:
            answer = self._answer(json.dumps({**request, "size": len(raw)}).encode() + b"\n" + raw, seconds)
        if "rule" in answer:
            raise Unusable(answer["value"], answer["rule"])
        return answer

    def _answer(self, request: bytes, seconds: float) -> dict[str, Any]:
        """The answer; when the process breaks down a new one is asked once more: it may have died of something else."""
        for _ in range(2):
            try:
                process = self._running()
                _write(process, request)
                return _line(process, seconds)
            except TimeoutError:
                self.stop()
                return {"value": f"more than {seconds:g} seconds", "rule": f"were needed to read it; {WAY_OUT}"}
            except (OSError, EOFError):
                self.stop()
        return {"value": "the reader", "rule": f"broke down on it; {WAY_OUT}"}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is not None:
            self.stop()
        if not self._process:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "annotations.text.pages"],
                cwd=CODE,
                env=self.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            _line(self._process, SECONDS_TO_START)
        return self._process


def _write(process: subprocess.Popen[bytes], request: bytes) -> None:
    """Hand a request over. The process reads all of it before it begins to work."""
    if process.stdin is None:
        raise EOFError("the process has no input")
    process.stdin.write(request)
    process.stdin.flush()


def _line(process: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
    """The next line of JSON; ``TimeoutError`` when it does not come in time, ``EOFError`` when it never will."""
    if process.stdout is None:
        raise EOFError("the process has no output")
    pieces, until = [b""], time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not pieces[-1].endswith(b"\n"):
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError(f"no answer in {seconds:g} seconds")
            pieces.append(os.read(process.stdout.fileno(), 1 << 20))
            if not pieces[-1]:
                raise EOFError("the process has ended")
    found: dict[str, Any] = json.loads(b"".join(pieces))
    return found


PAGES = PageProcess()
"""The process of this program."""
