"""The fields of one record, taken out one by one and typed; what is wrong with them is gathered, not raised."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from annotations.imports.base import Options, Problem, Row, Severity
from annotations.imports.dates import RULE, parse_date
from annotations.imports.limits import ROWS
from annotations.workflow.drafts import ArticleDraft, check_draft, completed
from annotations.workflow.errors import Invalid

UNKNOWN_NAMED = 10
"""Unknown fields of a record that are named one by one."""
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Record:
    """One record of a file: ``line`` where it starts, its fields by name, the problems so far.

    ``path`` names the place of a record inside another one, such as ``statements[3].``.
    """

    def __init__(self, line: int | None, fields: Mapping[str, Any], parent: "Record | None" = None, path: str = ""):
        self.line = line
        self.fields = fields
        self.problems: list[Problem] = parent.problems if parent else []
        self.path = path
        self._taken: set[str] = set()

    def say(self, field: str, value: object, rule: str, severity: Severity = "error") -> None:
        """Note a problem with a field of this record."""
        self.problems.append(Problem(self.line, self.path + field, _shown(value), rule, severity))

    def warn(self, field: str, value: object, rule: str) -> None:
        """Note what somebody should know; it keeps nothing out."""
        self.say(field, value, rule, "warning")

    def take(self, *names: str) -> tuple[str, Any]:
        """The first of these fields that holds something, with its value; all of them count as known."""
        self._taken.update(names)
        for name in names:
            value = self.fields.get(name)
            if value is not None:
                return name, value
        return names[0], None

    def text(self, *names: str) -> str:
        """A text, empty when there is none; a whole number is taken as its digits."""
        name, value = self.take(*names)
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.say(name, value, "is not text")
        return ""

    def needed_text(self, *names: str) -> str:
        """A text that has to be there; digits are none."""
        name, value = self.take(*names)
        if isinstance(value, str):
            return value
        self.say(name, "" if value is None else value, "is missing" if value is None else "is not text")
        return ""

    def whole(self, name: str) -> int | None:
        """A whole number, None when there is none."""
        name, value = self.take(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.say(name, value, "is not a whole number")
        return None

    def needed_whole(self, name: str) -> int:
        """A whole number that has to be there."""
        if self.fields.get(name) is None:
            self.say(name, "", "is missing")
        return self.whole(name) or 0

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false, also in words."""
        name, value = self.take(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        if isinstance(value, str) and value.strip().lower() in TRUTH:
            return TRUTH[value.strip().lower()]
        self.say(name, value, "is neither true nor false")
        return default

    def listed(self, *names: str) -> list[Any]:
        """A list, empty when there is none."""
        name, value = self.take(*names)
        if value is None or isinstance(value, list):
            return value or []
        self.say(name, value, "is not a list")
        return []

    def day(self, name: str) -> tuple[date | None, str]:
        """A date and its precision; nothing when there is none."""
        value = self.text(name).strip()
        found = parse_date(value) if value else None
        if value and found is None:
            self.say(name, value, RULE)
        return found or (None, "")

    def inner(self, path: str, value: object) -> "Record | None":
        """The record that stands inside this one; None, with a problem, when it is none."""
        if isinstance(value, dict):
            return Record(self.line, value, self, self.path + path)
        self.say(path.rstrip("."), value, "is not an object")
        return None

    def warn_of_unknown(self) -> None:
        """Warn of the fields that nobody took."""
        unknown = [name for name in self.fields if name not in self._taken]
        for name in unknown[:UNKNOWN_NAMED]:
            self.warn(name, self.fields[name], "is not a field that is read here; it was left out")
        if len(unknown) > UNKNOWN_NAMED:
            self.warn("…", f"{len(unknown) - UNKNOWN_NAMED} more", "are not fields that are read here; left out")

    def facts(self, options: Options) -> dict[str, Any]:
        """What the record says about an article, by the names of ``ArticleDraft``; its text is not among them."""
        published_at, precision = self.day("published_at")
        return {
            "external_id": self.text("external_id", "id").strip(),
            "title": self.text("title").strip(),
            "subtitle": self.text("subtitle").strip(),
            "byline": self.text("byline").strip(),
            "url": self.text("url").strip(),
            "source": self.text("source").strip(),
            "language": self.text("language").strip() or options.language,
            "published_at": published_at,
            "published_precision": precision,
            "published_is_inferred": self.flag("published_is_inferred"),
            "text_licence": self.text("licence", "license").strip(),
        }

    def row(self, draft: ArticleDraft) -> Row:
        """The finished record, its draft checked; with an error there is no draft."""
        return checked(self.line, draft, self.problems)


def checked(line: int | None, draft: ArticleDraft, problems: list[Problem]) -> Row:
    """A row of this draft if it can be stored, else of what is wrong with it."""
    if not any(problem.severity == "error" for problem in problems):
        try:
            check_draft(draft)
        except Invalid as error:
            value, rule = error.extra["value"], error.extra["rule"]
            problems.append(Problem(line, error.extra["field"], _shown(value), rule))
    if any(problem.severity == "error" for problem in problems):
        return Row(line, None, tuple(problems))
    return Row(line, completed(draft), tuple(problems))


def failed(line: int | None, field: str, value: object, rule: str) -> Row:
    """A row that is nothing but an error."""
    return Row(line, None, (Problem(line, field, _shown(value), rule),))


def counted(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, up to as many as one import may bring, then an error; and an error when there is none at all."""
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > ROWS:
            yield failed(row.line, "file", f"record {count}", f"is more than the {ROWS} of one import; split the file")
            return
        yield row
    if not count:
        yield failed(None, "file", "", "holds no article")


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return f"{'an object' if isinstance(value, dict) else 'a list'} of {len(value)}"
    return str(value)
