"""What reading a page yields. Light to import: whoever asks for pages need not load what reads them."""

from dataclasses import dataclass

WAY_OUT = "paste the article's text instead"


class Unusable(ValueError):
    """A page that gives no article: ``value`` and ``rule`` say why."""

    def __init__(self, value: str, rule: str) -> None:
        super().__init__(f"{value!r} {rule}")
        self.value = value
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Page:
    """An article and what its page says of it; empty where it does not. Nothing of it is checked yet.

    ``published`` is stated, as YYYY, YYYY-MM or YYYY-MM-DD; ``guessed_day`` is searched for, YYYY-MM-DD with 1 for what
    is unknown. ``languages`` and ``addresses`` are in order of preference. ``replaced`` counts the bytes that did not
    fit the charset. ``captions`` are the lines of ``text`` that stand under pictures.
    """

    text: str
    replaced: int
    headline: str
    authors: str
    site: str
    published: str
    guessed_day: str
    languages: list[str]
    addresses: list[str]
    captions: list[str]
