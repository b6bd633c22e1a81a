"""Entities a text names, with every mention: by name, by title, by pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.text.languages.base import Grammar, Lexicon
from annotations.text.names import Name, is_person_like
from annotations.text.people import Directory
from annotations.text.results import Attribution, Entity, EntityKind, Mention, MentionKind, Paragraph
from annotations.text.spans import Span

_LEAD = re.compile(r"\W+|[\w.'’ -]{1,40}:\s+")
_LETTERS = re.compile(r"[^\W\d_]\.?|[DRI]-[A-Z][\w.]*")
_OPENING = re.compile(r"[“\"«„‘]\[?(?=\w)")
MAX_ENTITIES = 500
_MONTHS = frozenset({"May"})


@dataclass(slots=True)
class _Found:
    """One entity while mentions are collected."""

    name: str
    forms: dict[str, int] = field(default_factory=dict)
    mentions: dict[Span, MentionKind] = field(default_factory=dict)
    titled: bool = False
    speaks: bool = False
    articled: bool = False


def find_entities(
    text: str,
    paragraphs: Sequence[Paragraph],
    statements: Sequence[Span],
    attributions: Sequence[Attribution],
    directory: Directory,
) -> tuple[Entity, ...]:
    """The entities in order of first mention. At most MAX_ENTITIES."""
    found: dict[str, _Found] = {}
    headlines = [paragraph.span for paragraph in paragraphs if paragraph.role == "headline"]
    titled = {held.position for entries in directory.roles.values() for held in entries}
    first_words = _first_words(text, statements)
    kept = _worth_keeping(directory.names, first_words, headlines, directory.lexicon)
    for name in directory.names:
        if name.text in kept:
            canonical = directory.canonical(name.text, name.titles)
            is_titled = bool(name.titles) or name.span.start in titled
            entity = _mention(found, canonical, name.span, name.text, "name", is_titled)
            entity.articled = entity.articled or text[max(0, name.span.start - 4) : name.span.start].lower() == "the "
    for attribution in attributions:
        if attribution.speaker and attribution.source:
            _source(text, found, attribution.speaker, attribution.source, directory)
    ordered = sorted(found.values(), key=lambda entity: min(entity.mentions))
    return tuple(_entity(entity, directory) for entity in ordered[:MAX_ENTITIES])


def _first_words(text: str, statements: Sequence[Span]) -> set[int]:
    """Where the first words of statements and quotations start, and those behind a list mark or a speaker's label."""
    starts = [span.start for span in statements]
    led = (match.end() for start in starts if (match := _LEAD.match(text, start)))
    return {*starts, *led, *(match.end() for match in _OPENING.finditer(text))}


def _worth_keeping(names: Sequence[Name], starts: set[int], headlines: Sequence[Span], lexicon: Lexicon) -> set[str]:
    """Names that stand in capitals where nothing but being a name explains it: not at a start, not in a headline."""
    kept = set()
    for name in names:
        if name.text in kept or name.text in _MONTHS or _LETTERS.fullmatch(name.text):
            continue
        if name.text.lower() in lexicon.people.adjectives or _is_contraction(name.text, lexicon.grammar):
            continue
        first_word = name.span.start in starts and " " not in name.text and name.text not in lexicon.people.places
        if not first_word and not any(line.contains(name.span) for line in headlines):
            kept.add(name.text)
    return kept


def _is_contraction(name: str, grammar: Grammar) -> bool:
    """`I’m`, `Don’t`: no name, whatever its capital."""
    if "’" not in name and "'" not in name:
        return False
    word = name.lower().replace("’", "'").partition("'")[0]
    return word.removesuffix("n") in grammar.subject_pronouns | grammar.auxiliaries


def _mention(
    found: dict[str, _Found], canonical: str, span: Span, form: str, kind: MentionKind, titled: bool
) -> _Found:
    entity = found.setdefault(canonical, _Found(canonical))
    if form != canonical and kind != "pronoun":
        entity.forms[form] = min(span.start, entity.forms.get(form, span.start))
    entity.mentions.setdefault(span, kind)
    entity.titled = entity.titled or titled
    return entity


def _source(text: str, found: dict[str, _Found], speaker: str, source: Span, directory: Directory) -> None:
    form = text[source.start : source.end]
    inside = directory.names_between(source.start, source.end)
    if inside:
        found.setdefault(speaker, _Found(speaker)).mentions.setdefault(inside[-1].span, "name")
    else:
        pronoun = form.lower() in directory.lexicon.grammar.pronouns
        _mention(found, speaker, source, form, "pronoun" if pronoun else "nominal", False)
    found[speaker].speaks = True


def _entity(entity: _Found, directory: Directory) -> Entity:
    mentions = tuple(Mention(span, kind) for span, kind in sorted(entity.mentions.items()))
    aliases = tuple(sorted(entity.forms, key=entity.forms.__getitem__))
    return Entity(entity.name, _kind(entity, directory), aliases, mentions)


def _kind(entity: _Found, directory: Directory) -> EntityKind:
    people = directory.lexicon.people
    words = entity.name.split()
    if entity.name in people.places:
        return "gpe"
    if not is_person_like(entity.name, people):
        return "other" if any(character.isdigit() for character in entity.name) else "organization"
    first_names = people.first_names_feminine | people.first_names_masculine
    gendered = bool(directory.gender_of(entity.name))
    if entity.titled or gendered or words[0].lower() in first_names or (entity.speaks and len(words) > 1):
        return "person"
    if entity.speaks and entity.articled:
        return "organization"
    return "other"
