"""What became of a rumour (domain notes, section 2.1; the labels of PHEME and RumourEval)."""

from annotations.schemes.base import Label, LabelSet

RUMOUR3 = LabelSet(
    key="rumour3",
    name="Rumour",
    scope="claim",
    labels=(
        Label(
            "true",
            "True",
            "It was confirmed.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"rumour3": "true", "verification_default": "supported"},
        ),
        Label(
            "false",
            "False",
            "It was shown to be false.",
            "refuted",
            "2",
            is_verdict=True,
            maps_to={"rumour3": "false", "verification_default": "refuted"},
        ),
        Label(
            "unverified",
            "Unverified",
            "It was neither confirmed nor shown to be false when the thread ended.",
            "unverified",
            "0",
            maps_to={"rumour3": "unverified", "verification_default": "not_enough_evidence"},
        ),
    ),
)
