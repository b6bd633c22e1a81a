"""Verdicts against a closed set of texts (domain notes, section 2.1; the labels of FEVER)."""

from annotations.schemes.base import Label, LabelSet

FEVER3 = LabelSet(
    key="fever3",
    name="Verdict (FEVER)",
    scope="claim",
    labels=(
        Label(
            "supports",
            "Supported",
            "The texts at hand say what the claim says.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"fever": "SUPPORTS", "verification_default": "supported"},
        ),
        Label(
            "refutes",
            "Refuted",
            "The texts at hand say the contrary.",
            "refuted",
            "2",
            is_verdict=True,
            maps_to={"fever": "REFUTES", "verification_default": "refuted"},
        ),
        Label(
            "not_enough_info",
            "Not enough information",
            "The texts at hand settle it neither way.",
            "nee",
            "3",
            is_verdict=True,
            maps_to={"fever": "NOT ENOUGH INFO", "verification_default": "not_enough_evidence"},
        ),
    ),
)
