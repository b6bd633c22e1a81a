"""The split editor's plain form: a pressed button and its fields become the act and arguments that the script sends."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.web.split_view import Row, Segment, by_statement
from annotations.workflow.errors import Invalid


class Asked(NamedTuple):
    """An act with its arguments, as ``POST /api/v1/articles/{id}/split/edits`` takes them."""

    act: str
    arguments: dict[str, Any]


class Form(NamedTuple):
    """What the readers below look at; ``detail`` is what follows the act's name in the button's value."""

    post: QueryDict
    text: str
    split: Row
    shown: list[Segment]
    current: Segment
    detail: str

    def field(self, name: str) -> str:
        """A posted field without white space around it."""
        return str(self.post.get(name, "")).strip()


def read(post: QueryDict, text: str, split: Row, shown: list[Segment], current: Segment) -> Asked:
    """The act behind the pressed button; ``Invalid`` names a field that cannot be read."""
    name, _colon, detail = post.get("act", "").partition(":")
    reader = READERS.get(name)
    if reader is None:
        raise Invalid("act", name, _("is no button of this page"))
    act, arguments = reader(Form(post, text, split, shown, current, detail))
    return Asked(act, arguments)


def here(act: str, **arguments: object) -> Callable[[Form], Asked]:
    """A reader for acts on the segment in hand that need nothing else."""
    return lambda form: Asked(act, {"statement": form.current.id, **arguments})


def at(act: str, name: str) -> Callable[[Form], Asked]:
    """A reader for acts at an offset chosen in the field of that name."""
    return lambda form: Asked(act, {"statement": form.current.id, "at": number(form, name)})


def number(form: Form, name: str) -> int:
    """A field that is a whole number from 0."""
    written = form.field(name)
    if not is_number(written):
        raise Invalid(name, written, _("is not a whole number from 0"))
    return int(written)


def is_number(written: str) -> bool:
    """Whether the text is a whole number from 0 that a text may have as an offset."""
    return written.isascii() and written.isdigit() and len(written) < 10


def segment_numbered(form: Form, name: str) -> str:
    """The id of the statement whose number is in the field."""
    wanted = number(form, name)
    found = next((one.id for one in form.shown if one.number == wanted), None)
    if found is None:
        raise Invalid(name, wanted, _("is no number of a statement here"))
    return found


def speaker(form: Form) -> Asked:
    """Somebody of the list, the article's own voice (``author``), or a new name."""
    base = {"statement": form.current.id}
    if name := form.field("name"):
        return Asked("speaker", {**base, "name": name, "kind": form.field("kind")})
    return Asked("speaker", {**base, **voice(form.field("speaker"))})


def voice(chosen: str) -> dict[str, Any]:
    """``author``, an entity's id, or nobody who is named."""
    if chosen == "author":
        return {"speaker": None, "voice": "author"}
    return {"speaker": chosen or None, "voice": "attributed"}


def quote(form: Form) -> Asked:
    """The quote type of the outermost attribution; one over the whole segment where there is none yet."""
    mine = by_statement(form.split["attributions"]).get(form.current.id)
    kind = form.field("quote_type")
    if mine:
        return Asked("attribute", {**whole(form, mine[0]), "quote_type": kind})
    span = [form.current.start, form.current.end]
    plain = {"statement": form.current.id, "content": [span], "source": None, "cue": None, "quote_type": kind}
    return Asked("attribute", {**plain, "speaker": form.current.row["speaker"]})


def whole(form: Form, one: Row) -> dict[str, Any]:
    """An attribution as the arguments that would leave it as it is."""
    kept = {key: one[key] for key in ("content", "source", "cue", "speaker", "quote_type")}
    return {"statement": form.current.id, "attribution": one["id"], **kept}


def attribute(form: Form) -> Asked:
    """Add an attribution, or change the one named after the colon; its parts are typed as they stand in the text."""
    key = form.detail or "new"
    chosen = form.field(f"speaker-{key}")
    words = form.field(f"content-{key}")
    content = [span_of(form, f"content-{key}")] if words else [[form.current.start, form.current.end]]
    before = next((one for one in form.split["attributions"] if one["id"] == form.detail), None)
    if before and words == form.text[before["content"][0][0] : before["content"][0][1]]:
        content = before["content"]
    arguments = {
        "statement": form.current.id,
        "content": content,
        "source": span_of(form, f"source-{key}"),
        "cue": span_of(form, f"cue-{key}"),
        "speaker": chosen or None,
        "quote_type": form.field(f"quote-{key}"),
    }
    return Asked("attribute", arguments | ({"attribution": form.detail} if form.detail else {}))


def span_of(form: Form, name: str) -> list[int] | None:
    """Where the typed words stand: in the segment in hand, else at the place nearest to it."""
    words = form.field(name)
    if not words:
        return None
    inside = form.text.find(words, form.current.start, form.current.end)
    after, before = form.text.find(words, form.current.start), form.text.rfind(words, 0, form.current.start)
    found = next((place for place in (inside, before, after) if place >= 0), None)
    if found is None:
        raise Invalid(name, words, _("does not stand in the article like this"))
    return [found, found + len(words)]


def insertion(form: Form) -> Asked:
    """Mark typed words as the editor's, or take a mark away: ``insertion:<attribution>:<start>:<end>``."""
    attribution, _colon, span = form.detail.partition(":")
    if span:
        edges = span.split(":")
        if not all(map(is_number, edges)):
            raise Invalid("act", form.detail, _("is no place in the text"))
        return Asked("insert", {"attribution": attribution, "span": [int(edge) for edge in edges], "on": False})
    found = span_of(form, f"insertion-{attribution}")
    if found is None:
        raise Invalid(f"insertion-{attribution}", "", _("is empty"))
    return Asked("insert", {"attribution": attribution, "span": found, "on": True})


def claim(form: Form) -> Asked:
    """Add a claim, or change the one named after the colon."""
    key = form.detail or "new"
    arguments = {
        "statement": form.current.id,
        "text": form.field(f"claim-{key}"),
        "check_target": form.field(f"target-{key}"),
    }
    return Asked("claim", arguments | ({"claim": form.detail} if form.detail else {}))


def duplicate(form: Form) -> Asked:
    """Says the same as the numbered statement; an empty field takes that back."""
    of = segment_numbered(form, "of") if form.field("of") else None
    return Asked("duplicate", {"statement": form.current.id, "of": of})


def relate(form: Form) -> Asked:
    """Link the segment in hand to the numbered statement."""
    to = segment_numbered(form, "to")
    return Asked("relate", {"statement": form.current.id, "to": to, "type": form.field("type"), "on": True})


def unrelate(form: Form) -> Asked:
    """Take the link named after the colon away."""
    one = next((one for one in form.split["relations"] if one["id"] == form.detail), None)
    if one is None:
        raise Invalid("act", form.detail, _("is no link of this article"))
    return Asked("relate", {"statement": one["from"], "to": one["to"], "type": one["type"], "on": False})


READERS: Mapping[str, Callable[[Form], Asked]] = {
    "split": at("split", "cut"),
    "merge": here("merge"),
    "move": at("move", "edge"),
    "mark": lambda form: Asked("mark", {"statement": form.current.id, "is_statement": form.detail == "on"}),
    "role": lambda form: Asked("role", {"statement": form.current.id, "role": form.field("role")}),
    "speaker": speaker,
    "quote": quote,
    "continue": lambda form: Asked("continue", {"statement": form.current.id, "on": form.detail == "on"}),
    "attribute": attribute,
    "unattribute": lambda form: Asked("unattribute", {"attribution": form.detail}),
    "insertion": insertion,
    "claim": claim,
    "unclaim": lambda form: Asked("unclaim", {"claim": form.detail}),
    "duplicate": duplicate,
    "unduplicate": here("duplicate", of=None),
    "relate": relate,
    "unrelate": unrelate,
    "undo": lambda _form: Asked("undo", {}),
    "redo": lambda _form: Asked("redo", {}),
}
"""Button → reader. What they read is checked by ``workflow``, as it is for the script."""
