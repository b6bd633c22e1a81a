"""The workbench's card for questions that are not in force yet: the very templates, on a sentence of our own."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.queries.workbench_protocol import protocol_payload
from annotations.schemes.base import Protocol
from annotations.web.workbench import page_context

NOBODY = "00000000-0000-0000-0000-000000000000"
PREVIEW = "preview"


def drawn_card(request: HttpRequest, scheme: Protocol) -> SafeString:
    """The workbench's own form for ``scheme`` on the sample; nothing of it can be sent."""
    payload = sample(scheme)
    context = page_context(payload, payload["statements"][0]) | {"mode": PREVIEW}
    return render_to_string("annotations/_workbench_form.html", context, request)


def sample(scheme: Protocol) -> dict[str, Any]:
    """A payload with one statement by one speaker, in the shape of ``queries.workbench``."""
    speaker = {"id": NOBODY, "key": "", "name": _("Mayor Ines Brandt"), "kind": "person", "description": ""}
    target = {**speaker, "id": NOBODY[:-1] + "1", "name": _("Harbour"), "kind": "topic"}
    exact = _("“The harbour opens again on Friday,” the mayor said.")
    statement = {
        "id": NOBODY,
        "index": 0,
        "number": 1,
        "start": 0,
        "end": len(exact),
        "exact": exact,
        "role": "body",
        "is_statement": True,
        "voice": "attributed",
        "speaker": speaker,
        "quote_type": "direct",
        "spans": [],
        "is_duplicate_of": None,
        "claims": [],
        "relations": [],
    }
    return {
        "assignment": {"id": NOBODY, "state": "active", "round": 1, "return_reason": "", "annotator": NOBODY},
        "project": {"slug": "", "name": ""},
        "article": {
            "id": NOBODY,
            "title": "",
            "language": "en",
            "direction": "ltr",
            "source": "",
            "published_at": None,
            "addresses": [],
            "published_is_inferred": False,
            "text": exact,
            "paragraphs": [{"start": 0, "end": len(exact), "role": "body"}],
        },
        "statements": [statement],
        "entities": [speaker, target],
        "targets": [target["id"]],
        "protocol": protocol_payload(scheme, 0),
        "guideline": None,
        "annotations": {},
        "earlier": {},
        "reviews": {},
        "today": 0,
    }
