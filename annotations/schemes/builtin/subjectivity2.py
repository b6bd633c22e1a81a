"""Whether a sentence carries its writer’s own view (domain notes, section 2.3; the labels of CheckThat)."""

from annotations.schemes.base import Label, LabelSet

SUBJECTIVITY2 = LabelSet(
    key="subjectivity2",
    name="Subjectivity",
    scope="statement",
    labels=(
        Label(
            "obj",
            "Objective",
            "It presents its topic without the view of the article’s author. A quoted opinion is still reported.",
            "neutral",
            "b",
            example="“The council voted against the plan, nine to four.”",
            maps_to={"checkthat": "OBJ"},
        ),
        Label(
            "subj",
            "Subjective",
            "It carries the view of the article’s author, openly or by the choice of words.",
            "unclear",
            "y",
            example="“Once again the council has failed its citizens.”",
            maps_to={"checkthat": "SUBJ"},
        ),
    ),
)
