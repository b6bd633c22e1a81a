"""Training with known answers, a pass mark, and hidden checks among production."""

import pytest

from annotations.models import Annotation, Article, Assignment, Event, Membership, Project, User
from annotations.queries.next_work import next_work
from annotations.queries.protocols import protocol_in_force
from annotations.queries.queue import falls, is_check_turn
from annotations.queries.release_raw import handed_in
from annotations.queries.training import check_scores, lines, score
from annotations.schemes.compare import Score
from annotations.workflow.annotate import submit
from annotations.workflow.articles import put_in_batch
from annotations.workflow.assign import take_next
from annotations.workflow.batches import create_batch
from annotations.workflow.errors import Duplicate, NotAllowed, WrongState
from annotations.workflow.give import give
from annotations.workflow.known import answer_for_others
from annotations.workflow.limits import let_in
from annotations.workflow.rules import change_project
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def known(article: Article, status: str = "supported") -> Assignment:
    """Lea answers the whole article for others to be judged by."""
    work = answer_for_others(actor=people.lead(), article=article)
    return submit(actor=people.lead(), assignment=projects.label_all(work, status))


def training(project: Project, *towns: str, mark: int = 60, name: str = "Begin") -> list[Article]:
    """A training batch whose right answer is always "supported"."""
    batch = create_batch(actor=people.lead(), project=project, name=name, kind="training")
    articles = [projects.town(project, town, batch) for town in towns]
    for article in articles:
        known(article)
    change_project(actor=people.lead(), project=project, changes={"training_pass_percent": mark})
    return articles


def trained(user: User, project: Project, *statuses: str) -> Assignment:
    """The person takes the next article, answers its statements in turn, and hands it in."""
    work = projects.assignment(project, user)
    for statement, status in zip(projects.statements(work), statuses, strict=True):
        projects.label(work, statement, projects.answers(status))
    return submit(actor=user, assignment=work)


def has_passed(user: User, project: Project) -> bool:
    """Whether the member passed."""
    return Membership.objects.get(user=user, project=project).trained_at is not None


def test_whoever_has_not_passed_gets_training_only_and_work_after_passing() -> None:
    project = projects.project()
    training(project, "Arden", "Belmont")
    projects.town(project, "Corvo")
    ada = people.annotator()

    first = trained(ada, project, "supported", "supported")
    between = has_passed(ada, project)
    second = trained(ada, project, "supported", "refuted")
    work = projects.assignment(project, ada)

    assert [one.article.title for one in (first, second, work)] == [
        "News from Arden",
        "News from Belmont",
        "News from Corvo",
    ]
    assert (between, has_passed(ada, project)) == (False, True)
    assert [one.purpose for one in (first, second, work)] == ["training", "training", "work"]
    finished = Event.objects.get(verb="training.finished")
    assert finished.after == {"right": 7, "asked": 8, "passed": True}


def test_training_takes_no_place_waits_for_no_review_and_is_no_data() -> None:
    project = projects.project(annotators_per_article=1)
    article = training(project, "Arden")[0]
    for user in (people.annotator(), people.second_annotator()):
        done = trained(user, project, "supported", "supported")
        assert (done.state, done.slot) == ("accepted", None)
    article.refresh_from_db()
    assert (article.reserved, article.done, article.state) == (0, 0, "frozen")
    assert handed_in(project).count() == 0


def test_below_the_mark_work_does_not_begin_and_more_training_is_another_chance() -> None:
    project = projects.project()
    training(project, "Arden", mark=90)
    projects.town(project, "Corvo")
    ada = people.annotator()
    trained(ada, project, "supported", "refuted")
    stopped = next_work(ada, project)

    training(project, "Dunmore", mark=90, name="Again")
    trained(ada, project, "supported", "supported")

    assert (stopped.article, stopped.why) == (None, "training")
    assert has_passed(ada, project)


def test_a_lead_may_let_somebody_in_all_the_same() -> None:
    project = projects.project()
    training(project, "Arden", mark=90)
    projects.town(project, "Corvo")
    ada = people.annotator()
    trained(ada, project, "refuted", "refuted")
    member = Membership.objects.get(user=ada, project=project)

    let_in(actor=people.lead(), member=member)

    assert projects.assignment(project, ada).purpose == "work"
    with pytest.raises(WrongState):
        let_in(actor=people.lead(), member=member)
    with pytest.raises(NotAllowed):
        let_in(actor=people.reviewer(), member=member)


def test_the_result_shows_the_right_answer_and_why() -> None:
    project = projects.project()
    article = training(project, "Arden")[0]
    again = answer_for_others(actor=people.lead(), article=article)
    statement = projects.statements(again)[1]
    projects.label(again, statement, projects.answers("supported", rationale="The weather service says so."))
    submit(actor=people.lead(), assignment=again)

    done = trained(people.annotator(), project, "supported", "refuted")
    found = lines(done, protocol_in_force(project).scheme)

    shown = [(line.number, line.known and line.known.why, [one.right for one in line.judged]) for line in found]
    assert shown == [(1, "", [True, True]), (2, "The weather service says so.", [True, False])]
    assert score(found) == Score(3, 4)


def test_articles_without_known_answers_are_no_training() -> None:
    project = projects.project()
    batch = create_batch(actor=people.lead(), project=project, name="Begin", kind="training")
    projects.town(project, "Arden", batch)
    change_project(actor=people.lead(), project=project, changes={"training_pass_percent": 80})
    assert take_next(actor=people.annotator(), project=project) is None


def test_reviewers_and_leads_need_no_training() -> None:
    project = projects.project()
    training(project, "Arden")
    projects.town(project, "Corvo")
    assert projects.assignment(project, people.reviewer()).article.title == "News from Corvo"


def test_nobody_untrained_is_given_work_by_name() -> None:
    project = projects.project()
    article = training(project, "Arden")[0]
    work = projects.town(project, "Corvo")
    with pytest.raises(WrongState):
        give(actor=people.lead(), article=work, annotator=people.annotator())
    given = give(actor=people.lead(), article=article, annotator=people.annotator())
    assert (given.purpose, given.slot) == ("training", None)


def test_gold_is_a_known_answer_too() -> None:
    project = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    article = projects.town(project, "Arden")
    projects.reviewed(projects.submitted(project, people.second_annotator(), "supported"))
    batch = create_batch(actor=people.lead(), project=project, name="Begin", kind="training")
    put_in_batch(actor=people.lead(), article=article, batch=batch)
    change_project(actor=people.lead(), project=project, changes={"training_pass_percent": 80})

    trained(people.annotator(), project, "supported", "refuted")

    assert Event.objects.get(verb="training.finished").after == {"right": 1, "asked": 2, "passed": False}


def test_a_lead_answers_an_article_once_as_work_or_for_others() -> None:
    project = projects.project()
    article = projects.town(project, "Arden")
    give(actor=people.lead(), article=article, annotator=people.lead())
    with pytest.raises(Duplicate):
        answer_for_others(actor=people.lead(), article=article)
    with pytest.raises(NotAllowed):
        answer_for_others(actor=people.reviewer(), article=article)


def test_checks_are_scored_for_everybody_who_hands_in_and_take_no_place() -> None:
    project = projects.project(annotators_per_article=2)
    article = projects.town(project, "Arden")
    known(article)
    projects.town(project, "Belmont")
    projects.submitted(project, people.annotator(), "supported")
    projects.submitted(project, people.second_annotator(), "refuted")
    projects.submitted(project, people.annotator(), "refuted")

    article.refresh_from_db()
    assert (article.reserved, article.done) == (2, 2)
    assert check_scores(project) == {people.annotator().pk: Score(4, 4), people.second_annotator().pk: Score(2, 4)}
    assert Annotation.objects.filter(assignment__purpose="known", state="complete").count() == 2


def test_with_checks_mixed_in_a_person_gets_those_first_when_it_is_their_turn() -> None:
    project = projects.project(annotators_per_article=3)  # a place for each of them, whosever turn it is
    for name in ("Arden", "Belmont", "Corvo"):
        projects.town(project, name)
    known(Article.objects.get(title="News from Corvo"))
    change_project(actor=people.lead(), project=project, changes={"check_percent": 50})

    found = []
    for user in (people.annotator(), people.second_annotator(), people.reviewer()):
        turn = is_check_turn(Membership.objects.get(user=user, project=project))
        found.append((turn, projects.assignment(project, user).article.title))

    assert set(found) <= {(True, "News from Corvo"), (False, "News from Arden"), (False, "News from Belmont")}


def test_a_turn_for_a_check_falls_to_about_the_share_that_is_wanted() -> None:
    assert [sum(falls(f"Ada {n}", percent) for n in range(10_000)) for percent in (0, 10, 50)] == [0, 1004, 4970]
