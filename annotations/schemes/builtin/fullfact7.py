"""What kind of claim a statement makes (domain notes, section 2.3; the seven classes of Full Fact)."""

from annotations.schemes.base import Label, LabelSet

FULLFACT7 = LabelSet(
    key="fullfact7",
    name="Claim type",
    scope="statement",
    labels=(
        Label(
            "quantity",
            "Quantity",
            "A value now or in the past, a change, a comparison, a ranking.",
            "vague",
            "1",
            example="“Rents rose by a third.”",
        ),
        Label(
            "correlation_causation",
            "Cause or correlation",
            "One thing goes together with another, or brings it about.",
            "conflicting",
            "2",
            example="“The new road brought the accidents down.”",
        ),
        Label(
            "laws_rules",
            "Laws and rules",
            "What a law, a rule or a procedure says, now or then.",
            "neutral",
            "3",
            example="“Parents may claim two years of leave.”",
        ),
        Label(
            "prediction",
            "Prediction",
            "Something that is said to come.",
            "unclear",
            "4",
            example="“Prices will fall next year.”",
        ),
        Label(
            "personal_experience",
            "Personal experience",
            "What the speaker saw or lived through, which others cannot verify.",
            "notcheckable",
            "5",
            example="“I waited six hours in that hospital.”",
        ),
        Label(
            "other",
            "Other claim",
            "A vote, public opinion, support for a policy, a quotation, a definition, a trivial fact.",
            "nee",
            "6",
            example="“She voted for the bill.”",
        ),
        Label(
            "not_a_claim",
            "No claim",
            "Nothing is claimed.",
            "unverified",
            "7",
            example="“Thank you all for coming.”",
        ),
    ),
)
