"""The pages of releases: who may, the form for the next one, what a release shows, its files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.exports.changes import Change
from annotations.exports.releasing import prepare_release
from annotations.models import Project, Release
from annotations.web.release import answer_words
from annotations.web.release import told as told_in_words
from tests.factories import people, projects, releases
from tests.web.visits import signed_in, statuses, words

PAGE = "/projects/idlib/releases/"
READERS = {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 200, "outsider": 404}
FORM = {
    "version": "1.0.0",
    "title": "Idlib",
    "text": "full",
    "train": "80",
    "dev": "10",
    "test": "10",
    "seed": "0",
    "annotation_licence": "CC-BY-4.0",
}


@pytest.fixture
def project(transactional_db: None) -> Project:
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    projects.reviewed(projects.submitted(made))
    return made


def test_those_who_label_blind_see_no_release(project: Project) -> None:
    release = releases.published(project)

    for path in (PAGE, f"{PAGE}{release.pk}/", f"{PAGE}{release.pk}/files/gold.jsonl", f"{PAGE}{release.pk}/files.zip"):
        assert statuses(path) == READERS


def test_without_a_release_the_page_says_what_one_is_and_the_lead_makes_it(project: Project) -> None:
    page = signed_in(people.lead()).get(PAGE)

    assert "No release yet" in words(page)
    assert "4 statements may be published now." in words(page)
    assert 'value="1.0.0"' in page.content.decode()
    assert "are settled" not in words(page)
    assert "New release" not in words(signed_in(people.viewer()).get(PAGE))


def test_the_form_says_what_settled_statements_wait_for(project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(approvals_required=2)

    assert (
        "0 statements may be published now. 4 are settled; what rests on labels that changed, or has fewer than 2"
        in words(signed_in(people.lead()).get(PAGE))
    )


def test_a_posted_form_asks_for_a_release(project: Project) -> None:
    answer = signed_in(people.lead()).post(PAGE, {**FORM, "formats": ["csv", "semeval2016"]})

    made = Release.objects.get()
    assert answer.headers["Location"] == f"{PAGE}{made.pk}/"
    assert (made.version, made.formats, made.shares, made.annotation_licence) == (
        "1.0.0",
        ["csv", "semeval2016"],
        {"train": 80, "dev": 10, "test": 10},
        "CC-BY-4.0",
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": "1"}, "is not three numbers such as 1.0.0"),
        ({"train": "70"}, "is what train, dev and test add up to"),
        ({"text": "free", "formats": ["liar"]}, "does not go with liar"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(project: Project, change: dict[str, object], sentence: str) -> None:
    answer = signed_in(people.lead()).post(PAGE, {**FORM, "title": "Typed by hand", **change})

    assert answer.status_code == 400
    assert sentence in words(answer)
    assert "Typed by hand" in answer.content.decode()
    assert Release.objects.count() == 0


def test_only_leads_publish_and_withdraw(project: Project) -> None:
    release = releases.published(project)
    reviewer = signed_in(people.reviewer())

    assert "Only leads publish releases." in words(reviewer.post(PAGE, {**FORM, "version": "1.0.1"}))
    reviewer.post(f"{PAGE}{release.pk}/", {"reason": "No."})
    release.refresh_from_db()
    assert (Release.objects.count(), release.state) == (1, "published")


def test_the_page_of_a_release_tells_what_is_in_it(project: Project) -> None:
    release = releases.published(project, notes="The first.", shares={"train": 100, "dev": 0, "test": 0})

    page = words(signed_in(people.viewer()).get(f"{PAGE}{release.pk}/"))

    for expected in (
        "Idlib 1.0.0",
        "The first.",
        "train 1 article, 4 settled",
        "Guidelines 1.0.0",
        "Label sets stance_news 1",
        "Settled statements 4",
        "Answers of annotators 4",
        "Articles 1",
        "Label Statements Unverified 4",
        "SHA-256",
        "How to load it",
        "Motivation",
    ):
        assert expected in page


def test_the_page_of_a_release_tells_what_changed_since_the_one_before(project: Project) -> None:
    releases.published(project)
    Project.objects.filter(pk=project.pk).update(approvals_required=3)
    second = releases.published(project, "1.0.1")

    page = words(signed_in(people.viewer()).get(f"{PAGE}{second.pk}/"))

    assert "What changed since 1.0.0" in page
    assert page.count("Removed") == 4


def test_a_change_is_told_in_words() -> None:
    change: Change = {
        "change": "changed",
        "statement_id": "s-1",
        "text": "The port stays.",
        "question": "stance",
        "was": [],
        "now": [["ent:okoro", "ent:port", "favor"], ["author", "the closure", "against"]],
        "why": "",
    }

    told = told_in_words(change, {"stance": "Stance"})

    assert (told["question"], told["was"], told["now"]) == (
        "Stance",
        "–",
        "okoro → port: favor, author → the closure: against",
    )


@pytest.mark.parametrize(
    ("answer", "words"), [(None, "–"), ("supported", "supported"), (["war", "talks"], "war, talks"), ("", "–")]
)
def test_an_answer_of_a_change_is_a_line(answer: object, words: str) -> None:
    assert answer_words(answer) == words


def test_a_release_being_made_says_so_until_it_is_ready(project: Project) -> None:
    release, viewer = releases.asked(project), signed_in(people.viewer())
    page = words(viewer.get(f"{PAGE}{release.pk}/"))
    prepare_release(release_id=release.pk)
    later = words(viewer.get(f"{PAGE}{release.pk}/"))

    assert [text in page for text in ("Being made", "The release is being made.", "Writing files")] == [True] * 3
    assert [text in later for text in ("Being made", "The release is being made.", "Writing files")] == [False] * 3
    assert ("Datasheet" in page, "Datasheet" in later) == (False, True)


def test_a_withdrawn_release_says_why_in_front_of_everything(project: Project) -> None:
    release = releases.published(project)
    lead = signed_in(people.lead())

    lead.post(f"{PAGE}{release.pk}/", {"reason": "Two labels were swapped."})

    assert "Withdrawn: Two labels were swapped." in words(signed_in(people.viewer()).get(f"{PAGE}{release.pk}/"))


def test_a_file_of_another_release_is_not_there(project: Project) -> None:
    release = releases.published(project)

    assert signed_in(people.lead()).get(f"{PAGE}{release.pk}/files/nothing.jsonl").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_as_for_three(project: Project, count: int) -> None:
    for number in range(count):
        releases.asked(project, f"1.0.{number}")
    lead = signed_in(people.viewer())
    lead.get(PAGE)

    with CaptureQueriesContext(connection) as queries:
        lead.get(PAGE)

    assert len(queries) == QUERIES


QUERIES = 12
