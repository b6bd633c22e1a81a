"""Reports in the passive: `X was quoted as saying C`, `X is said to C`, `X was accused of C`, `asked whether C`."""

from __future__ import annotations

from annotations.text.clauses import clause_end
from annotations.text.drafts import Draft
from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span
from annotations.text.speaker_left import left_phrase
from annotations.text.speaker_right import right_phrase
from annotations.text.speakers import can_speak

_QUOTED = words("quoted cited paraphrased")
_QUOTED_LINKS = words("as saying telling")
_COMPLEMENTS = {
    "said": words("to"),
    "reported": words("to"),
    "alleged": words("to"),
    "believed": words("to"),
    "accused": words("of"),
    "criticized": words("for"),
    "criticised": words("for"),
    "blamed": words("for"),
    "praised": words("for"),
    "described": words("as"),
    "denounced": words("as"),
    "hailed": words("as"),
    "dismissed": words("as"),
}
_REVEALED = words(
    """
    said reported revealed announced disclosed claimed alleged confirmed suggested argued
    rumored believed thought feared hoped estimated
    """
)
_WORDS = frozenset({"asked", *_QUOTED, *_COMPLEMENTS, *_REVEALED})
_QUESTIONS = words("if whether about why how what who when where which")
_ASKING_LEADS = words("when if once")


def passive_drafts(sentence: Sentence) -> list[Draft]:
    """The reports in the passive of one matrix sentence. Their source is the agent after "by", if any."""
    return [draft for index in sentence.places(_WORDS) if (draft := _at(sentence, index))]


def _at(sentence: Sentence, index: int) -> Draft | None:
    word = sentence.lower(index)
    if word == "asked":
        return _asked(sentence, index)
    if index == 0:
        return None
    if word in _REVEALED and sentence.lower(index + 1) == "that" and _is_passive(sentence, index):
        return _revealed(sentence, index)
    if word in _QUOTED and _is_passive(sentence, index):
        return _quoted_as(sentence, index)
    if sentence.lower(index + 1) in _COMPLEMENTS.get(word, frozenset()) and _is_passive(sentence, index):
        return _complement(sentence, index)
    return None


def _is_passive(sentence: Sentence, index: int) -> bool:
    return sentence.is_copula(sentence.before(index))


def _subject(sentence: Sentence, index: int) -> Phrase | None:
    return left_phrase(sentence, index)


def _quoted_as(sentence: Sentence, index: int) -> Draft | None:
    """`X was quoted [by Y] as saying C`: X speaks."""
    subject = _subject(sentence, index)
    saying = next(
        (i for i in range(index + 1, min(len(sentence) - 1, index + 12)) if sentence.lower(i) in {"saying", "telling"}),
        None,
    )
    if subject is None or saying is None or not can_speak(sentence, subject):
        return None
    content = sentence.span(saying + 1, clause_end(sentence, saying + 1))
    source = sentence.span(subject.first, subject.last)
    return Draft("passive", [content], sentence.span(sentence.before(index), saying), source)


def _revealed(sentence: Sentence, index: int) -> Draft:
    """`It was announced that C`: nobody is named."""
    content = sentence.span(index + 1, clause_end(sentence, index + 1))
    return Draft("passive", [content], sentence.span(sentence.before(index), index), None, sourceless=True)


def _complement(sentence: Sentence, index: int) -> Draft | None:
    """`X is said to C`: the subject and what is said of it are content, the agent after "by" is the source."""
    subject = _subject(sentence, index)
    if subject is None or index + 2 >= len(sentence) or sentence.lower(subject.first) in {"who", "which", "that"}:
        return None
    end = clause_end(sentence, index + 1)
    content = [sentence.span(subject.first, subject.last), sentence.span(index + 1, end)]
    if content[0].end > content[1].start:
        return None
    return Draft("passive", content, sentence.span(sentence.before(index), index), None, sourceless=True)


def _asked(sentence: Sentence, index: int) -> Draft | None:
    """`asked [by Y] whether C`, `When asked about C, X said …`: a question without its asker, unless "by" names him."""
    if sentence.lower(index) != "asked" or not _question_is_passive(sentence, index):
        return None
    at, source = index + 1, None
    while sentence.is_adverb(at) or sentence.is_day(at):
        at += 1
    if sentence.lower(at) == "by" and (agent := right_phrase(sentence, at + 1)):
        source, at = sentence.span(agent.first, agent.last), agent.last + 1
    if sentence.lower(at) not in _QUESTIONS or at + 1 >= len(sentence):
        return None
    first = at + 1 if sentence.lower(at) == "about" else at
    last = _until_comma(sentence, first)
    cue = sentence.span(index, at if first > at else index)
    if last <= first:
        return None
    return Draft(
        "question", [sentence.span(first, last)], _cue(sentence, index, cue), source, sourceless=source is None
    )


def _cue(sentence: Sentence, index: int, cue: Span) -> Span:
    return Span(sentence.tokens[index - 1].start, cue.end) if sentence.is_copula(index - 1) else cue


def _question_is_passive(sentence: Sentence, index: int) -> bool:
    if index == 0 or sentence.lower(index - 1) in _ASKING_LEADS or _is_passive(sentence, index):
        return True
    return sentence.lower(index - 1) == ","


def _until_comma(sentence: Sentence, first: int) -> int:
    end = sentence.content_end(first)
    return next(
        (
            i - 1
            for i in range(first + 1, end)
            if sentence.lower(i) == ","
            or (sentence.is_quoted(i - 1) and sentence.tokens[i - 1].text.rstrip("\"”'’").endswith(","))
        ),
        end,
    )
