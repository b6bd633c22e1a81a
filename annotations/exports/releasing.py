"""Making a release: one snapshot becomes files, each with its checksum, and a manifest that names them all."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from annotations.exports.asked import Asked, known_format, read_asked
from annotations.exports.base import Export, File
from annotations.exports.changes import Change, changes, counted, numbers
from annotations.exports.datasheet import datasheet, readme
from annotations.exports.formats import native
from annotations.exports.lines import json_file, json_lines
from annotations.exports.material import Material, Numbered
from annotations.exports.parts import PARTS, clusters, part_of
from annotations.exports.report import Report
from annotations.exports.writing import REPORT, told
from annotations.models import Project, Release, User
from annotations.queries.agreement_measured import measured
from annotations.queries.agreement_scope import Scope
from annotations.queries.gold import publishable
from annotations.queries.release_choice import BOTH, GOLD
from annotations.queries.release_rows import Rows, open_rows
from annotations.queries.release_shapes import Dataset, GoldRow
from annotations.queries.release_text_shapes import Scheme
from annotations.queries.releases import file_bytes, linked_articles
from annotations.workflow.errors import Invalid
from annotations.workflow.failing import failing
from annotations.workflow.release import (
    ask_for_release,
    begin_release,
    fail_release,
    keep_file,
    keep_members,
    publish_release,
    tell_release,
)

GOLD_FILE = "gold.jsonl"
CHANGES = "changes.jsonl"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


def ask_release(
    *, actor: User, project: Project, selection: Mapping[str, str], formats: Sequence[str], **more: Any
) -> Release:
    """Asks for a release of a choice of rows in these formats beside the whole dataset; see ``ask_for_release``.

    Without a datasheet it gets the one that the project can answer by itself.

    ``Invalid`` names what no release can be made of: an unknown format or parameter, or two that do not go together.
    """
    given = {key: value for key, value in selection.items() if value}
    if given.get("view", BOTH) != BOTH:
        raise Invalid("view", given["view"], "is not chosen: a release has gold and the labels it rests on")
    chosen = [read_format(project, key, given) for key in dict.fromkeys(formats) if key != native.FORMAT.key]
    whole = read_asked(project, {**given, "format": native.FORMAT.key, "view": BOTH})
    keys = [asked.format.key for asked in chosen]
    more["datasheet"] = more.get("datasheet") or datasheet(project)
    return ask_for_release(actor=actor, project=project, selection=whole.choice.narrowed(), formats=keys, **more)


def read_format(project: Project, key: str, selection: Mapping[str, str]) -> Asked:
    """One format of a release: as much of both views as it takes, what it leaves out told in its report."""
    views = known_format(key).views
    return read_asked(
        project, {**selection, "format": key, "view": BOTH if BOTH in views else views[0], "lossy": "true"}
    )


def prepare_release(*, release_id: UUID) -> None:
    """Writes the files of a release and publishes it, unless that is done; from the start when a worker died.

    For what is unforeseen see ``failing``.
    """
    release = begin_release(release_id=release_id)
    if release is None:
        return
    with failing(partial(fail_release, release=release), doing="Making it"):
        publish(release)


def publish(release: Release) -> None:
    """Everything of one release."""
    project = release.project
    figures = measured(release.published_by, project, Scope())
    approved = set(publishable(project).values_list("pk", flat=True))
    asked = read_asked(project, {**release.selection, "format": native.FORMAT.key, "view": BOTH})
    with open_rows(project, asked.choice) as rows:
        making = Making(release, rows, {str(key) for key in approved}, clusters(linked_articles(project, asked.choice)))
        found = making.write(asked)
        files = release.files.order_by("name").values("name", "sha256", "size")
        manifest = {**making.described(), "files": list(files)}
    keep_file(release=release, name=MANIFEST, pieces=json_file(manifest))
    sums = release.files.order_by("name").values_list("sha256", "name")
    keep_file(release=release, name=SUMS, pieces=["".join(f"{sha}  {name}\n" for sha, name in sums).encode()])
    publish_release(
        release=release,
        manifest=manifest,
        changes=numbers(found) if release.previous else {},
        agreement=figures,
        guidelines=project.guidelines.all(),
    )


@dataclass
class Making:
    """A release being written from an open snapshot; ``clusters`` are its articles with what they are kept beside."""

    release: Release
    rows: Rows
    approved: set[str]
    clusters: dict[str, str]

    def write(self, asked: Asked) -> Counter[str]:
        """All files but the last two; returns the numbers of changes since the release before."""
        found: Counter[str] = Counter()
        written = [self.whole(), *(self.other(key) for key in self.release.formats), self.beside(found)]
        for done, files in enumerate(written):
            tell_release(release=self.release, done=done, total=len(written))
            for file in files:
                keep_file(release=self.release, name=file.name, pieces=file.pieces)
        keep_members(release=self.release, statements=self.members())
        return found

    def read(self, part: str) -> Iterator[Any]:
        """A part of the dataset as the release has it: gold that may be published, under the release's version."""
        if part != GOLD:
            return self.rows.read(part)
        return (
            {**row, "release": self.release.version}
            for row in self.rows.read(GOLD)
            if row["adjudication_id"] in self.approved
        )

    def material(self, dataset: Dataset) -> Material:
        """The rows as formats see them, with the number, the licences and the parts of the release."""
        release = self.release
        parts = {article: self.part(article) for article in self.clusters}
        numbered = Numbered(release.version, release.title, release.text_licence, release.annotation_licence, parts)
        return Material(dataset, self.read, numbered)

    def whole(self) -> Iterator[File]:
        """The whole dataset, which everything else can be made from."""
        return native.FORMAT.write(Export(self.material(self.rows.dataset), {}, Report()))

    def other(self, key: str) -> Iterator[File]:
        """The files of another format, in a folder of its name, with its report if it leaves things out."""
        asked = read_format(self.release.project, key, self.release.selection)
        dataset = replace(self.rows.dataset, choice=asked.choice)
        report = Report(key, left_out=asked.format.left_out)
        for file in asked.format.write(Export(self.material(dataset), asked.choice.options, report)):
            yield replace(file, name=f"{key}/{file.name.removeprefix(f'{key}/')}")
        if asked.format.is_lossy:
            yield File(f"{key}/{REPORT}", told(report))

    def beside(self, found: Counter[str]) -> Iterator[File]:
        """What to read first, the parts for training and testing, and the changes since the release before."""
        yield File("parts.jsonl", json_lines(self.parts(), Report()))
        previous = self.release.previous
        if previous is not None:
            before = gold_of(previous)
            yield File(CHANGES, json_lines(counted(changes(before, self.read(GOLD), self.reasons()), found), Report()))
        yield File("README.md", [readme(self.release, self.described()).encode()])

    def reasons(self) -> dict[str, str]:
        """Why gold is as it is, where it may not be published: reopened with a reason, for example; by statement."""
        rows: Iterator[GoldRow] = self.rows.read(GOLD)
        return {row["statement_id"]: row["rationale"] for row in rows if row["adjudication_id"] not in self.approved}

    def parts(self) -> Iterator[dict[str, str]]:
        """Each article with the part it falls into."""
        for article, cluster in self.clusters.items():
            yield {"article_id": article, "cluster": cluster, "part": self.part(article)}

    def part(self, article: str) -> str:
        """Where an article belongs."""
        return part_of(self.clusters[article], self.release.seed, self.release.shares)

    def members(self) -> Iterator[tuple[UUID, str]]:
        """The statements of the release with their parts."""
        for article in self.rows.read("articles"):
            for statement in article["statements"]:
                yield UUID(statement["statement_id"]), self.part(article["article_id"])

    def described(self) -> dict[str, Any]:
        """What the manifest says besides files."""
        release, dataset = self.release, self.rows.dataset
        scheme: Scheme = next(self.rows.read("scheme"))
        return {
            "project": dataset.project,
            "version": release.version,
            "title": release.title,
            "previous": release.previous.version if release.previous else None,
            "selection": release.selection,
            "counts": {**self.rows.counts(), GOLD: sum(1 for _ in self.read(GOLD)), "articles": len(self.clusters)},
            "split": {"seed": release.seed, "shares": release.shares, "parts": self.part_counts()},
            "guidelines": [{key: one[key] for key in ("version", "sha256")} for one in scheme["guidelines"]],
            "label_sets": [{key: one[key] for key in ("key", "version")} for one in scheme["label_sets"]],
            "questions": asked_in(scheme),
            "labels": distribution(scheme, self.read(GOLD)),
            "licences": {"texts": release.text_licence, "annotations": release.annotation_licence},
        }

    def part_counts(self) -> list[dict[str, Any]]:
        """Articles and settled statements of each part that has any."""
        articles = Counter(self.part(article) for article in self.clusters)
        gold = Counter(self.part(row["article_id"]) for row in self.read(GOLD))
        return [{"part": part, "articles": articles[part], GOLD: gold[part]} for part in PARTS if articles[part]]


def asked_in(scheme: Scheme) -> list[dict[str, str]]:
    """The questions in their order, each called as its newest protocol calls it."""
    titles = {one["key"]: one["title"] for protocol in scheme["protocols"] for one in protocol["questions"]}
    return [{"key": key, "title": title} for key, title in titles.items()]


def distribution(scheme: Scheme, gold: Iterator[GoldRow]) -> dict[str, list[dict[str, Any]]]:
    """How many statements have each label, by question, labels in their own order; those of nobody left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in gold:
        for question, cell in row["labels"].items():
            answer = cell["gold"]
            counts.update((question, label) for label in (answer if isinstance(answer, list) else [answer]) if label)
        counts.update(("stance", pair["gold"]) for pair in row["stances"] if pair["gold"])
    named = {(one["key"], one["version"]): one["labels"] for one in scheme["label_sets"]}
    asked = {one["key"]: one for protocol in scheme["protocols"] for one in protocol["questions"]}
    return {
        question: [
            {
                "key": label["key"],
                "name": label["name"],
                "style": label["style"],
                "count": counts[question, label["key"]],
            }
            for label in named[one["label_set"], one["label_set_version"] or 1]
            if counts[question, label["key"]]
        ]
        for question, one in asked.items()
        if one["label_set"]
    }


def gold_of(release: Release) -> Iterator[GoldRow]:
    """The gold rows of a release as they were published."""
    return lines_of(release, GOLD_FILE)


def changes_of(release: Release) -> Iterator[Change]:
    """What a release says has changed since the one before; nothing for a first one."""
    return lines_of(release, CHANGES) if release.changes else iter(())


def lines_of(release: Release, name: str) -> Iterator[Any]:
    """The lines of a file of JSON Lines; a piece of it is in memory."""
    held = b""
    for piece in file_bytes(release.files.get(name=name)):
        *lines, held = (held + piece).split(b"\n")
        yield from map(json.loads, lines)


def archive(release: Release) -> Iterator[File]:
    """All files of a release, for one ZIP."""
    for file in release.files.order_by("name"):
        yield File(f"{release.project.slug}-{release.version}/{file.name}", file_bytes(file))
