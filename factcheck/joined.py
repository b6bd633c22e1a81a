"""One file from many: a script with all the modules it imports, a style sheet with all the sheets it imports.

A page then costs one request for its script and one or two for its sheets, in however many files they are written.
Pure text in, text out; `factcheck.static_files` says which files are joined. Each imported module becomes a function
of its own, so that names cannot clash:

    import { toast } from "../toast.js";      →      const m1 = (() => { … return { toast }; })();
                                                     const { toast } = m1;

Comments on lines of their own are left out. Every form of import and export that this cannot express is refused by
name: `export let`, defaults, `import()`, circles.
"""

import posixpath
import re
from collections.abc import Callable

Read = Callable[[str], str]
"""Gives the text of a file by its name below the static root."""

IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}|\* as \w+) from )?"(?P<path>\.{1,2}/[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (?P<name>\w+))", re.MULTILINE)
REMARK = re.compile(r"^[ \t]*(?://.*|/\*(?:.|\n)*?\*/)\n", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*|^.*\bimport\(.*", re.MULTILINE)
SHEET = re.compile(r'^@import "(?P<path>[^"]+)";$', re.MULTILINE)
RELATIVE = re.compile(r"""url\(["']?(?!["']?(?:[a-z]+:|/|#))""")


class JoinError(ValueError):
    """A file that cannot be joined; the message names it and what is in the way."""


def imports(name: str, text: str) -> list[str]:
    """The files that a script or a sheet imports, in their order."""
    pattern = SHEET if name.endswith(".css") else IMPORT
    return [beside(name, match["path"]) for match in pattern.finditer(text)]


def beside(name: str, path: str) -> str:
    """The file that `path` means when it stands in the file `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def in_order(entry: str, read: Read) -> dict[str, str]:
    """The texts of all files that `entry` needs, each after the ones it imports itself, `entry` last."""
    texts: dict[str, str] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise JoinError(f"{name} imports itself: {' → '.join((*above[above.index(name) :], name))}")
        if name in texts:
            return
        text = read(name)
        for needed in imports(name, text):
            visit(needed, (*above, name))
        texts[name] = text

    visit(entry, ())
    return texts


def script(entry: str, read: Read) -> str:
    """The module `entry` with everything it imports. It stays a module: `await` at its top level goes on working."""
    texts = in_order(entry, read)
    places = {name: f"m{number}" for number, name in enumerate(texts, start=1)}
    return "".join(_module(name, text, places, is_entry=name == entry) for name, text in texts.items())


def _module(name: str, text: str, places: dict[str, str], *, is_entry: bool) -> str:
    def taken(match: re.Match[str]) -> str:
        place = places[beside(name, match["path"])]
        names = match["names"]
        if names is None:
            return ""
        return f"const {names.removeprefix('* as ').replace(' as ', ': ')} = {place};"

    exported = [match["name"] for match in EXPORT.finditer(text)]
    body = EXPORT.sub("", IMPORT.sub(taken, REMARK.sub("", text))).strip()
    if left := LEFT.search(body):
        raise JoinError(f"{name} cannot be joined: {left[0].strip()}")
    if is_entry:
        return f"{body}\n"
    return f"const {places[name]} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def sheet(entry: str, read: Read) -> str:
    """The sheet `entry` with everything it imports, in order of the cascade; a sheet imported twice stands once."""
    texts = in_order(entry, read)
    for name, text in texts.items():
        if "@import" in SHEET.sub("", text):
            raise JoinError(f'{name} cannot be joined: write imports as @import "file.css";')
        if RELATIVE.search(text) and posixpath.dirname(name) != posixpath.dirname(entry):
            raise JoinError(f"{name} cannot be joined into {entry}: its relative addresses would lead elsewhere")
    return "".join(SHEET.sub("", text).lstrip() for text in texts.values())
