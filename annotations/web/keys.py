"""A person's own keys: told to every page, chosen on the account page."""

from collections.abc import Mapping, Set
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.models import User
from annotations.schemes.keys import ACTS, keys_beside
from annotations.workflow.errors import Invalid


def titles() -> dict[str, str]:
    """What each act is called."""
    return {
        "noStance": _("No stance"),
        "addStance": _("One more stance"),
        "pickHolder": _("Change the holder"),
        "pickTarget": _("Change the target"),
        "intensity": _("Strength of the stance"),
        "explicit": _("Said or only implied"),
        "evidence": _("Add evidence"),
        "searches": _("Write where you looked"),
        "askSure": _("How sure you are"),
        "reason": _("Reason for the answer"),
        "note": _("Comment to the reviewer"),
        "askFlag": _("Flag"),
        "askSkip": _("Skip"),
        "undo": _("Undo"),
        "repeat": _("The same answers as last time"),
        "next": _("Next statement"),
        "previous": _("Previous statement"),
        "guide": _("Definitions and guideline"),
        "talk": _("Comments on the statement"),
    }


def of(user: Any, answering: Set[str] = frozenset()) -> dict[str, Any]:
    """``single``: whether keys of one character are on; ``acts``: the key of each, beside those that answer."""
    kept = user.preferences.get("keys", {}) if isinstance(user, User) else {}
    return {"single": kept.get("single", True), "acts": keys_beside(kept.get("acts", {}), answering)}


def rows(user: User, typed: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """The lines of the form: act, what it is called, its key as it is or as it was just typed."""
    acts = of(user)["acts"]
    return [{"act": act, "title": title, "key": (typed or acts)[act]} for act, title in titles().items()]


def explain(error: Invalid) -> str:
    """Why a key cannot be, with the names of the acts as the form shows them."""
    named = titles()
    rule = str(error.extra["rule"])
    for act, title in named.items():
        rule = rule.replace(f"“{act}”", f"“{title}”")
    return f"{named[error.extra['field'].removeprefix('acts.')]}: {error.extra['value']} {rule}"


def read(form: QueryDict) -> dict[str, str]:
    """The keys of a posted form; an empty field means the first key."""
    return {act: form.get(f"key-{act}", "").strip() or first for act, first in ACTS.items()}
