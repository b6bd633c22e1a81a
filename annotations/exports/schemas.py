"""JSON Schemas (2020-12) of the native files, made from the shapes that rows have in the code."""

from typing import Any

import msgspec

from annotations.queries.release_shapes import GoldRow, RawRow
from annotations.queries.release_text_shapes import ArticleRow, AttributionRow, ClaimRow, EntityRow, Scheme

SHAPES: dict[str, Any] = {
    "annotations": RawRow,
    "gold": GoldRow,
    "articles": ArticleRow,
    "attributions": AttributionRow,
    "claims": ClaimRow,
    "entities": EntityRow,
    "labelsets": Scheme,
}
"""What a line of each native file is; ``labelsets`` is one object."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(file: str) -> dict[str, Any]:
    """The schema of one file's rows; further keys are not allowed in any object whose keys are fixed."""
    (whole,), parts = msgspec.json.schema_components([SHAPES[file]], ref_template="#/$defs/{name}")
    for part in parts.values():
        if "properties" in part:
            part["additionalProperties"] = False
    return {"$schema": DIALECT, "$id": f"urn:factcheck:{file}", **whole, "$defs": parts}
