"""What changed between two versions of labels or questions, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.schemes.base import Condition, Label, LabelSet, Protocol, Question

STYLES = {
    "favor": gettext_lazy("Teal, triangle up"),
    "against": gettext_lazy("Orange, triangle down"),
    "neutral": gettext_lazy("Slate, two bars"),
    "unclear": gettext_lazy("Violet, question mark"),
    "supported": gettext_lazy("Green, tick"),
    "refuted": gettext_lazy("Red, cross"),
    "nee": gettext_lazy("Amber, half circle"),
    "conflicting": gettext_lazy("Magenta, two arrows"),
    "vague": gettext_lazy("Blue, wave"),
    "notcheckable": gettext_lazy("Grey, dash"),
    "unverified": gettext_lazy("Grey, dashed circle"),
}
"""The eleven looks of a label: hue and drawing go together."""
KINDS = {
    "choice": gettext_lazy("Labels to choose from"),
    "stance": gettext_lazy("Stance: holder, target, side"),
    "text": gettext_lazy("A text"),
    "evidence": gettext_lazy("Evidence"),
    "checks": gettext_lazy("Questions and answers"),
}


def label_changes(before: LabelSet, after: LabelSet) -> list[str]:
    """One sentence for each change from one version of a label set to the next."""
    return list(_label_changes(before, after))


def _label_changes(before: LabelSet, after: LabelSet) -> Iterator[str]:
    if before.name != after.name:
        yield _("Renamed from “%(old)s” to “%(new)s”.") % {"old": before.name, "new": after.name}
    for label in after.labels:
        old = before.label(label.key)
        if old is None:
            yield _("“%(name)s” was added.") % {"name": label.name}
        else:
            yield from _changed_label(old, label, after)
    for old in before.labels:
        if after.label(old.key) is None:
            yield _("“%(name)s” was taken away.") % {"name": old.name}
    if _moved([one.key for one in before.labels], [one.key for one in after.labels]):
        yield _("The order changed.")


def _changed_label(old: Label, new: Label, after: LabelSet) -> Iterator[str]:
    name = {"name": new.name}
    if old.merged_into != new.merged_into:
        into = after.label(new.merged_into)
        if into:
            yield _("“%(name)s” was merged into “%(into)s”.") % (name | {"into": into.name})
        else:
            yield _("“%(name)s” stands by itself again.") % name
        return
    if old.name != new.name:
        yield _("“%(old)s” is called “%(name)s” now.") % (name | {"old": old.name})
    if old.definition != new.definition:
        yield _("“%(name)s” has another definition.") % name
    if old.example != new.example:
        yield _("“%(name)s” has another example.") % name
    if old.style != new.style:
        yield _("“%(name)s” looks different: %(style)s.") % (name | {"style": str(STYLES.get(new.style, new.style))})
    if old.hotkey != new.hotkey:
        key = new.hotkey.upper() or _("none")
        yield _("“%(name)s” has another key: %(key)s.") % (name | {"key": key})
    if old.is_hidden != new.is_hidden:
        say = _("“%(name)s” cannot be chosen any more.") if new.is_hidden else _("“%(name)s” can be chosen again.")
        yield say % name


def protocol_changes(before: Protocol, after: Protocol) -> list[str]:
    """One sentence for each change from one version of the questions to the next."""
    return list(_protocol_changes(before, after))


def _protocol_changes(before: Protocol, after: Protocol) -> Iterator[str]:
    told: set[str] = set()
    for question in after.questions:
        old = before.question(question.key)
        if old is None:
            yield _("The question “%(title)s” was added.") % {"title": question.title}
            continue
        yield from _changed_question(old, question, after)
        if old.label_set and question.label_set and old.label_set.key not in told:
            told.add(old.label_set.key)
            yield from label_changes(old.label_set, question.label_set)
    for old in before.questions:
        if after.question(old.key) is None:
            yield _("The question “%(title)s” was taken away.") % {"title": old.title}
    if _moved([one.key for one in before.questions], [one.key for one in after.questions]):
        yield _("The order of the questions changed.")


def _changed_question(old: Question, new: Question, after: Protocol) -> Iterator[str]:
    title = {"title": new.title}
    if old.title != new.title:
        yield _("“%(old)s” is asked as “%(title)s” now.") % (title | {"old": old.title})
    if old.hint != new.hint:
        yield _("“%(title)s” has another hint.") % title
    if old.required != new.required:
        say = _("“%(title)s” must be answered now.") if new.required else _("“%(title)s” may be left open now.")
        yield say % title
    if old.condition != new.condition:
        words = condition_words(new.condition, after) or _("always")
        yield _("“%(title)s” is asked: %(when)s.") % (title | {"when": words})
    if old.needs != new.needs:
        yield _("Answers to “%(title)s” need something else.") % title


def condition_words(condition: Condition | None, scheme: Protocol) -> str:
    """``only if Check-worthiness is Check-worthy or Maybe``; empty where a question is always asked."""
    if condition is None:
        return ""
    on = scheme.question(condition.question)
    known = {one.key: one.name for one in on.label_set.labels} if on and on.label_set else {}
    labels = _(" or ").join(known.get(key, key) for key in condition.answers)
    return _("only if %(question)s is %(labels)s") % {
        "question": on.title if on else condition.question,
        "labels": labels,
    }


def _moved(before: list[str], after: list[str]) -> bool:
    """Whether what is in both stands in another order."""
    return [key for key in before if key in after] != [key for key in after if key in before]
