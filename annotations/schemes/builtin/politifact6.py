"""A six-step scale of truth (domain notes, section 2.1; the names that PolitiFact uses today)."""

from annotations.schemes.base import Label, LabelSet

POLITIFACT6 = LabelSet(
    key="politifact6",
    name="Truth in six steps",
    scope="claim",
    labels=(
        Label(
            "true",
            "True",
            "Accurate, and nothing that matters is missing.",
            "supported",
            "1",
            is_verdict=True,
            maps_to={"politifact": "True", "verification_default": "supported"},
        ),
        Label(
            "mostly_true",
            "Mostly true",
            "Accurate, but something has to be added or made clear.",
            "supported",
            "2",
            is_verdict=True,
            maps_to={"politifact": "Mostly True", "verification_default": "supported"},
        ),
        Label(
            "half_true",
            "Half true",
            "Partly accurate; important details are left out or out of their context.",
            "conflicting",
            "3",
            is_verdict=True,
            maps_to={"politifact": "Half True", "verification_default": "conflicting"},
        ),
        Label(
            "mostly_false",
            "Mostly false",
            "A grain of truth, but what would change the picture is passed over.",
            "refuted",
            "4",
            is_verdict=True,
            maps_to={"politifact": "Mostly False", "verification_default": "refuted"},
        ),
        Label(
            "false",
            "False",
            "Not accurate.",
            "refuted",
            "5",
            is_verdict=True,
            maps_to={"politifact": "False", "verification_default": "refuted"},
        ),
        Label(
            "pants_on_fire",
            "Absurdly false",
            "Not accurate, and ridiculous besides.",
            "refuted",
            "6",
            is_verdict=True,
            maps_to={"politifact": "Pants on Fire", "verification_default": "refuted"},
        ),
    ),
    scale="ordinal",
)
