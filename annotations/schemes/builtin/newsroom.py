"""For a newsroom: is it worth checking, is it true and by what evidence, who takes sides (product, section 3)."""

from annotations.schemes.base import Condition, Need, Protocol, Question
from annotations.schemes.builtin.claimbuster3 import CLAIMBUSTER3
from annotations.schemes.builtin.stance_news import STANCE_NEWS
from annotations.schemes.builtin.subjectivity2 import SUBJECTIVITY2
from annotations.schemes.builtin.verification_default import VERIFICATION_DEFAULT

GUIDELINE = """\
# What is worth checking, and is it true

## Check-worthiness

- First ask whether a fact is claimed at all; then whether anybody would want to know if it is true.
- What is **not worth checking** gets no verdict. You go straight on to stance.

## Verification

- *Said* is not *true*. The article itself is no evidence, and neither is somebody else's fact-check: follow it to
  its sources and record those.
- **Supported**, **refuted** and **conflicting** need at least one piece of evidence that supports or refutes. Two
  that do not depend on each other are better, and publication needs them.
- **Not enough evidence** is a result. Write down where you looked, or what you asked.
- If any doubt remains, do not choose *refuted*.

## Evidence

- Quote the words that matter, exactly. Archive the page if you can.
- Pieces of one **set** are needed together; each set is enough by itself.
- What appeared after the article may only repeat it. It is marked, and you decide what it is worth.

## Stance

- The **holder** is who takes the side, the **target** what it is taken on. *No stance* is an answer.
"""

VERDICTS = ("supported", "refuted", "conflicting")
NOT_ENOUGH = "not_enough_evidence"

PROTOCOL = Protocol(
    key="newsroom",
    name="Newsroom",
    questions=(
        Question("check_worthiness", "choice", "Worth checking?", "would anybody want to know", CLAIMBUSTER3),
        Question(
            "verification",
            "choice",
            "Verification",
            "of what is said",
            VERIFICATION_DEFAULT,
            condition=Condition("check_worthiness", ("cfs",)),
            needs=(Need(VERDICTS, ("evidence",)), Need((NOT_ENOUGH,), ("searches", "checks"))),
        ),
        Question(
            "evidence",
            "evidence",
            "Evidence",
            "what the verdict rests on",
            required=False,
            condition=Condition("verification", (*VERDICTS, NOT_ENOUGH)),
        ),
        Question("stance", "stance", "Stance", "who takes sides, on what", STANCE_NEWS),
        Question(
            "subjectivity", "choice", "Subjectivity", "the view of the article’s author", SUBJECTIVITY2, required=False
        ),
    ),
    guideline=GUIDELINE,
    summary="What is worth checking, is it true and by what evidence, who takes sides. A verdict needs evidence.",
)
