"""Annotators' labels of a dataset: assignments, annotations with their revisions, and the rows of what they answered.

A row shows the newest revision. Earlier ones come back as far as the row tells of them: with their answers where a
reviewer looked at them, else by their id alone.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotations.models import (
    Annotation,
    AnnotationLabel,
    AnnotationState,
    Assignment,
    AssignmentState,
    ReturnReason,
    ReviewChoice,
    Revision,
    Stance,
    Statement,
)
from annotations.models.annotation import HANDED_IN
from annotations.schemes.answers import fingerprint
from annotations.text.counted import counted
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.evidence_rows import write_evidence
from annotations.workflow.restore.answers import Given, Reader
from annotations.workflow.restore.articles import Split
from annotations.workflow.restore.reviews import Reviews
from annotations.workflow.restore.shapes import Line
from annotations.workflow.revisions import Fresh, Rules, label_rows, stance_rows

Raised = Mapping[str, list[str]]
"""Flags of the gold that rests on a revision, by its id."""


@dataclass(slots=True)
class Labels:
    """Gathers the rows of some articles, and writes them together."""

    reader: Reader
    assignments: list[Assignment] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    revisions: dict[uuid.UUID, Fresh] = field(default_factory=dict)
    reviews: Reviews = field(default_factory=Reviews)
    unknown: dict[uuid.UUID, Assignment] = field(default_factory=dict)

    def add(self, split: Split, lines: Iterable[Line], raised: Raised) -> None:
        """The labels of one article."""
        work: dict[str, Assignment] = {}
        for line in lines:
            name = line.row["annotator"]
            if name not in work:
                work[name] = self._assignment(line, split, placed=_placed(work.values()))
            self._add_label(line, split, work[name], raised)
        split.article.reserved = split.article.done = _placed(work.values())
        split.article.required = max(split.article.required, split.article.reserved)
        self.assignments += work.values()

    def _assignment(self, line: Line, split: Split, placed: int) -> Assignment:
        row = line.row
        return Assignment(
            article=split.article,
            annotator=self.reader.world.person(line, "annotator", row["annotator"]),
            slot=None if row["surplus"] else placed + 1,
            state=AssignmentState.ACCEPTED,
            round=row["round"],
            submitted_at=line.moment("submitted_at", row["submitted_at"]) if row["submitted_at"] else None,
            review_choice=ReviewChoice.PASSED,
            created_at=line.moment("started_at", row["started_at"]),
        )

    def _add_label(self, line: Line, split: Split, assignment: Assignment, raised: Raised) -> None:
        row = line.row
        statement = split.statement(line, "statement_id", row["statement_id"])
        started = line.moment("started_at", row["started_at"])
        annotation = Annotation(
            id=line.key("annotation_id", row["annotation_id"]),
            assignment=assignment,
            statement=statement,
            annotator=assignment.annotator,
            state=line.one_of("status", row["status"], list(HANDED_IN)),
            seq=row["seq"],
            head_id=line.key("revision_id", row["revision_id"]),
            created_at=started,
            changed_at=assignment.submitted_at or started,
        )
        self.annotations.append(annotation)
        _settle(assignment, row["status"], started)
        self._add_earlier(line, split, annotation, raised)
        head = self.reader.read(line, row, split, statement)
        shown = self._revise(line, annotation, row["revision_id"], row["seq"], head)
        shown.active_ms = round(row["active_seconds"] * 1000)
        shown.created_at = annotation.changed_at if row["seq"] > 1 else started
        self.reviews.add(line, self.reader, split, annotation, self.revisions)

    def _add_earlier(self, line: Line, split: Split, annotation: Annotation, raised: Raised) -> None:
        """The revisions before the one that is shown, each number at most once and the last one just before it."""
        earlier = _earlier(line.row)
        first = line.row["seq"] - len(earlier)
        if first < 1:
            before = counted(len(earlier), "revision", "revisions")
            rule = f"is too small: the row names {before} before this one"
            raise line.bad("seq", line.row["seq"], rule)
        for seq, (key, seen) in enumerate(earlier.items(), start=first):
            if seen is None:
                self._revise(line, annotation, key, seq, self.reader.nothing()).flags = list(raised.get(key, ()))
            else:
                given = self.reader.read(line, seen, split, annotation.statement, "reviews.seen.")
                self._revise(line, annotation, key, seq, given)

    def add_unknown(self, line: Line, split: Split, statement: Statement, key: str, flags: list[str]) -> None:
        """A revision that gold rests on and no row shows: the withdrawn label of somebody unknown."""
        article, nobody = split.article, self.reader.world.nobody
        if article.pk not in self.unknown:
            self.unknown[article.pk] = Assignment(article=article, annotator=nobody, state=AssignmentState.RELEASED)
        annotation = Annotation(
            assignment=self.unknown[article.pk],
            statement=statement,
            annotator=nobody,
            state=AnnotationState.WITHDRAWN,
            seq=1,
            head_id=line.key("basis", key),
        )
        annotation.created_at = annotation.changed_at = line.moment("adjudicated_at", line.row["adjudicated_at"])
        self.unknown[article.pk].created_at = annotation.created_at
        self.annotations.append(annotation)
        self._revise(line, annotation, key, 1, self.reader.nothing()).flags = flags

    def _revise(self, line: Line, annotation: Annotation, key: str, seq: int, given: Given) -> Revision:
        revision_id, world, answers = line.key("revision_id", key), self.reader.world, given.answers
        if revision_id in self.revisions:
            raise line.bad("revision_id", key, "stands in the dataset twice")
        body = answers.as_body()
        context = [str(annotation.assignment_id), str(annotation.statement_id), str(seq - 1)]
        guideline = world.guideline(line, line.row["guideline_version"])
        revision = Revision(
            id=revision_id,
            annotation=annotation,
            seq=seq,
            base_seq=seq - 1,
            author=annotation.annotator,
            protocol=given.force.row,
            guideline_id=guideline,
            answers=body,
            body_sha256=fingerprint(body, context),
            is_complete=given.is_complete,
            no_stance=answers.no_stance,
            skip_reason=answers.skip,
            flags=list(answers.flags),
            confidence=answers.confidence,
            rationale=answers.rationale,
            created_at=annotation.created_at,
        )
        self.revisions[revision_id] = Fresh(revision, answers, Rules(world.project, given.force, guideline))
        return revision

    def write(self) -> None:
        """Writes what was gathered, each table at once and in the order that the triggers want."""
        fresh = list(self.revisions.values())
        copy_rows(Assignment, [*self.assignments, *self.unknown.values()], also=("review_choice", "created_at"))
        copy_rows(Annotation, self.annotations, also=("created_at", "changed_at"))
        copy_rows(Revision, (one.revision for one in fresh), also=("created_at",))
        copy_rows(AnnotationLabel, (AnnotationLabel(**row) for one in fresh for row in label_rows(one)))
        copy_rows(Stance, (Stance(**row) for one in fresh for row in stance_rows(one)))
        for one in fresh:
            write_evidence(one.revision, one.answers, one.rules.project)
        self.reviews.write()


def _placed(work: Iterable[Assignment]) -> int:
    return sum(one.slot is not None for one in work)


def _settle(assignment: Assignment, status: str, started: datetime) -> None:
    """The state of an assignment as the state of one more of its labels has it."""
    assignment.created_at = min(assignment.created_at, started)
    if status != AnnotationState.ACCEPTED:
        assignment.review_choice = ReviewChoice.CHOSEN
    if status == AnnotationState.RETURNED:
        assignment.state, assignment.return_reason = AssignmentState.RETURNED, ReturnReason.REVIEW
    elif status == AnnotationState.SUBMITTED and assignment.state != AssignmentState.RETURNED:
        assignment.state = AssignmentState.SUBMITTED


def _earlier(row: Mapping[str, Any]) -> dict[str, dict[str, Any] | None]:
    """The revisions that a row names besides its own, the oldest first, with the answers that it tells of them."""
    found: dict[str, dict[str, Any] | None] = {}
    for review in row["reviews"]:
        found[review["revision_id"]] = found.get(review["revision_id"]) or review["seen"]
        if review["reply"]:
            found.setdefault(review["reply"]["revision_id"], None)
    found.pop(row["revision_id"], None)
    if row["supersedes"]:
        found[row["supersedes"]] = found.pop(row["supersedes"], None)
    return found
