"""Turkish: where statements end and who says what, each with a look-alike."""

from __future__ import annotations

import pytest

from tests.text.reported import roles, said, sentences, types

WHOLE = [
    "Prof. Dr. Ahmet Örnek ve Doç. Dr. Ayşe Deneme toplantıya geldi.",
    "Toplantı 3. Köprü'de, II. Abdülhamid döneminden kalma binada yapıldı.",
    "Elma, armut vb. meyveler ile T.C. kimlik no. 5 soruldu.",
    "Gen. Kur. Bşk. Org. Ali Örnek ve Av. Ayşe Deneme saat 18.30'da geldi.",
    '"Neden?" diye sordu.',
]


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_and_ordinals_do_not_end_a_statement(text: str) -> None:
    assert sentences(text, "tr") == [text]


CUT = [
    "Herkes böyle der.|Bu doğru.",
    "Fiyatı 3.500 TL.|Bu çok pahalı.",
    "Elma, armut vb.|Daha sonra gittiler.",
    '"Geldik.|Gidiyoruz." dedi.|Kimse gelmedi.',
]


@pytest.mark.parametrize("marked", CUT)
def test_a_word_that_begins_sentences_ends_the_one_before(marked: str) -> None:
    assert sentences(marked.replace("|", " "), "tr") == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Köprü kapalı kalacak." dedi Bakan Ali Örnek.',
            ("Bakan Ali Örnek", "dedi", ['"Köprü kapalı kalacak."'], "Ali Örnek"),
        ),
        (
            "Ulaştırma Bakanı Ali Örnek, dün yapılan toplantıda, “Köprü kapalı.” ifadelerini kullandı.",
            ("Ulaştırma Bakanı Ali Örnek", "ifadelerini kullandı", ["“Köprü kapalı.”"], "Ali Örnek"),
        ),
        (
            "Belediye Başkanı Ayşe Deneme, köprünün kapalı kalacağını söyledi.",
            ("Belediye Başkanı Ayşe Deneme", "söyledi", ["köprünün kapalı kalacağını"], "Ayşe Deneme"),
        ),
        (
            "Kaptan Ayşe Deneme ise, “Köprü kapalı.” dedi.",
            ("Kaptan Ayşe Deneme", "dedi", ["“Köprü kapalı.”"], "Ayşe Deneme"),
        ),
        (
            "Başkan Ayşe Deneme sözleri reddetti: “Köprü kapalı.”",
            ("Başkan Ayşe Deneme", ":", ["“Köprü kapalı.”"], "Ayşe Deneme"),
        ),
        (
            "Ayşe Deneme'nin raporuna göre köprü kapalı kalacak.",
            ("Ayşe Deneme'nin raporuna", "göre", ["köprü kapalı kalacak"], "Ayşe Deneme"),
        ),
        ("Örnek'e göre köprü kapalı kalacak.", ("Örnek'e", "göre", ["köprü kapalı kalacak"], "Örnek")),
        (
            "Deneme şunları söyledi: “Köprü kapalı kalacak.”",
            ("Deneme", "şunları söyledi", ["“Köprü kapalı kalacak.”"], "Deneme"),
        ),
        ('"Köprü açılacak" diyen Deneme, salondan ayrıldı.', ("Deneme", "diyen", ['"Köprü açılacak"'], "Deneme")),
    ],
)
def test_a_reporting_verb_beside_somebody_gives_the_speaker(
    text: str, expected: tuple[str, str, list[str], str | None]
) -> None:
    assert said(text, "tr") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Geçen yıla göre fiyatlar arttı.",
        "Buna göre köprü kapalı kalacak.",
        "“Büyük nehrin eski köprüsü” filmi sinemada.",
        "Ayşe Deneme, yıllarca köprüde bekledi.",
    ],
)
def test_look_alikes_give_nobody_a_word(text: str) -> None:
    assert said(text, "tr") == []


def test_a_dropped_subject_is_the_last_named_speaker_or_nobody() -> None:
    assert [speaker for *_, speaker in said('"Buradayız." dedi.', "tr")] == [None]
    text = 'Ali Örnek, "Geldik." dedi. "Buradayız." dedi.'
    assert said(text, "tr")[1] == ("", "dedi", ['"Buradayız."'], "Ali Örnek")


def test_a_second_verb_after_and_has_the_speaker_of_the_first() -> None:
    text = "Ali Örnek, “Geldik.” dedi ve ekledi: “Buradayız.”"
    assert [(cue, speaker) for _, cue, _, speaker in said(text, "tr")] == [
        ("dedi", "Ali Örnek"),
        ("ekledi", "Ali Örnek"),
    ]


def test_who_says_it_stands_behind_the_participle_or_is_nobody() -> None:
    text = "Ali Örnek, “Geldik.” dedi. “Bu bir utanç” diyen 71 yaşındaki Ayşe Deneme ağladı. “Yeter artık” diyen yok."
    assert [speaker for *_, speaker in said(text, "tr")] == ["Ali Örnek", "Ayşe Deneme"]


def test_types_are_computed() -> None:
    assert types('Ali Örnek, "Geldik." dedi.\nAli Örnek, köprünün açılacağını söyledi.', "tr") == ["direct", "indirect"]


def test_line_roles_are_known_by_turkish_words() -> None:
    text = (
        "Eski köprü kapatıldı\nHaber: Ayşe Deneme\n3 Mart 2020 Salı\nKöprü dün kapatıldı.\nFotoğraf: Ali Örnek\n"
        "Devamını oku\nKöprü açılacak."
    )
    assert roles(text, "tr") == ["headline", "byline", "dateline", "body", "caption", "boilerplate", "body"]
