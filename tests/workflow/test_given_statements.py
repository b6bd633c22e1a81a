"""Statements that a file has cut already: its own speakers, or else the machine's attributions laid over them."""

from annotations.workflow.drafts import ArticleDraft, GivenStatement
from annotations.workflow.store import split_of

TEXT = "The mayor, Mara Holt, said the bridge would open in May. “It is late,” Ines Calder said. Rain fell."
WHOLE = ((0, 56), (57, 88), (89, 99))


def draft(*speakers: str, quote_type: str = "") -> ArticleDraft:
    given = tuple(
        GivenStatement(start, end, speaker=speaker, quote_type=quote_type if speaker else "")
        for (start, end), speaker in zip(WHOLE, speakers, strict=True)
    )
    return ArticleDraft(text=TEXT, statements=given)


def test_where_the_file_names_nobody_the_machine_says_who_speaks_in_its_statements() -> None:
    split = split_of(draft("", "", ""), TEXT)
    assert [(TEXT[slice(*one.span)], one.voice, one.speaker) for one in split.statements] == [
        ("The mayor, Mara Holt, said the bridge would open in May.", "attributed", "Mara Holt"),
        ("“It is late,” Ines Calder said.", "attributed", "Ines Calder"),
        ("Rain fell.", "author", None),
    ]
    assert [(one.speaker, one.quote_type, one.statements) for one in split.attributions] == [
        ("Mara Holt", "indirect", (0,)),
        ("Ines Calder", "direct", (1,)),
    ]
    assert all(one.rule for one in split.attributions)
    assert (split.origin, split.splitter_version) == ("manual", "given")


def test_the_speakers_of_a_file_stand_and_the_machine_only_says_how_they_are_quoted() -> None:
    split = split_of(draft("", "Ines Calder", "The weather service"), TEXT)
    assert [(one.voice, one.speaker) for one in split.statements] == [
        ("author", None),
        ("attributed", "Ines Calder"),
        ("attributed", "The weather service"),
    ]
    assert [(one.speaker, one.quote_type, one.rule) for one in split.attributions] == [
        ("Ines Calder", "direct", ""),
        ("The weather service", "indirect", ""),
    ]
    assert [one.name for one in split.entities] == ["Ines Calder", "The weather service"]


def test_the_way_of_quoting_that_a_file_names_is_kept() -> None:
    split = split_of(draft("", "Ines Calder", "", quote_type="mixed"), TEXT)
    assert [one.quote_type for one in split.attributions] == ["mixed"]


def test_a_given_statement_may_run_over_what_the_machine_would_cut() -> None:
    split = split_of(ArticleDraft(text=TEXT, statements=(GivenStatement(0, 88), GivenStatement(89, 99))), TEXT)
    assert [one.span for one in split.statements] == [(0, 88), (89, 99)]
    assert [(one.speaker, one.statements) for one in split.attributions] == [
        ("Mara Holt", (0,)),
        ("Ines Calder", (0,)),
    ]
