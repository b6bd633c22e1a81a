"""The pages of label sets and questions: everybody reads, leads change, with and without a script."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from annotations.models import LabelSet, Project
from annotations.queries.protocols import protocol_in_force
from tests.factories import people, projects
from tests.factories.schemes import VERIFICATION, drafts, edit, hide, newest
from tests.web.visits import main_of, statuses, words

pytestmark = pytest.mark.django_db

URL = "/projects/idlib/label-sets/"
SET = f"{URL}{VERIFICATION}/"
QUESTIONS = "/projects/idlib/protocol/"
WORDS = ("key", "name", "definition", "example", "hotkey", "style")
ATTACK = "<img src=x onerror=alert(1)>"


@pytest.fixture
def project() -> Project:
    return projects.project()


@pytest.fixture
def lea(client: Client, project: Project) -> Client:
    """Lea's browser without a script."""
    client.force_login(people.lead())
    return client


def form(project: Project, act: str = "save", **changed: dict[str, str]) -> dict[str, Any]:
    """The editor's form as it is sent, with fields of some labels replaced."""
    row = newest(project)
    sent: dict[str, Any] = {"act": act, "name": row.name, "base_version": row.version, "row": []}
    for place, one in enumerate(drafts(project)):
        sent["row"].append(str(place))
        values = one | changed.get(one["key"], {})
        sent |= {
            f"{name}-{place}": values[name] for name in ("key", "name", "definition", "example", "hotkey", "style")
        }
        if not values["is_hidden"]:
            sent[f"shown-{place}"] = "on"
    return sent


def names(project: Project) -> list[str]:
    """The labels in force in their order."""
    return [label.name for label in newest(project).labels.order_by("position")]


def test_the_page_shows_questions_labels_and_versions(lea: Client, project: Project) -> None:
    edit(project, drafts(project, refuted={"name": "False"}))
    shown = words(lea.get(URL))
    assert "1. Stance" in shown
    assert "2. Verification" in shown
    assert "“Refuted” is called “False” now." in shown
    assert "As the preset has it." in shown


def test_a_lead_saves_the_form_as_the_next_version(lea: Client, project: Project) -> None:
    response = lea.post(SET, form(project, refuted={"name": "False", "style": "against", "hotkey": "X"}))
    assert (response.status_code, response.headers["Location"]) == (302, SET)
    label = newest(project).labels.get(key="refuted")
    assert (newest(project).version, label.name, label.style, label.hotkey) == (2, "False", "against", "x")


def test_a_button_moves_a_row_without_saving(lea: Client, project: Project) -> None:
    shown = main_of(lea.post(SET, form(project, "down-0")))
    first, second = shown.index('value="supported"'), shown.index('value="refuted"')
    assert second < first
    assert newest(project).version == 1


def test_moving_beyond_the_end_changes_nothing(lea: Client, project: Project) -> None:
    before, after = (main_of(lea.post(SET, form(project, act))) for act in ("preview", "up-0"))
    assert after.partition('id="preview"')[0] == before.partition('id="preview"')[0]


def test_a_row_is_added_and_taken_away_without_saving(lea: Client, project: Project) -> None:
    count = main_of(lea.get(SET)).count('name="row"')
    assert main_of(lea.post(SET, form(project, "add"))).count('name="row"') == count + 1
    assert main_of(lea.post(SET, form(project, "drop-1"))).count('name="row"') == count - 1
    assert newest(project).version == 1


def test_the_card_beside_shows_what_the_form_holds(lea: Client, project: Project) -> None:
    shown = main_of(lea.post(SET, form(project, "preview", refuted={"name": "Untrue indeed"})))
    card = shown[shown.index('id="preview"') :]
    assert "Untrue indeed" in card
    assert 'data-kind="choice"' in card
    assert newest(project).version == 1


@pytest.mark.parametrize(
    ("change", "said", "field"),
    [
        ({"hotkey": "j"}, "Label 2, “Refuted”: Key: “j” is a key of the workbench itself; choose another.", "hotkey-1"),
        ({"name": " "}, "Label 2: Name is empty.", "name-1"),
        ({"name": "supported"}, "Label 2, “supported”: Name: “supported” stands in “Supported” already.", "name-1"),
        ({"definition": "x" * 2001}, "is longer than 2000 characters.", "definition-1"),
    ],
)
def test_a_refusal_is_said_in_words_beside_its_field_and_changes_nothing(
    lea: Client, project: Project, change: dict[str, str], said: str, field: str
) -> None:
    response = lea.post(SET, form(project, refuted=change | {"example": "Kept typing"}))
    shown = main_of(response)
    assert response.status_code == 400
    assert said in words(response)
    assert "labels[" not in shown
    assert re.findall('name="([^"]+)"[^>]* aria-invalid="true" aria-describedby="error-1" autofocus', shown) == [field]
    assert "Kept typing" in shown
    assert newest(project).version == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"name": ""}, "Name is empty."), ({"row": ["0"]}, "Labels: 1 is too few: a question needs two labels.")],
)
def test_what_is_wrong_with_the_whole_set_is_said_above_its_labels(
    lea: Client, project: Project, sent: dict[str, Any], said: str
) -> None:
    response = lea.post(SET, form(project) | sent)
    assert response.status_code == 400
    assert said in words(response)
    assert ('aria-invalid="true" aria-describedby="refused" autofocus' in main_of(response)) == ("name" in sent)


def test_a_label_in_use_that_is_left_out_is_refused_by_its_name(lea: Client, project: Project) -> None:
    projects.article(project)
    projects.submitted(project, status="refuted")
    sent = form(project)
    sent["row"].remove("1")
    assert "Labels: “Refuted” was answered with and cannot go away; hide it" in words(lea.post(SET, sent))


@pytest.mark.parametrize(
    ("change", "said", "field"),
    [
        ({"title-1": ""}, "Question 2: Question is empty.", 'name="title-1"'),
        (
            {"on-0": "verification:refuted"},
            "Question 1, “Stance”: Asked only if: “Verification” is not an earlier question with labels.",
            'summary class="small"',
        ),
        (
            {"need-1": "0", "need-1-0-in": "refuted", "need-1-0-what": "evidence", "need-1-0-least": "0"},
            "Question 2, “Verification”: The line “it needs”: 0 is not from 1 to 20.",
            'summary class="small"',
        ),
        (
            {"row": ["0", "1", "2"], "title-2": "More", "kind-2": "stance:stance_news"},
            "Question 3, “More”: Kind of answer: “Stance: holder, target, side” stands in “Stance” already.",
            'name="kind-2"',
        ),
    ],
)
def test_a_refused_question_is_said_in_words_beside_its_field(
    lea: Client, project: Project, change: dict[str, Any], said: str, field: str
) -> None:
    sent: dict[str, Any] = {"act": "save", "base_version": 1, "row": ["0", "1"]}
    for place, one in enumerate(protocol_in_force(project).scheme.questions):
        sent |= {f"key-{place}": one.key, f"title-{place}": one.title, f"required-{place}": "on"}
    response = lea.post(QUESTIONS, sent | change)
    assert response.status_code == 400
    assert said in words(response)
    assert re.findall('<[^>]*aria-invalid="true"[^>]*autofocus>', main_of(response))[0].count(field) == 1


def test_whoever_was_slower_keeps_what_they_typed(lea: Client, project: Project) -> None:
    late = form(project, refuted={"name": "Mine"})
    edit(project, drafts(project, refuted={"name": "Theirs"}))
    response = lea.post(SET, late)
    assert response.status_code == 400
    assert "the newest is 2" in words(response)
    assert 'name="base_version" value="2"' in main_of(response)
    assert "Refuted" not in names(project)


@pytest.mark.parametrize(
    "broken", [{}, {"act": "save"}, {"act": "save", "row": "x"}, {"act": "up-x", "row": ["0", "0"]}]
)
def test_a_broken_form_is_refused_and_never_an_error_of_ours(lea: Client, project: Project, broken: Any) -> None:
    assert lea.post(SET, broken).status_code in (200, 400)
    assert newest(project).version == 1


def test_merging_is_shown_first_and_then_done(lea: Client, project: Project) -> None:
    projects.article(project)
    projects.submitted(project, status="too_vague")
    address = f"{SET}merge/?label=too_vague&into=not_checkable"
    assert "Ada Annotator" in words(lea.get(address))
    assert newest(project).version == 1
    sent = {"label": "too_vague", "into": "not_checkable", "base_version": "1"}
    assert lea.post(f"{SET}merge/", sent).status_code == 302
    assert newest(project).labels.get(key="too_vague").merged_into == "not_checkable"
    assert lea.post(f"{SET}part/", {"label": "too_vague", "base_version": "2"}).status_code == 302
    assert newest(project).labels.get(key="too_vague").merged_into == ""


def test_a_merge_of_a_label_with_itself_is_turned_back(lea: Client, project: Project) -> None:
    assert lea.get(f"{SET}merge/?label=refuted&into=refuted").status_code == 302
    assert lea.get(f"{SET}merge/?label=refuted&into=nothing").status_code == 302


def test_a_preset_is_copied(lea: Client) -> None:
    response = lea.post(f"{URL}clone/", {"preset": VERIFICATION})
    assert response.headers["Location"] == f"{URL}verification_default_2/"
    assert "Not asked with now" in words(lea.get(URL))


def test_questions_are_added_with_a_condition(lea: Client, project: Project) -> None:
    sent: dict[str, Any] = {"act": "save", "base_version": 1, "row": ["0", "1", "2"]}
    for place, one in enumerate(protocol_in_force(project).scheme.questions):
        sent |= {f"key-{place}": one.key, f"title-{place}": one.title, f"required-{place}": "on"}
    sent |= {"key-2": "", "title-2": "Why?", "kind-2": "text", "on-2": ["verification:refuted"]}
    response = lea.post(QUESTIONS, sent)
    assert (response.status_code, response.headers.get("Location")) == (302, URL)
    question = protocol_in_force(project).scheme.questions[2]
    assert (question.key, question.kind, question.required) == ("why", "text", False)
    assert question.condition is not None
    assert (question.condition.question, question.condition.answers) == ("verification", ("refuted",))
    assert "only if Verification is Refuted" in words(lea.get(URL))


def test_what_answers_need_is_written_by_ticks_and_a_line_without_one_is_left_out(
    lea: Client, project: Project
) -> None:
    sent: dict[str, Any] = {"act": "save", "base_version": 1, "row": ["0", "1"]}
    for place, one in enumerate(protocol_in_force(project).scheme.questions):
        sent |= {f"key-{place}": one.key, f"title-{place}": one.title, f"required-{place}": "on"}
    sent |= {"need-1": ["0", "1"], "need-1-0-in": ["supported", "refuted"], "need-1-0-what": ["evidence", "checks"]}
    lea.post(QUESTIONS, sent | {"need-1-0-least": "2", "need-1-1-least": "1"})
    (need,) = protocol_in_force(project).scheme.questions[1].needs
    assert (need.answers, need.what, need.at_least) == (("supported", "refuted"), ("evidence", "checks"), 2)
    assert "Answers to “Verification” need something else." in words(lea.get(URL))
    drawn = main_of(lea.post(QUESTIONS, sent | {"act": "up-1"}))
    assert drawn.count('name="need-0-0-in" value="refuted" checked') == 1


@pytest.mark.parametrize("act", ["preview", "add", "up-1", "drop-0", "save"])
def test_a_broken_question_form_is_drawn_again(lea: Client, project: Project, act: str) -> None:
    assert lea.post(QUESTIONS, {"act": act, "row": ["0", "1"]}).status_code in (200, 400)
    assert protocol_in_force(project).row.version == 1


def test_words_of_people_are_never_markup(lea: Client, project: Project) -> None:
    edit(project, drafts(project, refuted={"name": ATTACK, "definition": ATTACK, "example": ATTACK}), name=ATTACK)
    merge = f"{SET}merge/?label=refuted&into=supported"
    for address in (URL, SET, QUESTIONS, merge, "/projects/idlib/guidelines/", "/projects/idlib/guidelines/edit/"):
        page = lea.get(address)
        assert page.status_code == 200
        assert ATTACK not in page.content.decode()


@pytest.mark.usefixtures("project")
def test_members_read_and_leads_change() -> None:
    read = {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}
    change = {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}
    assert (statuses(URL), statuses(SET), statuses(QUESTIONS)) == (read, read, change)
    assert statuses(f"{SET}merge/?label=refuted&into=supported") == change
    assert statuses(f"{URL}nothing/") == dict.fromkeys(read, 404)


@pytest.mark.parametrize("username", ["rio", "ada", "vic", "oz"])
def test_nobody_else_posts(client: Client, project: Project, username: str) -> None:
    client.force_login(people.person(username))
    refused = 404 if username == "oz" else 403
    for address in (SET, QUESTIONS, f"{URL}clone/", f"{SET}merge/", f"{SET}part/"):
        assert client.post(address, form(project)).status_code == refused
    assert LabelSet.objects.filter(version=2).count() == 0


def test_the_number_of_queries_does_not_grow(
    lea: Client, project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lea.get(URL)
    with django_assert_num_queries(11):
        lea.get(URL)
    with django_assert_num_queries(11):
        lea.get(SET)
    edit(project, drafts(project, refuted={"name": "False"}))
    hide(project, "conflicting")
    with django_assert_num_queries(11):
        lea.get(URL)
    with django_assert_num_queries(11):
        lea.get(SET)
