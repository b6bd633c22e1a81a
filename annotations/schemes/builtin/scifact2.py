"""What a source says of a scientific claim (domain notes, section 2.1; the labels of SciFact)."""

from annotations.schemes.base import Label, LabelSet

SCIFACT2 = LabelSet(
    key="scifact2",
    name="Verdict (SciFact)",
    scope="claim",
    labels=(
        Label(
            "support",
            "Support",
            "The findings back the claim.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"scifact": "SUPPORT", "verification_default": "supported"},
        ),
        Label(
            "contradict",
            "Contradict",
            "The findings speak against the claim.",
            "refuted",
            "2",
            is_verdict=True,
            maps_to={"scifact": "CONTRADICT", "verification_default": "refuted"},
        ),
    ),
)
