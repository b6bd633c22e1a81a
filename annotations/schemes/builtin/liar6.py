"""A six-step scale of truth under its old names (domain notes, section 2.1; the labels of LIAR)."""

from annotations.schemes.base import Label, LabelSet

LIAR6 = LabelSet(
    key="liar6",
    name="Truth in six steps (LIAR)",
    scope="claim",
    labels=(
        Label(
            "true",
            "True",
            "Accurate, and nothing that matters is missing.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"liar": "true", "verification_default": "supported"},
        ),
        Label(
            "mostly_true",
            "Mostly true",
            "Accurate, but something has to be added or made clear.",
            "supported",
            "2",
            is_verdict=True,
            maps_to={"liar": "mostly-true", "verification_default": "supported"},
        ),
        Label(
            "half_true",
            "Half true",
            "Partly accurate; important details are left out.",
            "conflicting",
            "3",
            is_verdict=True,
            maps_to={"liar": "half-true", "verification_default": "conflicting"},
        ),
        Label(
            "barely_true",
            "Barely true",
            "A grain of truth, but what would change the picture is passed over.",
            "refuted",
            "4",
            is_verdict=True,
            maps_to={"liar": "barely-true", "verification_default": "refuted"},
        ),
        Label(
            "false",
            "False",
            "Not accurate.",
            "refuted",
            "5",
            is_verdict=True,
            maps_to={"liar": "false", "verification_default": "refuted"},
        ),
        Label(
            "pants_fire",
            "Absurdly false",
            "Not accurate, and ridiculous besides.",
            "refuted",
            "6",
            is_verdict=True,
            maps_to={"liar": "pants-fire", "verification_default": "refuted"},
        ),
    ),
    scale="ordinal",
)
