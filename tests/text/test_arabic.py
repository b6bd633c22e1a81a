"""Arabic: where statements end and who says what, each with a look-alike."""

from __future__ import annotations

import pytest

from annotations.text.document import analyse
from tests.text.reported import roles, said, sentences, types

WHOLE = [
    "قال د. سالم مثال إن الاجتماع انتهى.",
    "وصل أ. د. علي مثال بعد 3.5 ساعة.",
    '"سنذهب غدا." قال الوزير سالم مثال.',
]


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviations_and_a_verb_after_a_quotation_do_not_end_a_statement(text: str) -> None:
    assert sentences(text, "ar") == [text]


CUT = ["هل جاء؟|نعم!|انتهى الأمر.", '"سنبقى".|وقال الوزير إنه عائد.', "«سنذهب غدا.|لن نعود»، قال سالم مثال."]


@pytest.mark.parametrize("marked", CUT)
def test_arabic_marks_end_a_statement(marked: str) -> None:
    assert sentences(marked.replace("|", " "), "ar") == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال وزير النقل المصري سالم مثال إن الجسر سيبقى مغلقا.",
            ("وزير النقل المصري سالم مثال", "قال", ["إن الجسر سيبقى مغلقا"], "سالم مثال"),
        ),
        (
            "أكّد سالم مثال أن الجسر مغلق اليوم، لكن أحدا لم يأت.",
            ("سالم مثال", "أكّد", ["أن الجسر مغلق اليوم"], "سالم مثال"),
        ),
        (
            "«سنبقى هنا حتى الغد»، قال الرئيس سالم مثال.",
            ("الرئيس سالم مثال", "قال", ["«سنبقى هنا حتى الغد»"], "سالم مثال"),
        ),
        (
            "وفقاً لوزارة الصحة، ارتفع عدد المصابين أمس.",
            ("وزارة الصحة", "وفقاً", ["ارتفع عدد المصابين أمس"], "وزارة الصحة"),
        ),
        (
            "ارتفع عدد المصابين أمس، بحسب وزارة الصحة.",
            ("وزارة الصحة", "بحسب", ["ارتفع عدد المصابين أمس"], "وزارة الصحة"),
        ),
        (
            "قال رئيس بلدية الوادي، سالم مثال، إن الجسر سيبقى مغلقا.",
            ("رئيس بلدية الوادي، سالم مثال", "قال", ["إن الجسر سيبقى مغلقا"], "سالم مثال"),
        ),
        (
            "وقال رئيس بلدية الوادي إن الجسر سيبقى مغلقا.",
            ("رئيس بلدية الوادي", "وقال", ["إن الجسر سيبقى مغلقا"], None),
        ),
        ("وقال ممثل العمال سالم مثال: “سنبقى هنا”.", ("ممثل العمال سالم مثال", "وقال", ["“سنبقى هنا”"], "سالم مثال")),
        (
            "وبحسب وزارة الصحة، ارتفع عدد المصابين أمس.",
            ("وزارة الصحة", "وبحسب", ["ارتفع عدد المصابين أمس"], "وزارة الصحة"),
        ),
        ("وأوضح د. سالم مثال أن الجسر مغلق اليوم.", ("د. سالم مثال", "وأوضح", ["أن الجسر مغلق اليوم"], "سالم مثال")),
        (
            "وقال المتحدث باسم الحكومة: “سنبقى هنا”.",
            ("المتحدث باسم الحكومة", "وقال", ["“سنبقى هنا”"], None),
        ),
    ],
)
def test_a_reporting_verb_before_somebody_gives_the_speaker(
    text: str, expected: tuple[str, str, list[str], str | None]
) -> None:
    assert said(text, "ar") == [expected]


@pytest.mark.parametrize(
    "text", ["كتاب «مئة يوم على الجسر القديم» صدر أمس.", "الجسر مغلق منذ أمس.", "سمع الناس أن الجسر مغلق."]
)
def test_look_alikes_give_nobody_a_word(text: str) -> None:
    assert said(text, "ar") == []


def test_a_dropped_subject_is_the_last_named_speaker() -> None:
    text = 'قال سالم مثال: "سنبقى". وأضاف أن الجسر قديم جدا.'
    assert said(text, "ar")[1] == ("", "وأضاف", ["أن الجسر قديم جدا"], "سالم مثال")
    (entity,) = analyse(text, "ar").entities
    assert (entity.canonical_name, entity.kind) == ("سالم مثال", "person")


def test_types_are_computed() -> None:
    assert types('قال سالم مثال: "سنبقى".\nقال سالم مثال إن الجسر مغلق.', "ar") == ["direct", "indirect"]


def test_line_roles_are_known_by_arabic_words() -> None:
    text = (
        "إغلاق الجسر القديم\nبقلم: سالم مثال\n3 مارس 2020\nالجسر مغلق اليوم.\n"
        "صورة: سالم مثال\nاقرأ أيضا: خمسة جسور\nلم يأت أحد."
    )
    assert roles(text, "ar") == ["headline", "byline", "dateline", "body", "caption", "boilerplate", "body"]
