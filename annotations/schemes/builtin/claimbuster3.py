"""How much a statement is worth checking, in three steps (domain notes, section 2.3; the scale of ClaimBuster)."""

from annotations.schemes.base import Label, LabelSet

CLAIMBUSTER3 = LabelSet(
    key="claimbuster3",
    name="Check-worthiness",
    scope="statement",
    labels=(
        Label(
            "cfs",
            "Check-worthy",
            "A factual claim that the public would want to see checked.",
            "nee",
            "v",
            example="“Unemployment has doubled in two years.”",
            maps_to={"claimbuster": "1", "checkthat": "Yes"},
        ),
        Label(
            "ufs",
            "Not worth checking",
            "A factual claim that could be checked, but hardly anybody needs it to be.",
            "vague",
            "x",
            example="“The talks began on Monday.”",
            maps_to={"claimbuster": "0", "checkthat": "No"},
        ),
        Label(
            "nfs",
            "Nothing to check",
            "No fact is claimed: an opinion, a wish, a question, a courtesy.",
            "notcheckable",
            "z",
            example="“We hope for the best.”",
            maps_to={"claimbuster": "-1", "checkthat": "No"},
        ),
    ),
    scale="ordinal",
)
