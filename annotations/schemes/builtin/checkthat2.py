"""Whether a statement should be checked, yes or no (domain notes, section 2.3; the labels of CheckThat)."""

from annotations.schemes.base import Label, LabelSet

CHECKTHAT2 = LabelSet(
    key="checkthat2",
    name="Worth checking",
    scope="statement",
    labels=(
        Label(
            "yes",
            "Yes",
            "It holds a claim that can be verified, and a wrong one could do harm or would matter to many.",
            "nee",
            "v",
            example="“The vaccine was never tested.”",
            maps_to={"checkthat": "Yes"},
        ),
        Label(
            "no",
            "No",
            "It holds no claim that can be verified, or nothing hangs on it.",
            "notcheckable",
            "z",
            example="“The minister wore a grey suit.”",
            maps_to={"checkthat": "No"},
        ),
    ),
)
