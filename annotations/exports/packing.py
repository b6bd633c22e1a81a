"""Files on their way out: several as one ZIP that is written while it is sent, one as it is, either one compressed."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator

from annotations.exports.base import File

PIECE = 64 * 1024
GZIP = 16 + zlib.MAX_WBITS
FAST = 3


class Passing:
    """A file that is written to and given on; it cannot be sought in, so a ZIP writes sizes after the content."""

    closed = False

    def __init__(self) -> None:
        self.held = bytearray()

    def write(self, data: bytes, /) -> int:
        self.held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        piece = bytes(self.held)
        self.held.clear()
        return piece


def packed(files: Iterable[File]) -> Iterator[bytes]:
    """One ZIP, piece by piece; of a file only a piece is in memory.

    Every file has the time that ``ZipInfo`` gives by itself (1980, the first that a ZIP knows): the same files give the
    same bytes at any time.
    """
    passing = Passing()
    with zipfile.ZipFile(passing, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as archive:
        for file in files:
            with archive.open(file.name, "w", force_zip64=True) as member:
                yield passing.taken()  # its name: a reader sees at once that something comes
                for piece in file.pieces:
                    member.write(piece)
                    if len(passing.held) >= PIECE:
                        yield passing.taken()
            archive.getinfo(file.name).external_attr = 0o644 << 16
            yield passing.taken()
    yield passing.taken()


def only(files: Iterable[File]) -> Iterator[bytes]:
    """The pieces of the one file there is. ``ValueError`` when a format that said it writes one file writes more."""
    several = iter(files)
    yield from next(several).pieces
    surplus = next(several, None)
    if surplus is not None:
        raise ValueError(f"a format of one file wrote {surplus.name} too")


def gzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces compressed (RFC 1952); the first comes out at once, so that a reader sees that something comes."""
    deflate = zlib.compressobj(FAST, zlib.DEFLATED, GZIP)
    first = True
    for piece in pieces:
        out = deflate.compress(piece)
        if first:
            out += deflate.flush(zlib.Z_SYNC_FLUSH)
            first = False
        if out:
            yield out
    yield deflate.flush()
