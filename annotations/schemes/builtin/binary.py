"""True or false, and nothing between (domain notes, section 2.1)."""

from annotations.schemes.base import Label, LabelSet

BINARY = LabelSet(
    key="binary",
    name="True or false",
    scope="claim",
    labels=(
        Label(
            "true",
            "True",
            "The evidence backs it.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"verification_default": "supported"},
        ),
        Label(
            "false",
            "False",
            "The evidence contradicts it.",
            "refuted",
            "2",
            is_verdict=True,
            maps_to={"verification_default": "refuted"},
        ),
    ),
)
