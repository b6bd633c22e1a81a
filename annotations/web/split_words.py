"""What the split editor says, for its templates and its script; ``{holes}`` are filled by the page."""

from django.utils.translation import gettext as _

from annotations.models import CheckTarget, EntityKind, ParagraphRole, QuoteType, RelationType
from annotations.web.workbench_words import sync


def rules() -> dict[str, str]:
    """Why a machine proposed an attribution, by the name of the pattern that found it."""
    return {
        "quotation-before": _("a quotation, then who said it"),
        "quotation-only": _("a quotation without a name beside it"),
        "later-quotation": _("who said it and when or where, then a quotation"),
        "open-quotation": _("a quotation, then what somebody did as they said it"),
        "block-quotation": _("a line that introduces the quotation below it"),
        "before-quotation": _("who said it, then a quotation"),
        "noun-phrase-quotation": _("words that name something in quotation marks"),
        "final": _("“… , somebody said” at the end of the sentence"),
        "final-inverted": _("“… , said somebody” at the end of the sentence"),
        "colon": _("“somebody said: …”"),
        "that-clause": _("“somebody said that …”"),
        "bare-clause": _("“somebody said …” without “that”"),
        "dated-clause": _("“somebody said on a day …”"),
        "according": _("“according to somebody”"),
        "as-clause": _("“as somebody said, …”"),
        "nested": _("words within somebody else’s words"),
        "parenthetical": _("an aside that names who said it"),
        "document": _("a document that is quoted"),
        "label": _("a name and a colon before the words"),
        "noun-phrase": _("a verb that passes a judgement, such as “called”"),
        "prepositional": _("a verb with “about”, “for” or “against”"),
        "request": _("a request: “asked somebody to …”"),
        "passive": _("“it was said that …”"),
        "nominal": _("“somebody’s claim that …”"),
        "question": _("a question that somebody put"),
        "signature": _("a name signed under the words"),
        "verbless": _("a name beside the words, without a verb"),
        "relative-clause": _("“… , who said …”"),
        "block": _("a block of quoted paragraphs"),
        "light-quotation": _("a quotation, then who said it"),
        "light-before": _("who said it, then a quotation"),
        "light-colon": _("“somebody said: …”"),
        "light-that": _("“somebody said that …”"),
        "light-according": _("“according to somebody”"),
        "light-final": _("“… , somebody said” at the end of the sentence"),
        "light-verb-final": _("a verb of saying at the end of the sentence"),
    }


def because(rule: str, confidence: float | None, origin: str) -> str:
    """Why an attribution is there: the pattern and how often it is right, or that somebody set it."""
    say = words()
    if origin == "manual" or not rule:
        return say["byHand"]
    certainly = next(said for bound, said in certainty() if (confidence or 0) >= bound)
    return say["because"].format(rule=rules().get(rule, rule), certainty=certainly)


def certainty() -> list[tuple[float, str]]:
    """A confidence from 0 to 1 in words: the first bound that it reaches."""
    return [
        (0.9, _("almost always right")),
        (0.75, _("mostly right")),
        (0.6, _("right two times in three")),
        (0.45, _("right every other time")),
        (0.0, _("often wrong: check it")),
    ]


def choices() -> dict[str, dict[str, str]]:
    """Closed lists, key → name."""
    listed = {
        "roles": ParagraphRole,
        "kinds": EntityKind,
        "targets": CheckTarget,
        "relations": RelationType,
    }
    named = {name: {key: str(label) for key, label in of.choices} for name, of in listed.items()}
    return {**named, "quotes": quotes()}


def quotes() -> dict[str, str]:
    """How words are quoted, as the marks beside the text name it."""
    return {
        QuoteType.DIRECT: _("Direct quote"),
        QuoteType.INDIRECT: _("Indirect"),
        QuoteType.MIXED: _("Mixed quote"),
    }


def words() -> dict[str, str]:
    """Single words and sentences."""
    return {
        "author": _("The article’s own voice"),
        "nobody": _("Nobody named"),
        "statement": _("Statement {n}"),
        "aStatement": _("Statement"),
        "notStatement": _("Not a statement"),
        "range": _("characters {start} to {end}"),
        "opens": _("This quotation opens here and closes in statement {last}. All {count} share one attribution."),
        "within": _("This quotation runs from statement {first} to {last}. All {count} share one attribution."),
        "closes": _("This quotation opened in statement {first} and closes here. All {count} share one attribution."),
        "because": _("Proposed because of {rule}: {certainty}."),
        "byHand": _("Set by hand."),
        "count": _("{n} of {limit} characters"),
        "twin": _("Says the same as"),
        "atStatement": _("statement {n}"),
        "undo": _("Undo: {words}"),
        "redo": _("Redo: {words}"),
        "nothingToUndo": _("Nothing to undo"),
        "nothingToRedo": _("Nothing to redo"),
        "nowTwo": _("Split. Statement {n} is now {n} and {next}."),
        "nowOne": _("Merged. Statements {n} and {next} are now {n}."),
        "edgeMoved": _("Statement {n} now ends with “{word}”."),
        "isOff": _("No statement any more: {text}"),
        "isOn": _("A statement: number {n}."),
        "speakerSet": _("Statement {n}: {name} speaks."),
        "quoteSet": _("Statement {n}: {name}."),
        "roleSet": _("Statement {n} is {name}."),
        "joined": _("Statement {n} continues the quotation above."),
        "left": _("Statement {n} no longer continues the quotation above."),
        "inserted": _("Marked as an editor’s insertion: {text}"),
        "uninserted": _("No insertion any more: {text}"),
        "attributed": _("Attribution added to statement {n}."),
        "attributionChanged": _("Attribution of statement {n} changed."),
        "unattributed": _("Attribution of statement {n} removed."),
        "claimKept": _("Claim of statement {n} kept."),
        "claimGone": _("Claim of statement {n} removed."),
        "twinSet": _("Statement {n} says the same as {other}."),
        "twinGone": _("Statement {n} says the same as no other."),
        "linked": _("Statement {n} {type} {other}."),
        "unlinked": _("Link of statement {n} removed."),
        "caretInside": _("Put the text mark inside the statement first: arrow keys or a click."),
        "noNext": _("No statement follows."),
        "twoParagraphs": _("The next statement is in another paragraph: join the two only within one quotation."),
        "noWord": _("No word is left to move."),
        "needsQuotation": _("This belongs to somebody’s words: choose a speaker first ({key})."),
        "readOnly": _("You can read this split, not change it."),
        "markSource": _("Mark the words that name the source of statement {n}"),
        "markCue": _("Mark the word that says so (“said”, “according to”)"),
        "markContent": _("Mark what is said"),
        "markInsertion": _("Mark the words that the editor put in"),
        "pickTwin": _("Which statement says the same as {n}?"),
        "pickLink": _("Which statement does {n} relate to?"),
        "noSuch": _("There is no statement {n}"),
        "inHand": _("{title}: {text}"),
        "noAbove": _("No statement stands above."),
        "beginsAt": _("Begins at “{word}”"),
        "create": _("New: “{name}”"),
        "stale": _("The split was changed elsewhere meanwhile"),
        "refused": _("Not stored: {why}"),
        "see": _("See"),
        "goneThere": _("There is no statement at this place any more."),
        "noStorage": _("This browser keeps nothing: stay on the page until all is saved."),
        "edits": _("{n} changes"),
        "oneEdit": _("1 change"),
        "statements": _("{n} statements"),
        "oneStatement": _("1 statement"),
        "others": _("{n} non-statements"),
        "oneOther": _("1 non-statement"),
        "toCheck": _("{n} to check"),
        "noneToCheck": _("Nothing to check"),
    }


def everything() -> dict[str, object]:
    """All of it, for the page and its script."""
    return {"say": words(), "rules": rules(), "certainty": certainty(), "sync": sync(), **choices()}
