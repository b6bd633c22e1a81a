"""The throw-away database of a benchmark."""

import subprocess
import sys

import pytest

from bench.base import BenchError
from bench.database import database
from tests.architecture.source import ROOT

IN_A_PROCESS_OF_ITS_OWN = """
import os
from bench.database import database
with database() as url:
    from django.db import connection
    from annotations.models import Article
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        print(cursor.fetchone()[0], Article.objects.count(), url == os.environ["DATABASE_URL"])
"""


@pytest.mark.slow
def test_a_benchmark_gets_an_empty_migrated_durable_database() -> None:
    command = [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "on 0 True\n", "")


def test_a_process_that_works_on_another_database_gets_none() -> None:
    with pytest.raises(BenchError, match=r"run `python3 manage\.py bench NAME` instead"), database():
        pass
