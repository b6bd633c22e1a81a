"""Light rules: the speakers found are the entities, with every place where their name or surname stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotations.text.languages.reporting import Reporting, fold
from annotations.text.results import Attribution, Entity, EntityKind, Mention
from annotations.text.spans import Span

_WORD = re.compile(r"\w+")
MAX_ENTITIES = 200
MIN_SURNAME = 3


def speakers_as_entities(
    text: str, paragraphs: Sequence[Span], attributions: Sequence[Attribution], reporting: Reporting
) -> tuple[Entity, ...]:
    """The named speakers in order of first mention, at most MAX_ENTITIES. One pass over the text."""
    speakers = list(dict.fromkeys(one.speaker for one in attributions if one.speaker))[:MAX_ENTITIES]
    if not speakers:
        return ()
    forms = _forms(speakers, reporting)
    found: dict[str, dict[Span, str]] = {speaker: {} for speaker in speakers}
    for paragraph in paragraphs:
        end_of_last = paragraph.start
        for word in _WORD.finditer(text, paragraph.start, paragraph.end):
            form = next((f for f in forms.get(word.group(), ()) if _stands(text, f, word.start())), None)
            if form and word.start() >= end_of_last:
                end_of_last = word.start() + len(form)
                found[forms[word.group()][form]][Span(word.start(), end_of_last)] = form
    for one in attributions:
        if one.source and one.speaker in found and not found[one.speaker]:
            found[one.speaker][one.source] = one.speaker
    entities = [_entity(name, mentions, reporting) for name, mentions in found.items() if mentions]
    return tuple(sorted(entities, key=lambda entity: entity.mentions[0].span))


def _forms(speakers: Sequence[str], reporting: Reporting) -> dict[str, dict[str, str]]:
    """By first word, the forms of a name, longest first, each with its speaker."""
    forms = {speaker: speaker for speaker in speakers}
    for speaker in speakers:
        surname = speaker.split()[-1]
        if reporting.cased and surname[:1].isupper() and len(surname) >= MIN_SURNAME:
            forms.setdefault(surname, speaker)
    by_word: dict[str, dict[str, str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        if first := _WORD.match(form):
            by_word.setdefault(first.group(), {})[form] = forms[form]
    return by_word


def _stands(text: str, form: str, start: int) -> bool:
    end = start + len(form)
    return text.startswith(form, start) and not text[end : end + 1].isalnum()


def _entity(name: str, mentions: dict[Span, str], reporting: Reporting) -> Entity:
    aliases = tuple(dict.fromkeys(form for _, form in sorted(mentions.items()) if form != name))
    return Entity(name, _kind(name, reporting), aliases, tuple(Mention(span, "name") for span in sorted(mentions)))


def _kind(name: str, reporting: Reporting) -> EntityKind:
    words = name.split()
    if name.isupper() or fold(words[0]) in reporting.institutions:
        return "organization"
    return "person" if len(words) > 1 else "other"
