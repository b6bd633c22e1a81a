"""What the architecture tests read: the project's own files, parsed once."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("annotations", "factcheck", "tests", "bench", "manage.py")


def python_files(*places: str) -> list[Path]:
    """Return the Python files below some places of the checkout (default: all of our code)."""
    found: list[Path] = []
    for place in places or CODE:
        path = ROOT / place
        found.extend([path] if path.suffix == ".py" else sorted(path.rglob("*.py")))
    return [path for path in found if path.exists()]


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """Return a file's path inside the checkout."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call in a file with what is called, as `name` or `.method`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield f".{node.func.attr}", node


def found(paths: Iterable[Path], banned: Callable[[str, ast.Call], bool]) -> list[str]:
    """Return where the files call something banned."""
    return [
        f"{name(path)}:{call.lineno} {called}" for path in paths for called, call in calls(path) if banned(called, call)
    ]


def imported(paths: Iterable[Path], banned: set[str]) -> list[str]:
    """Return where the files import something banned."""
    return [f"{name(path)} imports {module}" for path in paths for module in imports(path) if module in banned]


def tracked() -> list[Path]:
    """Return the files that are in the repository or would be with the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for part in listed.split("\0") if part and (path := ROOT / part).is_file())
