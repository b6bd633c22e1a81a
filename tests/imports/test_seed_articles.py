"""The articles in ``seeds/articles``: each is read by its format without a problem and split as the README says."""

import re
from collections.abc import Iterator

from annotations.imports import find_format, seeds
from annotations.imports.base import Options, Problem
from annotations.imports.limits import HEAD_BYTES
from annotations.text.document import analyse
from annotations.text.near_copies import similarity
from annotations.text.normalise import normalise
from annotations.workflow.ingest import ArticleDraft
from tests.architecture.source import ROOT

FOLDER = ROOT / "seeds" / "articles"
README = ROOT / "seeds" / "README.md"


def drafts(file: seeds.SeedFile) -> Iterator[tuple[ArticleDraft | None, tuple[Problem, ...]]]:
    """The articles of a file with what their reader finds wrong."""
    path = FOLDER / file.name
    found = find_format(path.name, "", path.read_bytes()[:HEAD_BYTES])
    assert found is not None
    with path.open("rb") as stream:
        for row in found.read(stream, path.name, Options(language=file.language)):
            yield row.draft, row.problems


def statements(draft: ArticleDraft) -> int:
    """How many statements to label the machine proposes."""
    return sum(one.is_statement for one in analyse(normalise(draft.text), draft.language).statements)


def text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def test_every_article_is_read_without_a_problem() -> None:
    found = [(file.name, draft is not None, problems) for file in seeds.ARTICLES for draft, problems in drafts(file)]
    assert [one for one in found if one[1:] != (True, ())] == []
    assert len(found) == 13


def test_every_file_is_listed_once_and_brought_in() -> None:
    assert sorted(file.name for file in seeds.ARTICLES) == sorted(path.name for path in FOLDER.iterdir())


def test_every_article_has_the_language_and_the_number_of_statements_that_the_readme_says() -> None:
    row = re.compile(r"^\| `([^`]+)` \| [^|]+ \| (\w+) \| (\d+) \|", re.M)
    said = [(name, language, int(count)) for name, language, count in row.findall(README.read_text("utf-8"))]
    counted = [
        (file.name, draft.language, statements(draft))
        for file in seeds.ARTICLES
        for draft, _ in drafts(file)
        if draft is not None
    ]
    assert sorted(counted) == sorted(said)


def test_the_wire_copy_is_a_near_copy_and_no_other_article_is() -> None:
    original, copy = text("kestrel-bay-dredging.txt"), text("kestrel-bay-dredging-wire.txt")
    others = [file.name for file in seeds.ARTICLES if "kestrel" not in file.name]
    assert 0.6 <= similarity(original, copy) < 1
    assert [name for name in others if similarity(original, text(name)) > 0.1] == []


def test_no_sentence_of_the_long_record_is_said_twice() -> None:
    record = text("alder-council-record.txt")
    found = [record[one.span.start : one.span.end] for one in analyse(record, "en").statements]
    assert len(found) == len(set(found))
