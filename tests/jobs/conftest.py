"""Workers in processes of their own, on the database of the test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.architecture.source import ROOT
from tests.jobs.workers import Worker


@pytest.fixture
def start() -> Iterator[Callable[..., Worker]]:
    """Starts workers on the database of this test; none outlives it."""
    begun: list[Worker] = []
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def starter(*arguments: str) -> Worker:
        command = [sys.executable, *(arguments or ("-m", "factcheck.work"))]
        environ = {**os.environ, "DATABASE_URL": url}
        begun.append(subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.PIPE))
        return begun[-1]

    yield starter
    for worker in begun:
        worker.kill()
        worker.communicate()
