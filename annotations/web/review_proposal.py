"""What the form of a review decision proposes, as a body of answers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Decision, Entity, Project
from annotations.queries.answers import NO_STANCE, Body, ShownAnswers
from annotations.schemes.base import Protocol
from annotations.schemes.versions import as_now
from annotations.web.review_draft import Draft, Line, line_of
from annotations.workflow.errors import Invalid

PROPOSED = ("labels", "stances", "no_stance", "texts", "evidence", "checks", "searches")
"""The keys of a body that the form can change."""


def proposal(draft: Draft, scheme: Protocol, was: ShownAnswers, project: Project) -> Body | None:
    """The answers that the draft proposes, as a body; None when it proposes nothing or just what the label says.

    Everything the form does not ask (rationale, confidence, flags) stays as the member left it, unless
    the proposed labels leave its question unasked. Raises ``Invalid`` for a holder that nobody knows.
    """
    if not draft.proposes:
        return None
    stances = _stances(draft, was, project)
    given = {
        **was.body,
        "skip": "",
        "labels": {key: list(values) for key, values in (draft.labels or {}).items() if values},
        "stances": stances,
        "no_stance": not stances and any(line.polarity == NO_STANCE.key for line in draft.lines),
        "texts": {key: words for key, words in {**was.body.get("texts", {}), **draft.texts}.items() if words.strip()},
        "evidence": was.body.get("evidence", []) if draft.evidence is None else list(draft.evidence),
        "checks": was.body.get("checks", []) if draft.checks is None else list(draft.checks),
        "searches": was.searches if draft.searches is None else draft.searches,
    }
    body = as_now(given, scheme)
    same = all((body.get(key) or None) == (was.body.get(key) or None) for key in PROPOSED)
    return None if same and draft.decision == Decision.RETURN else body


def _stances(draft: Draft, was: ShownAnswers, project: Project) -> list[dict[str, Any]]:
    meant = [(i, line) for i, line in enumerate(draft.lines) if line.polarity not in ("", NO_STANCE.key)]
    known = ids_by_name(project, {name for _i, line in meant for name in (line.holder, line.target) if name})
    return [_stance(line, known, _unchanged(i, line, was)) for i, line in meant]


def _unchanged(index: int, line: Line, was: ShownAnswers) -> Body | None:
    """The member's own stance if the line still names its holder and target: then only the polarity is new."""
    if index >= len(was.stances):
        return None
    before = line_of(was.stances[index])
    body: Body = was.body["stances"][index]
    return body if (before.holder, before.target) == (line.holder, line.target) else None


def _stance(line: Line, known: Mapping[str, str], before: Body | None) -> dict[str, Any]:
    if before is not None:
        kept = {} if line.intensity is None else {"intensity": _grade(line.intensity)}
        return {**before, "polarity": line.polarity, **kept}
    nobody = line.holder == _("Nobody in particular")
    if line.holder and not nobody and line.holder not in known:
        raise Invalid("holder", line.holder, _("is nobody in this project’s list"))
    holder = known.get(line.holder)
    target = known.get(line.target)
    return {
        "holder_kind": "entity" if holder else "unspecified" if nobody else "author",
        "holder": holder,
        "target_kind": "entity" if target else "proposition",
        "target": target,
        "target_text": "" if target else line.target,
        "polarity": line.polarity,
        "intensity": _grade(line.intensity or ""),
        "explicit": True,
    }


def _grade(text: str) -> int | str | None:
    """1 to 3 as a number, None for an empty field; anything else as it is, to be refused by name."""
    return int(text) if text in ("1", "2", "3") else text or None


def ids_by_name(project: Project, names: set[str]) -> dict[str, str]:
    """Entity ids behind these names in the project (one query)."""
    rows = Entity.objects.filter(project=project, merged_into__isnull=True, canonical_name__in=names)
    return {name: str(pk) for pk, name in rows.values_list("pk", "canonical_name")}
