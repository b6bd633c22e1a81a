"""Nothing is written over what the caller has not seen: versions travel as ETag and come back as If-Match."""

import re

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from annotations.api.errors import Problem, invalid

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description='The version seen, as "3"; "0" for none.'
)
VERSION = re.compile(r'"(\d{1,9})"')
WORD = re.compile(r'"([0-9a-f]{1,64})"')


def etag(seq: int) -> str:
    """The strong entity tag of a version."""
    return f'"{seq}"'


def base_version(request: Request) -> int:
    """The version the caller had seen, from ``If-Match: "<seq>"``; 428 without it, 400 for anything else."""
    return version_in(request.META.get("HTTP_IF_MATCH"))  # `request.headers` would read all of them


def version_in(header: str | None) -> int:
    """The version that an If-Match names; 428 without one, 400 for anything else."""
    if header is None:
        raise Problem(428, "precondition_required", 'Send If-Match with the version you had seen ("0" for none).')
    match = VERSION.fullmatch(header.strip())
    if match is None:
        raise invalid("If-Match", header, 'is not one version in quotation marks, such as "3"')
    return int(match[1])


def seen_version(request: Request) -> str:
    """The version the caller had seen where it is a word, from ``If-Match: "<word>"``; 428 without it, 400 if bad."""
    header = request.headers.get("If-Match")
    if header is None:
        raise Problem(428, "precondition_required", "Send If-Match with the ETag of what you had seen.")
    match = WORD.fullmatch(header.strip())
    if match is None:
        raise invalid("If-Match", header, "is not one ETag in quotation marks, as the GET gave it")
    return match[1]
