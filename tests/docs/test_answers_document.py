"""The answers that ``docs/api.md`` shows are complete ones of their protocols."""

import json
import re
from pathlib import Path

import pytest

from annotations.schemes import PROTOCOLS, protocol
from annotations.schemes.answers import ANSWER_KEYS, read
from annotations.schemes.completeness import missing

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
SECTION = TEXT.split("## Answers")[1].split("\n## ")[0]
EXAMPLES = dict(re.findall(r"^\| `(\w+)` \| `(\{.*\})`", SECTION, re.MULTILINE))


def test_every_protocol_has_its_example() -> None:
    assert list(EXAMPLES) == [one.key for one in PROTOCOLS]


@pytest.mark.parametrize("key", EXAMPLES)
def test_each_example_is_a_complete_answer(key: str) -> None:
    scheme = protocol(key)
    assert missing(read(json.loads(EXAMPLES[key]), scheme), scheme) == ()


def test_every_key_of_the_answers_is_explained() -> None:
    assert [key for key in ANSWER_KEYS if f"`{key}`" not in SECTION] == []
