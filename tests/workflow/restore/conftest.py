"""What the story of the exports leaves behind, made once: from there on only its files are needed."""

from functools import cache

import pytest

from tests.exports import story
from tests.factories import moving


@cache
def _told() -> dict[tuple[str, str], bytes]:
    with moving.left_behind():
        return moving.everything(story.tell())


@pytest.fixture
def told(db: None) -> dict[tuple[str, str], bytes]:
    """The story's exports, by format and view."""
    return _told()
