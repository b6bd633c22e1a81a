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


def sure() -> dict[str, str]:
    """How sure an annotator is, from 1 to 5."""
    return {
        "1": _("Guessing"),
        "2": _("Unsure"),
        "3": _("Fairly sure"),
        "4": _("Sure"),
        "5": _("Certain"),
    }


def strengths() -> dict[str, str]:
    """How strongly a side is taken, from 1 to 3."""
    return {"1": _("weak"), "2": _("clear"), "3": _("strong")}


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


def relations() -> dict[str, str]:
    """What a piece of evidence does to the claim."""
    return {"supports": _("Supports"), "refutes": _("Refutes"), "context": _("Context")}


def media() -> dict[str, str]:
    """In what form a piece of evidence was read."""
    return {
        "web_text": _("Web text"),
        "web_table": _("Web table"),
        "pdf": _("PDF"),
        "image_graphic": _("Image or graphic"),
        "video": _("Video"),
        "audio": _("Audio"),
        "metadata": _("Metadata"),
        "other": _("Other"),
    }


def flaws() -> dict[str, str]:
    """What speaks against a piece of evidence."""
    return {
        "own_article": _("It is the article itself: no evidence for what it says."),
        "fact_check": _("A fact-check by somebody else is no evidence: follow it to its sources."),
        "after_claim": _("Dated after the article: it may rest on the claim itself."),
    }


def answer_types() -> dict[str, str]:
    """Kinds of answers to a check question."""
    return {
        "Extractive": _("In its words"),
        "Abstractive": _("In my words"),
        "Boolean": _("Yes or no"),
        "Unanswerable": _("No answer found"),
    }


def question_problems() -> dict[str, str]:
    """What may be wrong with a check question."""
    return {
        "not_understandable": _("It cannot be understood"),
        "unrelated_to_claim": _("It has nothing to do with the claim"),
    }


def answer_problems() -> dict[str, str]:
    """What may be wrong with an answer to a check question."""
    return {
        "not_understandable": _("It cannot be understood"),
        "unrelated_to_question": _("It does not answer the question"),
        "wrong_but_supported": _("It seems wrong, but the source says so"),
        "wrong_and_unsupported": _("It seems wrong, and the source does not say so"),
        "biased_source": _("The source may be biased"),
    }


def needs() -> dict[str, str]:
    """What an answer still needs; with an ``s`` where it is more than one (``{n}``)."""
    return {
        "evidence": _("a source that supports or refutes it"),
        "evidences": _("{n} more sources that support or refute it"),
        "checks": _("an answered question"),
        "checkss": _("{n} more answered questions"),
        "searches": _("where you looked"),
        "rationale": _("your reason"),
        "intensity": _("how strong each side is"),
    }


def sync() -> dict[str, str]:
    """What is stored, truthfully."""
    return {
        "saved": _("All saved"),
        "waiting": _("{n} waiting"),
        "offline": _("Offline, {n} kept here"),
        "signin": _("Needs sign-in, {n} kept here"),
        "other": _("Somebody else is signed in, {n} kept here"),
        "stuck": _("{n} not accepted"),
        "volatile": _("{n} waiting, keep this page open"),
    }


def refused() -> dict[str, str]:
    """Why the server does not take something, by the code of its answer; it says the rest itself."""
    return {
        "schema_changed": _(
            "The questions were changed meanwhile, and one of these answers is not among them any more. "
            "Discard it, open the article again and answer anew."
        ),
        "not_allowed": _(
            "You do not label here any more. Download what you made, and ask whoever leads the project how to go on."
        ),
        "not_found": _(
            "The article is not there any more, or not shared with you: it may be in the trash. "
            "Download what you made; if the article comes back, try again."
        ),
    }


def words() -> dict[str, str]:
    """Single words and sentences; with ``One`` where ``n`` is 1."""
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
        "allAnsweredOne": _("The only statement is answered."),
        "someMissing": _("{n} of {total} statements have no answer yet:"),
        "someMissingOne": _("1 of {total} statements has no answer yet:"),
        "onlyMissing": _("The only statement has no answer yet:"),
        "repliesMissing": _("{n} returned statements wait for your answer:"),
        "repliesMissingOne": _("1 returned statement waits for your answer:"),
        "willSubmit": _("Handed in as soon as all is stored: {n} to go."),
        "submitted": _("Handed in. Thank you."),
        "proposition": _("“{text}” as a proposition"),
        "create": _("New: “{name}”"),
        "created": _("“{name}” is in the list now"),
        "notCreated": _("“{name}” could not be added: {why}"),
        "unreachable": _("the server cannot be reached"),
        "notAsked": _("Evidence is not asked for here"),
        "half": _("not complete"),
        "needs": _("Needs {what}"),
        "unanswered": _("Needs an answer"),
        "checksOpen": _("Each question needs an answer, each answer its source"),
        "or": _(" or "),
        "counted": _("{n} of {most} characters"),
        "sources": _("{n} sources"),
        "sourcesOne": _("1 source"),
        "checks": _("{n} questions"),
        "checksOne": _("1 question"),
        "implied": _("only implied"),
        "alone": _("Yes, it stands alone"),
        "together": _("Only together with “{name}”"),
        "noSource": _("No source yet"),
        "noAnswerFound": "No answer could be found.",  # the data's own words, in every language
        "notHttp": _("The address does not begin with http:// or https://"),
        "notAddress": _("This is not the address of a web page"),
        "editEvidenceNamed": _("Change {name}"),
        "dropEvidenceNamed": _("Take {name} away"),
        "answerCheckNamed": _("Answer: {name}"),
        "editCheckNamed": _("Change the question: {name}"),
        "editAnswerNamed": _("Change the answer: {name}"),
        "keepNeedsWhy": _("Say why you keep it"),
        "stale": _("Statement {n} was answered elsewhere meanwhile"),
        "parked": _("Statement {n}: {why}"),
        "lead": _("statement {n}"),
        "overtaken": _("answered elsewhere meanwhile"),
        "numbered": _("Statement {n}:"),
        "handIn": _("Handing the article in"),
        "signin": _("Your session has ended. Your labels wait here."),
        "other": _("Somebody else has signed in on this browser. Your labels wait here."),
        "signIn": _("Sign in"),
        "choose": _("Choose"),
        "see": _("See"),
        "unkept": _("Statement {n} could not be kept by this browser; answer it again"),
        "nextLater": _("The next article opens as soon as this one is handed in."),
        "noTalk": _("Comments need the network; nothing came back. Labelling goes on."),
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
        "refused": refused(),
        "say": words(),
        "sure": sure(),
        "strengths": strengths(),
        "relations": relations(),
        "media": media(),
        "flaws": flaws(),
        "answers": answer_types(),
        "question_problems": question_problems(),
        "answer_problems": answer_problems(),
        "needs": needs(),
        "kinds": {key: str(label) for key, label in EntityKind.choices},
    }
