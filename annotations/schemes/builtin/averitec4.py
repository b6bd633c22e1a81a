"""The four verdicts of AVeriTeC (domain notes, section 2.1)."""

from annotations.schemes.base import Label, LabelSet

AVERITEC4 = LabelSet(
    key="averitec4",
    name="Verdict",
    scope="claim",
    labels=(
        Label(
            "supported",
            "Supported",
            "The answers and their evidence, read by someone who knows nothing else of the case, fully back the claim.",
            "supported",
            "1",
            example="Every number of the claim stands in the source.",
            is_verdict=True,
            maps_to={"averitec": "Supported", "verification_default": "supported"},
        ),
        Label(
            "refuted",
            "Refuted",
            "The answers and their evidence contradict the claim and leave no reasonable doubt.",
            "refuted",
            "2",
            example="The minutes record the opposite vote.",
            is_verdict=True,
            maps_to={"averitec": "Refuted", "verification_default": "refuted"},
        ),
        Label(
            "not_enough_evidence",
            "Not enough evidence",
            "One searched, wrote down what was asked, and some part of the claim is neither backed nor contradicted.",
            "nee",
            "3",
            example="No record of the meeting could be found.",
            is_verdict=True,
            maps_to={"averitec": "Not Enough Evidence", "verification_default": "not_enough_evidence"},
        ),
        Label(
            "conflicting",
            "Conflicting or cherry-picked",
            "Evidence points both ways, or the words are true and the selection misleads.",
            "conflicting",
            "4",
            example="The best month was picked out of a bad year.",
            is_verdict=True,
            maps_to={"averitec": "Conflicting Evidence/Cherrypicking", "verification_default": "conflicting"},
        ),
    ),
)
