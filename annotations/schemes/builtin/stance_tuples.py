"""Who takes sides on what, how strongly, and whether they say so (product, section 3; in the manner of SEESAW)."""

from annotations.schemes.base import Need, Protocol, Question
from annotations.schemes.builtin.stance_news import STANCE_NEWS

GUIDELINE = """\
# Every stance of a statement

- Record each pair of **holder** and **target** once. A statement may hold several, or none.
- The holder is whoever takes the side: usually the speaker, sometimes somebody the speaker tells of, sometimes the
  article's own voice. *Nobody in particular* is for a side that is there without a holder.
- Choose the target from the list where you can; a proposition in your own words is the last resort.
- **Strength**: 1 weak, 2 clear, 3 strong. Judge the words, not the topic.
- **Explicit** means that the words say it; otherwise you conclude it from the choice of words.
- If nobody takes a side, say *no stance*: an empty list only means that nobody has looked.
"""

PROTOCOL = Protocol(
    key="stance_tuples",
    name="Stance tuples",
    questions=(
        Question(
            "stance",
            "stance",
            "Stance",
            "every holder and target",
            STANCE_NEWS,
            needs=(Need(("favor", "against"), ("intensity",)),),
        ),
    ),
    guideline=GUIDELINE,
    summary="Every holder and target of a statement, how strong the stance is, and whether it is said or implied.",
)
