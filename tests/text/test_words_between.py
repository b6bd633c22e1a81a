"""Reporting words inside a quotation, and what stands between a cue and its source, by the light rules."""

from __future__ import annotations

import pytest

from tests.text.reported import Said, said, types

INSIDE = [
    ("fr", "« C'est, dit Paul Roy, une erreur »", ("Paul Roy", "dit", ["« C'est", "une erreur »"], "Paul Roy")),
    (
        "fr",
        "« Nous partirons, a expliqué hier le maire, dès lundi. Tous. »",
        ("le maire", "a expliqué", ["« Nous partirons", "dès lundi. Tous. »"], None),
    ),
    (
        "fr",
        "« Nous partons, explique Léna Roy. L'eau monte. »",
        ("Léna Roy", "explique", ["« Nous partons", "L'eau monte. »"], "Léna Roy"),
    ),
    ("fr", "« Nous partons, promet Léna Roy. »", ("Léna Roy", "promet", ["« Nous partons"], "Léna Roy")),
    ("de", "„Das ist, sagt Eva Lang, ein Fehler.“", ("Eva Lang", "sagt", ["„Das ist", "ein Fehler.“"], "Eva Lang")),
    ("es", "«Nos vamos —dijo Ana Ruiz— hoy»", ("Ana Ruiz", "dijo", ["«Nos vamos", "hoy»"], "Ana Ruiz")),
    ("ar", "«الجسر، قالت ليلى حداد، قديم»", ("ليلى حداد", "قالت", ["«الجسر", "قديم»"], "ليلى حداد")),
]


@pytest.mark.parametrize(("language", "text", "expected"), INSIDE)
def test_words_between_commas_or_dashes_in_a_quotation_say_whose_it_is(
    language: str, text: str, expected: Said
) -> None:
    assert said(text, language) == [expected]


def test_a_pronoun_inside_the_marks_is_the_last_speaker_and_the_quotation_stays_direct() -> None:
    text = "« Non », dit Paul Roy. « C'est, a-t-il ajouté, une erreur. »"
    assert said(text, "fr")[1] == ("il", "ajouté", ["« C'est", "une erreur. »"], "Paul Roy")
    assert types(text, "fr") == ["direct", "direct"]


def test_who_is_named_outside_the_marks_says_the_whole() -> None:
    text = "« Le pont, a dit le maire, est vieux », répond Paul Roy."
    assert said(text, "fr") == [
        ("Paul Roy", "répond", ["« Le pont, a dit le maire, est vieux »"], "Paul Roy"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« Le pont, dit-on, va tomber demain »"),
        ("fr", "« Il dit, chaque soir, que le pont tombe »"),
        ("de", "„Das ist, sagt man, ein Fehler.“"),
        ("es", "«El puente, dijo entonces, es viejo»"),
    ],
)
def test_words_of_the_quotation_itself_name_nobody(language: str, text: str) -> None:
    assert said(text, language) == []


BETWEEN = [
    ("fr", "« Non », a dit aux journalistes le ministre Paul Roy.", "le ministre Paul Roy"),
    ("fr", "« Non », a confié hier à notre rédaction Paul Roy.", "Paul Roy"),
    ("fr", "« Non », a déclaré lors d'une conférence de presse la ministre.", "la ministre"),
    ("fr", "Le pont est fermé, a indiqué au journal Le Phare le maire Paul Roy.", "le maire Paul Roy"),
    ("fr", "« Non », confie au journal Le Phare une habitante.", "une habitante"),
    ("fr", "« Non », a réagi auprès de l'AFP Paul Roy.", "Paul Roy"),
    ("fr", "Et Paul Roy d'ajouter : « Nous partons. »", "Paul Roy"),
    ("fr", "Le pont est fermé, ont annoncé jeudi les autorités.", "les autorités"),
    ("de", "„Nein“, sagte der Zeitung der Minister Paul Roth.", "der Minister Paul Roth"),
    ("de", "„Nein“, sagte dem Sender der Sprecher der Stadt.", "der Sprecher der Stadt"),
    ("de", "„Nein“, sagte am Montag vor Journalisten die Ministerin Eva Lang.", "die Ministerin Eva Lang"),
    ("de", "„Nein“, erklärte in Berlin Ministerin Eva Lang.", "Ministerin Eva Lang"),
    ("de", "„Nein“, sagte gegenüber der Presse Paul Roth.", "Paul Roth"),
    ("es", "«No», dijo a la prensa la ministra Ana Ruiz.", "la ministra Ana Ruiz"),
    ("es", "«No», explicó ayer a los periodistas Pablo Ruiz.", "Pablo Ruiz"),
    ("es", "«No», dijeron a este diario fuentes del ministerio.", "fuentes del ministerio"),
    ("es", "—No —dijo en rueda de prensa el alcalde.", "el alcalde"),
    ("tr", 'Bakan Ali Koca gazetecilere, "Köprü eski" dedi.', "Bakan Ali Koca"),
    ("tr", "Ayşe Kaya basına köprünün kapatılacağını söyledi.", "Ayşe Kaya"),
    ("tr", "Ayşe Kaya, Kurye'ye yaptığı açıklamada, köprünün kapatılacağını söyledi.", "Ayşe Kaya"),
    ("ar", "ووفقا لصحيفة النهر، فإن الجسر قديم جدا.", "صحيفة النهر"),
    ("ar", 'وختم خليل قائلا: "الجسر قديم جدا".', "خليل"),
    ("ar", "وقال للصحفيين الوزير سامر خليل إن الجسر قديم جدا.", "الوزير سامر خليل"),
    ("ar", "وقال له رئيس البلدية إن الجسر قديم جدا.", "رئيس البلدية"),
    ("ar", "قال لوكالة الأنباء رئيس البلدية إن الجسر قديم جدا.", "رئيس البلدية"),
    ("ar", "وقالت في مؤتمر صحفي الوزيرة ليلى حداد إن الجسر قديم.", "الوزيرة ليلى حداد"),
]


@pytest.mark.parametrize(("language", "text", "source"), BETWEEN)
def test_who_is_told_where_and_when_may_stand_before_the_source(language: str, text: str, source: str) -> None:
    assert [one[0] for one in said(text, language)] == [source]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("fr", "« Non », a dit au journal Le Phare Paul Roy.", []),
        ("fr", "« Non », a dit à la presse après avoir vu la ville de Lyon.", []),
        ("fr", "« Non », a dit au maire la veille.", []),
        ("fr", "« Non », a dit au maire deux jours plus tard.", []),
        ("de", "„Nein“, sagte der Präsident der Agentur.", ["der Präsident der Agentur"]),
        ("de", "„Nein“, sagte am Montag vor Vertretern der Stadt.", []),
        ("es", "«No», dijo a la prensa tras visitar el barrio.", [""]),
        ("es", "«No», dijo a su hijo la noche del lunes.", [""]),
        ("ar", "وقال في مكتب رئيس البلدية إن الجسر قديم جدا.", [""]),
    ],
)
def test_who_is_told_is_not_who_speaks(language: str, text: str, source: list[str]) -> None:
    assert [one[0] for one in said(text, language)] == source


AROUND = [
    ("fr", "Le pont, a dit Paul Roy, restera fermé.", ("Paul Roy", "a dit", ["Le pont", "restera fermé"], "Paul Roy")),
    ("fr", "Le pont, selon Ana Roy, est vieux.", ("Ana Roy", "selon", ["Le pont", "est vieux"], "Ana Roy")),
    ("de", "Die Brücke, sagte Eva Lang, sei alt.", ("Eva Lang", "sagte", ["Die Brücke", "sei alt"], "Eva Lang")),
    ("de", "Die Brücke, so Eva Lang weiter, werde alt.", ("Eva Lang", "so", ["Die Brücke", "werde alt"], "Eva Lang")),
    ("es", "El puente, dijo Ana Ruiz, será viejo.", ("Ana Ruiz", "dijo", ["El puente", "será viejo"], "Ana Ruiz")),
    ("es", "El puente, según Ana Ruiz, es viejo.", ("Ana Ruiz", "según", ["El puente", "es viejo"], "Ana Ruiz")),
    (
        "fr",
        "Comme l'a souligné Paul Roy, le pont est vieux.",
        ("Paul Roy", "a souligné", ["le pont est vieux"], "Paul Roy"),
    ),
    (
        "de",
        "Die Brücke bleibt, wie die Stadt am Montag mitteilte, gesperrt.",
        ("die Stadt", "mitteilte", ["Die Brücke bleibt", "gesperrt"], None),
    ),
    (
        "de",
        "Laut einem Bericht, der am Montag erschien, ist die Brücke alt.",
        ("einem Bericht", "Laut", ["ist die Brücke alt"], None),
    ),
    (
        "es",
        "Tal y como explicó Ana Ruiz, el puente es viejo.",
        ("Ana Ruiz", "explicó", ["el puente es viejo"], "Ana Ruiz"),
    ),
    (
        "tr",
        "Ayşe Kaya, dün yaptığı açıklamada köprünün eski olduğunu söyledi.",
        ("Ayşe Kaya", "söyledi", ["köprünün eski olduğunu"], "Ayşe Kaya"),
    ),
    ("ar", "وقال شهود عيان إن الجسر انهار فجأة.", ("شهود عيان", "وقال", ["إن الجسر انهار فجأة"], None)),
    ("fr", "« Jamais », s'étonne Ana Roy. « Non », se désole-t-elle.", ("elle", "se désole", ["« Non »"], "Ana Roy")),
    ("fr", "« Nous partons », fait savoir Ana Roy.", ("Ana Roy", "fait savoir", ["« Nous partons »"], "Ana Roy")),
]


@pytest.mark.parametrize(("language", "text", "expected"), AROUND)
def test_a_sentence_goes_on_behind_reporting_words_between_commas(language: str, text: str, expected: Said) -> None:
    assert said(text, language)[-1] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le pont est fermé, a dit Paul Roy, maire de Lyon depuis mars."),
        ("de", "Die Brücke ist alt, sagte Eva Lang, Ministerin seit März."),
        ("es", "El puente es viejo, dijo Ana Ruiz, alcaldesa desde marzo."),
    ],
)
def test_a_description_behind_the_source_is_no_content(language: str, text: str) -> None:
    assert all("seit" not in part and "depuis" not in part for one in said(text, language) for part in one[2])
    assert all("desde" not in part for one in said(text, language) for part in one[2])
