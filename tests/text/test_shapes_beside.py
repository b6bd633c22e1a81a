"""Reports beside and inside other clauses, each with a sentence that looks like it and reports something else."""

from __future__ import annotations

import pytest

from tests.text.test_attribution import triples

Triple = tuple[str | None, str | None, list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a second cue of the reporter
        (
            "While the mayor praised the lamps, the engineer insisted that the bridge was old.",
            [("the mayor", "praised", ["the lamps"]), ("the engineer", "insisted", ["that the bridge was old"])],
        ),
        (
            "The mayor said the bridge was safe and the council said it was old.",
            [("The mayor", "said", ["the bridge was safe"]), ("the council", "said", ["it was old"])],
        ),
        (
            "The mayor said the bridge was safe, though she noted it was old.",
            [("The mayor", "said", ["the bridge was safe"]), ("she", "noted", ["it was old"])],
        ),
        (
            "The minister, who questioned the plan, said Friday that the bridge was old.",
            [
                ("The minister, who", "questioned", ["the plan"]),
                ("The minister, who questioned the plan", "said", ["that the bridge was old"]),
            ],
        ),
        (
            "The mayor said that she believed the bridge was old.",
            [("The mayor", "said", ["that she believed the bridge was old"])],
        ),
        (
            "The mayor said the bridge was safe while Ann Poe insists it is old.",
            [("The mayor", "said", ["the bridge was safe"]), ("Ann Poe", "insists", ["it is old"])],
        ),
        (
            "But she said Tuesday that the bridge was old, narrow and steep.",
            [("she", "said", ["that the bridge was old, narrow and steep"])],
        ),
        (
            "It was widely reported that the bridge was old.",
            [(None, "was widely reported", ["that the bridge was old"])],
        ),
        ("The closure, announced Friday, would last for years.", []),
        # whose words a relative clause or a participle reports
        ("They met Ann Poe, who said the bridge was old.", [("Ann Poe, who", "said", ["the bridge was old"])]),
        ("Doe then appears on stage, saying the bridge is old.", [("Doe", "saying", ["the bridge is old"])]),
        (
            "Some engineers - including two of the council's own - warn that the bridge is old.",
            [
                (
                    "Some engineers - including two of the council's own",
                    "warn",
                    ["that the bridge is old"],
                )
            ],
        ),
        # thoughts and knowledge
        ("A teacher thought it was a lamp.", [("A teacher", "thought", ["it was a lamp"])]),
        ("The council learned that the bridge was old.", [("The council", "learned", ["that the bridge was old"])]),
        ("Both sides agreed it was too late.", [("Both sides", "agreed", ["it was too late"])]),
        ("The council knows the bridge well.", []),
        ("A thought that comes late is a thought.", []),
        # subjects with something between them and their verb
        ("The minister, however, said it was old.", [("The minister", "said", ["it was old"])]),
        ("The company, in a statement, said it was sorry.", [("The company", "said", ["it was sorry"])]),
        (
            "The union had earlier announced that it would strike.",
            [("The union", "announced", ["that it would strike"])],
        ),
        ("Some have claimed that the bridge is old.", [("Some", "have claimed", ["that the bridge is old"])]),
        (
            "The man who found the boat said it was empty.",
            [("The man who found the boat", "said", ["it was empty"])],
        ),
        (
            "The bank claims that it knew nothing, while the city claims that it did.",
            [("The bank", "claims", ["that it knew nothing"]), ("the city", "claims", ["that it did"])],
        ),
        ("The first four states that vote are small.", []),
        # whose words a report of reports gives
        ("The paper quoted the mayor as saying it was old.", [("the mayor", "saying", ["it was old"])]),
        ("It is believed that the bridge is old.", [(None, "is believed", ["that the bridge is old"])]),
        ("The team has said on the radio it is sorry.", [("The team", "has said", ["it is sorry"])]),
        ('"We won", he said. "It was hard."', [("he", "said", ['"We won"', '"It was hard."'])]),
        # according to
        (
            "They turn away boats which, according to the agency, the neighbours have let in.",
            [("the agency", "according to", ["the neighbours have let in"])],
        ),
        (
            "One person was hurt, according to the police, and two were missing.",
            [("the police", "according to", ["One person was hurt", "and two were missing"])],
        ),
        (
            "According to residents on both banks of the river, the bridge is old.",
            [("residents on both banks of the river", "According to", ["the bridge is old"])],
        ),
        (
            "They paid for it (it cost three million, according to the bank).",
            [("the bank)", "according to", ["it cost three million"])],
        ),
        (
            "According to two people, who asked for secrecy, the boat sank at once.",
            [("two people", "According to", ["the boat sank at once"])],
        ),
        (
            "According to letters seen by the Star, the boat sank.",
            [("letters seen by the Star", "According to", ["the boat sank"])],
        ),
        ("The boat sank, according to Ann Poe, who saw it.", [("Ann Poe", "according to", ["The boat sank"])]),
        ("The boat, according to Ann Poe, sank.", [("Ann Poe", "according to", ["The boat", "sank"])]),
        ("In Ohio, according to Ann Poe, the boat sank.", [("Ann Poe", "according to", ["the boat sank"])]),
        # at the end and in the middle of what is said
        ("The boat sank, said Ann Poe, the captain.", [("Ann Poe, the captain", "said", ["The boat sank"])]),
        ("The boat, police said in a report, is lost.", [("police", "said", ["The boat", "is lost"])]),
        ("The boat, police said in a statement, is lost.", [("police", "said", ["The boat", "is lost"])]),
        (
            "Ann Poe described the vote as a farce and has said she will appeal.",
            [("Ann Poe", "described", ["the vote as a farce"]), ("Ann Poe", "has said", ["she will appeal"])],
        ),
        ("News reports said the boat was lost.", [("News reports", "said", ["the boat was lost"])]),
        (
            'Ann Poe said the vote was "fair", while John Roe called it "absurd" and said he would appeal.',
            [
                ("Ann Poe", "said", ['the vote was "fair"']),
                ("John Roe", "called", ['it "absurd"']),
                ("John Roe", "said", ["he would appeal"]),
            ],
        ),
        (
            'Ann Poe accused him of "sleepwalking into a storm" and demanded he resign.',
            [("Ann Poe", "accused", ['him of "sleepwalking into a storm"'])],
        ),
        (
            'Ann Poe told them: "I will publish it by June," but left early.',
            [("Ann Poe", "told", ['"I will publish it by June,"'])],
        ),
        ('"It sank," said a man who asked not to be named.', [("a man", "said", ['"It sank,"'])]),
        # nouns that report
        (
            "Doe's claim that the bridge is safe drew laughter.",
            [("Doe's", "claim", ["that the bridge is safe drew laughter"])],
        ),
        ("Few share their fear that it may fall.", [("their", "fear", ["that it may fall"])]),
        (
            "Despite the mayor's promise that it would last, the bridge fell.",
            [("the mayor's", "promise", ["that it would last"])],
        ),
        (
            "Doe had seen it all, and came to the conclusion that the bridge was old.",
            [("Doe", "came to the conclusion", ["that the bridge was old"])],
        ),
        ("Doe filed a claim that was rejected at once.", []),
        ("They heard the claim that pigs fly.", []),
        # what looks like an evaluation
        ("A charity called Open Hands moved in.", []),
        ("The council called a special meeting on Friday.", []),
        ("The mayor called the charity a joke.", [("The mayor", "called", ["the charity a joke"])]),
        (
            "The man accused of the theft was seen there, a judge ruled on Monday.",
            [("a judge", "ruled", ["The man accused of the theft was seen there"])],
        ),
        ('Doe told the police, "everything he did".', []),
    ],
)
def test_reports_beside_other_clauses(text: str, expected: list[Triple]) -> None:
    assert triples(text) == expected
