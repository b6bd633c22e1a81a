"""Which articles are for training and which for testing: by a seed and the article alone, near copies together."""

import hashlib
from collections.abc import Iterable, Mapping

PARTS = ("train", "dev", "test")
SHARES = {"train": 80, "dev": 10, "test": 10}


def part_of(cluster: str, seed: int, shares: Mapping[str, int]) -> str:
    """The part of a cluster of articles; ``shares`` are percents of ``PARTS`` that add up to 100.

    The first 8 bytes of ``SHA-256("<seed>:<cluster>")`` are read as a fraction of one. So a part stays the same when
    other articles come or go, on any machine.
    """
    digest = hashlib.sha256(f"{seed}:{cluster}".encode()).digest()
    place = 100 * int.from_bytes(digest[:8], "big") / 2**64
    edge = 0
    for part in PARTS:
        edge += shares.get(part, 0)
        if place < edge:
            return part
    return PARTS[0]


def clusters(articles: Iterable[tuple[str, Iterable[object]]]) -> dict[str, str]:
    """The cluster of each article: an article and what it has in common with others, as anything that can be compared.

    Articles that share something, directly or through others, are one cluster, named by the first of them.
    """
    parent: dict[str, str] = {}
    bearers: dict[object, str] = {}
    for article, shared in articles:
        parent.setdefault(article, article)
        for thing in shared:
            first, second = _root(parent, bearers.setdefault(thing, article)), _root(parent, article)
            parent[max(first, second)] = min(first, second)
    return {article: _root(parent, article) for article in parent}


def _root(parent: dict[str, str], article: str) -> str:
    while parent[article] != article:
        parent[article] = parent[parent[article]]
        article = parent[article]
    return article
