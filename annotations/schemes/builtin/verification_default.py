"""Verification status (domain notes, section 2.1): four verdicts, and three states that are none."""

from annotations.schemes.base import Label, LabelSet

VERIFICATION_DEFAULT = LabelSet(
    key="verification_default",
    name="Verification",
    scope="claim",
    labels=(
        Label(
            "supported",
            "Supported",
            "The recorded evidence, read by someone who knows nothing else of the case, fully backs the claim.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"averitec": "Supported", "fever": "SUPPORTS", "scifact": "SUPPORT", "liar": "true"},
        ),
        Label(
            "refuted",
            "Refuted",
            "The recorded evidence contradicts the claim, or makes it so unlikely that no reasonable doubt is left.",
            "refuted",
            "2",
            is_verdict=True,
            maps_to={"averitec": "Refuted", "fever": "REFUTES", "scifact": "CONTRADICT", "liar": "false"},
        ),
        Label(
            "not_enough_evidence",
            "Not enough evidence",
            "Somebody searched and wrote down how, and some part of the claim is neither backed nor contradicted.",
            "nee",
            "3",
            is_verdict=True,
            maps_to={
                "averitec": "Not Enough Evidence",
                "fever": "NOT ENOUGH INFO",
                "scifact": None,
                "liar": None,
            },
        ),
        Label(
            "conflicting",
            "Conflicting",
            "Evidence points both ways, or the words are true and the selection misleads.",
            "conflicting",
            "4",
            is_verdict=True,
            maps_to={
                "averitec": "Conflicting Evidence/Cherrypicking",
                "fever": None,
                "scifact": None,
                "liar": "half-true",
            },
        ),
        Label(
            "too_vague",
            "Too vague",
            "Readable, but it is unclear what would make it true or false.",
            "vague",
            "5",
        ),
        Label(
            "not_checkable",
            "Not checkable",
            "Opinion, wish, prediction or private knowledge: nothing public could settle it.",
            "notcheckable",
            "6",
        ),
        Label(
            "unverified",
            "Unverified",
            "Nobody has finished checking. It says nothing about truth.",
            "unverified",
            "0",
        ),
    ),
)
