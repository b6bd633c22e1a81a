"""Plain text: UTF-8 unless somebody says otherwise."""

import pytest

from tests.imports.reading import draft, errors


def test_the_bytes_are_kept_and_the_mark_is_no_text() -> None:
    raw = b"\xef\xbb\xbfHarbour closes pier\r\nIt is shut.\r\n"
    found = draft("plain_text", raw, name="news/pier.txt", language="en-GB")
    assert (found.text, found.raw) == ("Harbour closes pier\r\nIt is shut.\r\n", raw)
    assert (found.external_id, found.language, found.url) == ("pier", "en-GB", "")


def test_another_encoding_has_to_be_chosen() -> None:
    raw = "İskele kapandı.".encode("windows-1254")
    assert draft("plain_text", raw, encoding="windows-1254").text == "İskele kapandı."
    assert draft("plain_text", "Пирс закрыт.".encode("koi8-r"), encoding="KOI8_R").text == "Пирс закрыт."
    assert draft("plain_text", "Pier.".encode("utf-16"), encoding="utf-16").text == "Pier."


@pytest.mark.parametrize(
    ("raw", "encoding", "error"),
    [
        (b"caf\xe9", "", "file: 'byte 3 (0xe9)' is not UTF-8; save it as UTF-8, or choose the encoding"),
        (b"a\x81", "windows-1252", "file: 'byte 1 (0x81)' is not WINDOWS-1252; choose its encoding"),
        (b"a\0b", "", "text: 'a b' Character 1 is NUL (U+0000), which cannot be stored. Remove it from the text."),
        (b" \n ", "", "text: '' The text holds nothing but white space."),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, encoding: str, error: str) -> None:
    assert errors("plain_text", raw, encoding=encoding) == [error]


@pytest.mark.parametrize("encoding", ["zlib", "unicode_escape", "utf-7", "rot13", "nonsense", "\0"])
def test_only_real_encodings_may_be_chosen(encoding: str) -> None:
    (error,) = errors("plain_text", b"words", encoding=encoding)
    assert "is no encoding that is read here; choose one of utf-8, utf-16, windows-1250" in error


def test_a_file_over_the_limit_is_refused() -> None:
    assert errors("plain_text", b"a" * 20_000_001) == ["file: 'file' is larger than 20000000 bytes"]


def test_an_article_over_the_limit_is_refused() -> None:
    assert errors("plain_text", b"a" * 2_000_001) == ["text: '2000001 characters' is longer than 2000000 characters"]
