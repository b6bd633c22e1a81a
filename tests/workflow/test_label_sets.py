"""Label sets: edited into new versions, merged on reading, and never so that a used label means something else."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Annotation, AnnotationLabel, Event, Label, LabelSet, Project, Protocol, Revision
from annotations.queries.label_sets import MergeEffect, Use, merge_effect
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.annotate import save_revision
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, SchemaChanged, Stale
from annotations.workflow.label_sets import clone_preset, merge_labels, part_labels
from tests.factories import people, projects
from tests.factories.projects import answers
from tests.factories.schemes import VERIFICATION, drafts, edit, hide, newest
from tests.models.test_guards import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return projects.project()


def labels(project: Project) -> dict[str, Any]:
    """The labels of the question "verification" in force, by key."""
    question = protocol_in_force(project).scheme.question("verification")
    assert question is not None
    assert question.label_set is not None
    return {one.key: one for one in question.label_set.labels}


def merge(project: Project, label: str = "too_vague", into: str = "not_checkable", **more: Any) -> LabelSet:
    """A merge by Lea on top of the newest version."""
    wanted = {"actor": people.lead(), "base_version": newest(project).version} | more
    return merge_labels(project=project, key=VERIFICATION, label=label, into=into, **wanted)


def test_an_edit_makes_the_next_version_of_the_set_and_of_the_protocol(project: Project) -> None:
    made = edit(project, drafts(project, refuted={"name": "False", "style": "against"}))
    force = protocol_in_force(project)
    assert (made.version, force.row.version, made.created_by) == (2, 2, people.lead())
    assert (labels(project)["refuted"].name, labels(project)["refuted"].style) == ("False", "against")
    assert Label.objects.get(label_set__version=1, key="refuted").name == "Refuted"
    event = Event.objects.get(verb="labelset.edited")
    assert (event.before, event.after, event.object_id) == ({"version": 1}, {"version": 2}, made.pk)


def test_the_same_labels_again_make_no_version(project: Project) -> None:
    assert edit(project, drafts(project)).version == 1
    assert (LabelSet.objects.filter(key=VERIFICATION).count(), Protocol.objects.count()) == (1, 1)
    assert not Event.objects.filter(verb="labelset.edited").exists()


def test_labels_stand_in_the_order_they_are_sent_in(project: Project) -> None:
    before = [one["key"] for one in drafts(project)]
    edit(project, list(reversed(drafts(project))))
    assert list(labels(project)) == before[::-1]


def test_a_new_label_gets_a_key_from_its_name(project: Project) -> None:
    new = {"key": "", "name": "Half true", "definition": "In part.", "style": "vague", "is_verdict": True}
    twin = {"key": "", "name": "Half-true!", "style": "vague"}
    edit(project, [*drafts(project), new, twin])
    assert (labels(project)["half_true"].is_verdict, labels(project)["half_true_2"].is_verdict) == (True, False)


def test_a_label_nobody_used_goes_away(project: Project) -> None:
    edit(project, drafts(project)[1:])
    assert "supported" not in labels(project)


def test_a_used_label_cannot_go_away_and_nothing_is_written(project: Project) -> None:
    projects.article(project)
    projects.submitted(project, status="supported")
    with pytest.raises(Invalid, match="labels: 'supported' was answered with and cannot go away"):
        edit(project, drafts(project)[1:])
    assert newest(project).version == 1


def test_a_hidden_label_can_be_chosen_no_more(project: Project) -> None:
    projects.article(project)
    hide(project, "refuted")
    work = projects.assignment(project)
    with pytest.raises(SchemaChanged):
        projects.label(work, projects.statements(work)[0], answers("refuted"))


@pytest.mark.parametrize(
    ("label", "field", "rule"),
    [
        ({"hotkey": "j"}, "labels[1].hotkey", "is a key of the workbench itself; choose another"),
        ({"hotkey": "1"}, "labels[1].hotkey", "stands in labels[0] already"),
        ({"style": "pink"}, "labels[1].style", "is not one of"),
        ({"name": " "}, "labels[1].name", "is empty"),
        ({"key": "false"}, "labels[1].key", "is not a label of this set; a new one has no key"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_name(project: Project, label: dict[str, Any], field: str, rule: str) -> None:
    with pytest.raises(Invalid) as error:
        edit(project, drafts(project, refuted=label))
    assert error.value.extra["field"] == field
    assert error.value.extra["rule"].startswith(rule)
    assert newest(project).version == 1


def test_whoever_had_not_seen_the_newest_version_is_told(project: Project) -> None:
    edit(project, drafts(project, refuted={"name": "False"}))
    with pytest.raises(Stale) as error:
        edit(project, drafts(project), base_version=1)
    assert error.value.extra["current"] == {"version": 2}


@pytest.mark.parametrize("username", ["rio", "ada", "vic", "oz"])
def test_only_leads_change_labels(project: Project, username: str) -> None:
    for act in (
        lambda actor: edit(project, drafts(project), actor=actor),
        lambda actor: merge(project, actor=actor),
        lambda actor: clone_preset(actor=actor, project=project, preset=VERIFICATION),
    ):
        with pytest.raises(NotAllowed):
            act(people.person(username))


# ---- merging -----------------------------------------------------------------------------------------------------


def test_a_merge_counts_answers_under_the_other_label_and_rewrites_none(project: Project) -> None:
    projects.article(project)
    work = projects.submitted(project, status="too_vague")
    heads = list(Revision.objects.values_list("pk", "answers"))
    merge(project)
    gone = labels(project)["too_vague"]
    assert (gone.merged_into, gone.is_hidden, gone.hotkey) == ("not_checkable", True, "")
    assert list(Revision.objects.values_list("pk", "answers")) == heads
    assert set(AnnotationLabel.objects.values_list("label__key", flat=True)) == {"too_vague"}
    assert work.annotations.filter(state="submitted").count() == len(heads)


def test_a_merge_of_a_merge_leads_to_the_last_one(project: Project) -> None:
    merge(project)
    merge(project, "not_checkable", "unverified")
    assert {key: one.merged_into for key, one in labels(project).items() if one.merged_into} == {
        "too_vague": "unverified",
        "not_checkable": "unverified",
    }


def test_a_verdict_is_not_merged_into_a_state(project: Project) -> None:
    with pytest.raises(Invalid, match="into: 'unverified' means something else"):
        merge(project, "refuted", "unverified")


def test_a_merge_can_be_taken_back(project: Project) -> None:
    merge(project)
    part_labels(actor=people.lead(), project=project, key=VERIFICATION, base_version=2, label="too_vague")
    assert (labels(project)["too_vague"].merged_into, labels(project)["too_vague"].is_hidden) == ("", False)


def test_a_label_that_is_parted_again_is_as_it_was_before(project: Project) -> None:
    edit(project, drafts(project, too_vague={"hotkey": "z", "is_hidden": True}))
    merge(project)
    edit(project, drafts(project, refuted={"name": "Untrue"}))
    part_labels(actor=people.lead(), project=project, key=VERIFICATION, base_version=4, label="too_vague")
    parted = labels(project)["too_vague"]
    assert (parted.merged_into, parted.is_hidden, parted.hotkey) == ("", True, "z")


def test_a_key_that_another_label_got_meanwhile_stays_there(project: Project) -> None:
    merge(project)
    edit(project, drafts(project, refuted={"hotkey": "5"}))
    part_labels(actor=people.lead(), project=project, key=VERIFICATION, base_version=3, label="too_vague")
    assert (labels(project)["refuted"].hotkey, labels(project)["too_vague"].hotkey) == ("5", "")


def test_the_preview_says_whose_answers_would_count_otherwise(project: Project) -> None:
    projects.article(project)
    projects.submitted(project, people.annotator(), status="too_vague")
    projects.submitted(project, people.second_annotator(), status="not_checkable")
    n = Annotation.objects.filter(annotator=people.annotator()).count()
    assert merge_effect(people.lead(), newest(project), "too_vague", "not_checkable") == MergeEffect(
        uses=(Use("Verification", "Ada Annotator", n),), gold=0, agreeing=n
    )


def test_the_preview_counts_stances_by_their_question(project: Project) -> None:
    projects.article(project)
    work = projects.assignment(project)
    stance = projects.stance(project, "jane-doe")
    projects.label(work, projects.statements(work)[0], answers(stances=[stance]))
    effect = merge_effect(people.lead(), newest(project, "stance_news"), "favor", "neutral")
    assert effect.uses == (Use("Stance", "Ada Annotator", 1),)


def test_a_copy_of_a_preset_stands_beside_the_first(project: Project) -> None:
    made = clone_preset(actor=people.lead(), project=project, preset=VERIFICATION)
    assert (made.key, made.preset, made.version) == ("verification_default_2", VERIFICATION, 1)
    with pytest.raises(Invalid, match="preset"):
        clone_preset(actor=people.lead(), project=project, preset="nothing")


# ---- answers that are older than the labels ----------------------------------------------------------------------


def late(project: Project, status: str, protocol: int | None, revision: uuid.UUID | None = None) -> Revision:
    """Ada's answer to her first statement, given under that version of the questions."""
    work = project.articles.get().assignments.first() or projects.assignment(project)
    saved = save_revision(
        actor=people.annotator(),
        assignment=work,
        statement=projects.statements(work)[0],
        revision_id=revision or uuid.uuid4(),
        base_seq=0,
        body=answers(status),
        protocol=protocol,
    )
    return saved.revision


def test_an_older_answer_is_tagged_and_accepted_while_its_label_exists(project: Project) -> None:
    projects.article(project)
    hide(project, "refuted")
    assert late(project, "supported", protocol=1).protocol.version == 1


def test_an_older_answer_whose_label_was_merged_still_counts(project: Project) -> None:
    projects.article(project)
    merge(project)
    revision = late(project, "too_vague", protocol=1)
    assert (revision.protocol.version, revision.answers["labels"]) == (1, {"verification": ["too_vague"]})


@pytest.mark.parametrize("version", [1, None])
def test_an_older_answer_whose_label_is_gone_is_refused(project: Project, version: int | None) -> None:
    projects.article(project)
    hide(project, "refuted")
    with pytest.raises(SchemaChanged) as error:
        late(project, "refuted", protocol=version)
    assert error.value.code == "schema_changed"
    assert (error.value.extra["value"], error.value.extra["version"]) == ("refuted", 2)
    assert not Revision.objects.exists()


def test_a_replay_of_what_is_stored_is_no_new_answer(project: Project) -> None:
    projects.article(project)
    stored = late(project, "refuted", None)
    hide(project, "refuted")
    assert late(project, "refuted", None, stored.pk) == stored
    with pytest.raises(ReplayMismatch):
        late(project, "supported", None, stored.pk)


def test_a_version_that_never_was_is_refused(project: Project) -> None:
    projects.article(project)
    with pytest.raises(Invalid, match="protocol: 7 is not a version"):
        late(project, "supported", protocol=7)


def test_gold_is_found_under_the_merged_label(project: Project) -> None:
    from tests.web.visits import accepted

    projects.article(project)
    first = projects.submitted(project, people.annotator(), status="too_vague")
    second = projects.submitted(project, people.second_annotator(), status="not_checkable")
    merge(project)
    accepted(first)
    accepted(second)
    found = set(first.article.statements.values_list("adjudications__labels__label__key", flat=True)) - {None}
    assert found == {"not_checkable"}


# ---- what the database keeps -------------------------------------------------------------------------------------


def test_rows_of_labels_and_questions_are_written_once(project: Project) -> None:
    refused("annotations_label_insert_only", lambda: Label.objects.update(name="x"))
    refused("annotations_labelset_insert_only", lambda: LabelSet.objects.update(name="x"))
    refused("annotations_protocol_insert_only", lambda: Protocol.objects.update(name="x"))
    refused("annotations_question_insert_only", lambda: protocol_in_force(project).row.questions.update(title="x"))
    refused("annotations_guidelineversion_insert_only", lambda: project.guidelines.update(markdown="x"))


def test_a_used_key_never_gets_another_sign_even_behind_the_workflow(project: Project) -> None:
    projects.article(project)
    work = projects.assignment(project)
    stance = projects.stance(project, "jane-doe")
    projects.label(work, projects.statements(work)[0], answers(stances=[stance]))
    row = LabelSet.objects.create(project=project, key="stance_news", version=2, name="Stance", scope="stance")
    refused(
        "label_keeps_its_meaning",
        lambda: Label.objects.create(label_set=row, key="favor", name="Favor", style="favor", sign=-1),
    )
    Label.objects.create(label_set=row, key="favor", name="For", style="favor", sign=1)
    Label.objects.create(label_set=row, key="against", name="Unused", style="against", sign=0)


def test_a_merged_label_is_hidden_in_the_database_too(project: Project) -> None:
    row = LabelSet.objects.create(project=project, key="mine", name="Mine", scope="claim")
    with pytest.raises(IntegrityError, match="label_merged_is_hidden"), transaction.atomic():
        Label.objects.create(label_set=row, key="a", name="A", style="vague", merged_into="b")
