"""`manage.py format`: lay out the code as the tests ask for it."""

import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Rewrites Python files in place."""

    help = "Format the Python code and mend what the linter can mend."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Run ruff twice: mend, then lay out."""
        ruff = [sys.executable, "-m", "ruff"]
        mended = subprocess.run([*ruff, "check", "--fix", "."], cwd=settings.BASE_DIR, check=False)
        formatted = subprocess.run([*ruff, "format", "."], cwd=settings.BASE_DIR, check=False)
        raise SystemExit(mended.returncode or formatted.returncode)
