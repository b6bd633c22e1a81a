"""``python -m annotations.text.pages``: reads pages for another process, which can stop it when one takes too long.

In: a line of JSON, then as many bytes as its ``size`` says: a page (``charset``, ``url``, ``today`` come with it), or
Markdown in UTF-8. Out: a line of JSON, ``page`` or ``lines``, or ``value`` and ``rule`` of why there is none. It says
``{}`` when it is ready and ends with its input.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from annotations.text.pages.markdown import plain_lines
from annotations.text.pages.page import read_page
from annotations.text.pages.results import WAY_OUT, Unusable

MEMORY = 2 * 1024**3


def answer(request: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """What comes of one page. Whatever other people's parsers trip over is that page's fault, and said of it."""
    try:
        if request["kind"] == "markdown":
            return {"lines": plain_lines(raw.decode())}
        return {"page": asdict(read_page(raw, request["charset"], request["url"], request["today"]))}
    except Unusable as error:
        return {"value": error.value, "rule": error.rule}
    except Exception as error:
        return {"value": type(error).__name__, "rule": f"came up while it was read; {WAY_OUT}"}


def serve() -> None:
    """Answer until there is nothing more to read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    say({})
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        say(answer(request, sys.stdin.buffer.read(request["size"])))


def say(value: dict[str, Any]) -> None:
    """One line out, at once."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
