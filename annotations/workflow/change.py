"""Changing plain fields of a row: checked against the model's own rules, written down as before and after."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from annotations.workflow.errors import Invalid


def changed_fields(row: Model, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Sets the fields on a locked row; the values that differed, as they were. The caller saves.

    ``Invalid`` names the first field whose value the model does not take.
    """
    before = {name: getattr(row, name) for name, value in wanted.items() if getattr(row, name) != value}
    fields = {field.name: field for field in row._meta.concrete_fields}
    for name in before:
        try:
            setattr(row, name, fields[name].clean(wanted[name], row))
        except ValidationError as error:
            raise Invalid(name, wanted[name], " ".join(error.messages)) from None
    return before


def between(field: str, value: int | None, least: int, most: int) -> None:
    """``Invalid`` unless the number (if there is one) is from ``least`` to ``most``."""
    if value is not None and not least <= value <= most:
        raise Invalid(field, value, f"is not between {least} and {most}")
