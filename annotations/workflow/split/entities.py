"""The act that makes two entities of the project one."""

import uuid

from annotations.models import Article, Attribution, Entity, EntityMention, Statement
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split
from annotations.workflow.split.tables import Tables, keyed, values

MAX_ALIASES = 200


def merge_entities(sheet: Split, given: Arguments) -> None:
    """``{entity, into}``: in the whole project the one is a name of the other from now on.

    Mentions, speakers and names move; the merged one stays, saying where it went, for labels name it. It is the same
    person under another name, so no statement gets a new version.
    """
    gone, stays = given.entity("entity"), given.entity("into")
    if gone.pk == stays.pk:
        given.refuse("into", "is the entity itself")
    sheet.same[gone.pk] = stays.pk
    for row in sheet.statements.values():
        row.speaker_id = sheet.now(row.speaker_id)
    for said in sheet.attributions.values():
        said.row.speaker_id = sheet.now(said.row.speaker_id)
    before = {"entity": keyed([gone, stays])}
    _take_over(gone, stays)
    _everywhere(sheet, gone, stays, before, {"entity": keyed([gone, stays])})


def _take_over(gone: Entity, stays: Entity) -> None:
    names = dict.fromkeys([*stays.aliases, gone.canonical_name, *gone.aliases])
    stays.aliases = [name for name in names if name != stays.canonical_name][:MAX_ALIASES]
    stays.pin = gone.pin if stays.pin is None else stays.pin
    gone.pin, gone.merged_into_id = None, stays.pk


def _everywhere(sheet: Split, gone: Entity, stays: Entity, before: Tables, after: Tables) -> None:
    """Mentions in all articles, and speakers in the others."""
    mentions = EntityMention.objects.filter(entity=gone)
    there = set(EntityMention.objects.filter(entity=stays).values_list("article_id", "start", "end"))
    before["mention"], after["mention"] = keyed(mentions), {}
    for row in mentions:
        row.entity_id = stays.pk
        is_double = (row.article_id, row.start, row.end) in there
        after["mention"][str(row.pk)] = None if is_double else values(row)
    for table, model in (("statement", Statement), ("attribution", Attribution)):
        rows = model._default_manager.filter(speaker=gone).exclude(article=sheet.article).values_list("pk", flat=True)
        before[table] = {str(key): {"speaker_id": str(gone.pk)} for key in rows}
        after[table] = {str(key): {"speaker_id": str(stays.pk)} for key in rows}
    sheet.elsewhere = (before, after)


def articles_of(tables: Tables) -> set[uuid.UUID]:
    """The articles whose statements or attributions a change touches."""
    found: set[uuid.UUID] = set()
    for table in ("statement", "attribution"):
        keys = tables.get(table, {}).keys()
        found |= set(Article.objects.filter(**{f"{table}s__in": keys}).values_list("pk", flat=True)) if keys else set()
    return found
