"""What somebody asks for, as parameters of a page, a route or a command line, read and checked once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from annotations.exports import FORMATS, format_by_key
from annotations.exports.base import ExportFormat
from annotations.models import Article, Batch, Entity, Label, Project
from annotations.queries.release_choice import (
    ARTICLES,
    BOTH,
    FREE,
    GOLD,
    GOLD_STATES,
    PARAMETERS,
    PEOPLE,
    RAW_STATES,
    TEXTS,
    VIEWS,
    Choice,
)
from annotations.queries.release_filter import named
from annotations.workflow.errors import Invalid

YES = ("true", "1", "yes", "on")
NO = ("", "false", "0", "no")
OWN = ("format", "lossy")
OPTIONS = tuple(dict.fromkeys(option.key for one in FORMATS for option in one.options))
ALL_PARAMETERS = (*OWN, *PARAMETERS, *OPTIONS)
"""Every parameter there is; which options a format takes is its own matter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A format and a choice of rows, both of which exist."""

    format: ExportFormat
    choice: Choice
    lossy: bool

    @property
    def is_packed(self) -> bool:
        """Whether it comes as a ZIP."""
        return self.format.is_packed(self.choice.view)

    def query(self) -> dict[str, str]:
        """The parameters that ask for the same again."""
        lossy = {"lossy": "true"} if self.lossy else {}
        return {"format": self.format.key, "view": self.choice.view} | self.choice.narrowed() | lossy

    def filename(self, project: Project) -> str:
        """The name of the file that is sent."""
        base = f"{project.slug}-{self.choice.view}"
        return f"{base}-{self.format.key}.zip" if self.is_packed else f"{base}.{self.format.extension}"


def read_asked(project: Project, given: Mapping[str, str], *, must_be_told: bool = True) -> Asked:
    """What the parameters ask for; ``Invalid`` names the first that is none or does not go with the others.

    ``must_be_told``: a lossy format is refused unless ``lossy`` says that one knows (a preview need not know).
    """
    chosen = known_format(given.get("format") or FORMATS[0].key)
    lossy = _yes_or_no(given.get("lossy", ""))
    choice = _choice(chosen, given)
    _check_values(choice)
    _check_places(project, choice)
    _check_format(chosen, choice)
    if chosen.is_lossy and must_be_told and not lossy:
        raise Invalid("lossy", "", f"is needed: {chosen.key} leaves things out; read its report, then ask lossy=true")
    return Asked(chosen, choice, lossy)


def known_format(key: str) -> ExportFormat:
    """The format of that key; ``Invalid`` names the ones there are."""
    try:
        return format_by_key(key)
    except KeyError:
        raise Invalid("format", key, f"is not one of {', '.join(one.key for one in FORMATS)}") from None


def _choice(chosen: ExportFormat, given: Mapping[str, str]) -> Choice:
    options = {option.key for option in chosen.options}
    for key, value in given.items():
        if key not in (*OWN, *PARAMETERS) and key not in options:
            known = f"its options are {', '.join(sorted(options))}" if options else "it has no options"
            raise Invalid(key, value, f"is no parameter of {chosen.key}: {known}")
    values: dict[str, Any] = {key: given[key] for key in PARAMETERS if given.get(key)}
    values.setdefault("view", chosen.views[0])
    return Choice(**values, options={key: given[key] for key in sorted(options) if given.get(key)})


def _check_values(choice: Choice) -> None:
    for key, allowed in (("view", VIEWS), ("articles", ARTICLES), ("text", TEXTS), ("people", PEOPLE)):
        value = getattr(choice, key)
        if value not in allowed:
            raise Invalid(key, value, f"is not one of {', '.join(allowed)}")
    if choice.state:
        _check_state(choice)
    for key in ("since", "until"):
        _check_day(key, getattr(choice, key))
    if choice.since and choice.until and choice.until < choice.since:
        raise Invalid("until", choice.until, "is before since")


def _check_state(choice: Choice) -> None:
    if choice.view == BOTH:
        raise Invalid("state", choice.state, "goes with one view: raw and gold rows have states of their own")
    allowed = GOLD_STATES if choice.view == GOLD else RAW_STATES
    if choice.state not in allowed:
        raise Invalid("state", choice.state, f"is none of a {choice.view} row: {', '.join(allowed)}")


def _check_day(key: str, day: str) -> None:
    try:
        good = not day or date.fromisoformat(day).isoformat() == day
    except ValueError:
        good = False
    if not good:
        raise Invalid(key, day, "is no day such as 2026-05-31")


def _check_places(project: Project, choice: Choice) -> None:
    if choice.batch and not Batch.objects.filter(named(choice.batch, "pk", "name"), project=project).exists():
        raise Invalid("batch", choice.batch, "is no batch of this project")
    articles = Article.objects.filter(project=project, deleted_at__isnull=True)
    if choice.article and not articles.filter(named(choice.article, "pk", "external_id")).exists():
        raise Invalid("article", choice.article, "is no article of this project")
    if choice.language and not articles.filter(language=choice.language).exists():
        raise Invalid("language", choice.language, "is the language of no article of this project")
    speaker = choice.speaker.removeprefix("ent:")
    if choice.speaker and not Entity.objects.filter(project=project, key=speaker).exists():
        raise Invalid("speaker", choice.speaker, "is the key of no entity of this project")
    if choice.label and not _labels(project, choice.label).exists():
        raise Invalid("label", choice.label, "is no answer of this project, such as verification:supported")


def _labels(project: Project, label: str) -> QuerySet[Label]:
    question, _, key = label.partition(":")
    return Label.objects.filter(label_set__project=project, label_set__questions__key=question, key=key)


def _check_format(chosen: ExportFormat, choice: Choice) -> None:
    if choice.view not in chosen.views:
        raise Invalid("view", choice.view, f"is none of {chosen.key}, which takes {', '.join(chosen.views)}")
    if chosen.needs_text and choice.text == FREE:
        raise Invalid("text", choice.text, f"does not go with {chosen.key}, which is made of words")
    for option in chosen.options:
        value = choice.options.get(option.key, "")
        if value and option.allowed and value not in option.allowed:
            raise Invalid(option.key, value, f"is not one of {', '.join(option.allowed)}")


def _yes_or_no(value: str) -> bool:
    if value.lower() not in (*YES, *NO):
        raise Invalid("lossy", value, "is not true or false")
    return value.lower() in YES
