"""The card of a dataset folder: ``README.md`` with the metadata block that the Hugging Face Hub reads."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import yaml

from annotations.exports.arrow import FILES
from annotations.exports.material import Material
from annotations.queries.release_choice import FREE

if TYPE_CHECKING:
    import pyarrow as pa

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
KNOWN_LICENCES = ("cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "odc-by", "odbl", "mit")
"""Names that the Hub knows; any other licence is ``other`` with its name beside it."""
DTYPES = {"string": "string", "int64": "int64", "double": "float64", "bool": "bool"}

LOADING = """\
```python
from datasets import load_dataset

data = load_dataset(FOLDER, "%s", split="train")
```
"""
SAID = {
    "gold": "one row per settled statement; `gold` is null where annotators differ",
    "annotations": "one row per annotator and statement, never merged",
    "articles": "the articles with paragraphs, statements and mentions; offsets are code points",
}


def card(
    material: Material,
    schemas: "dict[str, pa.Schema]",
    counts: Counter[str],
    languages: Counter[str],
    licences: Counter[str],
) -> str:
    """The whole card; ``counts`` are rows by part, ``languages`` and ``licences`` count the articles that have them."""
    counted = {view: counts[FILES[view]] for view in material.dataset.choice.views}
    about = metadata(material, schemas, sum(counted.values()), languages)
    block = yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{block}---\n\n{text(material, schemas, counted, licences)}"


def metadata(material: Material, schemas: "dict[str, pa.Schema]", rows: int, languages: Counter[str]) -> dict[str, Any]:
    """The block above the card."""
    project = material.scheme["project"]
    several = len(languages) > 1
    return {
        "pretty_name": project["name"],
        "language": sorted({code.split("-")[0] for code in languages}) or ["en"],
        **_licence(project["licence"]),
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
                "data_files": [{"split": "train", "path": f"data/{name}-train-*.parquet"}],
            }
            for place, name in enumerate(schemas)
        ],
        "dataset_info": [
            {"config_name": name, "features": [feature(one.name, one.type) for one in schema]}
            for name, schema in schemas.items()
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


def text(material: Material, schemas: "dict[str, pa.Schema]", counts: Mapping[str, int], licences: Counter[str]) -> str:
    """The card below its block."""
    project, dataset = material.scheme["project"], material.dataset
    counted = ", ".join(f"{rows} {view} rows" for view, rows in counts.items())
    named = [f"{name or 'none named'}: {n} articles" for name, n in sorted(licences.items())]
    words = (
        "Left out: rows hold places, hashes and addresses instead of words."
        if dataset.choice.text == FREE
        else "Included. Where no licence is named, ask for the dataset without texts before you pass it on."
    )
    narrowed = ", ".join(f"{key}={value}" for key, value in dataset.choice.narrowed().items()) or "everything"
    parts = [
        f"# {project['name']}\n",
        f"{project['description']}\n" if project["description"] else "",
        f"Statements of news articles with the labels of every annotator and what was decided: {counted}.\n",
        "## How to load it\n",
        LOADING % next(iter(schemas)),
        "## Configurations\n",
        *(f"- `{name}`: {SAID[name]}" for name in schemas),
        "\n## Choice\n",
        f"{narrowed}.\n",
        "## Licences\n",
        f"- of the labels: {project['licence'] or 'not chosen'}\n- of the texts: {'; '.join(named) or 'no articles'}\n",
        "## Texts\n",
        f"{words}\n",
        "## Labels\n",
        *_labels(material),
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _labels(material: Material) -> list[str]:
    found: list[str] = []
    for question in material.dataset.questions:
        labels = material.labels(question).values()
        said = [f"- `{label['key']}`: {label['definition'] or label['name']}".replace("\n", " ") for label in labels]
        found += [f"\n**{question}**\n", *said]
    return found
