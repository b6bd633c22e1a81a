"""Light rules: the literal name inside the words of a source."""

from __future__ import annotations

import re

from annotations.text.languages.reporting import Reporting, fold

_WORD = re.compile(r"[^\s,،;:()«»„“”\"\[\]]+|[,،]")
_ELISION = re.compile(r"^(?:[dlDL]|[Qq]u)['’]")
_SUFFIX = re.compile(r"['’]\w{1,6}$")
_PARTICLES = frozenset({"de", "von", "van", "der", "den", "del", "bin", "ibn", "al", "el", "da", "dos", "zu"})
_SECOND_PARTICLES = frozenset({"der", "den", "el", "zu"})


def name_of(source: str, reporting: Reporting) -> str | None:
    """The literal name in the words of a source, without titles and case endings; None when it only describes.

    "l'ex-ministre Marie Dupont" is Marie Dupont, "der Sprecher" nobody, "el portavoz de la OTAN" nobody.
    """
    words = _WORD.findall(source)
    if len(words) == 1 and fold(words[0]) in reporting.pronouns:
        return None
    if not reporting.cased:
        return _uncased_name(words, reporting)
    runs = _capital_runs(words, reporting)
    best = next((run for run in reversed(runs) if " " in run), runs[-1] if runs else None)
    return without_ending(best, reporting) if best else None


def without_ending(name: str, reporting: Reporting) -> str:
    """A name without the case ending behind its apostrophe: Ali'ye is Ali."""
    return _SUFFIX.sub("", name) if reporting.names_take_endings else name


def _capital_runs(words: list[str], reporting: Reporting) -> list[str]:
    """Runs of capitalised words that are a name: titles cut off, none that only follows "of the"."""
    runs: list[str] = []
    run: list[str] = []
    before: list[str] = []
    seen = False
    for word in [*words, ""]:
        bare = _ELISION.sub("", word)
        capital = bare[:1].isupper() and fold(bare) not in reporting.articles
        if capital or (run and _carries_on(run, word)):
            run.append(word if run else bare)
            continue
        if run:
            if fold(run[0]) in reporting.institutions or not _belongs(before, seen, reporting):
                _keep(run, before, runs, reporting)
            before, seen = [], True
        run, before = [], [*before, word]
    return runs


def _carries_on(run: list[str], word: str) -> bool:
    """Whether a small word goes on with a name: "von", and "der" only after another one."""
    folded = fold(word)
    return folded in _PARTICLES and (folded not in _SECOND_PARTICLES or fold(run[-1]) in _PARTICLES)


def _belongs(before: list[str], seen: bool, reporting: Reporting) -> bool:
    """Whether a run only follows "of": `de la Santé`, and after another noun also `der neuen Regierung`."""
    links = [fold(word) for word in before[-2:] if fold(word) in reporting.links]
    return any(link not in reporting.articles for link in links) or (seen and bool(links))


def _keep(run: list[str], before: list[str], runs: list[str], reporting: Reporting) -> None:
    while run and fold(run[-1]) in _PARTICLES:
        run.pop()
    cut = max((i + 1 for i, word in enumerate(run) if is_title(word, reporting)), default=0)
    name = run[cut:]
    article = bool(before) and fold(before[-1]) in reporting.articles
    if not name or fold(name[0]) in _PARTICLES or (len(name) == 1 and article and not cut and reporting.nouns_capital):
        return
    runs.append(" ".join(name))


def is_title(word: str, reporting: Reporting) -> bool:
    """Whether a word is a title or an institution: "ministre", "Verkehrsministerin"."""
    folded = fold(word.rstrip("."))
    last = folded.rsplit("-", 1)[-1]
    if folded in reporting.titles or last in reporting.titles or folded in reporting.institutions:
        return True
    return bool(reporting.title_endings) and folded.endswith(reporting.title_endings)


def _uncased_name(words: list[str], reporting: Reporting) -> str | None:
    """Arabic: `وزير الخارجية الروسي سيرغي لافروف` without the title and the words in "ال" after it.

    What stands behind a comma is the name: `رئيس البلدية، سامر خليل`.
    """
    comma = next((place + 1 for place, word in enumerate(words) if word == "،"), 0)
    words = words[comma:] or words
    folded = [fold(word).rstrip(".") for word in words]
    if folded and folded[0] in reporting.institutions:
        return " ".join(words)
    place = 0
    while place < len(words) and (
        folded[place].removeprefix("ال") in reporting.titles or folded[place].startswith(("ال", "لل"))
    ):
        place += 1
    rest = words[place:]
    return " ".join(rest) if rest and folded[place] not in reporting.institutions else None
