"""Light rules: the subject behind a cue when whom it is said to, where or when stand between the two."""

from __future__ import annotations

from annotations.text.reported_items import Clause
from annotations.text.reported_names import is_title
from annotations.text.reported_sources import MAX_SOURCE, Phrase, name_in, right_of


def subject_after(clause: Clause, start: int) -> Phrase | None:
    """The source behind a cue: `a dit hier aux journalistes le ministre`, `sagte der Zeitung der Minister`."""
    start = _past_times(clause, start)
    return right_of(clause, _past_adjunct(clause, start) if _opens_adjunct(clause, start) else start)


def past_hearers(clause: Clause, place: int) -> int:
    """`Bakan Koca ise gazetecilere, "…" dedi`: the first item from `place` on that is no adverb and nobody told."""
    while clause.folded(place) in clause.reporting.adverbs or clause.folded(place) in clause.reporting.hearers:
        place += 1
    return place


def _past_times(clause: Clause, place: int) -> int:
    """The first item from `place` on that tells no time: `lundi`, `ce matin`, `la semana pasada`."""
    times = clause.reporting.times
    while clause.folded(place) in times or (
        clause.folded(place) in clause.reporting.articles and clause.folded(place + 1) in times
    ):
        place += 1
    return place


def _opens_adjunct(clause: Clause, place: int) -> bool:
    """Whether `aux journalistes`, `in Berlin`, `للصحفيين` begin here, or a German dative: `der Zeitung`."""
    reporting, word = clause.reporting, clause.folded(place)
    if word in reporting.adjuncts or word in reporting.hearers:
        return True
    noun = next((i for i in range(place + 1, place + 4) if clause.is_word(i) and clause.items[i].text[0].isupper()), 0)
    return word in reporting.datives and clause.folded(noun).endswith(reporting.dative_endings)


def _past_adjunct(clause: Clause, start: int) -> int:
    """Where the subject begins behind the adjunct at `start`; an item that can be no source when it does not."""
    for place in range(start + 1, min(len(clause.items), start + MAX_SOURCE)):
        if not clause.is_word(place) or clause.cue_at(place) or _begins_subject(clause, place):
            return place
        if clause.folded(place) in clause.reporting.stops and not _inside_adjunct(clause, place):
            return place
    return start


def _inside_adjunct(clause: Clause, place: int) -> bool:
    reporting, word = clause.reporting, clause.folded(place)
    return any(word in known for known in (reporting.adjuncts, reporting.articles, reporting.links, reporting.times))


def _begins_subject(clause: Clause, place: int) -> bool:
    """Whether a new phrase begins behind a whole one: `aux journalistes | le ministre`, `a la prensa | Pablo Ruiz`."""
    reporting, word, before = clause.reporting, clause.folded(place), clause.folded(place - 1)
    if not reporting.cased:
        return _begins_uncased(clause, place)
    if any(before in known for known in (reporting.adjuncts, reporting.articles, reporting.links, reporting.datives)):
        return False
    text = clause.items[place].text
    if word in reporting.articles and text.islower():
        plain = word not in reporting.links and clause.folded(place + 1) not in reporting.times
        return word not in reporting.oblique and (plain or _is_somebody(clause, place))
    if is_title(text, reporting):
        return True
    acronym = clause.items[place - 1].text.isupper() and len(before) > 1 and not text.isupper()
    return text[0].isupper() and (before in reporting.hearers or (acronym and not reporting.nouns_capital))


def _is_somebody(clause: Clause, article: int) -> bool:
    """Whether `le`, `el`, `der`, which link as well, begin a person: a title, or a noun with a name (not in German)."""
    if article + 1 < len(clause.items) and is_title(clause.items[article + 1].text, clause.reporting):
        return True
    phrase = right_of(clause, article)
    return phrase is not None and not clause.reporting.nouns_capital and name_in(clause, phrase) is not None


def _begins_uncased(clause: Clause, place: int) -> bool:
    """Arabic: a title with "ال", or one behind a word that closes its phrase: `لوكالة الأنباء | رئيس البلدية`."""
    word, before = clause.folded(place), clause.folded(place - 1)
    closed = before.startswith(("ال", "لل")) or before in clause.reporting.hearers
    known = word.removeprefix("ال") in clause.reporting.titles
    return known and (closed or (word.startswith("ال") and before not in clause.reporting.adjuncts))
