"""French: where statements end and who says what, each with a look-alike."""

from __future__ import annotations

import pytest

from tests.text.reported import roles, said, sentences, types

WHOLE = [
    "M. Essai et Mme Exemple, puis MM. Essai et Dupré, ont parlé.",
    "Il est né en 50 av. J.-C. à Rome, d'après l'art. 3, chap. 5.",
    "« Pourquoi ? » a demandé Mme Exemple.",
    "« Quand ? » demande-t-elle.",
    "Il a dit « non ! ».",
]


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_and_spaced_marks_do_not_end_a_statement(text: str) -> None:
    assert sentences(text, "fr") == [text]


CUT = [
    "Des poires, etc.|Il est parti.",
    "« Nous partons.|Nous ne reviendrons pas », a-t-il dit.|Qui sait ?|Personne !",
    "Il a dit « non ! ».|Elle est partie.",
]


@pytest.mark.parametrize("marked", CUT)
def test_a_word_that_begins_sentences_ends_the_one_before(marked: str) -> None:
    assert sentences(marked.replace("|", " "), "fr") == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "«\u00a0Nous partons demain\u00a0», a déclaré le président Paul Essai lundi à Lyon.",
            ("le président Paul Essai", "a déclaré", ["«\u00a0Nous partons demain\u00a0»"], "Paul Essai"),
        ),
        (
            "Selon le ministre de l'Intérieur, le pont restera fermé.",
            ("le ministre de l'Intérieur", "Selon", ["le pont restera fermé"], None),
        ),
        ("Le pont restera fermé, selon l'AFP.", ("l'AFP", "selon", ["Le pont restera fermé"], "AFP")),
        (
            "La porte-parole du gouvernement, Marie Exemple, a également expliqué que le pont est vieux.",
            (
                "La porte-parole du gouvernement, Marie Exemple",
                "a également expliqué",
                ["que le pont est vieux"],
                "Marie Exemple",
            ),
        ),
        (
            "Marie Exemple, ministre de la Santé, a déclaré : « Nous partons ».",
            ("Marie Exemple", "a déclaré", ["« Nous partons »"], "Marie Exemple"),
        ),
        (
            "Le président de la République Paul Essai a dit qu'il partait demain.",
            ("Le président de la République Paul Essai", "a dit", ["qu'il partait demain"], "Paul Essai"),
        ),
        ("Le pont restera fermé, a annoncé la mairie.", ("la mairie", "a annoncé", ["Le pont restera fermé"], None)),
        ("« Nous partons », s’indigne Paul Essai.", ("Paul Essai", "s’indigne", ["« Nous partons »"], "Paul Essai")),
        ("« Nous partons », lui répond Paul Essai.", ("Paul Essai", "répond", ["« Nous partons »"], "Paul Essai")),
        ("Le maire : « Nous partons. »", ("Le maire", ":", ["« Nous partons. »"], None)),
        (
            "Pour la ministre Marie Exemple, « le pont est vieux ».",
            ("la ministre Marie Exemple", "Pour", ["« le pont est vieux »"], "Marie Exemple"),
        ),
    ],
)
def test_a_reporting_verb_beside_somebody_gives_the_speaker(
    text: str, expected: tuple[str, str, list[str], str | None]
) -> None:
    assert said(text, "fr") == [expected]


def test_a_surname_and_a_pronoun_are_whom_the_text_names_in_full() -> None:
    text = "Le maire, Paul Essai, a quitté la salle. « Non », a-t-il dit. « Jamais », a ajouté M. Essai."
    assert [speaker for *_, speaker in said(text, "fr")] == ["Paul Essai", "Paul Essai"]


def test_who_was_she_is_not_he() -> None:
    text = (
        "« Non », dit Paul Essai. La maire, Marie Exemple, a quitté la salle. « Oui », dit-elle. "
        "Il ajoute que le pont est vieux."
    )
    assert [speaker for *_, speaker in said(text, "fr")] == ["Paul Essai", "Marie Exemple", "Paul Essai"]


def test_what_is_said_of_the_source_is_no_content() -> None:
    text = "Selon Paul Essai, qui a vu le pont, il restera fermé."
    assert said(text, "fr") == [("Paul Essai", "Selon", ["il restera fermé"], "Paul Essai")]


def test_a_pronoun_after_two_names_is_nobody() -> None:
    text = "Le maire, Paul Essai, et l’adjointe, Marie Exemple, ont quitté la salle. « Non », a-t-il dit."
    assert [speaker for *_, speaker in said(text, "fr")] == [None]


def test_words_that_only_lead_over_carry_a_quotation_on() -> None:
    text = "« Nous partons », dit Paul Essai. Et d’ajouter : « Pour toujours. »"
    assert said(text, "fr") == [("Paul Essai", "dit", ["« Nous partons »", "« Pour toujours. »"], "Paul Essai")]


def test_an_inverted_pronoun_is_the_source_and_the_last_speaker() -> None:
    text = "« Non », dit Paul Essai. « Nous partons », affirme-t-il. « Jamais », a-t-il ajouté."
    assert said(text, "fr")[1:] == [
        ("il", "affirme", ["« Nous partons »"], "Paul Essai"),
        ("il", "ajouté", ["« Jamais »"], "Paul Essai"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le livre « Cent jours sur le vieux pont » est sorti.",
        "Il a dit adieu au pont de Lyon.",
        "Le pont a été fermé par Paul Essai.",
        "Selon que l'on passe ou non, le pont tremble.",
    ],
)
def test_look_alikes_give_nobody_a_word(text: str) -> None:
    assert said(text, "fr") == []


def test_types_are_computed() -> None:
    text = "« Non », dit Paul Essai.\nPaul Essai a dit que c'est fini.\nPaul Essai a dit que c'est « fini pour lui »."
    assert types(text, "fr") == ["direct", "indirect", "mixed"]


def test_line_roles_are_known_by_french_words() -> None:
    text = (
        "Le vieux pont est fermé\nPar Marie Exemple\nPublié le 3 mars 2020\nLe pont est fermé.\nPhoto : Paul Essai\n"
        "Lire aussi : Cinq ponts\nPar la suite, personne n'est venu.\nPublicité\nPersonne."
    )
    assert roles(text, "fr") == [
        "headline", "byline", "dateline", "body", "caption", "boilerplate", "body", "boilerplate", "body",
    ]  # fmt: skip
