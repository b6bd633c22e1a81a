"""Speech over several sentences and paragraphs: floating, unclosed, re-opened, labelled and signed quotations."""

from __future__ import annotations

from annotations.text.document import analyse
from annotations.text.spans import exact
from tests.text.test_attribution import speakers, triples


def test_a_quotation_before_the_sentence_with_the_cue_belongs_to_it() -> None:
    text = '"The bridge is not safe. We will close it," Jane Doe said.'
    assert triples(text) == [("Jane Doe", "said", ['"The bridge is not safe. We will close it,"'])]


def test_a_sentence_with_a_quotation_goes_on_with_the_speaker_before_it() -> None:
    text = '"The bridge is not safe," Jane Doe said. That makes it "a danger to us all."'
    assert triples(text) == [
        ("Jane Doe", "said", ['"The bridge is not safe,"', 'That makes it "a danger to us all."']),
    ]


def test_three_paragraphs_of_one_speech_share_one_attribution() -> None:
    text = '"The bridge is not safe," Jane Doe said. "It has cracks.\n"The river is high.\n"We will close it."'
    assert triples(text) == [
        (
            "Jane Doe",
            "said",
            ['"The bridge is not safe,"', '"It has cracks.', '"The river is high.', '"We will close it."'],
        ),
    ]


def test_a_transcript_gives_every_paragraph_to_its_label() -> None:
    lines = [
        "DOE: The bridge is not safe.",
        "POE: As the paper wrote, it is very old.",
        "Jane Doe and Ann Poe met.",
        "Doe and Poe shook hands.",
    ]
    assert [(source, content) for source, _, content in triples("\n".join(lines))] == [
        ("DOE", ["The bridge is not safe."]),
        ("POE", ["As the paper wrote, it is very old."]),
    ]


def test_questions_and_answers_are_labels_when_they_repeat() -> None:
    lines = ["Q: Is the bridge safe?", "A: It is as safe as ever.", "Q: Who built it?", "A: My father built it."]
    more = ["Q: When did he do it?", "A: He did it in 1931."]
    assert [source for source, _, _ in triples("\n".join(lines + more))] == ["Q", "A", "Q", "A", "Q", "A"]


def test_a_turn_of_a_transcript_runs_to_the_next_label() -> None:
    lines = [
        "Q: Is it safe?",
        "A: It is as safe as ever.",
        "We cross it every day.",
        "Q: Who built it?",
        "A: He did so.",
    ]
    more = ["Q: When did he do it?", "A: He did it in 1931.", "The bridge was built of stone."]
    assert [(source, content) for source, _, content in triples("\n".join(lines + more))][1] == (
        "A",
        ["It is as safe as ever.", "We cross it every day."],
    )
    assert triples("\n".join(lines + more))[-1] == ("A", ":", ["He did it in 1931."])


def test_a_remark_introduces_the_quotation_in_the_next_paragraph() -> None:
    text = 'Jane Doe made the following remark:\n"The bridge is not safe for anyone."\nIt rained.'
    assert triples(text) == [("Jane Doe", "made", ['"The bridge is not safe for anyone."'])]


def test_a_colon_before_a_paragraph_without_marks_introduces_no_speech() -> None:
    assert triples("Jane Doe made three points:\nThe bridge is old.") == []


def test_a_label_whose_paragraph_is_about_the_person_is_a_heading() -> None:
    text = "Jane Doe: The bridge In May, Jane Doe was elected to the council.\nJane Doe lives here."
    assert triples(text) == []


def test_a_poll_in_a_headline_speaks() -> None:
    text = "Poll: Mayor is ahead in the town\nIt rained."
    (attribution,) = analyse(text).attributions
    assert exact(text, attribution.content[0]) == "Mayor is ahead in the town"
    assert analyse("Update: Mayor is ahead in the town\nIt rained.").attributions == ()


def test_a_quotation_may_be_signed_in_the_next_paragraph() -> None:
    text = '"We hear about it all the time, and it has to stop."\n— Ann Poe, teacher\nIt rained.'
    assert triples(text) == [("Ann Poe", "—", ['"We hear about it all the time, and it has to stop."'])]
    assert speakers(text) == ["Ann Poe"]


def test_a_dash_before_a_sentence_signs_nothing() -> None:
    assert (
        triples('"We hear about it all the time, and it has to stop."\n— The council met on Monday.\nIt rained.') == []
    )
