"""Croissant 1.1 with its RAI vocabulary 1.0: what a folder of Parquet files holds, for machines (MLCommons)."""

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


def croissant(material: Material, files: dict[str, tuple[str, "pa.Schema"]], newest: str) -> dict[str, Any]:
    """The description; ``files`` are SHA-256 and columns by the name of the record set.

    ``newest`` is the day of the newest label or decision in it (empty: there is none). Columns that are structs or
    lists of them are left to Parquet's own schema: the vocabulary has no word for them.
    """
    project = material.scheme["project"]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": project["slug"],
        "description": project["description"] or project["name"],
        "conformsTo": CONFORMS_TO,
        "license": project["licence"] or "not chosen",
        "version": UNNUMBERED,
        "citeAs": f"@misc{{{project['slug']},title={{{project['name']}}},note={{not a numbered release}}}}",
        **({"datePublished": newest} if newest else {}),
        **_rai(material),
        "distribution": [_file(name, sha256) for name, (sha256, _) in files.items()],
        "recordSet": [_records(name, schema) for name, (_, schema) in files.items()],
    }


def path(name: str) -> str:
    """Where the rows of a configuration are, as the Hub expects it."""
    return f"data/{name}-train-00000-of-00001.parquet"


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
        "rai:personalSensitiveInformation": (
            "People in the news, by name. Annotators are pseudonyms; their background is not in the dataset."
        ),
    }


def _protocol(scheme: Scheme) -> str:
    asked = ", ".join(question["title"] for question in scheme["protocols"][-1]["questions"]) or "nothing yet"
    versions = ", ".join(one["version"] for one in scheme["guidelines"]) or "none"
    return f"Annotators answer statement by statement: {asked}. Guideline versions: {versions}."


def _file(name: str, sha256: str) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "contentUrl": path(name),
        "encodingFormat": "application/x-parquet",
        "sha256": sha256,
    }


def _records(name: str, schema: "pa.Schema") -> dict[str, Any]:
    fields = [_field(name, field) for field in schema if _scalar(field.type) in TYPES]
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
