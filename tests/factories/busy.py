"""A project in which much has happened: labels of every kind, reviews of every outcome, gold and what is contested."""

from collections.abc import Sequence
from random import Random

from annotations.models import Assignment, Decision, Entity, Project, User
from annotations.workflow.annotate import submit
from annotations.workflow.give import give
from annotations.workflow.review import accept_rest, decide, finish_review, open_review
from tests.factories import people, projects

STATUSES = ("supported", "refuted", "not_enough_evidence", "unverified")
KIND = (Decision.ACCEPT, Decision.ACCEPT, Decision.ACCEPT_WITH_CHANGES)
OUTCOMES = ((*KIND, Decision.RETURN), KIND, (Decision.ACCEPT,))
TOWNS = ("Alder", "Merrow", "Tolk", "Venn")


def busy(seed: int, slug: str = "idlib") -> Project:
    """Four articles labelled by two annotators at random, three reviewed, the last alike; a fifth is just begun."""
    chance = Random(seed)
    made = projects.project(slug)
    for town in TOWNS:
        projects.article(
            made, f'{town} opens bridge\n\n"It is safe," Mayor Jane Doe of {town} said.\nIt fell in 2019.\n'
        )
    for annotator in (people.annotator(), people.second_annotator()):
        works = [labelled(made, annotator, chance) for _ in TOWNS[1:]] + [projects.submitted(made, annotator)]
        for work, outcomes in zip(works[1:], OUTCOMES, strict=True):
            reviewed(work, chance, outcomes)
    last = projects.article(made, "Rain in Alder\n\nIt rained.\nIt stopped.\n")
    give(actor=people.lead(), article=last, annotator=people.annotator())
    projects.label(last.assignments.get(), last.statements.filter(is_statement=True)[0])
    return made


def labelled(project: Project, annotator: User, chance: Random) -> Assignment:
    """The next article handed in with answers at random; half of them take a side on somebody named."""
    work = projects.assignment(project, annotator)
    keys = sorted(Entity.objects.filter(project=project).values_list("key", flat=True))
    for statement in projects.statements(work):
        sides = [
            projects.stance(project, key, chance.choice(("favor", "against")), chance.choice((None, *keys)))
            for key in keys
            if chance.random() < 0.5
        ]
        body = projects.answers(chance.choice(STATUSES), **({"stances": sides} if sides else {}))
        projects.label(work, statement, body)
    return submit(actor=annotator, assignment=work)


def reviewed(work: Assignment, chance: Random, outcomes: Sequence[Decision]) -> None:
    """Rio decides at random, and accepts the rest."""
    rio = people.reviewer()
    open_review(actor=rio, assignment=work)
    for label in work.annotations.select_related("head").order_by("pk"):
        decision = chance.choice(outcomes)
        if decision != Decision.ACCEPT:
            changes = {"proposed": projects.answers("refuted")} if decision == Decision.ACCEPT_WITH_CHANGES else {}
            decide(
                actor=rio,
                annotation=label,
                seen=label.head_id,
                decision=decision,
                reason="guideline",
                comment="",
                **changes,
            )
    accept_rest(actor=rio, assignment=work)
    finish_review(actor=rio, assignment=work)
