"""Static files under names that carry their hash, so that a browser may keep them for ever.

Our own scripts and sheets are joined with all they import (`factcheck.joined`): a template names
`js/workbench/main.js`, and what is served under its hashed name is the whole program. Where nothing is collected, as in
most tests, the browser follows the imports by itself; both are the same program.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from factcheck import joined

OURS = "annotations/"
Paths = dict[str, tuple[Any, str]]
"""Of each file to collect: the storage that has it, and its name there."""


JOINS = {".js": joined.script, ".css": joined.sheet}


class HashedModules(CompressedManifestStaticFilesStorage):
    """Joins our own files with their imports, and rewrites the paths of imports in everybody's modules."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Paths, *args: Any, **options: Any) -> Iterator[Any]:
        """Yield what Django yields: name, hashed name, whether it was processed."""
        whole = Joined(paths)
        ours = {name: (whole, name) for name in paths if whole.has(name)}
        yield from super().post_process(paths | ours, *args, **options)


class Joined:
    """Where Django reads our files from: each that imports others comes with them."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths

    def has(self, name: str) -> bool:
        """Whether this is a script or a sheet of ours that imports others."""
        return name.startswith(OURS) and Path(name).suffix in JOINS and bool(joined.imports(name, self.read(name)))

    def open(self, name: str) -> "ContentFile[bytes]":
        """The joined file."""
        return ContentFile(JOINS[Path(name).suffix](name, self.read).encode())

    def read(self, name: str) -> str:
        """The text of one file as it was written."""
        storage, path = self.paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())
