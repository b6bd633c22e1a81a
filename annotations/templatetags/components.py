"""Small pieces of the interface: ``{% load components %}``.

Most have a template each. Marks and chips stand a hundred times on a page and are drawn once for each set of values;
the smallest are written here by ``format_html`` (which escapes what it is given).

A *label* is anything with ``name``, ``key`` and ``style``: a row of the database, a preset of ``schemes`` or a stand-in
of a test. ``style`` is one of the design's hues (``favor`` … ``unverified``) and names the drawing too, unless the
label has a ``glyph`` of its own.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.schemes.keys import ACTS
from annotations.templatetags import monograms

register = template.Library()

Context = dict[str, Any]

# Drawings that point along the line of reading turn round in a right-to-left page.
POINTING_ICONS = frozenset({"right", "left", "to", "return", "undo", "skip", "out"})


class LabelLike(Protocol):
    """What a chip needs to know of a label."""

    name: Any
    key: str
    style: str


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draw the sprite's ``i-<name>``; decoration only, so the text beside it must say the same.

    ``classes``: extra class names, for example ``icon-sm``.
    """
    names = " ".join(filter(None, ("icon", "icon-flip" if name in POINTING_ICONS else "", classes)))
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', names, name)


@register.simple_tag
def glyph(name: str) -> SafeString:
    """Draw the sprite's ``g-<name>``, the mark of a label."""
    return format_html('<svg class="glyph" aria-hidden="true"><use href="#g-{}"/></svg>', name)


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str = "", but: str = "") -> SafeString:
    """Choices of a select as (value, name), of which one is ``chosen``, without the one called ``but``.

    A loop in a template takes milliseconds for the hundred people that a long article names.
    """
    shown = ((value, " selected" * (value == chosen), name) for value, name in choices if value != but)
    return format_html_join("", '<option value="{}"{}>{}</option>', shown)


@register.simple_tag
def found_words(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """A text in stretches, each with whether it is a found word; those are marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in pieces)
    )


@lru_cache(maxsize=10_000)
def _drawn(template: str, _language: str, values: tuple[tuple[str, object], ...]) -> str:
    return get_template(template).render(dict(values))


def drawn(template: str, **values: object) -> str:
    """A component that hangs on nothing but these plain values: made once, for lists hold the same ones many times."""
    return _drawn(template, get_language() or "", tuple(values.items()))


def chip(label: LabelLike | None, shape: str, lone: bool, was: bool, target: str = "") -> str:
    """Draw ``components/chip.html``; nothing at all for no label."""
    if label is None:
        return ""
    return drawn(
        "components/chip.html",
        name=str(label.name),
        shape=shape,
        style=str(label.style or "neutral"),
        glyph_name=str(getattr(label, "glyph", "") or label.style),
        lone=bool(lone),
        was=bool(was),
        target=str(target),
    )


@register.simple_tag
def stance_chip(label: LabelLike | None, lone: bool = False, was: bool = False, target: str = "") -> str:
    """Show a stance: a square chip.

    ``lone`` shows the glyph only (the name stays for screen readers), ``was`` strikes it through, ``target`` is said
    after the name.
    """
    return chip(label, "stance", lone, was, target)


@register.simple_tag
def status_chip(label: LabelLike | None, lone: bool = False, was: bool = False) -> str:
    """Show a verification status: a round chip with a seal. Arguments as for ``stance_chip``."""
    return chip(label, "status", lone, was)


@register.simple_tag
def speaker_mark(entity: object | None, size: str = "", named: bool = False) -> str:
    """Draw the square monogram of somebody in the news; a pen for ``None``, the article's own voice.

    ``entity``: an Entity or a name. ``size``: ``""``, ``sm`` or ``lg``. ``named`` writes the name beside the mark.
    """
    name = "" if entity is None else str(entity)
    return drawn(
        "components/speaker_mark.html",
        name=name or str(_("Article’s own voice")),
        letters=monograms.letters(name),
        tint=monograms.tint(name),
        role=str(getattr(entity, "description", "")),
        size=size,
        named=bool(named),
    )


@register.simple_tag
def person_mark(user: object, size: str = "", named: bool = False) -> str:
    """Draw the round monogram of a colleague. ``user``: a User or a name; ``size`` and ``named`` as for speakers."""
    name = str(user)
    return drawn(
        "components/person_mark.html",
        name=name,
        letters=monograms.letters(name),
        tint=monograms.tint(name),
        size=size,
        named=bool(named),
    )


@register.simple_tag
def quote_type(value: str) -> str:
    """Say how a statement is quoted: ``direct``, ``indirect``, ``mixed``; anything else is the article's own voice."""
    names = {"direct": _("Direct quote"), "indirect": _("Indirect"), "mixed": _("Mixed quote")}
    kind = str(value) if str(value) in names else "author"
    return drawn("components/quote_type.html", kind=kind, name=str(names.get(kind, _("Article’s voice"))))


@register.simple_tag
def keycap(key: str | int) -> SafeString:
    """Print a key where it works."""
    return format_html("<kbd>{}</kbd>", key)


@register.simple_tag(takes_context=True)
def act_key(context: Mapping[str, Any], act: str) -> SafeString:
    """Print the key of an act at the workbench (one of ``schemes.keys.ACTS``): the visitor's own, if they chose one."""
    own = context["keys"]["acts"] if "keys" in context else ACTS
    return keycap(own[act].upper())


@register.simple_tag
def badge(text: object, kind: str = "", icon_name: str = "") -> SafeString:
    """Show a state. ``kind``: ``""``, ``fill``, ``accent``, ``ok``, ``warn`` or ``danger``; never a label's hue."""
    drawing = icon(icon_name, "icon-sm") if icon_name else ""
    return format_html('<span class="badge{}">{}{}</span>', f" badge-{kind}" if kind else "", drawing, text)


@register.simple_tag
def refused(row: Any, *fields: str) -> SafeString | str:
    """Mark a field of an editor's row if one of ``fields`` was refused: it is in focus, the row's error tells why."""
    if row.refused not in fields:
        return ""
    return format_html(' aria-invalid="true" aria-describedby="error-{}" autofocus', row.place)


@register.inclusion_tag("components/sync_state.html")
def sync_state(state: str = "saved", count: int = 0) -> Context:
    """Say truthfully whether work is stored.

    ``state``: ``saved``, ``waiting`` (``count`` are on the way) or ``offline`` (``count`` are kept here).
    """
    return {"state": state, "count": count}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", action_href: str = "", action: str = "") -> Context:
    """Fill an empty list with what to do next."""
    return {"title": title, "text": text, "action_href": action_href, "action": action}


@register.inclusion_tag("components/notice.html")
def notice(text: object, kind: str = "") -> Context:
    """Tell something in place. ``kind``: ``""``, ``accent``, ``warn`` or ``danger``."""
    return {"text": text, "kind": kind, "icon_name": "alert" if kind in ("warn", "danger") else "info"}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable[Mapping[str, Any] | object]) -> Context:
    """List what happened, in the order given. Each event has ``actor``, ``text``, ``at`` and maybe ``note``."""
    return {"events": list(events)}


@register.inclusion_tag("components/field.html")
def field(bound: Any, hint: str = "") -> Context:
    """Draw one form field with its label, help and errors; the errors are tied to the input for screen readers."""
    classes = {"select": "select", "selectmultiple": "select", "textarea": "textarea"}
    kind = bound.widget_type
    drop_echo(bound)
    described = [f"{bound.auto_id}_help"] * bool(bound.help_text or hint) + [f"{bound.auto_id}_error"] * bool(
        bound.errors
    )
    attributes = {} if bound.use_fieldset or kind == "checkbox" else {"class": classes.get(kind, "input")}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return {"bound": bound, "hint": hint, "kind": kind, "control": bound.as_widget(attrs=attributes)}


def drop_echo(bound: Any) -> None:
    """Take away a placeholder that only repeats the label; it hides the difference between empty and filled."""
    attributes = bound.field.widget.attrs
    if attributes.get("placeholder", "") == bound.label:
        attributes.pop("placeholder", None)
