"""What a command writes: a file that is there whole or not at all, or standard output."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


def write_whole(pieces: Iterable[bytes], path: Path | None) -> int:
    """Write to the file, which has its name only once it is whole; without one, to standard output.

    Returns how many pieces there were; may raise OSError.
    """
    if path is None:
        return _write_out(pieces)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as file:
            count = _write(pieces, file)
            os.fsync(file.fileno())
        unfinished.replace(path)
        return count
    finally:
        unfinished.unlink(missing_ok=True)


def _write(pieces: Iterable[bytes], file: BinaryIO) -> int:
    count = 0
    for piece in pieces:
        file.write(piece)
        count += 1
    file.flush()
    return count


def _write_out(pieces: Iterable[bytes]) -> int:
    try:
        return _write(pieces, sys.stdout.buffer)
    except BrokenPipeError:
        # The reader had enough; without this Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
