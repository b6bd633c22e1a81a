"""What the workbench's script says, translated by the server; ``{n}`` and the like are filled in by the script."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from annotations.models import EntityKind


def flags() -> dict[str, str]:
    """Names of the flags."""
    return {
        "unreadable": _("Unreadable"),
        "too_vague": _("Too vague"),
        "needs_context": _("Needs context"),
        "ambiguous_reading": _("Two readings"),
        "dead_link": _("Dead link"),
        "paywall": _("Behind a paywall"),
        "media_needed": _("Needs the picture or sound"),
        "translation_issue": _("Translation issue"),
    }


def skip_reasons() -> dict[str, str]:
    """Names of the reasons to skip."""
    return {
        "unreadable": _("Unreadable"),
        "needs_context": _("Needs context I do not have"),
        "not_my_topic": _("Not my topic"),
        "wrong_split": _("Split in the wrong place"),
        "other": _("Other"),
    }


def leads() -> dict[str, str]:
    """How one statement relates to another: outgoing (``>type``) and incoming (``<type``)."""
    return {
        ">paraphrases": _("Paraphrases"),
        "<paraphrases": _("Paraphrased by"),
        ">restates": _("Restates"),
        "<restates": _("Restated by"),
        ">agrees_with": _("Agrees with"),
        "<agrees_with": _("Agreed with by"),
        ">contradicts": _("Contradicts"),
        "<contradicts": _("Contradicted by"),
        ">in_tension_with": _("In tension with"),
        "<in_tension_with": _("In tension with"),
        ">same_quotation": _("Same quotation as"),
        "<same_quotation": _("Same quotation as"),
        "=duplicate": _("Says the same as"),
    }


def decisions() -> dict[str, str]:
    """What a reviewer decided, said to the annotator."""
    return {
        "accept": _("Accepted"),
        "accept_with_changes": _("Accepted with changes"),
        "return": _("Returned to you"),
        "escalate": _("Passed on to a third person"),
    }


def replies() -> dict[str, str]:
    """What the annotator answered."""
    return {
        "taken": _("You took the proposal."),
        "kept": _("You kept yours."),
        "changed": _("You changed it."),
    }


def sync() -> dict[str, str]:
    """What is stored, truthfully."""
    return {
        "saved": _("All saved"),
        "waiting": _("{n} waiting"),
        "offline": _("Offline, {n} kept here"),
        "signin": _("Needs sign-in, {n} kept here"),
        "stuck": _("{n} not accepted"),
        "volatile": _("{n} waiting, keep this page open"),
    }


def words() -> dict[str, str]:
    """Single words and sentences."""
    return {
        "author": _("Article"),
        "unspecified": _("Nobody in particular"),
        "noStance": _("No stance"),
        "skipped": _("skipped"),
        "returned": _("returned"),
        "noAnswer": _("no answer"),
        "noTarget": _("Choose a target"),
        "statement": _("Statement {n} of {total}"),
        "position": pgettext("place in the article", "{n} of {total}"),
        "undone": _("Undone: statement {n}"),
        "nothingToUndo": _("Nothing to undo"),
        "nothingToRepeat": _("Nothing to repeat yet"),
        "readOnly": _("These labels are closed"),
        "answerFirst": _("Statement {n} is not complete: {what}"),
        "allAnswered": _("All {total} statements are answered."),
        "someMissing": _("{n} of {total} statements have no answer yet:"),
        "repliesMissing": _("{n} returned statements wait for your answer:"),
        "willSubmit": _("Handed in as soon as all is stored: {n} to go."),
        "submitted": _("Handed in. Thank you."),
        "proposition": _("“{text}” as a proposition"),
        "create": _("New: “{name}”"),
        "created": _("“{name}” is in the list now"),
        "notCreated": _("“{name}” could not be added: {why}"),
        "unreachable": _("the server cannot be reached"),
        "keepNeedsWhy": _("Say why you keep it"),
        "stale": _("Statement {n} was answered elsewhere meanwhile"),
        "parked": _("Statement {n}: {why}"),
        "lead": _("statement {n}"),
        "choose": _("Choose"),
        "see": _("See"),
        "unkept": _("Statement {n} could not be kept by this browser; answer it again"),
        "willSubmitLater": _("The server cannot be reached; handed in as soon as it can."),
        "signInFirst": _("Sign in again, then it is handed in."),
        "noStorage": _("This browser keeps nothing: stay on the page until all is saved."),
    }


def everything() -> dict[str, dict[str, str]]:
    """All of it, for the page."""
    return {
        "flags": flags(),
        "skip": skip_reasons(),
        "leads": leads(),
        "decisions": decisions(),
        "replies": replies(),
        "sync": sync(),
        "say": words(),
        "kinds": {key: str(label) for key, label in EntityKind.choices},
    }
