"""German: where statements end and who says what, each with a look-alike."""

from __future__ import annotations

import pytest

from annotations.text.document import analyse
from tests.text.reported import roles, said, sentences, types

WHOLE = [
    "Der Umsatz lag bei rd. 3,5 Mio. Euro bzw. 4 Mrd. Dollar, d. h. ca. 5 Prozent höher.",
    "Der 3. Oktober und der 19. Jahrestag fielen auf den 2. Bundesligaspieltag.",
    "Am 12. Januar kam Prof. Dr. Hans Muster nach St. Beispiel, z. B. zu Fa. Muster & Co. KG.",
    "Kaiser Friedrich III. von Musterland und Wilhelm II. Graf Beispiel kamen nie.",
    "Nach Art. 5 Abs. 3 gilt das i. d. R. nicht.",
    "„Wann?“, fragte sie.",
    "Die Sitzung endete um 18.30 Uhr, so der Bürgermeister.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_and_ordinals_do_not_end_a_statement(text: str) -> None:
    assert sentences(text, "de") == [text]


CUT = [
    "Sie kam am 5.|Er ging am 6. Mai.",
    "Das gilt für Brücken, Wege usw.|Die Stadt weiß das.",
    "Papst Johann II.|Er reiste viel.",
    "Das ist einmalig in dieser Art.|Der Rat lobte es.",
    "Sie kostet 5 Mio.|Die Stadt zahlt.",
    "Es begann 1990.|„Wir gehen.|Wir kommen nicht zurück“, sagte er.",
    "Nein, sagte er, das ist falsch.Die Stadt schwieg.",
]


@pytest.mark.parametrize("marked", CUT)
def test_a_word_that_begins_sentences_ends_the_one_before(marked: str) -> None:
    assert sentences(marked.replace("|", " "), "de")[: marked.count("|")] == marked.split("|")[:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "„Wir wissen es nicht“, sagte Verkehrsministerin Anna Muster am Montag in Berlin.",
            ("Verkehrsministerin Anna Muster", "sagte", ["„Wir wissen es nicht“"], "Anna Muster"),
        ),
        ("»Das ist falsch«, so Hans Muster.", ("Hans Muster", "so", ["»Das ist falsch«"], "Hans Muster")),
        (
            "Am Montag sagte der Sprecher der neuen Regierung, dass die Brücke gesperrt bleibe.",
            ("der Sprecher der neuen Regierung", "sagte", ["dass die Brücke gesperrt bleibe"], None),
        ),
        (
            "Hans Muster, Leiter des Amtes, sagte, dass die Arbeiten beginnen, aber niemand kam.",
            ("Hans Muster", "sagte", ["dass die Arbeiten beginnen"], "Hans Muster"),
        ),
        (
            "Die Brücke bleibt gesperrt, wie die Stadt am Montag mitteilte.",
            ("die Stadt", "mitteilte", ["Die Brücke bleibt gesperrt"], None),
        ),
        (
            "Die Brücke bleibe gesperrt, teilte Anna Muster am Montag mit.",
            ("Anna Muster", "teilte", ["Die Brücke bleibe gesperrt"], "Anna Muster"),
        ),
        (
            "Laut Minister Hans Muster steigen die Kosten weiter.",
            ("Minister Hans Muster", "Laut", ["steigen die Kosten weiter"], "Hans Muster"),
        ),
        (
            "Die Kosten steigen laut Muster weiter.",
            ("Muster", "laut", ["Die Kosten steigen", "weiter"], "Muster"),
        ),
        ("Muster erklärte: „Wir gehen.“", ("Muster", "erklärte", ["„Wir gehen.“"], "Muster")),
        (
            "„Wir gehen“, sagte Ursula von der Probe, „und zwar sofort.“",
            ("Ursula von der Probe", "sagte", ["„Wir gehen“", "„und zwar sofort.“"], "Ursula von der Probe"),
        ),
        ("Der Stadt zufolge steigen die Kosten.", ("Der Stadt", "zufolge", ["steigen die Kosten"], None)),
        ("Muster betonte, die Brücke sei alt.", ("Muster", "betonte", ["die Brücke sei alt"], "Muster")),
        ("Muster widersprach: Die Brücke bleibe.", ("Muster", "widersprach", ["Die Brücke bleibe"], "Muster")),
        (
            "Minister Hans Muster wehrt sich: „Das ist falsch.“",
            ("Minister Hans Muster", ":", ["„Das ist falsch.“"], "Hans Muster"),
        ),
        (
            "Laut Minister Hans Muster (FDP) steigen die Kosten weiter.",
            ("Minister Hans Muster", "Laut", ["steigen die Kosten weiter"], "Hans Muster"),
        ),
        ("„Das ist“, so Muster weiter, „falsch.“", ("Muster", "so", ["„Das ist“", "„falsch.“"], "Muster")),
        (
            "Nach Angaben der Polizei wurden drei Menschen verletzt.",
            ("der Polizei", "Nach Angaben", ["wurden drei Menschen verletzt"], None),
        ),
    ],
)
def test_a_reporting_verb_beside_somebody_gives_the_speaker(
    text: str, expected: tuple[str, str, list[str], str | None]
) -> None:
    assert said(text, "de") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Er tat so, als ob die Brücke offen sei.",
        "Das klappt schon, so Gott will.",
        "Sie teilte das Geld mit ihrer Schwester Anna.",
        "Der Film „Die Brücke am großen Fluss“ läuft im Kino.",
        "Die Musik war laut und die Brücke voll.",
        "Die Tochter des Hans Muster kam.",
        "Motto: „Alle Wege führen über die Brücke.“",
        "Muster betonte die Farben, die an der Brücke fehlen.",
    ],
)
def test_look_alikes_give_nobody_a_word(text: str) -> None:
    assert said(text, "de") == []


def test_a_surname_becomes_the_full_name_and_a_pronoun_the_last_speaker() -> None:
    text = "„Wir gehen jetzt“, sagte Anna Muster.\n„Gut“, sagte Muster. Sie sagte, dass es spät sei."
    assert [speaker for *_, speaker in said(text, "de")] == ["Anna Muster"] * 3
    (entity,) = analyse(text, "de").entities
    assert (entity.canonical_name, entity.kind, entity.aliases, len(entity.mentions)) == (
        "Anna Muster",
        "person",
        ("Muster",),
        2,
    )


def test_a_quotation_over_two_paragraphs_is_one_attribution() -> None:
    text = "„Wir gehen.\n„Wir kommen nicht zurück“, sagte Hans Muster."
    assert [contents for _, _, contents, _ in said(text, "de")] == [["„Wir gehen.", "„Wir kommen nicht zurück“"]]


def test_types_are_computed() -> None:
    text = "„Nein“, sagte Muster.\nMuster sagte, dass er gehe.\nMuster sagte, dass er „nie wieder“ komme."
    assert types(text, "de") == ["direct", "indirect", "mixed"]


def test_line_roles_are_known_by_german_words() -> None:
    text = (
        "Stadt sperrt alte Brücke\nVon Anna Muster\nMontag, 3. März 2020\nDie Brücke ist gesperrt.\n"
        "Foto: Hans Muster\nLesen Sie auch: Fünf Brücken\nVon Anfang an war klar, dass sie fällt.\nAnzeige\nSie fiel."
    )
    assert roles(text, "de") == [
        "headline", "byline", "dateline", "body", "caption", "boilerplate", "body", "boilerplate", "body",
    ]  # fmt: skip


def test_the_result_says_that_the_rules_are_few() -> None:
    assert analyse("Es regnet.", "de-AT").notes == (
        "Speakers in German are proposed by a few simple rules; many are missed. Check them.",
    )
