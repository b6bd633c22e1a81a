"""Questions of words: what people type, in the form that each language of a project keeps its words in.

``"peace talks"`` is a phrase, ``-rain`` leaves out, ``or`` stands between alternatives (PostgreSQL's
``websearch_to_tsquery``). A word finds its other endings: *talks* finds *talk*.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Expression, F, Func, Q, TextField, Value
from django.db.models.functions import Coalesce

from annotations.models import Project
from factcheck.prepared import Prepared

OPENS, CLOSES = "\ue000", "\ue001"
"""Marks around found words: private characters, which no text of ours holds a meaning for."""

# From one configuration to the next through the index: a plain DISTINCT would read every article's.
KNOWN = Prepared(
    """
    WITH RECURSIVE here(name) AS (
        SELECT min(configuration) FROM annotations_searchedarticle WHERE project_id = $1
        UNION ALL
        SELECT (SELECT min(configuration) FROM annotations_searchedarticle
                 WHERE project_id = $1 AND configuration > name)
          FROM here WHERE name IS NOT NULL
    )
    SELECT name, websearch_to_tsquery(name::regconfig, $2)::text, websearch_to_tsquery(name::regconfig, $3)::text
      FROM here
     WHERE name IS NOT NULL
       AND ($4 = '' OR name = annotations_search_configuration($4))
     ORDER BY name
    """,
    "uuid",
    "text",
    "text",
    "text",
)
"""The forms of a question in the configurations of a project, or of one language in it; empty where no word is left."""


class _AsQuery(Func):
    """A question as PostgreSQL writes it, taken as it is."""

    template, output_field = "%(expressions)s::tsquery", SearchQueryField()


class Answers(Func):
    """``words @@ question`` as a condition."""

    template, arg_joiner, output_field = "%(expressions)s", " @@ ", BooleanField()


@dataclass(frozen=True, slots=True)
class Form:
    """A question as one of the project's text search configurations understands it, in PostgreSQL's notation.

    ``loose``: without the order of phrases, for rows that are looked at once more.
    """

    configuration: str
    exact: str
    loose: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, in the forms of those configurations that know one of its words.

    ``of_one_language``: it is asked of the texts of one language alone. ``is_common_somewhere``: there are texts in a
    language that leaves all of its words out, as English does *the*.
    """

    forms: tuple[Form, ...]
    of_one_language: bool = False
    is_common_somewhere: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no word is left to look for: nothing but words that every text holds."""
        return not self.forms

    def expression(self) -> Expression:
        """The question for every language at once; each part meets texts of its own language only."""
        marks: dict[str, list[str]] = {}
        for form in self.forms:
            marks.setdefault(form.exact, []).append(f"'~{form.configuration}'")
        return _AsQuery(Value(" | ".join(f"({exact}) & ({' | '.join(some)})" for exact, some in marks.items())))

    def answers(self) -> Answers:
        """The condition that the column ``words`` answers the question."""
        return Answers(F("words"), self.expression())

    def answers_few(self) -> Q:
        """The same condition for rows that are counted and not sorted.

        The mark of a language stands in every text and a phrase needs a look at the text itself: both cost the index
        more than all else. So the index is asked without them, and only as many of its rows are looked at as are
        counted. The mark of one language, though, spares it the texts of all others.
        """
        if self.of_one_language:
            return Q(self.answers())
        loosely = " | ".join(f"({loose})" for loose in dict.fromkeys(form.loose for form in self.forms))
        return Q(Answers(F("words"), _AsQuery(Value(loosely)))) & self.answers_walked()

    def answers_walked(self) -> Q:
        """The same condition for a list that is walked in its order: no index knows what COALESCE says."""
        return Q(Coalesce(self.answers(), Value(False)))

    def marked(self, text: str, language: str) -> Func:
        """``text`` (a field) with ``OPENS`` and ``CLOSES`` around each found word."""
        options = f"StartSel={OPENS}, StopSel={CLOSES}, HighlightAll=true"
        return Func(
            Func(
                F(language),
                function="annotations_search_configuration",
                template="%(function)s(%(expressions)s)::regconfig",
            ),
            F(text),
            self.expression(),
            Value(options),
            function="ts_headline",
            output_field=TextField(),
        )


def question(project: Project, said: str, language: str = "") -> Question:
    """The question that ``said`` asks of the project's texts, or of those in ``language`` alone, with one query."""
    loosely = said if "-" in said else said.replace('"', " ")
    known = KNOWN.rows(project.pk, said, loosely, language)
    # Out of its quotation marks, “or” is no word any more.
    forms = tuple(Form(configuration, exact, loose or exact) for configuration, exact, loose in known if exact)
    return Question(forms, of_one_language=bool(language), is_common_somewhere=len(forms) < len(known))


def pieces(marked: str) -> list[tuple[str, bool]]:
    """A marked text as stretches, each with whether it is a found word."""
    found: list[tuple[str, bool]] = []
    for place, part in enumerate(marked.split(OPENS)):
        hit, closed, rest = part.partition(CLOSES) if place else ("", "", part)
        found += [(hit, True), (rest, False)] if closed else [(hit + rest, False)]
    return [(text, is_hit) for text, is_hit in found if text]


def texts(found: Sequence[tuple[str, bool]]) -> str:
    """The stretches together again: the text without its marks."""
    return "".join(text for text, _ in found)
