"""Spanish: where statements end and who says what, each with a look-alike."""

from __future__ import annotations

import pytest

from tests.text.reported import roles, said, sentences, types

WHOLE = [
    "El Sr. Prueba y la Dra. Ejemplo viven en EE. UU. desde 1990.",
    "A las 5 p. m. llegó el Gral. Prueba, núm. 5, pág. 3, del s. XIX a. C. según dicen.",
    "Vive en la Avda. Prueba con Dña. Ana.",
    "«¿Cuándo?», preguntó ella.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_do_not_end_a_statement(text: str) -> None:
    assert sentences(text, "es") == [text]


CUT = [
    "Compró peras, etc.|Luego se fue.",
    "Nació en EE. UU.|El resto es mentira.",
    "«Nos vamos.|No volvemos», dijo.|¿Quién?|¡Nadie!",
    "—¿Se va usted? —le preguntó una vecina.",
]


@pytest.mark.parametrize("marked", CUT)
def test_a_word_that_begins_sentences_ends_the_one_before(marked: str) -> None:
    assert sentences(marked.replace("|", " "), "es") == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "«Nos vamos», dijo el ministro de Exteriores, José Prueba, en Madrid.",
            ("el ministro de Exteriores, José Prueba", "dijo", ["«Nos vamos»"], "José Prueba"),
        ),
        (
            "“El puente es viejo”, ha señalado también la alcaldesa Ana Ejemplo.",
            ("la alcaldesa Ana Ejemplo", "ha señalado", ["“El puente es viejo”"], "Ana Ejemplo"),
        ),
        (
            "El ministro José Prueba dijo que el puente seguirá cerrado, pero Ana no vino.",
            ("El ministro José Prueba", "dijo", ["que el puente seguirá cerrado"], "José Prueba"),
        ),
        (
            "Según la alcaldesa, el puente seguirá cerrado.",
            ("la alcaldesa", "Según", ["el puente seguirá cerrado"], None),
        ),
        (
            "El puente seguirá cerrado, según explicó el portavoz de la OTAN.",
            ("el portavoz de la OTAN", "según explicó", ["El puente seguirá cerrado"], None),
        ),
        (
            "—No lo sé —dijo Juan Prueba—. Mañana veremos.",
            ("Juan Prueba", "dijo", ["—No lo sé", "Mañana veremos."], "Juan Prueba"),
        ),
        (
            "El puente sigue cerrado, afirmó Ana Ejemplo este lunes.",
            ("Ana Ejemplo", "afirmó", ["El puente sigue cerrado"], "Ana Ejemplo"),
        ),
        (
            "La portavoz del grupo, la Sra. Ana Ejemplo, aseguró que el puente es viejo.",
            ("La portavoz del grupo, la Sra. Ana Ejemplo", "aseguró", ["que el puente es viejo"], "Ana Ejemplo"),
        ),
        ("«No», se quejaba Ana Ejemplo.", ("Ana Ejemplo", "quejaba", ["«No»"], "Ana Ejemplo")),
        ("Según fuentes locales, habrá otra reunión.", ("fuentes locales", "Según", ["habrá otra reunión"], None)),
        ("—¿Se va usted? —le preguntó una vecina.", ("una vecina", "preguntó", ["—¿Se va usted?"], None)),
        ("El alcalde José Prueba Gil calla. «No», dijo Gil.", ("Gil", "dijo", ["«No»"], "José Prueba Gil")),
    ],
)
def test_a_reporting_verb_beside_somebody_gives_the_speaker(
    text: str, expected: tuple[str, str, list[str], str | None]
) -> None:
    assert said(text, "es") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Según pasan los días, el puente se cae.",
        "La casa que dijo tener era grande.",
        "El libro «Cien días en el puente viejo» salió ayer.",
        "Juan —el hijo menor— calló.",
    ],
)
def test_look_alikes_give_nobody_a_word(text: str) -> None:
    assert said(text, "es") == []


def test_a_dropped_subject_is_the_last_named_speaker() -> None:
    text = "«Nos vamos ya», dijo Ana Ejemplo. Añadió que el puente es viejo."
    assert said(text, "es")[1] == ("", "Añadió", ["que el puente es viejo"], "Ana Ejemplo")


def test_the_speech_of_a_dialogue_line_is_direct() -> None:
    assert types("—No lo sé —dijo Juan Prueba—. Mañana veremos.", "es") == ["direct"]


def test_line_roles_are_known_by_spanish_words() -> None:
    text = (
        "Cierran el puente viejo\nPor Ana Ejemplo\n3 de marzo de 2020\nEl puente está cerrado.\nFoto: José Prueba\n"
        "Lea también: Cinco puentes\nPor eso nadie vino al puente.\nPublicidad\nNadie vino."
    )
    assert roles(text, "es") == [
        "headline", "byline", "dateline", "body", "caption", "boilerplate", "body", "boilerplate", "body",
    ]  # fmt: skip
