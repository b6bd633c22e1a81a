"""Which addresses are public, and how the address of a page is read."""

import ipaddress
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.imports.addresses import is_public
from annotations.imports.web_address import MESSAGES, FetchRefused, WebAddress, parse
from tests.imports.fetch_cases import ANSWERS, PUBLIC


@pytest.mark.parametrize("address", ANSWERS, ids=ascii)
def test_an_address_of_no_public_site_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_next_to_a_refused_range_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=6))
def test_only_global_unicast_is_public_in_ipv6(address: ipaddress.IPv6Address) -> None:
    assert not is_public(str(address)) or int(address) >> 125 == 1


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "::{}", "64:ff9b::{}"]))
def test_an_ipv4_address_inside_an_ipv6_one_is_never_public(address: ipaddress.IPv4Address, around: str) -> None:
    assert not is_public(around.format(address))


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://page.example", WebAddress("https", "page.example", 443, "/")),
        ("HTTP://PAGE.example:443/A?b#c", WebAddress("http", "page.example", 443, "/A?b")),
        ("http://page.example.?x", WebAddress("http", "page.example", 80, "/?x")),
        ("https://münchen.example/ß", WebAddress("https", "xn--mnchen-3ya.example", 443, "/%C3%9F")),
        ("https://a_b.page.example/%zz'", WebAddress("https", "a_b.page.example", 443, "/%zz'")),
        ("http://8.8.8.8/", WebAddress("http", "8.8.8.8", 80, "/")),
        ("http://[2606:4700:0::1111]:80/", WebAddress("http", "2606:4700::1111", 80, "/")),
    ],
)
def test_a_page_address_is_read_into_one_form(url: str, read: WebAddress) -> None:
    assert parse(url) == read


def test_an_ipv6_host_is_named_in_brackets() -> None:
    assert parse("http://[2606:4700::1111]:443/").url == "http://[2606:4700::1111]:443/"


@given(st.one_of(st.text(), st.text().map("http://{}".format), st.text().map("https://page.example{}".format)))
def test_any_text_is_an_address_that_reads_back_as_itself_or_is_refused(text: str) -> None:
    try:
        read = parse(text)
    except FetchRefused as refused:
        known = refused.code in MESSAGES
    else:
        known = parse(read.url) == read and not re.search(r"[^!-~]|[\\#]", read.url)
    assert known
