"""Only `annotations/workflow/` writes: that is where one act is one transaction with one event."""

import ast
import re
from pathlib import Path

from tests.architecture.source import calls, name, python_files, tree

ALWAYS_A_WRITE = {
    f".{prefix}{method}"
    for prefix in ("", "a")
    for method in ("bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_m2m")
}
A_WRITE_ON_ROWS = {f".{prefix}{method}" for prefix in ("", "a") for method in ("create", "update", "delete", "save")}
STATEMENT = re.compile(
    r"^\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|truncate\b|copy\s+\S+\s*(\(.*\))?\s*from)", re.I | re.S
)
ROWS = {"objects", "all", "filter", "exclude", "select_for_update", "using", "get", "first", "last", "order_by"}


def writers() -> list[Path]:
    """Return the files that must not write."""
    allowed = ("annotations/workflow/", "annotations/migrations/")
    return [path for path in python_files("annotations", "factcheck") if not name(path).startswith(allowed)]


def touches_rows(call: ast.Call) -> bool:
    """Return whether the receiver of a method call looks like a queryset, a manager or a row."""
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    chain = {node.attr for node in ast.walk(receiver) if isinstance(node, ast.Attribute)} if receiver else set()
    if chain & ROWS:
        return True
    # `row.save()` and `row.delete()`: nothing else in Django or Python takes that shape with those few arguments.
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return isinstance(receiver, ast.Name) and method in {"save", "delete", "asave", "adelete"}


def statements(path: Path) -> list[str]:
    """Return the string literals of a file that are SQL writes."""
    texts = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and STATEMENT.match(text)]


def writes(path: Path) -> list[str]:
    """Return the calls and statements of a file that write rows."""
    found = [
        called
        for called, call in calls(path)
        if called in ALWAYS_A_WRITE or (called in A_WRITE_ON_ROWS and touches_rows(call))
    ]
    return found + statements(path)


def test_nothing_but_the_workflow_writes_rows() -> None:
    assert {name(path): found for path in writers() if (found := writes(path))} == {}


def test_the_detector_sees_every_way_to_write(tmp_path: Path) -> None:
    source = tmp_path / "page.py"
    source.write_text(
        "Statement.objects.create(a=1)\n"
        "project.articles.all().update(a=1)\n"
        "Statement.objects.filter(a=1).delete()\n"
        "row.save()\n"
        "Statement.objects.bulk_create(rows)\n"
        "Statement.objects.get_or_create(a=1)\n"
        "cursor.execute('DELETE FROM annotations_statement')\n"
    )
    assert sorted(writes(source)) == [
        ".bulk_create",
        ".create",
        ".delete",
        ".get_or_create",
        ".save",
        ".update",
        "DELETE FROM annotations_statement",
    ]


def test_the_detector_leaves_dictionaries_and_hashes_alone(tmp_path: Path) -> None:
    source = tmp_path / "page.py"
    source.write_text("digest.update(b'a')\nsettings.update(a=1)\nfields['a'].update(b=1)\n")
    assert writes(source) == []
