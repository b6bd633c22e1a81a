"""Log lines cannot be forged by what somebody sends."""

import logging

from factcheck.logs import OneLineFormatter


def test_control_characters_are_shown_not_obeyed() -> None:
    message = "Not Found: /\n2026 INFO all is well\x1b[31m\u2028\x85"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, None, None)
    assert OneLineFormatter("{levelname} {message}", style="{").format(record) == (
        r"WARNING Not Found: /\n2026 INFO all is well\x1b[31m\u2028\x85"
    )
