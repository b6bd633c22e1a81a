"""One article of three sentences as published datasets would have it: everything the formats of the field can say.

The project asks all questions that another scheme has names for; the words are ours.
"""

from collections.abc import Mapping
from typing import Any

from annotations.queries.release_choice import GOLD, RAW
from annotations.queries.release_shapes import GoldLabelCell, GoldStanceCell
from annotations.queries.release_text_shapes import LabelSetCell
from annotations.schemes.base import LabelSet
from annotations.schemes.builtin.averitec_claim_type import AVERITEC_CLAIM_TYPE
from annotations.schemes.builtin.averitec_strategy import AVERITEC_STRATEGY
from annotations.schemes.builtin.claimbuster3 import CLAIMBUSTER3
from annotations.schemes.builtin.stance_news import STANCE_NEWS
from annotations.schemes.builtin.subjectivity2 import SUBJECTIVITY2
from annotations.schemes.builtin.verification_default import VERIFICATION_DEFAULT
from tests.factories.datasets import (
    ARTICLE_ROW,
    ATTRIBUTION_ROW,
    CLAIM_ROW,
    ENTITY_ROW,
    GOLD_ROW,
    RAW_ROW,
    SCHEME,
    label_set,
    question,
)

HEADLINE = "Harbour to close"
SAID = 'The harbour "closes in May", Mayor Ada Okoro said.'
MORE = "She calls the port authority\tcareless, and its\u2028figures wrong."
TEXT = f"{HEADLINE}\n{SAID}\n{MORE}"
AT_SAID = len(HEADLINE) + 1
AT_MORE = AT_SAID + len(SAID) + 1


def _labels(of: LabelSet) -> LabelSetCell:
    """A label set as a dataset tells it, with the names that other schemes use."""
    found = label_set(of.key, *(label.key for label in of.labels), cardinality=of.cardinality)
    for cell, label in zip(found["labels"], of.labels, strict=True):
        cell["maps_to"] = dict(label.maps_to)
    return found


ASKED = (
    ("check_worthiness", CLAIMBUSTER3),
    ("subjectivity", SUBJECTIVITY2),
    ("claim_type", AVERITEC_CLAIM_TYPE),
    ("strategy", AVERITEC_STRATEGY),
    ("verification", VERIFICATION_DEFAULT),
)
RESEARCH_SCHEME = {
    **SCHEME,
    "label_sets": [_labels(labels) for labels in (*(of for _, of in ASKED), STANCE_NEWS)],
    "protocols": [
        {
            "key": "everything",
            "version": 1,
            "name": "Everything",
            "questions": [
                *(question(key, of.key) for key, of in ASKED),
                question("stance", STANCE_NEWS.key, kind="stance"),
            ],
        }
    ],
    "people": [{"pseudonym": "p03", "role": "annotator"}, {"pseudonym": "p07", "role": "annotator"}],
}


def settled(**answers: str | list[str] | None) -> dict[str, GoldLabelCell]:
    """Gold answers by question; None stands for one that is open."""
    return {
        key: {"gold": gold, "method": "open" if gold is None else "adjudicated", "n": 2, "distribution": {}}
        for key, gold in answers.items()
    }


def stance(target: str | None, gold: str | None, *, holder: str | None = "ent:okoro", text: str = "") -> GoldStanceCell:
    """A holder, a target (an entity, or ``text``) and the settled polarity; None: open."""
    return {
        "holder": holder,
        "target": target,
        "gold": gold,
        "method": "open" if gold is None else "adjudicated",
        "n_marked": 2,
        "n_annotators": 2,
        "holder_kind": "entity" if holder else "author",
        "target_kind": "entity" if target else "proposition",
        "target_text": text or None,
    }


def marked(target: str | None, polarity: str, text: str = "") -> dict[str, Any]:
    """One annotator's stance of the mayor."""
    return {
        "holder": "ent:okoro",
        "holder_kind": "entity",
        "target": target,
        "target_kind": "entity" if target else "proposition",
        "polarity": polarity,
        "intensity": None,
        "explicit": True,
        "span": None,
        "target_text": text or None,
    }


def source(key: str, url: str, relation: str = "supports", number: int = 1, **more: Any) -> dict[str, Any]:
    """A piece of evidence."""
    return {
        "id": key, "url": url, "title": "", "publisher": "", "author": "", "quote": "", "locator": "",
        "published_at": None, "archived_url": "", "medium": "web_text", "language": "en", "is_fact_check": False,
        "relation": relation, "set": number, "flaws": [], **more,
    }  # fmt: skip


EVIDENCE = [
    source("e-1", "https://port.example/plan", archived_url="https://archive.example/plan"),
    source("e-2", "https://council.example/minutes", medium="pdf"),
    source("e-3", "https://council.example/agenda", number=2),
    source("e-4", "https://blog.example/", relation="context"),
]
CHECKS = [
    {
        "question": "When does the harbour close?",
        "problems": [],
        "answers": [
            {"answer": "In May.", "answer_type": "Extractive", "boolean_explanation": "", "evidence": "e-1",
             "problems": []},
            {"answer": "Yes", "answer_type": "Boolean", "boolean_explanation": "The minutes say so.",
             "evidence": "e-2", "problems": []},
        ],
    },
    {
        "question": "For how long?",
        "problems": [],
        "answers": [
            {"answer": "No answer could be found.", "answer_type": "Unanswerable", "boolean_explanation": "",
             "evidence": None, "problems": []},
        ],
    },
]  # fmt: skip


def _gold(key: str, index: int, start: int, text: str, **more: Any) -> dict[str, Any]:
    place = {"statement_id": key, "index": index, "start": start, "end": start + len(text), "text": text}
    return {**GOLD_ROW, **place, "speaker": None, "attribution": None, "voice": "author", "labels": {}, **more}


MAYOR = {"id": "ent:okoro", "name": "Ada Okoro"}
GOLDS = (
    _gold(
        "s-0", 0, 0, HEADLINE,
        role="headline",
        labels=settled(check_worthiness="ufs", subjectivity="obj", verification=None),
    ),
    _gold(
        "s-1", 1, AT_SAID, SAID,
        speaker=MAYOR,
        voice="attributed",
        claim_text="The harbour closes in May.",
        labels=settled(
            check_worthiness="cfs", subjectivity="obj", claim_type=["event_property", "numerical"],
            strategy=["written_evidence"], verification="supported",
        ),
        stances=[stance("ent:port", "against"), stance(None, "favor", text="The harbour closes in May"),
                 stance("ent:harbour", None)],
        evidence=EVIDENCE,
        questions=CHECKS,
        texts={"claim_text": "The harbour closes in May.", "justification": "Plan and minutes agree."},
        approved_by=["p09"],
    ),
    _gold(
        "s-2", 2, AT_MORE, MORE,
        speaker=MAYOR,
        voice="attributed",
        rationale="One wish, one number.",
        labels=settled(check_worthiness="nfs", subjectivity="subj", verification="conflicting"),
        stances=[stance("ent:port", "neutral"), stance(None, "against", text="The harbour closes in May")],
    ),
)  # fmt: skip


def _raw(annotator: str, verification: str, stances: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **RAW_ROW,
        "annotation_id": f"a-{annotator}", "annotator": annotator, "statement_id": "s-1", "index": 1,
        "start": AT_SAID, "end": AT_SAID + len(SAID), "text": SAID, "flags": [],
        "labels": {"verification": verification, "claim_type": ["numerical"]},
        "stances": stances, "rationale": "",
    }  # fmt: skip


RAWS = (
    _raw("p03", "supported", [marked("ent:port", "against")]),
    _raw("p07", "refuted", [marked("ent:port", "against"), marked(None, "favor", "The harbour closes in May")]),
    {
        **_raw("p07", "", []), "annotation_id": "a-skipped", "statement_id": "s-2", "labels": {},
        "skip": "needs_context", "stance_complete": False, "start": AT_MORE, "end": AT_MORE + len(MORE), "text": MORE,
        "index": 2,
    },
)  # fmt: skip


def _segment(key: str, index: int, start: int, end: int, role: str, title: str = "") -> dict[str, Any]:
    usual = ARTICLE_ROW["statements"][0]
    place = {"statement_id": key, "index": index, "start": start, "end": end, "role": role}
    return {**usual, **place, "speaker": "ent:okoro" if title else None, "speaker_role_text": title}


def _entity(key: str, name: str, kind: str) -> dict[str, Any]:
    return {**ENTITY_ROW, "entity": key, "name": name, "kind": kind}


QUOTED = AT_SAID + SAID.index('"')
RESEARCH: Mapping[str, tuple[Any, ...]] = {
    RAW: RAWS,
    GOLD: GOLDS,
    "scheme": (RESEARCH_SCHEME,),
    "articles": (
        {
            **ARTICLE_ROW,
            "external_id": "harbour",
            "title": HEADLINE,
            "text": TEXT,
            "archived_url": "https://archive.example/1",
            "paragraphs": [
                {"index": 0, "role": "headline", "start": 0, "end": len(HEADLINE)},
                {"index": 1, "role": "body", "start": AT_SAID, "end": AT_MORE - 1},
                {"index": 2, "role": "body", "start": AT_MORE, "end": len(TEXT)},
            ],
            "statements": [
                _segment("s-0", 0, 0, len(HEADLINE), "headline"),
                _segment("s-1", 1, AT_SAID, AT_MORE - 1, "body", "Mayor"),
                _segment("s-2", 2, AT_MORE, len(TEXT), "body", "Mayor"),
            ],
            "relations": [{"from_statement": "s-0", "to_statement": "s-1", "type": "paraphrases"}],
        },
    ),
    "attributions": (
        {
            **ATTRIBUTION_ROW,
            "source": {"start": AT_SAID + 35, "end": AT_SAID + 44, "text": "Ada Okoro"},
            "cue": {"start": AT_SAID + 45, "end": AT_SAID + 49, "text": "said"},
            "contents": [
                {"start": AT_SAID, "end": QUOTED - 1, "text": "The harbour"},
                {"start": QUOTED, "end": QUOTED + 15, "text": '"closes in May"'},
            ],
        },
        {
            **ATTRIBUTION_ROW, "attribution_id": "q-2", "index": 1, "source": None, "cue": None, "statements": ["s-2"],
            "contents": [{"start": AT_MORE, "end": len(TEXT), "text": MORE}],
        },
    ),
    "claims": ({**CLAIM_ROW, "claim_text": "The harbour closes in May.", "claim_date": "2020-05-03"},),
    "entities": (
        _entity("ent:harbour", "The harbour", "location"),
        _entity("ent:okoro", "Ada Okoro", "person"),
        _entity("ent:port", "Port authority", "organization"),
    ),
}  # fmt: skip
