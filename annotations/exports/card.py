"""The card of a dataset folder: ``README.md`` with the metadata block that the Hugging Face Hub reads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import yaml

from annotations.exports.arrow import FILES
from annotations.exports.croissant import Part
from annotations.exports.material import Material
from annotations.queries.release_choice import FREE
from annotations.text.counted import counted

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
KNOWN_LICENCES = ("cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "odc-by", "odbl", "mit")
"""Names that the Hub knows; any other licence is ``other`` with its name beside it."""
DTYPES = {"string": "string", "int64": "int64", "double": "float64", "bool": "bool"}

LOADING = """\
```python
from datasets import load_dataset

data = load_dataset(FOLDER, "%s", split="%s")
```
"""
SAID = {
    "gold": "one row per settled statement; `gold` is null where annotators differ",
    "annotations": "one row per annotator and statement, never merged",
    "articles": "the articles with paragraphs, statements and mentions; offsets are code points",
}


def card(material: Material, parts: Sequence[Part], languages: Counter[str], licences: Counter[str]) -> str:
    """The whole card of these files; ``languages`` and ``licences`` count the articles that have them."""
    files = {name: list(found) for name, found in groupby(parts, key=lambda part: part.name)}
    counted = {view: sum(part.rows for part in files[FILES[view]]) for view in material.dataset.choice.views}
    about = metadata(material, files, sum(counted.values()), languages)
    block = yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{block}---\n\n{text(material, files, counted, licences)}"


def metadata(material: Material, files: Mapping[str, list[Part]], rows: int, languages: Counter[str]) -> dict[str, Any]:
    """The block above the card."""
    several = len(languages) > 1
    return {
        "pretty_name": material.title,
        "language": sorted({code.split("-")[0] for code in languages}) or ["en"],
        **_licence(material.licence),
        "annotations_creators": ["expert-generated"],
        "language_creators": ["found"],
        "multilinguality": ["multilingual" if several else "monolingual"],
        "size_categories": [next((name for most, name in SIZES if rows < most), "1M<n<10M")],
        "source_datasets": ["original"],
        "task_categories": ["text-classification"],
        "task_ids": ["fact-checking", "multi-class-classification"],
        "tags": ["stance-detection", "claim-detection", "disaggregated-labels"],
        "configs": [
            {
                "config_name": name,
                **({"default": True} if place == 0 else {}),
                "data_files": [
                    {"split": part.hub_split, "path": f"data/{name}-{part.hub_split}-*.parquet"} for part in found
                ],
            }
            for place, (name, found) in enumerate(files.items())
        ],
        "dataset_info": [
            {
                "config_name": name,
                "features": [feature(one.name, one.type) for one in found[0].schema],
                "splits": [
                    {"name": part.hub_split, "num_bytes": part.size, "num_examples": part.rows} for part in found
                ],
            }
            for name, found in files.items()
        ],
    }


def _licence(name: str) -> dict[str, str]:
    key = name.lower().replace(" ", "-")
    return {"license": key} if key in KNOWN_LICENCES else {"license": "other", "license_name": key or "not-chosen"}


def feature(name: str, kind: Any) -> dict[str, Any]:
    """A column in the words of the Hub."""
    return {"name": name} | _typed(kind)


def _typed(kind: Any) -> dict[str, Any]:
    if str(kind) in DTYPES:
        return {"dtype": DTYPES[str(kind)]}
    if hasattr(kind, "value_type"):
        inner = _typed(kind.value_type)
        return {"list": inner.get("dtype") or inner.get("struct")}
    return {"struct": [feature(field.name, field.type) for field in kind]}


def text(material: Material, files: Mapping[str, list[Part]], counts: Mapping[str, int], licences: Counter[str]) -> str:
    """The card below its block."""
    project, dataset, release = material.scheme["project"], material.dataset, material.release
    numbers = ", ".join(counted(rows, f"{view} row", f"{view} rows") for view, rows in counts.items())
    named = [f"{name or 'none named'}: {counted(n, 'article', 'articles')}" for name, n in sorted(licences.items())]
    words = (
        "Left out: rows hold places, hashes and addresses instead of words."
        if dataset.choice.text == FREE
        else "Included. Where no licence is named, ask for the dataset without texts before you pass it on."
    )
    narrowed = ", ".join(f"{key}={value}" for key, value in dataset.choice.narrowed().items()) or "everything"
    first = next(iter(files.values()))[0]
    texts = (release.text_licence if release else "") or "; ".join(named) or "no articles"
    parts = [
        f"# {material.title}\n",
        f"Version {release.version}.\n" if release else "",
        f"{project['description']}\n" if project["description"] else "",
        f"Statements of news articles with the labels of every annotator and what was decided: {numbers}.\n",
        "## How to load it\n",
        LOADING % (first.name, first.hub_split),
        "## Configurations\n",
        *(f"- `{name}` ({_rows(found)}): {SAID[name]}" for name, found in files.items()),
        "\n## Choice\n",
        f"{narrowed}.\n",
        "## Licences\n",
        f"- of the labels: {material.licence or 'not chosen'}\n- of the texts: {texts}\n",
        "## Texts\n",
        f"{words}\n",
        "## Labels\n",
        *_labels(material),
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _rows(found: list[Part]) -> str:
    return ", ".join(f"{part.hub_split} {part.rows}" for part in found)


def _labels(material: Material) -> list[str]:
    found: list[str] = []
    for question in material.dataset.questions:
        labels = material.labels(question).values()
        said = [f"- `{label['key']}`: {label['definition'] or label['name']}".replace("\n", " ") for label in labels]
        found += [f"\n**{question}**\n", *said]
    return found
