"""What reviewers decided about the labels of a dataset, and what annotators answered."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.models import Annotation, Decision, ReplyAction, Review, ReviewChoice, ReviewItem, ReviewReply
from annotations.schemes.changes import changes
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.restore.answers import Reader
from annotations.workflow.restore.articles import Split
from annotations.workflow.restore.shapes import Line
from annotations.workflow.revisions import Fresh


@dataclass(slots=True)
class Reviews:
    """Gathers the rows of some articles, and writes them together after the labels."""

    reviews: list[Review] = field(default_factory=list)
    items: list[ReviewItem] = field(default_factory=list)
    replies: list[ReviewReply] = field(default_factory=list)

    def add(
        self, line: Line, reader: Reader, split: Split, annotation: Annotation, revisions: Mapping[uuid.UUID, Fresh]
    ) -> None:
        """The reviews of one label, each at its revision."""
        for cell in line.row["reviews"]:
            review = self._review(line, reader, annotation, cell)
            if cell["proposed"]:
                self._propose(line, reader, split, review, cell["proposed"], revisions[review.revision_id])
            if cell["reply"]:
                self.replies.append(_reply(line, review, cell["reply"]))

    def _review(self, line: Line, reader: Reader, annotation: Annotation, cell: Mapping[str, Any]) -> Review:
        reviewer = reader.world.person(line, "reviews.reviewer", cell["reviewer"])
        if reviewer == annotation.annotator:
            raise line.bad("reviews.reviewer", cell["reviewer"], "is who made the label; nobody reviews their own")
        decided = line.moment("reviews.decided_at", cell["decided_at"])
        assignment = annotation.assignment
        assignment.reviewed_at = max(filter(None, (assignment.reviewed_at, decided)))
        assignment.reviewer, assignment.review_choice = reviewer, ReviewChoice.CHOSEN
        review = Review(
            assignment=assignment,
            annotation=annotation,
            revision_id=line.key("reviews.revision_id", cell["revision_id"]),
            annotator=annotation.annotator,
            reviewer=reviewer,
            round=cell["round"],
            decision=line.one_of("reviews.decision", cell["decision"], Decision.values),
            reason=cell["reason"],
            comment=cell["comment"],
            saw_label_first=cell["saw_label_first"],
            created_at=decided,
        )
        self.reviews.append(review)
        return review

    def _propose(
        self, line: Line, reader: Reader, split: Split, review: Review, cell: Mapping[str, Any], seen: Fresh
    ) -> None:
        given = reader.read(line, cell, split, review.annotation.statement, "reviews.proposed.")
        review.proposed = given.answers.as_body()
        self.items += [
            ReviewItem(review=review, question=one.question, part=one.part, original=one.old, suggested=one.new)
            for one in changes(given.force.scheme, seen.answers, given.answers)
        ]

    def write(self) -> None:
        """Writes what was gathered."""
        copy_rows(Review, self.reviews, also=("created_at",))
        ReviewItem.objects.bulk_create(self.items)
        copy_rows(ReviewReply, self.replies, also=("created_at",))


def _reply(line: Line, review: Review, cell: Mapping[str, Any]) -> ReviewReply:
    return ReviewReply(
        review=review,
        author=review.annotator,
        action=line.one_of("reviews.reply.action", cell["action"], ReplyAction.values),
        comment=cell["comment"],
        revision_id=line.key("reviews.reply.revision_id", cell["revision_id"]),
        created_at=line.moment("reviews.reply.replied_at", cell["replied_at"]),
    )
