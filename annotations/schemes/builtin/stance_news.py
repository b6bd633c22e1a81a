"""Stance of a holder towards a target, for news (domain notes, section 2.2)."""

from annotations.schemes.base import Label, LabelSet

STANCE_NEWS = LabelSet(
    key="stance_news",
    name="Stance",
    scope="stance",
    labels=(
        Label(
            "favor",
            "Favor",
            "The holder backs, defends, praises or wants the target.",
            "favor",
            "a",
            sign=1,
            maps_to={
                "semeval2016": "FAVOR",
                "seesaw": "POS",
                "vast": "1",
                "fnc1": "agree",
                "sdqc": "support",
            },
        ),
        Label(
            "against",
            "Against",
            "The holder rejects, blames, denies or wants to prevent the target.",
            "against",
            "d",
            sign=-1,
            maps_to={
                "semeval2016": "AGAINST",
                "seesaw": "NEG",
                "vast": "0",
                "fnc1": "disagree",
                "sdqc": "deny",
            },
        ),
        Label(
            "neutral",
            "Neutral",
            "The holder weighs both sides, or says that they take none.",
            "neutral",
            "n",
            sign=0,
            maps_to={
                "semeval2016": "NONE",
                "seesaw": None,
                "vast": "2",
                "fnc1": "discuss",
                "sdqc": "comment",
            },
        ),
        Label(
            "unclear",
            "Unclear",
            "A stance is there, but its direction cannot be told.",
            "unclear",
            "q",
            maps_to={"semeval2016": "NONE", "seesaw": None, "vast": "2", "fnc1": None, "sdqc": "query"},
        ),
    ),
)
