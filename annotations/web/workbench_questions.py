"""The questions of the workbench's card as its templates show them, and the lines of the plain form."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations.schemes.check_questions import MAX_ANSWERS
from annotations.schemes.completeness import Missing
from annotations.text.pages.markdown import plain_lines
from annotations.web import workbench_words
from annotations.web.workbench_card import Row, answers_of

EVIDENCE = "+evidence"
"""The part of the card for evidence where no question asks for it."""


def is_done(question: Row, answers: Row) -> bool:
    """Whether the question has an answer."""
    given = {
        "stance": answers.get("stances") or answers.get("no_stance"),
        "choice": answers.get("labels", {}).get(question["key"]),
        "text": answers.get("texts", {}).get(question["key"]),
        "evidence": answers.get("evidence"),
        "checks": answers.get("checks"),
    }
    return bool(given[question["kind"]])


def questions(payload: Row, statement: Row, missing: Sequence[Missing] = ()) -> list[dict[str, Any]]:
    """The questions with what is given, what the answer still needs, what is done and which one is next."""
    answers = answers_of(payload, statement)
    asks = any(question["kind"] == "checks" for question in payload["protocol"]["questions"])
    laid: list[dict[str, Any]] = []
    for number, question in enumerate(payload["protocol"]["questions"], start=1):
        key, kind = question["key"], question["kind"]
        chosen = answers.get("labels", {}).get(key, [])
        need = " ".join(need_words(one, kind, asks) for one in missing if one.question and one.question.key == key)
        done = is_done(question, answers) and not need
        laid.append(
            {
                **question,
                "id": f"q-{key}",
                "template": f"annotations/_question_{kind}.html",
                "labels": [label for label in question["labels"] if not label["is_hidden"] or label["key"] in chosen],
                "number": number,
                "chosen": chosen,
                "guide": guide_lines(payload["guideline"], question["title"]),
                "text": answers.get("texts", {}).get(key, ""),
                "graded": any("intensity" in one["what"] for one in question["needs"]),
                "need": need,
                "done": done,
                "now": not done and not any(one["now"] for one in laid),
            }
        )
    return laid


def need_words(missing: Missing, kind: str, asks: bool) -> str:
    """``Needs a source that supports or refutes it``, for a question of that kind; ``asks``: are there checks."""
    say, names = workbench_words.words(), workbench_words.needs()
    if not missing.what:
        return say["unanswered"]
    if kind == "checks":
        return say["checksOpen"]
    plural = "s" if missing.more > 1 else ""
    ways = [what for what in missing.what if asks or what != "checks"]
    wanted = [names.get(what + plural, names[what]).replace("{n}", str(missing.more)) for what in ways]
    return say["needs"].replace("{what}", say["or"].join(wanted))


def guide_lines(guideline: Row | None, title: str) -> list[str]:
    """What the guideline says under the headings that begin with the title of a question, line by line."""
    found: list[str] = []
    depth = 0
    for line in guideline["markdown"].splitlines() if guideline else ():
        marks, _space, heading = line.partition(" ")
        if marks and not marks.strip("#"):
            if not depth or len(marks) <= depth:
                depth = len(marks) if heading.casefold().startswith(title.casefold().rstrip("?")) else 0
        elif depth:
            found.append(line)
    return plain_lines("\n".join(found))


def parts(laid: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The questions, and the part for evidence where none of them asks for it."""
    if any(question["kind"] == "evidence" for question in laid):
        return laid
    extra = {"key": EVIDENCE, "kind": "evidence", "id": "evidence", "title": _("Evidence")}
    return [*laid, {**extra, "template": "annotations/_question_evidence.html", "now": False}]


def evidence_rows(payload: Row, statement: Row) -> list[dict[str, Any]]:
    """The lines of the plain form: the evidence given, and one more with an id of its own."""
    given = answers_of(payload, statement).get("evidence", [])
    lines = [*given, {"id": str(uuid.uuid4()), "set": max((one["set"] for one in given), default=0) + 1}]
    return [{**one, "index": index} for index, one in enumerate(lines)]


def check_rows(payload: Row, statement: Row) -> list[dict[str, Any]]:
    """The lines of the plain form: the check questions given and one more, each with one more answer where it may."""
    return plain_checks(answers_of(payload, statement).get("checks", []))


def plain_checks(given: Sequence[Row]) -> list[dict[str, Any]]:
    """Check questions of a body as lines of the plain form."""
    return [
        {**one, "index": index, "answers": _answers(f"check-{index}-answer-", one.get("answers", []))}
        for index, one in enumerate([*given, {}])
    ]


def _answers(name: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    lines = [*given, {}][:MAX_ANSWERS]
    return [{**one, "name": f"{name}{index}"} for index, one in enumerate(lines)]
