"""A number is never followed by a noun that is right for other numbers only: "by 1 people", "1 to 1 of 1 articles"."""

import re

import pytest

from annotations.text.counted import counted
from tests.architecture.source import ROOT

NOUNS = "people|annotators|articles|answers|assignments|batches|files|labels|members|records|rows|statements|words"
HOLE = rf"\}}(?: more| other| open| reviewed| returned| settled)? (?:{NOUNS})\b"
SENTENCES = re.compile(r"\{% blocktranslate(?P<said>(?: [^%]*)?)%\}(?P<words>.*?)\{% endblocktranslate %\}", re.DOTALL)
ALWAYS_MORE = {
    "{{ n }} annotators, {{ verdicts }} verdicts": "said only where verdicts differ",
    "of the first {{ n }} rows": "said only of more rows than are looked at",
}


def bare(template: str) -> list[str]:
    """The sentences of a template that put a plural behind a number without asking which number it is."""
    return [
        found["words"]
        for found in SENTENCES.finditer(template)
        if "count " not in found["said"]
        and re.search(r"\}" + HOLE, found["words"])
        and found["words"] not in ALWAYS_MORE
    ]


def test_no_template_puts_a_plural_behind_any_number() -> None:
    found = {path.name: bare(path.read_text()) for path in sorted((ROOT / "templates").rglob("*.html"))}
    assert {name: sentences for name, sentences in found.items() if sentences} == {}


def test_every_list_counts_its_rows_by_a_noun_that_fits() -> None:
    pages = [path.read_text() for path in sorted((ROOT / "templates").rglob("*.html"))]
    lists = [page for page in pages if "{% pager shown noun %}" in page]
    assert [page for page in lists if "asvar noun count n=shown.count" not in page] == []


def test_a_plural_behind_a_number_is_found() -> None:
    assert bare("{% blocktranslate with n=x %}All {{ n }} articles{% endblocktranslate %}") == ["All {{ n }} articles"]
    assert bare("{% blocktranslate count n=x %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}") == []


@pytest.mark.parametrize(("number", "words"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_a_count_takes_the_noun_that_fits(number: int, words: str) -> None:
    assert counted(number, "person", "people") == words
