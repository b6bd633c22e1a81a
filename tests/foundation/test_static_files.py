"""Static files are served under hashed names, and scripts import one another by them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


@pytest.mark.slow
def test_every_module_imports_hashed_names_that_exist(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "factcheck.static_files.HashedModules"}}
    ignored = ["drf_spectacular_sidecar/*", "rest_framework/*", "account/*"]
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=ignored)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    scripts = [tmp_path / hashed for name, hashed in manifest.items() if name.endswith(".js")]
    imported = [(script.parent / path).resolve() for script in scripts for path in IMPORT.findall(script.read_text())]
    assert scripts
    assert [path.name for path in imported if not path.exists() or not re.search(r"\.[0-9a-f]{12}\.", path.name)] == []
