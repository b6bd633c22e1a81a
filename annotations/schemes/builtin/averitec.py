"""Claims checked by questions and answers, with a verdict and its reasons (AVeriTeC; domain notes, section 1.3)."""

from annotations.schemes.base import Condition, Need, Protocol, Question
from annotations.schemes.builtin.averitec4 import AVERITEC4
from annotations.schemes.builtin.averitec_claim_type import AVERITEC_CLAIM_TYPE
from annotations.schemes.builtin.averitec_strategy import AVERITEC_STRATEGY

GUIDELINE = """\
# From a statement to a verdict, by questions

## The claim

- Write the claim so that it stands alone: one fact, no pronouns, no "yesterday", nothing added. At most 500 characters.
- Keep the speaker in it only if the check is whether they said it.
- Speculation, opinion and questions about pictures get no verdict.

## Questions and answers

- Ask what a reader would have to know to judge the claim. A question stands alone too, and is never "is it true
  that …".
- An answer is **extractive** (words of the source), **abstractive** (yours, from the source), **Boolean** (Yes or No,
  with an explanation) or **unanswerable**. Each but the last has its evidence. At most three answers a question.
- Keep a question that you could not answer: that nothing was found is a finding.
- Neither the article nor a fact-check is evidence.

## The verdict

- Judge by the questions and answers alone, as somebody who knows nothing else.
- A part that is refuted refutes the whole; a part that stays unknown makes it *not enough evidence*.
- "X because of Y" is judged by the *because*.
- The justification says how the answers lead to the verdict.
"""

CHECKED_TYPES = ("event_property", "numerical", "causal", "position_statement", "quote_verification")
IS_CHECKED = Condition("claim_type", CHECKED_TYPES)

PROTOCOL = Protocol(
    key="averitec",
    name="AVeriTeC",
    questions=(
        Question("claim_text", "text", "Claim", "so that it stands alone", max_length=500),
        Question("claim_type", "choice", "Claim type", "all that apply", AVERITEC_CLAIM_TYPE),
        Question("checks", "checks", "Questions and answers", "what settles it", condition=IS_CHECKED),
        Question("evidence", "evidence", "Evidence", "of the answers", required=False, condition=IS_CHECKED),
        Question("strategy", "choice", "How it was checked", "all that apply", AVERITEC_STRATEGY, condition=IS_CHECKED),
        Question(
            "verification",
            "choice",
            "Verdict",
            "by the answers alone",
            AVERITEC4,
            condition=IS_CHECKED,
            needs=(
                Need(("supported", "refuted", "conflicting"), ("evidence",)),
                Need(("not_enough_evidence",), ("searches", "checks")),
            ),
        ),
        Question("justification", "text", "Justification", "from the answers to the verdict", condition=IS_CHECKED),
    ),
    guideline=GUIDELINE,
    summary="A claim in words that stand alone, questions and answers with evidence, a verdict and its reasons.",
)
