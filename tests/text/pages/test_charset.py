"""Which characters a page's bytes are."""

import pytest

from annotations.text.pages.charset import decode_page


@pytest.mark.parametrize(
    ("raw", "told", "text"),
    [
        ("<p>é</p>".encode(), "", "<p>é</p>"),
        (b"\xef\xbb\xbf" + "<p>é</p>".encode(), "windows-1252", "<p>é</p>"),
        ("<p>é</p>".encode("utf-16"), "", "<p>é</p>"),
        (b'<meta charset="iso-8859-9"><p>\xdd\x93</p>', "", '<meta charset="iso-8859-9"><p>İ“</p>'),
        (b'<meta charset="iso-8859-9"><p>\xe9</p>', "windows-1251", '<meta charset="iso-8859-9"><p>й</p>'),
        (b'<meta charset="utf-16"><p>x</p>', "", '<meta charset="utf-16"><p>x</p>'),
        (b"<?xml version='1.0' encoding='koi8-r'?><p>\xc1</p>", "", "<?xml version='1.0' encoding='koi8-r'?><p>а</p>"),
        ("<p>é</p>".encode(), "nonsense", "<p>é</p>"),
        ("<p>é</p>".encode(), "utf-7", "<p>é</p>"),
        ("<p>é</p>".encode(), "zlib", "<p>é</p>"),
        (b"<p>\x82\xa0</p>", "shift_jis", "<p>あ</p>"),
    ],
)
def test_its_mark_then_what_came_with_it_then_its_own_word(raw: bytes, told: str, text: str) -> None:
    assert decode_page(raw, told) == (text, 0)


def test_bytes_that_do_not_fit_are_replaced_and_counted() -> None:
    assert decode_page(b"<p>\xff\xfe \xef\xbf\xbd</p>") == ("<p>\ufffd\ufffd \ufffd</p>", 2)
