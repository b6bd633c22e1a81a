"""A dataset leaves, comes back on another server, and leaves again: the same bytes in every format and view."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.models import Batch, Event, Membership, Project, Review, Revision, Statement, User
from annotations.workflow.annotate import submit
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.batches import create_batch
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from annotations.workflow.label_sets import merge_labels
from tests.exports import story
from tests.exports.test_protocol_rows import AVERITEC, ID, labelled
from tests.factories import adjudications, moving, people, projects, schemes

pytestmark = pytest.mark.django_db

Told = dict[tuple[str, str], bytes]
AWKWARD = (
    "=1+1", "+2", "-3", "@x", "'so'", '"', '""', "a,b", "a\r\nb", "a\rb", "\u2028\u2029\x85", "\tT", "שלום, עולם",
    "\u202e", "👨\u200d👩\u200d👧", "İ", "＝1", "null", "[]", "a+b", " ",
)  # fmt: skip
"""What a cell, a line or a reader could trip over; every generated text is made of these."""


def comes_back(made: Callable[[], Project]) -> None:
    """The whole dataset of a project is exported elsewhere as it is here."""
    with moving.left_behind():
        before = moving.everything(made())
    restored = moving.brought_back({"dataset.zip": before["native", "both"]})
    assert moving.everything(restored.project) == before


def test_a_whole_dataset_is_exported_again_as_it_was(told: Told) -> None:
    restored = moving.brought_back({"idlib-both-native.zip": told["native", "both"]})

    assert restored.counts == {"articles": 2, "annotations": 48, "gold": 22}
    assert moving.everything(restored.project) == told


@pytest.mark.django_db(transaction=True)
def test_what_was_stored_act_by_act_comes_back_as_the_page_sends_it() -> None:
    sent = downloaded(story.tell())
    call_command("flush", interactive=False, verbosity=0)

    assert downloaded(moving.brought_back({"idlib.zip": sent}).project) == sent


def downloaded(project: Project) -> bytes:
    """What the page sends."""
    asked = read_asked(project, {"format": "native", "view": "both"})
    return b"".join(Download(project=project, asked=asked))


@pytest.mark.parametrize("view", ["raw", "gold"])
def test_one_view_of_it_comes_back_alone(told: Told, view: str) -> None:
    restored = moving.brought_back(moving.unpacked(told["native", view]))

    mine = {key: content for key, content in told.items() if key[1] == view}
    assert moving.everything(restored.project, (view,)) == mine


@pytest.mark.parametrize("key", ["jsonl", "csv"])
@pytest.mark.parametrize("view", ["raw", "gold", "both"])
def test_json_lines_and_csv_come_back_beside_the_files_that_have_the_texts(told: Told, key: str, view: str) -> None:
    beside = moving.unpacked(told["native", view])
    texts = {name: beside[name] for name in beside if name not in ("annotations.jsonl", "gold.jsonl")}
    labels = {f"idlib-{view}.{'zip' if view == 'both' else key}": told[key, view]}

    restored = moving.brought_back(texts | labels)

    assert moving.exported(restored.project, key, view) == told[key, view]
    assert moving.exported(restored.project, "native", view) == told["native", view]


def test_who_brings_it_back_leads_under_a_name_of_their_own_and_nobody_else_can_sign_in(told: Told) -> None:
    project = moving.brought_back({"d.zip": told["native", "both"]}).project

    members = Membership.objects.filter(project=project).order_by("pseudonym")
    assert [(one.pseudonym, one.role, one.is_active, one.user.is_active) for one in members] == [
        ("p01", "lead", False, False),
        ("p02", "reviewer", False, False),
        ("p03", "annotator", False, False),
        ("p04", "annotator", False, False),
        ("p05", "viewer", False, False),
        ("p07", "lead", True, True),
    ]
    assert members.last().user == people.lead()
    event = Event.objects.get(verb="dataset.restored")
    assert (event.actor, event.before["slug"], event.after["slug"]) == (people.lead(), "empty", "idlib")
    assert event.after["articles"] == 2


def test_returned_labels_keep_what_the_reviewer_saw(told: Told) -> None:
    moving.brought_back({"d.zip": told["native", "both"]})

    taken = Review.objects.get(decision="return", reason="overread")
    assert (taken.revision.seq, taken.revision.is_complete, taken.reply.action) == (1, True, "taken")
    replaced = Review.objects.get(decision="accept_with_changes")
    assert [item.question for item in replaced.items.all()] == ["verification"]
    assert not Revision.objects.filter(is_complete=False).exists()


def test_evidence_questions_and_texts_come_back() -> None:
    comes_back(lambda: labelled("averitec", AVERITEC))


def test_words_that_people_wrote_differently_come_back_undecided() -> None:
    comes_back(lambda: adjudications.worded(("It rained.", "It snowed.")).article.project)


def test_words_that_people_wrote_alike_come_back_as_gold() -> None:
    comes_back(lambda: adjudications.worded(("It rained.", "It rained.")).article.project)


def test_what_people_decided_comes_back_with_evidence_approvals_and_what_is_open() -> None:
    comes_back(decided)


def decided() -> Project:
    """One statement decided and approved, one too vague, one opened again, one open."""
    first, second, third, _ = decided_statements()
    source = {"id": ID, "url": "https://stats.example/bridge", "title": "Minutes", "relation": "supports"}
    body = projects.answers("supported", evidence=[source], searches="The registry.", comment="=Both said so.")
    decide(first, people.reviewer(), answers=body)
    approve_gold(actor=people.lead(), statement=first, seen=adjudications.now(first).version)
    decide(second, people.lead(), too_vague=True, rationale="Which bridge?")
    decide(third, people.reviewer(), answers=projects.answers("refuted"))
    seen = adjudications.now(third).version
    reopen_gold(actor=people.reviewer(), statement=third, seen=seen, rationale="It does not hold.")
    return first.article.project


def decided_statements() -> list[Statement]:
    """The statements of an article that Ada and Ben see differently throughout."""
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    for name, status in (("ada", "supported"), ("ben", "refuted")):
        work = projects.label_all(projects.assignment(project, people.person(name)), status)
        projects.reviewed(submit(actor=work.annotator, assignment=work))
    return adjudications.project_statements(project)


def decide(statement: Statement, actor: User, **said: Any) -> None:
    """A decision on the statement as it is."""
    decide_gold(actor=actor, statement=statement, seen=adjudications.now(statement).version, **said)


def test_labels_of_earlier_versions_and_merged_ones_come_back_as_they_count() -> None:
    comes_back(merged)


def merged() -> Project:
    """Two articles: one with a label that was merged since, one under the guideline and protocol after that."""
    project = projects.project(annotators_per_article=1)
    projects.article(project)
    projects.reviewed(projects.submitted(project, status="conflicting"))
    set_now = schemes.newest(project)
    merge_labels(
        actor=people.lead(),
        project=project,
        key=set_now.key,
        base_version=set_now.version,
        label="conflicting",
        into="not_enough_evidence",
    )
    schemes.publish(project)
    projects.article(project, f"{projects.SHORT_TEXT}And again.\n")
    projects.submitted(project)
    return project


def test_a_batch_for_calibration_comes_back_with_its_kind() -> None:
    with moving.left_behind():
        project = projects.project()
        projects.town(
            project, "Arden", create_batch(actor=people.lead(), project=project, name="T", kind="calibration")
        )
        projects.submitted(project)
        before = moving.exported(project, articles="all")

    restored = moving.brought_back({"d.zip": before}).project

    assert moving.exported(restored, articles="all") == before
    assert Batch.objects.get().kind == "calibration"


@given(texts=st.lists(st.lists(st.sampled_from(AWKWARD), max_size=4).map("".join), min_size=4, max_size=4))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_write_comes_back(texts: list[str]) -> None:
    with moving.left_behind():
        comes_back(lambda: written(texts))


def written(texts: list[str]) -> Project:
    """A project in which Ada has written the texts wherever one can."""
    project = projects.project()
    projects.article(project)
    work = projects.assignment(project)
    for statement, text in zip(projects.statements(work), texts, strict=False):
        aim = {"holder_kind": "author", "target_kind": "proposition", "target_text": f"{text}x", "polarity": "favor"}
        projects.label(work, statement, projects.answers(rationale=text, comment=text, stances=[aim]))
    submit(actor=work.annotator, assignment=work)
    return project
