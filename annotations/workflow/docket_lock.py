"""One statement at a time: whoever decides about its gold holds its labels and its article."""

from annotations.models import Article, Assignment, AssignmentState, Statement, StatementState, User
from annotations.permissions import can_adjudicate
from annotations.queries.docket import Docket, docket, labelled_it, revisions_of
from annotations.schemes.checks import AnswerError, text
from annotations.text.counted import counted
from annotations.workflow.errors import Invalid, NotAllowed, Stale, WrongState

MAX_WORD = 10_000


def locked_docket(actor: User, statement: Statement, seen: str) -> Docket:
    """The docket of a live statement under lock.

    ``seen`` is the version that the actor looked at: ``Stale`` with the present one when it is another. Locks as
    whoever changes labels does: the assignments in order of their keys, then the article.
    """
    list(
        Assignment.objects.filter(article=statement.article_id, state=AssignmentState.ACCEPTED)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    article = Article.objects.select_for_update(of=("self",)).select_related("project").get(pk=statement.article_id)
    if not can_adjudicate(actor, article.project):
        raise NotAllowed("Your role does not adjudicate in this project.")
    statement = Statement.objects.get(pk=statement.pk)
    statement.article = article
    if statement.state != StatementState.LIVE or not statement.is_statement or article.deleted_at is not None:
        raise WrongState("This statement was cut anew or taken away since; nothing is decided about it any more.")
    found = docket(statement)
    if found.version != seen:
        raise Stale("The labels or the gold answer changed since you looked at them.", current=current(found))
    return found


def current(found: Docket) -> dict[str, object]:
    """What a stale caller is told."""
    return {
        "version": found.version,
        "seq": found.seq,
        "basis": revisions_of(found.ballots),
        "answers": {str(ballot.revision_id): ballot.answers.as_body() for ballot in found.ballots},
    }


def refuse_waiting(found: Docket) -> None:
    """``WrongState`` while labels are still missing or with their annotators."""
    if found.is_waiting:
        raise WrongState(
            f"{len(found.ballots)} of {counted(found.needed, 'reviewed label is', 'reviewed labels are')} here; "
            "the rest is still on its way.",
            reviewed=len(found.ballots),
            needed=found.needed,
        )


def refuse_no_third_person(actor: User, found: Docket) -> None:
    """``NotAllowed`` for whoever labelled the statement, where the project wants a third person."""
    if found.statement.article.project.third_person_adjudicates and labelled_it(actor, found.statement):
        raise NotAllowed("You labelled this statement yourself; in this project a third person decides.")


def word(value: str, field: str, longest: int = MAX_WORD) -> str:
    """A checked text of at most ``longest`` code points, without blanks around it."""
    try:
        return text(value, longest, field).strip()
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
