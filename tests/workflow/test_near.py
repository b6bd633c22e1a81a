"""Near copies are found among any number of texts of one mould, at the same cost."""

import json
from collections import Counter

import pytest

from annotations.imports.check import check
from annotations.models import Article, Import, ImportRow, Project
from annotations.text.near_copies import near_keys
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import Upload, Wishes, request_store, start_import
from annotations.workflow.near import lookup_keys
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

MOULD = (
    "The weather office says that rain will fall until the evening and that the wind will turn to the north at night. "
    "Drivers are asked to keep their lights on and to leave the coast road to the fire brigade. Schools stay open, but "
    "trains between the harbour and the airport run every hour only, and ferries wait for the morning tide. "
)


def report(number: int) -> str:
    """A text of the mould with forty words of its own."""
    return MOULD + " ".join(f"village{number}x{place}" for place in range(40)) + "."


def looked_at(project: Project, *texts: str) -> Import:
    """An import of one file with the texts, looked at."""
    content = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    uploads = [Upload("texts.jsonl", content.encode())]
    made = start_import(actor=people.lead(), project=project, origin="files", uploads=uploads, wishes=Wishes())
    check(made.pk)
    return made


def stored(project: Project, *texts: str) -> None:
    """The texts as articles of the project."""
    made = looked_at(project, *texts)
    request_store(actor=people.lead(), imported=made)
    store_import(import_id=made.pk)


def holders(field: str) -> int:
    """How many articles share the commonest of their keys."""
    return max(Counter(key for keys in Article.objects.values_list(field, flat=True) for key in keys).values())


def test_only_the_first_eight_texts_of_a_mould_are_found_by_what_all_of_them_share() -> None:
    project = projects.project()
    stored(project, *(report(number) for number in range(10)))
    stored(project, *(report(number) for number in range(10, 20)))
    assert (holders("near_keys"), holders("lookup_keys")) == (17, 8)


def test_a_near_copy_of_a_late_text_of_a_mould_is_found_by_its_own_words() -> None:
    project = projects.project()
    stored(project, *(report(number) for number in range(20)))
    copy = report(17).replace("village17x30", "somewhere")
    (row,) = ImportRow.objects.filter(file__imported=looked_at(project, copy))
    assert (row.outcome, row.known) == ("near", Article.objects.get(text=report(17)))


def test_a_new_text_of_the_mould_is_to_be_found_by_the_keys_that_few_have() -> None:
    project = projects.project()
    stored(project, *(report(number) for number in range(20)))
    keys = near_keys(report(20))
    assert [place for place, key in enumerate(keys) if key not in lookup_keys(project, keys)] == [8, 9]
