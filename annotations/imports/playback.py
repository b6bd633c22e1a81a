"""The acts of the demonstration's script, each one played through ``workflow`` by the person who does it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from annotations.imports.demo_script import Act, Body, acts, body_of
from annotations.imports.playback_stage import Stage, found
from annotations.models import Annotation, Assignment, Batch, CommentThread, Decision, Review, Statement, User
from annotations.queries.agreement_scope import Scope
from annotations.queries.docket import docket
from annotations.queries.protocols import guideline_in_force
from annotations.workflow.agreement import ask_for_agreement
from annotations.workflow.agreement_measure import measure_agreement
from annotations.workflow.annotate import save_revision, submit
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.articles import put_in_batch, set_places
from annotations.workflow.ask_back import ask_back
from annotations.workflow.batches import create_batch
from annotations.workflow.comments import answer_thread, start_thread
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from annotations.workflow.entities import create_entity
from annotations.workflow.freeze import freeze
from annotations.workflow.give import give
from annotations.workflow.guidelines import publish_guideline
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, decide, finish_review, open_review
from annotations.workflow.rules import change_project

THINKS = (8, 14, 11, 21, 9, 17, 12)
"""Seconds that one statement takes, in turn."""
DECIDES = 25
"""Seconds from one decision to the next."""
LEAD = "tomas"


def play_script(stage: Stage, first_day: datetime) -> None:
    """Everything in the script, at its time."""
    for act in acts():
        stage.at(act.at(first_day))
        play_act(stage, act)


def play_act(stage: Stage, act: Act) -> None:
    """One act."""
    ACTS[act.does](stage, stage.people[act.who], **act.given)


def names(stage: Stage, actor: User, names: Mapping[str, str]) -> None:
    """Puts people and things on the project's list."""
    for name, kind in names.items():
        create_entity(actor=actor, project=stage.project, name=name, kind=kind)


def batch(stage: Stage, actor: User, name: str, kind: str, articles: Sequence[str]) -> None:
    """Makes a batch of articles."""
    made = create_batch(actor=actor, project=stage.project, name=name, kind=kind)
    for title in articles:
        put_in_batch(actor=actor, article=stage.article(title), batch=made)


def places(stage: Stage, actor: User, article: str, required: int) -> None:
    """Says how many people read an article."""
    set_places(actor=actor, article=stage.article(article), required=required)


def open_split(stage: Stage, actor: User, article: str) -> None:
    """Freezes a split that was looked at."""
    freeze(actor=actor, article=stage.article(article))


def guideline(stage: Stage, actor: User, step: str, adds: str) -> None:
    """Publishes the guideline with a rule more."""
    newest = found(guideline_in_force(stage.project), "guideline")
    markdown = f"{newest.markdown.rstrip()}\n{adds}"
    publish_guideline(actor=actor, project=stage.project, base_version=newest.version, step=step, markdown=markdown)


def rules(stage: Stage, actor: User, changes: Mapping[str, Any]) -> None:
    """Changes the project's rules."""
    stage.project = change_project(actor=actor, project=stage.project, changes=changes)


def agreement(stage: Stage, actor: User, batch: str = "") -> None:
    """Asks for a report, and waits for it."""
    scope = Scope()
    if batch:
        made = Batch.objects.get(project=stage.project, name=batch)
        scope = Scope(articles=made.kind, batch=str(made.pk))
    report = ask_for_agreement(actor=actor, project=stage.project, scope=scope, by_worker=False)
    measure_agreement(report_id=report.pk)


def label(stage: Stage, actor: User, article: str, stops_after: int | None = None) -> None:
    """Gets an article, labels it statement by statement, and hands it in unless something comes between."""
    work = give(actor=stage.people[LEAD], article=stage.article(article), annotator=actor)
    read = stage.bodies(article, actor.username)
    for number, (statement, body) in enumerate(read[:stops_after]):
        seconds = THINKS[(number + len(actor.username)) % len(THINKS)]
        stage.after(seconds)
        save_revision(
            actor=actor,
            assignment=work,
            statement=statement,
            revision_id=uuid.uuid4(),
            base_seq=0,
            body=body,
            active_ms=seconds * 1000,
        )
    if stops_after is None:
        stage.after(DECIDES)
        submit(actor=actor, assignment=work)


def review(
    stage: Stage,
    actor: User,
    article: str,
    of: str,
    replaces: Sequence[Mapping[str, str]] = (),
    returns: Sequence[Mapping[str, str]] = (),
) -> None:
    """Reviews somebody's work: replaces some labels, returns some, accepts the rest."""
    work = open_review(actor=actor, assignment=stage.work(stage.article(article), of))
    for decision, lines in ((Decision.ACCEPT_WITH_CHANGES, replaces), (Decision.RETURN, returns)):
        for line in lines:
            stage.after(DECIDES)
            annotation = label_of(work, stage.statement(work.article, line["words"]))
            decide(
                actor=actor,
                annotation=annotation,
                seen=annotation.head_id,
                decision=decision,
                reason=line["reason"],
                comment=line["comment"],
                proposed=_changed(stage, annotation, line),
            )
    stage.after(DECIDES)
    accept_rest(actor=actor, assignment=work)
    finish_review(actor=actor, assignment=work)


def label_of(work: Assignment, statement: Statement) -> Any:
    """Somebody's label on a statement."""
    rows = Annotation.objects.filter(assignment=work, statement=statement)
    return found(rows.select_related("assignment", "head").first(), f"label on {statement}")


def _changed(stage: Stage, annotation: Annotation, line: Mapping[str, str]) -> Body | None:
    """The label's answers as a line of the script changes them; None where it proposes nothing."""
    if "label" not in line or annotation.head is None:
        return None
    return body_of(line["label"], annotation.head.answers, stage.names())


def answers(stage: Stage, actor: User, article: str, answers: Sequence[Mapping[str, str]]) -> None:
    """Answers a review label by label, and hands in again."""
    work = stage.work(stage.article(article), actor.username)
    for line in answers:
        stage.after(DECIDES)
        annotation = label_of(work, stage.statement(work.article, line["words"]))
        returned = Review.objects.filter(annotation=annotation, decision=Decision.RETURN, reply__isnull=True)
        reply(
            actor=actor,
            review=returned.select_related("assignment", "revision").get(),
            action=line["action"],
            revision_id=uuid.uuid4(),
            comment=line.get("comment", ""),
            body=_changed(stage, annotation, line),
        )
    stage.after(DECIDES)
    submit(actor=actor, assignment=work)


def decide_one(stage: Stage, actor: User, article: str, words: str, of: str, rationale: str, label: str = "") -> None:
    """Decides a statement as one annotator read it; ``label`` is what is different about it."""
    statement = stage.statement(stage.article(article), words)
    seen = docket(statement)
    theirs = next(one.answers for one in seen.ballots if one.annotator_id == stage.people[of].pk)
    body = body_of(label, theirs.as_body(), stage.names()) if label else theirs.as_body()
    decide_gold(actor=actor, statement=statement, seen=seen.version, answers=body, rationale=rationale)


def approve(stage: Stage, actor: User, article: str, words: str) -> None:
    """Stands behind a decision."""
    statement = stage.statement(stage.article(article), words)
    approve_gold(actor=actor, statement=statement, seen=docket(statement).version)


def reopen(stage: Stage, actor: User, article: str, words: str, rationale: str) -> None:
    """Opens a decision again."""
    statement = stage.statement(stage.article(article), words)
    reopen_gold(actor=actor, statement=statement, seen=docket(statement).version, rationale=rationale)


def ask(stage: Stage, actor: User, article: str, words: str, of: str, comment: str) -> None:
    """Asks an annotator back."""
    statement = stage.statement(stage.article(article), words)
    seen, whom = docket(statement).version, [stage.people[of].pk]
    ask_back(actor=actor, statement=statement, seen=seen, comment=comment, annotators=whom)


def comment(stage: Stage, actor: User, article: str, words: str, body: str, mentions: Sequence[str]) -> None:
    """Begins a conversation about a statement."""
    statement = stage.statement(stage.article(article), words)
    called = [stage.people[name].pk for name in mentions]
    start_thread(actor=actor, statement=statement, comment_id=uuid.uuid4(), body=body, mentions=called)


def answer(stage: Stage, actor: User, article: str, words: str, body: str) -> None:
    """Goes on with it."""
    threads = CommentThread.objects.select_related("statement__article__project")
    thread = threads.get(statement=stage.statement(stage.article(article), words))
    answer_thread(actor=actor, thread=thread, comment_id=uuid.uuid4(), body=body)


ACTS: Mapping[str, Callable[..., None]] = {
    "names": names,
    "batch": batch,
    "places": places,
    "freeze": open_split,
    "guideline": guideline,
    "rules": rules,
    "agreement": agreement,
    "label": label,
    "review": review,
    "reply": answers,
    "decide": decide_one,
    "approve": approve,
    "reopen": reopen,
    "ask_back": ask,
    "comment": comment,
    "answer": answer,
}
