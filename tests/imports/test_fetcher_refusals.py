"""Addresses that are never fetched: typed, as a redirect, as what a resolver answers. The canary sees nobody."""

from collections.abc import Callable, Iterator

import pytest

from annotations.imports.fetcher import Fetched, FetchRefused, fetch
from annotations.imports.web_address import MESSAGES
from tests.imports.fetch_cases import ANSWERS, CASES, Case
from tests.imports.fetch_site import PUBLIC, Network, Site, hops, response, running, saying

REDIRECTABLE = [case for case in CASES if case.as_redirect]


@pytest.fixture
def network() -> Iterator[Network]:
    """A network whose every address but one leads to a page that nobody must ask for."""
    canary = saying(response(b"secret"))
    with running(Site(canary)) as site, running(Site(canary)) as trap:
        yield Network(site, trap)


def refusal(url: str, network: Network) -> str:
    """The code that a fetch is refused with."""
    with pytest.raises(FetchRefused) as caught:
        fetch(url, resolve=network.resolve, connect=network.connect)
    assert str(caught.value) == caught.value.message == MESSAGES[caught.value.code]
    return caught.value.code


def test_the_table_has_the_cases_it_should() -> None:
    assert (len(CASES) >= 120, len(REDIRECTABLE) >= 120, len(ANSWERS) >= 80, len(MESSAGES)) == (True, True, True, 8)


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case.url)[:60])
def test_a_refused_address_is_refused_as_typed_without_a_connection(case: Case, network: Network) -> None:
    network.names["127.0.0.1.nip.example"] = ["127.0.0.1"]
    network.names["anything.localhost"] = ["127.0.0.1", "::1"]
    assert refusal(case.url, network) == case.code
    assert (network.connected, network.canary.connections, network.site.connections) == ([], 0, 0)


@pytest.mark.parametrize("hop", [1, 3, 5])
@pytest.mark.parametrize("case", REDIRECTABLE, ids=lambda case: ascii(case.url)[:60])
def test_a_refused_address_is_refused_as_a_redirect(case: Case, hop: int, network: Network) -> None:
    network.site.answer = hops(hop, case.url)
    network.names["127.0.0.1.nip.example"] = ["127.0.0.1"]
    assert refusal("http://page.example/start", network) == case.as_redirect
    assert ({address for address, _ in network.connected}, network.canary.connections) == ({PUBLIC}, 0)


@pytest.mark.parametrize("answer", ANSWERS, ids=ascii)
@pytest.mark.parametrize(
    "around", [lambda bad: [bad], lambda bad: [PUBLIC, bad], lambda bad: [bad, PUBLIC]], ids=["alone", "last", "first"]
)
def test_a_name_with_one_refused_address_is_refused_whole(
    answer: str, around: Callable[[str], list[str]], network: Network
) -> None:
    network.names["page.example"] = around(answer)
    assert refusal("http://page.example/", network) == "address_refused"
    assert (network.connected, network.canary.connections) == ([], 0)


@pytest.mark.parametrize("hop", [1, 3, 5])
def test_a_resolver_that_changes_its_mind_is_caught_at_the_next_hop(hop: int, network: Network) -> None:
    network.site.answer = hops(6, "/never")
    good = [PUBLIC]

    def rebinding(name: str, port: int) -> list[str]:
        return good if len(network.connected) < hop else ["127.0.0.1"]

    with pytest.raises(FetchRefused) as caught:
        fetch("http://page.example/start", resolve=rebinding, connect=network.connect)
    assert caught.value.code == "address_refused"
    assert (network.connected, network.canary.connections) == ([(PUBLIC, 80)] * hop, 0)


def test_a_name_is_looked_up_once_and_the_connection_goes_to_the_checked_address(network: Network) -> None:
    found = fetch("http://page.example/", resolve=network.resolve, connect=network.connect)
    assert found == Fetched("http://page.example/", "text/html", "utf-8", b"secret")
    assert (network.looked_up, network.connected) == (["page.example"], [(PUBLIC, 80)])


def test_an_unknown_name_is_refused_in_the_same_words_as_a_private_one(network: Network) -> None:
    network.names = {"known.corp.example": ["10.0.0.1"]}
    assert refusal("http://known.corp.example/", network) == refusal("http://unknown.corp.example/", network)


def test_another_port_is_fetched_from_only_when_the_operator_says_so(network: Network, settings) -> None:
    settings.FETCH_PORTS = frozenset({8080})
    assert fetch("http://page.example:8080/", resolve=network.resolve, connect=network.connect).body == b"secret"
    assert network.site.requests[0].split(b"\r\n")[1] == b"Host: page.example:8080"
    assert refusal("http://page.example/", network) == "port_refused"
