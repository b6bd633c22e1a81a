"""Croissant 1.1 with its RAI vocabulary 1.0: what a folder of Parquet files holds, for machines (MLCommons)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.exports.material import Material
from annotations.queries.release_text_shapes import Scheme

if TYPE_CHECKING:
    import pyarrow as pa

CONFORMS_TO = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
OWN_TERMS = (
    *("citeAs", "column", "conformsTo", "containedIn", "cr", "data", "dataType", "dct", "equivalentProperty"),
    *("examples", "extract", "field", "fileObject", "fileProperty", "fileSet", "format", "includes", "isLiveDataset"),
    *("jsonPath", "key", "md5", "parentField", "path", "rai", "recordSet", "references", "regex", "repeated"),
    *("replace", "samplingRate", "sc", "separator", "source", "subField", "transform", "isArray", "arrayShape"),
)
SPECIAL: dict[str, Any] = {
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{term: SPECIAL.get(term, f"cr:{term}") for term in OWN_TERMS},
}
TYPES = {"string": "sc:Text", "int64": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean"}


UNNUMBERED = "0.0.0"
"""The version of a dataset that is not a numbered release."""
HUB_SPLITS = {"dev": "validation"}
"""What the Hub calls a part where it has a name of its own for it."""


@dataclass(slots=True)
class Part:
    """A file of the folder: rows of a configuration whose articles are in one split; what is known once it is written.

    ``is_only``: there are no other splits. ``size`` is in bytes.
    """

    name: str
    split: str
    schema: "pa.Schema"
    is_only: bool
    sha256: str = ""
    size: int = 0
    rows: int = 0

    @property
    def hub_split(self) -> str:
        """The split, as the Hub calls it."""
        return HUB_SPLITS.get(self.split, self.split)

    @property
    def path(self) -> str:
        """Where the file is, as the Hub expects it."""
        return f"data/{self.name}-{self.hub_split}-00000-of-00001.parquet"

    @property
    def records(self) -> str:
        """What its record set is called."""
        return self.name if self.is_only else f"{self.name}-{self.hub_split}"


def croissant(material: Material, parts: Sequence[Part], newest: str, most_answers: int) -> dict[str, Any]:
    """The description of these files.

    ``newest`` is the day of the newest label or decision in it (empty: there is none), ``most_answers`` how many people
    answered one statement (0: their answers are not in it). Columns that are structs or lists of them are left to
    Parquet's own schema: the vocabulary has no word for them.
    """
    project, release = material.scheme["project"], material.release
    version = f"version={{{release.version}}}" if release else "note={not a numbered release}"
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": project["slug"],
        "description": project["description"] or project["name"],
        "conformsTo": CONFORMS_TO,
        "license": material.licence or "not chosen",
        "version": release.version if release else UNNUMBERED,
        "citeAs": f"@misc{{{project['slug']},title={{{material.title}}},{version}}}",
        **({"datePublished": newest} if newest else {}),
        **_rai(material),
        **({"rai:annotationsPerItem": f"up to {most_answers}"} if most_answers else {}),
        "distribution": [_file(part) for part in parts],
        "recordSet": [_records(part) for part in parts],
    }


def _rai(material: Material) -> dict[str, str]:
    scheme = material.scheme
    return {
        "rai:dataAnnotationProtocol": _protocol(scheme),
        "rai:dataAnnotationPlatform": "Factcheck",
        "rai:dataAnnotationAnalysis": (
            "Every annotator's own labels are in the annotations beside gold; gold rows name their method, how many "
            "annotators there were and the distribution of their answers."
        ),
        "rai:annotatorDemographics": "not collected",
        "rai:machineAnnotationTools": (
            "Rules cut the articles into statements and propose who speaks; people can correct both."
        ),
        "rai:dataBiases": "Articles are those that the project chose; they are no sample of all news.",
        "rai:dataLimitations": "Labels say what annotators found with the evidence they had, at the time they looked.",
        "rai:personalSensitiveInformation": (
            "People in the news, by name. Annotators are pseudonyms; their background is not in the dataset."
        ),
    }


def _protocol(scheme: Scheme) -> str:
    asked = ", ".join(question["title"] for question in scheme["protocols"][-1]["questions"]) or "nothing yet"
    versions = ", ".join(one["version"] for one in scheme["guidelines"]) or "none"
    return f"Annotators answer statement by statement: {asked}. Guideline versions: {versions}."


def _file(part: Part) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{part.records}.parquet",
        "name": f"{part.records}.parquet",
        "contentUrl": part.path,
        "encodingFormat": "application/x-parquet",
        "sha256": part.sha256,
    }


def _records(part: Part) -> dict[str, Any]:
    name = part.records
    fields = [_field(name, field) for field in part.schema if _scalar(field.type) in TYPES]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "description": f"One row of {name}.", "field": fields}


def _scalar(kind: Any) -> str:
    return str(getattr(kind, "value_type", kind))


def _field(name: str, field: Any) -> dict[str, Any]:
    found = {
        "@type": "cr:Field",
        "@id": f"{name}/{field.name}",
        "name": f"{name}/{field.name}",
        "description": field.name,
        "dataType": TYPES[_scalar(field.type)],
        "source": {"fileObject": {"@id": f"{name}.parquet"}, "extract": {"column": field.name}},
    }
    return found | ({"isArray": True, "arrayShape": "-1"} if hasattr(field.type, "value_type") else {})
