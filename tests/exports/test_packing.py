"""Files on their way out: one ZIP, one file, either compressed."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exports.base import File
from annotations.exports.download import takes_gzip
from annotations.exports.packing import gzipped, only, packed

CONTENTS = st.lists(st.lists(st.binary(max_size=200), max_size=4), min_size=1, max_size=4)


def files(contents: list[list[bytes]]) -> Iterator[File]:
    """Files of these pieces."""
    return (File(f"part/{place}.bin", pieces) for place, pieces in enumerate(contents))


@given(CONTENTS)
def test_a_zip_holds_every_file_and_has_the_same_bytes_each_time(contents: list[list[bytes]]) -> None:
    sent = b"".join(packed(files(contents)))

    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        assert archive.testzip() is None
        assert [archive.read(name) for name in archive.namelist()] == [b"".join(pieces) for pieces in contents]
    assert sent == b"".join(packed(files(contents)))


def test_a_zip_is_sent_while_its_files_are_written() -> None:
    written: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(100):
            written.append(number)
            yield chance.randbytes(10_000)

    chance = Random(1)
    sending = packed([File("large.bin", pieces())])

    assert (next(sending)[:4], written) == (b"PK\x03\x04", [])
    assert (len(next(sending)) > 0, len(written) < 100) == (True, True)


def test_a_format_of_one_file_that_writes_two_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a format of one file wrote part/1\.bin too"):
        list(only(files([[b"one"], [b"two"]])))


@given(st.lists(st.binary(max_size=500), max_size=6))
def test_what_is_compressed_comes_back(pieces: list[bytes]) -> None:
    assert gzip.decompress(b"".join(gzipped(iter(pieces)))) == b"".join(pieces)


def test_the_first_piece_comes_out_at_once_though_it_is_compressed() -> None:
    assert next(gzipped(iter([b"first", b"second"]))) != b""


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", False),
        ("gzip", True),
        ("br, GZip", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("gzip;q=0.5, identity", True),
        ("identity", False),
        ("*", True),
        ("*;q=0", False),
        ("deflate, *;q=0.1", True),
    ],
)
def test_a_reader_gets_gzip_only_where_it_says_so(header: str, taken: bool) -> None:
    assert takes_gzip(header) is taken
