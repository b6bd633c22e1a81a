"""The protocol of a project that has chosen none: stance and verification status, two keys a statement."""

from annotations.schemes.base import Protocol, Question
from annotations.schemes.builtin.stance_news import STANCE_NEWS
from annotations.schemes.builtin.verification_default import VERIFICATION_DEFAULT

GUIDELINE = """\
# Two questions about each statement

## Stance: who takes sides, on what

- The **holder** is who takes the side. Usually it is the speaker; where a spokesman speaks for a country, the
  country may hold the stance.
- The **target** is what the side is taken on. Take it from the pinned list where you can.
- *No stance* is an answer, and a different one from *neutral*: neutral means the holder weighs both sides.
- Judge the words, not what you know of the speaker.

## Verification: is what is said true

- *Said* is not *true*. A quotation in the article is no evidence for its own content.
- **Refuted or not enough evidence?** If any doubt remains, choose *not enough evidence*.
- *Unverified* means that nobody has finished checking. It is a state, not a verdict.
- Opinions, wishes and predictions are *not checkable*.
"""

PROTOCOL = Protocol(
    key="quick",
    name="Quick",
    questions=(
        Question("stance", "stance", "Stance", "who takes sides, on what", STANCE_NEWS),
        Question("verification", "choice", "Verification", "of what is said", VERIFICATION_DEFAULT),
    ),
    guideline=GUIDELINE,
    summary="Who takes sides, and is it true: two keys a statement, evidence where you have it.",
)
