"""The registry of languages: one file and one line in LANGUAGES each."""

from __future__ import annotations

from annotations.text.languages.base import Language
from annotations.text.languages.en import ENGLISH
from annotations.text.languages.fallback import fallback

LANGUAGES: tuple[Language, ...] = (ENGLISH,)


def find_language(tag: str) -> Language:
    """The language of a BCP-47 tag ("en", "en-GB"); one without a lexicon when the tag is not in the registry."""
    code = tag.replace("_", "-").split("-")[0].lower()
    return next((language for language in LANGUAGES if language.code == code), fallback(code))
