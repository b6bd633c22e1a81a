"""A statement where it stands: its number in the article, and the text before and behind it."""

from dataclasses import dataclass

from annotations.models import Attribution, Statement, StatementState

REACH = 420
"""So many code points of the article on either side."""


@dataclass(frozen=True, slots=True)
class Around:
    """``before`` and ``after`` are cut at a word; ``number`` counts the article's statements from 1 (0: it is none)."""

    number: int
    before: str
    after: str
    quote_type: str
    cue: str


def around(statement: Statement) -> Around:
    """The surroundings of a statement fetched with its article; three queries."""
    text = statement.article.text
    said = statement.attributions.order_by("index").first()
    return Around(
        number=number_of(statement),
        before=_tail(text[max(0, statement.start - REACH) : statement.start], statement.start > REACH),
        after=_head(text[statement.end : statement.end + REACH], statement.end + REACH < len(text)),
        quote_type=str(said.quote_type) if said else "",
        cue=_cue(said) if said else "",
    )


def number_of(statement: Statement) -> int:
    """The place of a statement among those of its article, from 1; 0 for a former one and for what is none."""
    if statement.state != StatementState.LIVE or not statement.is_statement:
        return 0
    rows = Statement.objects.filter(article=statement.article_id, state=StatementState.LIVE, is_statement=True)
    return rows.filter(start__lte=statement.start).count()


def _tail(text: str, is_cut: bool) -> str:
    return "… " + text.split(" ", 1)[-1] if is_cut else text


def _head(text: str, is_cut: bool) -> str:
    return text.rsplit(" ", 1)[0] + " …" if is_cut else text


def _cue(said: Attribution) -> str:
    spans = said.spans.filter(part="cue").order_by("position")
    return " ".join(spans.values_list("exact", flat=True))
