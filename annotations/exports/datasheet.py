"""What a reader of a release sees first: a datasheet to fill in, and the page that stands in front of the files.

The questions are those of Gebru and others, Datasheets for Datasets (2021), and of Bender and Friedman, Data Statements
(2018), as far as a project can answer them; answers that only people have are left to them, said as such.
"""

from typing import Any

from annotations.exports.parts import PARTS
from annotations.models import Project, Release
from annotations.text.counted import counted

LEFT_TO_YOU = "_Not said yet._"

SHEET = """\
## Motivation

For what purpose was the dataset made, by whom, and who paid for it? {left}

## Composition

{description}Statements of news articles, each with the answers of every annotator and, where it was settled, the gold
answer. Whose voices stand in it, from when, in which languages and places? {left}

## Collection

Where do the articles come from, how were they chosen, what was left out? {left}

## Labelling

{annotators}
Answers were reviewed, and settled by the rule of the project: {policy}. Who are the annotators, how were they
trained and paid? {left}

## Uses

What is the dataset for, and what should it not be used for? What could go wrong for the people it speaks of? {left}

## Maintenance

Errors are corrected in a new version; a version is never changed, and withdrawn with a reason if it must be. Whom
does one write to? {left}
"""

BY_ONE = "Every article was labelled by 1 person."
BY_SEVERAL = "Every article was labelled by {} people who did not see each other's answers."

WHOLE = """\
```python
import json

with open("gold.jsonl", encoding="utf-8") as file:
    gold = [json.loads(line) for line in file]
with open("parts.jsonl", encoding="utf-8") as file:
    parts = {row["article_id"]: row["part"] for row in map(json.loads, file)}
test = [row for row in gold if parts[row["article_id"]] == "test"]
```
"""
OTHERS = {
    "hugging_face": """\
```python
from datasets import load_dataset

folder = load_dataset("hugging_face", "gold")
```
""",
    "parquet": """\
```python
import pandas as pd

frame = pd.read_parquet("parquet/gold.parquet")
```
""",
    "csv": """\
```python
import csv

with open("csv/gold.csv", encoding="utf-8", newline="") as file:
    table = [{key: cell.removeprefix("'") for key, cell in row.items()} for row in csv.DictReader(file)]
```
""",
}
"""How the files of a format are read, in the folder of the release."""


def datasheet(project: Project) -> str:
    """The sheet as far as the project answers it; whoever publishes fills in the rest."""
    return SHEET.format(
        left=LEFT_TO_YOU,
        description=f"{project.description}\n\n" if project.description else "",
        annotators=BY_ONE if project.annotators_per_article == 1 else BY_SEVERAL.format(project.annotators_per_article),
        policy=project.get_adjudication_policy_display().lower(),
    )


def loading(release: Release) -> str:
    """How the files of a release are read: the whole dataset, then what is beside it."""
    others = "\n".join(OTHERS[key] for key in release.formats if key in OTHERS)
    return f"""\
## How to load it

{WHOLE}
{others}
`sha256sum -c SHA256SUMS` checks the files. `schemas/` says what each line holds.
"""


def readme(release: Release, described: dict[str, Any]) -> str:
    """The page in front of a release's files."""
    counts, split = described["counts"], described["split"]
    since = f" It follows {described['previous']}; see `changes.jsonl`." if described["previous"] else ""
    guidelines = ", ".join(one["version"] for one in described["guidelines"]) or "none"
    shares = ", ".join(f"{part} {split['shares'][part]} %" for part in PARTS if part in split["shares"])
    licences = described["licences"]
    articles = counted(counts["articles"], "article", "articles")
    return "\n".join(
        [
            f"# {release.title}\n",
            f"Version {release.version} of the dataset “{described['project']}”.{since}\n",
            f"{release.notes}\n" if release.notes else "",
            f"- {counted(counts['gold'], 'settled statement', 'settled statements')} (`gold.jsonl`)",
            f"- {counted(counts['raw'], 'answer', 'answers')} of single annotators (`annotations.jsonl`)",
            f"- {articles}; {shares}, by article, near copies together, seed {split['seed']}",
            f"- guidelines: {guidelines}",
            f"- licence of the texts: {licences['texts'] or 'not said'}",
            f"- licence of the annotations: {licences['annotations'] or 'not said'}\n",
            loading(release),
            release.datasheet,
        ]
    )
