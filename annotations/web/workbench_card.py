"""What the workbench's templates show of a payload: marks in the article, and the card of one statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.templatetags.article import Mark
from annotations.web import workbench_words

Row = Mapping[str, Any]

WORK, RETURNED, READ = "work", "returned", "read"
MODES = {"active": WORK, "expired": WORK, "released": WORK, "returned": RETURNED}
"""What an assignment's state lets its annotator do; in every other state the labels are only read."""

DONE = ("complete", "submitted", "accepted", "returned")


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One holder → target line; ``polarity`` is empty while it is open. Ids as the form sends them (``kind:id``)."""

    index: int
    holder: str
    holder_name: str
    target: str
    target_name: str
    polarity: str
    intensity: int | None = None
    implied: bool = False
    is_extra: bool = False


BLANK_ROW = StanceRow(0, "author", "", "", "", "", is_extra=False)


def mode(payload: Row) -> str:
    """Whether the annotator works, answers a review, or only reads."""
    return MODES.get(payload["assignment"]["state"], READ)


def asked(payload: Row) -> list[Row]:
    """The segments that are labelled, in order of the text."""
    return [row for row in payload["statements"] if row["is_statement"]]


def answer_keys(payload: Row) -> set[str]:
    """The keys that answer a question here."""
    labels = [label for question in payload["protocol"]["questions"] for label in question["labels"]]
    return {label["hotkey"] for label in labels if label["hotkey"] and not label["is_hidden"]}


def answers_of(payload: Row, statement: Row) -> Row:
    """The newest answers on a statement, or none."""
    kept = payload["annotations"].get(statement["id"])
    return (kept and kept["answers"]) or {}


def is_open(payload: Row, statement: Row) -> bool:
    """Whether the statement still waits for its annotator: unanswered, or returned without a reply."""
    kept = payload["annotations"].get(statement["id"])
    if kept is None or kept["state"] not in DONE:
        return True
    return mode(payload) == RETURNED and kept["state"] == "returned"


def waits_for_reply(payload: Row, statement: Row) -> bool:
    """Whether the statement's label was returned by a reviewer and has no reply yet."""
    kept = payload["annotations"].get(statement["id"])
    return bool(kept and kept["state"] == "returned")


def is_answered(payload: Row, statement: Row) -> bool:
    """Whether the statement has all its answers, reviewed or not."""
    kept = payload["annotations"].get(statement["id"])
    return bool(kept and kept["state"] in DONE)


def current_statement(payload: Row, number: str | None) -> Row:
    """The statement asked for by number, else the first one that waits, else the first."""
    rows = asked(payload)
    wanted = next((row for row in rows if str(row["number"]) == number), None)
    return wanted or next((row for row in rows if is_open(payload, row)), rows[0])


def labels(payload: Row) -> dict[tuple[str, str], Row]:
    """Labels by question and key."""
    return {(q["key"], one["key"]): one for q in payload["protocol"]["questions"] for one in q["labels"]}


def marks(payload: Row, current: Row) -> list[Mark]:
    """One mark for each statement."""
    known = labels(payload)
    return [_mark(payload, row, known, row is current) for row in asked(payload)]


def _mark(payload: Row, row: Row, known: Mapping[tuple[str, str], Row], current: bool) -> Mark:
    answers = answers_of(payload, row)
    stance_key = next((q["key"] for q in payload["protocol"]["questions"] if q["kind"] == "stance"), "")
    polarities = [known[stance_key, one["polarity"]] for one in answers.get("stances", [])]
    given = answers.get("labels", {})
    chosen = [known[q["key"], value] for q in payload["protocol"]["questions"] for value in given.get(q["key"], ())]
    stance = polarities[0]["style"] if polarities else "nostance" if answers.get("no_stance") else ""
    words = [str(one["name"]) for one in polarities] + [_("No stance")] * bool(answers.get("no_stance"))
    skipped = bool(answers.get("skip"))
    kept = payload["annotations"].get(row["id"])
    return Mark(
        id=row["id"],
        number=row["number"],
        href=at_statement(row),
        stance="" if skipped else stance,
        seal="" if skipped or not chosen else str(chosen[0]["style"]),
        skipped=skipped,
        returned=mode(payload) == RETURNED and bool(kept and kept["state"] == "returned"),
        words=_("skipped") if skipped else ", ".join([*words, *(str(one["name"]) for one in chosen)]),
        current=current,
    )


def address(payload: Row) -> str:
    """The page of the assignment."""
    return reverse("web:workbench", kwargs={"assignment": payload["assignment"]["id"]})


def at_statement(row: Row) -> str:
    """What follows the address to have this statement on the card; it works without a script."""
    return f"?s={row['number']}#s{row['number']}"


def stance_rows(payload: Row, statement: Row) -> list[StanceRow]:
    """The stances given, and one open line: the first with the defaults, or one more for people without a script."""
    names = {one["id"]: one["name"] for one in payload["entities"]}
    given = [
        _given(i, stance, names, statement)
        for i, stance in enumerate(answers_of(payload, statement).get("stances", []))
    ]
    holder, target = default_holder(statement), default_target(payload, statement)
    opened = StanceRow(
        index=len(given),
        holder=holder,
        holder_name=statement["speaker"]["name"] if statement["speaker"] else "",
        target=target,
        target_name=_target_name(target, names),
        polarity="",
        is_extra=bool(given),
    )
    return [*given, opened]


def _given(index: int, stance: Row, names: Mapping[str, str], statement: Row) -> StanceRow:
    claims = {one["id"]: one["text"] for one in statement["claims"]}
    target = stance["target"] or ""
    return StanceRow(
        index=index,
        holder=f"entity:{stance['holder']}" if stance["holder"] else stance["holder_kind"],
        holder_name=names.get(stance["holder"] or "", ""),
        target=f"{stance['target_kind']}:{target or stance['target_text']}",
        target_name=names.get(target) or claims.get(target) or stance["target_text"],
        polarity=stance["polarity"],
        intensity=stance["intensity"],
        implied=not stance["explicit"],
    )


def default_holder(statement: Row) -> str:
    """The speaker, else the article's voice."""
    return f"entity:{statement['speaker']['id']}" if statement["speaker"] else "author"


def default_target(payload: Row, statement: Row) -> str:
    """The target this speaker's nearest earlier statement was given, else the first one offered; never the holder."""
    for stance in _earlier_stances(payload, statement):
        return f"{stance['target_kind']}:{stance['target'] or stance['target_text']}"
    speaker = statement["speaker"]["id"] if statement["speaker"] else ""
    return next((f"entity:{one}" for one in payload["targets"] if one != speaker), "")


def _earlier_stances(payload: Row, statement: Row) -> Iterator[Row]:
    rows: Sequence[Row] = asked(payload)
    speaker = statement["speaker"] and statement["speaker"]["id"]
    for row in reversed(rows[: statement["number"] - 1]):
        if (row["speaker"] and row["speaker"]["id"]) == speaker:
            yield from (one for one in answers_of(payload, row).get("stances", []) if one["target_kind"] != "claim")


def _target_name(value: str, names: Mapping[str, str]) -> str:
    kind, _colon, rest = value.partition(":")
    return names.get(rest, "") if kind == "entity" else rest


def targets(payload: Row, statement: Row) -> list[tuple[str, str]]:
    """The targets to choose from as (value, name), without a script: entities, then the statement's claims."""
    by_id = {one["id"]: one["name"] for one in payload["entities"]}
    claims = [(f"claim:{one['id']}", one["text"]) for one in statement["claims"]]
    return [(f"entity:{one}", by_id[one]) for one in payload["targets"]] + claims


def holders(payload: Row) -> list[tuple[str, str]]:
    """The holders to choose from as (value, name), without a script."""
    return [(f"entity:{one['id']}", one["name"]) for one in payload["entities"]]


def leads(payload: Row, statement: Row) -> list[dict[str, str]]:
    """What other statements of the article say about this one: words, number, address."""
    say = workbench_words.leads()
    by_number = {row["number"]: row for row in asked(payload)}
    found = [(say[f"{'>' if one['outgoing'] else '<'}{one['type']}"], one["to"]) for one in statement["relations"]]
    if statement["is_duplicate_of"] not in (None, *(number for _words, number in found)):
        found.append((say["=duplicate"], statement["is_duplicate_of"]))
    place = address(payload)
    return [{"say": words, "number": n, "href": place + at_statement(by_number[n])} for words, n in found]


def describe(payload: Row, answers: Row | None) -> str:
    """Answers in one line: ``Sergey Lavrov → Turkey: Against · Supported``."""
    if not answers:
        return _("no answer")
    known, names = labels(payload), {one["id"]: one["name"] for one in payload["entities"]}
    say = workbench_words.words()
    stance_key = next((q["key"] for q in payload["protocol"]["questions"] if q["kind"] == "stance"), "")
    said = [
        f"{names.get(one['holder'] or '') or say[one['holder_kind']]} → "
        f"{names.get(one['target'] or '') or one['target_text']}: {_side(known[stance_key, one['polarity']], one)}"
        for one in answers.get("stances", [])
    ]
    said += [say["noStance"]] * bool(answers.get("no_stance")) + [say["skipped"]] * bool(answers.get("skip"))
    said += [str(known[key, one]["name"]) for key, values in answers.get("labels", {}).items() for one in values]
    said += [f"“{text}”" for text in answers.get("texts", {}).values()]
    for name, given in (("sources", answers.get("evidence")), ("checks", answers.get("checks"))):
        said += [say[name].replace("{n}", str(len(given)))] if given else []
    return " · ".join(said)


def _side(polarity: Row, stance: Row) -> str:
    strength = workbench_words.strengths().get(str(stance["intensity"]), "")
    implied = "" if stance["explicit"] else workbench_words.words()["implied"]
    return ", ".join(filter(None, (str(polarity["name"]), strength, implied)))


def earlier_line(payload: Row, statement: Row) -> str:
    """What the annotator had answered before the statement was cut anew, in one line."""
    earlier = payload["earlier"].get(statement["id"])
    return describe(payload, earlier) if earlier else ""


def review_line(payload: Row, statement: Row) -> dict[str, Any]:
    """The review of a statement in words, as the annotator reads it."""
    review = payload["reviews"].get(statement["id"])
    if review is None:
        return {}
    return {
        "decision": workbench_words.decisions()[review["decision"]],
        "yours": describe(payload, answers_of(payload, statement)),
        "proposed": describe(payload, review["proposed"]),
        "reply": workbench_words.replies()[review["reply"]["action"]] if review["reply"] else "",
        "is_open": mode(payload) == RETURNED and waits_for_reply(payload, statement),
    }
