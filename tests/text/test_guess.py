"""Which language a text is in, by its small words; silence where they do not say it."""

from __future__ import annotations

import pytest

from annotations.text.document import analyse
from annotations.text.languages.guess import LANGUAGE_NAMES, guess_language

TEXTS = {
    "en": "The bridge was closed on Monday, and nobody knows when it will be opened again.",
    "de": "Die Brücke ist seit Montag gesperrt, und niemand weiß, wann sie wieder geöffnet wird.",
    "fr": "Le pont est fermé depuis lundi et personne ne sait quand il sera ouvert pour les voitures.",
    "es": "El puente está cerrado desde el lunes y nadie sabe cuándo se abrirá para los coches.",
    "pt": "A ponte está fechada desde segunda-feira e ninguém sabe quando vai ser aberta para os carros do porto.",
    "it": "Il ponte è chiuso da lunedì e nessuno sa quando sarà aperto per le auto della città.",
    "nl": "De brug is sinds maandag dicht en niemand weet wanneer het verkeer er weer over kan.",
    "tr": "Köprü pazartesi gününden beri kapalı ve ne zaman açılacağı çok merak edilen bir soru olarak duruyor.",
    "ar": "الجسر مغلق منذ يوم الاثنين ولا أحد يعرف متى سيفتح من جديد أمام السيارات في المدينة.",
}


def test_every_language_that_is_known_has_a_text_here() -> None:
    assert TEXTS.keys() == LANGUAGE_NAMES.keys()


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_enough(language: str) -> None:
    assert guess_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It rained.",
        "1 2 3 4 5 6 7 8 9",
        "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa",
        "桥从星期一起关闭",
    ],
)
def test_where_small_words_say_nothing_nothing_is_said(text: str) -> None:
    assert guess_language(text) is None


def test_a_text_in_another_language_than_said_has_a_note() -> None:
    assert analyse(TEXTS["tr"], "en").notes == ("The text reads like Turkish (tr), not English.",)
    assert "The text reads like English (en), not sv." in analyse(TEXTS["en"], "sv").notes


@pytest.mark.parametrize("tag", ["en", "en-GB"])
def test_a_text_in_the_language_said_has_no_note(tag: str) -> None:
    assert analyse(TEXTS["en"], tag).notes == ()
