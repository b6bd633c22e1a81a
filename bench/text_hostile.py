"""Texts written to hang a splitter: time must grow with length, not with its square.

The bar: T(2n)/T(n) ≤ 2.5, and at most 1 s/MB for the twelve classic families, where 1 MB is a million characters.
Texts that look like news make attribution work as real news does, which takes longer: for them only growth counts.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.text.languages import LANGUAGES
from bench import child
from bench.base import Cell, Table
from bench.text_speed import WORKER
from factcheck.bootstrap import say

MB = 1_000_000
SIZES = (1.0, 2.0, 4.0, 8.0)
MOST_GROWTH = 2.5
MOST_SECONDS = 1.0
PATIENCE = 30.0
"""Seconds/MB after which a text is given up."""
CLASSIC = {
    "dots": ".",
    "letter dot": "a.",
    "quotation marks": '"',
    "brackets": "(",
    "ellipses": "…",
    "spaces": " ",
    "newlines": "\n",
    "abbreviations": "e.g. ",
    "section numbers": "1.1.1.",
    "combining marks": "e\u0301\u0302",
    "zero width joiners": "a\u200d",
    "no white space": "abc",
}
NEWS_LIKE = {
    "said that": "he said that ",
    "long sentences": "He said that " + "he said that " * 129 + "it is so. ",
    "names": "Bob Smith ",
    "titles": "Minister Bob Smith, minister ",
    "commas": "Smith, ",
    "apostrophes": "'a ",
    "short sentences": "He said so. ",
    "short lines": "a.\nA b\n",
    "open quotations": '"He is the one.\n',
    "lone quotation marks": '"\n',
    "quotations": '"It is so," she said. ',
}


def add_sizes(parser: ArgumentParser) -> None:
    """Declare `--sizes`."""
    parser.add_argument(
        "--sizes",
        type=megabytes,
        nargs="+",
        default=SIZES,
        metavar="MB",
        help="lengths of hostile texts in million characters, each twice the one before (default: 1 2 4 8)",
    )


def megabytes(text: str) -> float:
    """A positive number."""
    number = float(text)
    if not number > 0:
        raise ValueError(text)
    return number


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: which work of `bench/text_worker.py` on which families in which languages.

    `most` is the bar in s/MB, None where only growth is judged.
    """

    title: str
    work: str
    families: Mapping[str, str]
    languages: tuple[str, ...]
    most: float | None


def measure(options: Namespace) -> Iterator[Table]:
    """All of `analyse`, in English and then in every other language of the registry."""
    sizes = options.sizes
    yield table(Trial("split and attribution", "analyse", CLASSIC, ("en",), MOST_SECONDS), sizes)
    yield table(Trial("split and attribution, news-like", "analyse", NEWS_LIKE, ("en",), None), sizes[:2])
    if others := tuple(language.code for language in LANGUAGES if language.code != "en"):
        yield table(Trial("split and attribution, other languages", "analyse", CLASSIC, others, MOST_SECONDS), sizes)


def table(trial: Trial, sizes: Sequence[float]) -> Table:
    """One row for each language and family."""
    rows = []
    for language in trial.languages:
        for family, unit in trial.families.items():
            say(f"{trial.title}: {language}, {family} …")
            rows.append((language, family, *judged(sizes, timed(trial.work, unit, language, sizes), trial.most)))
    columns = (
        "language",
        "family",
        *(f"{size:g} MB, s/MB" for size in sizes),
        *(f"T({after:g})/T({before:g})" for before, after in pairwise(sizes)),
        "verdict",
    )
    slow = sum(row[-1] != "ok" for row in rows)
    bar = f"at most {trial.most:g} s/MB, and " if trial.most else ""
    note = (
        f"Required: {bar}T(2n)/T(n) ≤ {MOST_GROWTH:g}; {slow} of {len(rows)} too slow. Processor time; 1 MB is a "
        "million characters. A dash: given up."
    )
    return Table(f"Hostile texts: {trial.title}", columns, tuple(rows), note)


def timed(work: str, unit: str, language: str, sizes: Sequence[float]) -> list[float | None]:
    """Seconds for each size; None from the size on that took too long."""
    found: list[float | None] = [None] * len(sizes)
    with child.running(WORKER) as worker:
        for place, size in enumerate(sizes):
            text = unit * (round(size * MB) // len(unit))
            request = {"work": work, "texts": [text], "language": language}
            try:
                found[place] = seconds(worker, request, PATIENCE * (size + 1))
            except (child.TooSlow, child.ChildFailed):
                break
    return found


def seconds(worker: child.Child, request: Mapping[str, object], limit: float) -> float:
    """Processor seconds; what takes less than one is timed twice, and the better time counts."""
    first = float(worker.ask(request, limit)["seconds"])
    return first if first > 1 else min(first, float(worker.ask(request, limit)["seconds"]))


def judged(sizes: Sequence[float], times: Sequence[float | None], most: float | None) -> tuple[Cell, ...]:
    """Seconds/MB for each size, growth from each to the next, and "ok" or "too slow"."""
    rates = [None if taken is None else taken / size for size, taken in zip(sizes, times, strict=True)]
    growth = [
        None if before is None or after is None else after / max(before, 1e-9) for before, after in pairwise(times)
    ]
    good = all(rate is not None and (most is None or rate <= most) for rate in rates) and all(
        ratio is not None and ratio <= MOST_GROWTH for ratio in growth
    )
    return (*rates, *growth, "ok" if good else "too slow")
