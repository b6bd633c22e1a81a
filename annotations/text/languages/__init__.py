"""The registry of languages: one file and one line in LANGUAGES each."""

from __future__ import annotations

from annotations.text.languages.ar import ARABIC
from annotations.text.languages.base import Language
from annotations.text.languages.de import GERMAN
from annotations.text.languages.en import ENGLISH
from annotations.text.languages.es import SPANISH
from annotations.text.languages.fallback import fallback
from annotations.text.languages.fr import FRENCH
from annotations.text.languages.tr import TURKISH

LANGUAGES: tuple[Language, ...] = (ENGLISH, GERMAN, TURKISH, SPANISH, FRENCH, ARABIC)


def find_language(tag: str) -> Language:
    """The language of a BCP-47 tag ("en", "en-GB"); the fallback when the tag is not in the registry."""
    code = tag.replace("_", "-").split("-")[0].lower()
    return next((language for language in LANGUAGES if language.code == code), fallback(code))
