"""`As X put it`, `in X's words`, `as X said`: what is announced so, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.text.reported import Said, said

ANNOUNCED = [
    ("As Jane Doe put it, the bridge is a ruin.", ("Jane Doe", "put", ["the bridge is a ruin"], "Jane Doe")),
    ("As the mayor once put it on air, it is a ruin.", ("the mayor", "put", ["it is a ruin"], None)),
    ("The bridge is a ruin, as Jane Doe put it.", ("Jane Doe", "put", ["The bridge is a ruin"], "Jane Doe")),
    ("The bridge, as Jane Doe put it, is a ruin.", ("Jane Doe", "put", ["The bridge", "is a ruin"], "Jane Doe")),
    ("Or, as Jane Doe put it: “We lost.”", ("Jane Doe", "put", ["“We lost.”"], "Jane Doe")),
    (
        "“It is a ruin for all,” as Jane Doe put it.",
        ("Jane Doe", "put", ["“It is a ruin for all,”"], "Jane Doe"),
    ),
    (
        "It was, as Jane Doe put it, “the worst bridge in town.”",
        ("Jane Doe", "put", ["“the worst bridge in town.”"], "Jane Doe"),
    ),
    (
        "In the words of Mayor Jane Doe, it is a ruin.",
        ("Mayor Jane Doe", "In the words of", ["it is a ruin"], "Jane Doe"),
    ),
    ("In Jane Doe’s own words, it is a ruin.", ("Jane Doe", "own words", ["it is a ruin"], "Jane Doe")),
    ("It is a ruin, in the view of Jane Doe.", ("Jane Doe", "in the view of", ["It is a ruin"], "Jane Doe")),
    ("By Jane Doe's account, the bridge is old.", ("Jane Doe", "account", ["the bridge is old"], "Jane Doe")),
    ("Jane Doe's verdict: “It is a ruin.”", ("Jane Doe", "verdict", ["“It is a ruin.”"], "Jane Doe")),
    ("The bridge could fall, experts fear.", ("experts", "fear", ["The bridge could fall"], None)),
    ("As Jane Doe pointed out, the bridge is old.", ("Jane Doe", "pointed", ["the bridge is old"], "Jane Doe")),
    ("As Jane Doe told the council, it is a ruin.", ("Jane Doe", "told", ["it is a ruin"], "Jane Doe")),
    ("The bridge, as Jane Doe said in May, is old.", ("Jane Doe", "said", ["The bridge", "is old"], "Jane Doe")),
]


@pytest.mark.parametrize(("text", "expected"), ANNOUNCED)
def test_what_is_announced_as_somebodys_words_is_theirs(text: str, expected: Said) -> None:
    assert said(text, "en") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "As Jane Doe put it together, the plan was simple.",
        "As with any bridge, Jane Doe put it off.",
        "In other words, the bridge is old.",
        "Jane Doe's bridge: “Over the river and home”",
        "She will not live, like others, in fear.",
        "She looked for the words in Jane Doe's book.",
        "The bridge is closed in view of Jane Doe's age.",
        "The bridge stood in Jane Doe's view.",
        "In Jane Doe's account of the river, the bridge is old.",
    ],
)
def test_look_alikes_announce_nothing(text: str) -> None:
    assert said(text, "en") == []


def test_a_verb_that_reports_goes_before_words_that_only_announce() -> None:
    text = "Jane Doe said that the bridge was, as the old song put it, a ruin."
    assert [(source, cue) for source, cue, _, _ in said(text, "en")] == [("Jane Doe", "said")]
