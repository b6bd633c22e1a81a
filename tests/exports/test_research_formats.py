"""The formats of the field against files written by hand: keys, order and words as published, and what is left out."""

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef

from annotations.exports import format_by_key
from annotations.exports.report import Told
from annotations.queries.release_choice import Choice
from tests.factories.datasets import written
from tests.factories.research import AT_MORE, AT_SAID, GOLDS, HEADLINE, MORE, RESEARCH, SAID, TEXT

UNBROKEN = "She calls the port authority careless, and its figures wrong."


def files(key: str, view: str = "gold", **options: str) -> tuple[dict[str, str], Told]:
    """The files of a format and its report."""
    found, report = written(format_by_key(key), Choice(view=view, options=options), RESEARCH)
    return {name: content.decode() for name, content in found.items()}, report.told()


def reasons(told: Told) -> dict[str, list[str]]:
    """What was left out, by reason."""
    return {one["why"]: one["ids"] for one in told["dropped"]}


def test_averitec_has_the_published_keys_in_their_order_and_leaves_out_what_is_empty() -> None:
    found, told = files("averitec")

    first, second = json.loads(found["averitec.json"])
    assert list(first.items()) == [
        ("claim", "The harbour closes in May."),
        ("required_reannotation", False),
        ("label", "Supported"),
        ("justification", "Plan and minutes agree."),
        ("claim_date", "3-5-2020"),
        ("speaker", "Ada Okoro"),
        ("original_claim_url", "https://bridge.example/1"),
        ("fact_checking_article", None),
        ("reporting_source", "The Bridge"),
        ("location_ISO_code", "TR"),
        ("claim_types", ["Event/Property Claim", "Numerical Claim"]),
        ("fact_checking_strategies", ["Written Evidence"]),
        (
            "questions",
            [
                {
                    "question": "When does the harbour close?",
                    "answers": [
                        {
                            "answer": "In May.",
                            "answer_type": "Extractive",
                            "source_url": "https://port.example/plan",
                            "source_medium": "Web text",
                            "cached_source_url": "https://archive.example/plan",
                        },
                        {
                            "answer": "Yes",
                            "answer_type": "Boolean",
                            "source_url": "https://council.example/minutes",
                            "source_medium": "PDF",
                            "boolean_explanation": "The minutes say so.",
                        },
                    ],
                },
                {
                    "question": "For how long?",
                    "answers": [
                        {
                            "answer": "No answer could be found.",
                            "answer_type": "Unanswerable",
                            "source_url": "",
                            "source_medium": "",
                        }
                    ],
                },
            ],
        ),
        ("cached_original_claim_url", "https://archive.example/1"),
    ]
    assert (second["label"], second["claim"], second["justification"]) == (
        "Conflicting Evidence/Cherrypicking",
        MORE,
        "One wish, one number.",
    )
    assert found["averitec.json"] == json.dumps([first, second], ensure_ascii=False, indent=4) + "\n"
    assert reasons(told) == {"its answer is not settled: annotators differ, or nobody has answered": ["s-0"]}
    assert [(one["field"], one["ids"]) for one in told["coerced"]] == [("claim", ["s-2"])]


def test_semeval_has_a_line_for_each_settled_stance_and_says_beside_it_who_holds_it() -> None:
    found, told = files("semeval2016")

    assert found["semeval2016.tsv"] == (
        "ID\tTarget\tTweet\tStance\n"
        f"1\tPort authority\t{SAID}\tAGAINST\n"
        f"2\tThe harbour closes in May\t{SAID}\tFAVOR\n"
        f"3\tPort authority\t{UNBROKEN}\tNONE\n"
        f"4\tThe harbour closes in May\t{UNBROKEN}\tAGAINST\n"
    )
    assert [json.loads(line) for line in found["semeval2016.holders.jsonl"].splitlines()] == [
        {"ID": 1, "statement_id": "s-1", "holder": "ent:okoro", "target": "ent:port"},
        {"ID": 2, "statement_id": "s-1", "holder": "ent:okoro", "target": "proposition: The harbour closes in May"},
        {"ID": 3, "statement_id": "s-2", "holder": "ent:okoro", "target": "ent:port"},
        {"ID": 4, "statement_id": "s-2", "holder": "ent:okoro", "target": "proposition: The harbour closes in May"},
    ]
    assert reasons(told) == {
        "annotators differ and nobody has decided": ["s-1"],
        "nobody takes a side in it": ["s-0"],
    }
    assert (told["written"], told["read"]) == (4, 6)
    assert {(one["field"], one["was"], one["now"]) for one in told["coerced"]} == {
        ("stances.gold", "neutral", "NONE"),
        ("text", "tab or line end", "space"),
    }


def test_semeval_of_one_target_keeps_to_it() -> None:
    found, told = files("semeval2016", target="port")

    assert [line.split("\t")[1] for line in found["semeval2016.tsv"].splitlines()[1:]] == ["Port authority"] * 2
    assert reasons(told)["it is about another target than the one asked for"] == ["s-1", "s-2"]


@pytest.mark.parametrize("key", ["semeval2016", "checkthat_checkworthiness", "checkthat_subjectivity"])
def test_odd_quotation_marks_lose_no_row_to_a_reader_that_is_told_there_is_no_quoting(key: str) -> None:
    golds = tuple({**row, "text": f'{row["text"]} "and so on'} for row in GOLDS)
    found, report = written(format_by_key(key), Choice(view="gold"), {**RESEARCH, "gold": golds})
    name, content = next(iter(found.items()))

    table = pd.read_csv(io.BytesIO(content), sep="\t", quoting=csv.QUOTE_NONE)
    assert (name, len(table)) == (f"{key}.tsv", report.written)
    assert report.written > 1


def test_checkthat_numbers_its_sentences_and_says_which_two_answers_share_a_name() -> None:
    found, told = files("checkthat_checkworthiness")

    assert found["checkthat_checkworthiness.tsv"] == (
        f"Sentence_id\tText\tclass_label\n0\t{HEADLINE}\tNo\n1\t{SAID}\tYes\n2\t{UNBROKEN}\tNo\n"
    )
    assert [json.loads(line)["statement_id"] for line in found["checkthat_checkworthiness.ids.jsonl"].splitlines()] == [
        "s-0",
        "s-1",
        "s-2",
    ]
    assert [(one["was"], one["now"], one["ids"]) for one in told["coerced"] if one["field"] != "text"] == [
        ("nfs", "No", ["s-2"]),
        ("ufs", "No", ["s-0"]),
    ]


def test_checkthat_subjectivity_keeps_the_ids_of_statements() -> None:
    found, _ = files("checkthat_subjectivity")

    assert found["checkthat_subjectivity.tsv"] == (
        f"sentence_id\tsentence\tlabel\ns-0\t{HEADLINE}\tOBJ\ns-1\t{SAID}\tOBJ\ns-2\t{UNBROKEN}\tSUBJ\n"
    )


def test_checkthat_normalisation_has_the_statements_from_which_a_claim_was_drawn() -> None:
    found, told = files("checkthat_normalisation")

    assert list(csv.reader(io.StringIO(found["checkthat_normalisation.csv"]))) == [
        ["post", "normalized claim"],
        [SAID, "The harbour closes in May."],
    ]
    assert reasons(told) == {"no claim text is written": ["s-0", "s-2"]}


def test_claimbuster_says_who_speaks_and_whether_it_is_worth_checking() -> None:
    found, told = files("claimbuster")

    assert list(csv.reader(io.StringIO(found["claimbuster.csv"], newline=""))) == [
        [
            "Sentence_id",
            "Text",
            "Speaker",
            "Speaker_title",
            "Speaker_party",
            "File_id",
            "Length",
            "Line_number",
            "Sentiment",
            "Verdict",
        ],
        ["0", HEADLINE, "", "", "", "harbour", "3", "0", "", "0"],
        ["1", SAID, "Ada Okoro", "Mayor", "", "harbour", "9", "1", "", "1"],
        ["2", MORE, "Ada Okoro", "Mayor", "", "harbour", "10", "2", "", "-1"],
    ]
    assert (told["written"], told["dropped"]) == (3, [])


def test_fever_groups_evidence_in_sets_and_has_no_place_for_conflicting() -> None:
    found, told = files("fever")

    assert [json.loads(line) for line in found["fever.jsonl"].splitlines()] == [
        {
            "id": 1,
            "verifiable": "VERIFIABLE",
            "label": "SUPPORTS",
            "claim": "The harbour closes in May.",
            "evidence": [
                [[1, 1, "https://port.example/plan", None], [1, 2, "https://council.example/minutes", None]],
                [[1, 3, "https://council.example/agenda", None]],
            ],
        }
    ]
    assert json.loads(found["fever.ids.jsonl"]) == {"id": 1, "statement_id": "s-1"}
    assert reasons(told)["its answer has no name in this format"] == ["s-2"]


def test_fever_says_not_enough_info_in_the_published_way_and_points_into_the_article_itself() -> None:
    own = [{**GOLDS[1]["evidence"][0], "flaws": ["own_article"]}]
    golds = (
        {**GOLDS[1], "evidence": own},
        {
            **GOLDS[2],
            "labels": {"verification": {"gold": "not_enough_evidence", "method": "m", "n": 1, "distribution": {}}},
        },
    )
    found, report = written(format_by_key("fever"), Choice(view="gold"), {**RESEARCH, "gold": golds})

    supported, unknown = [json.loads(line) for line in found["fever.jsonl"].decode().split("\n")[:-1]]
    assert supported["evidence"] == [[[1, 1, "harbour", 1]]]
    assert unknown == {
        "id": 2,
        "verifiable": "NOT VERIFIABLE",
        "label": "NOT ENOUGH INFO",
        "claim": MORE,
        "evidence": [[[2, None, None, None]]],
    }
    assert (report.written, report.rows_dropped, dict(report.coerced)) == (2, 0, {})


def test_liar_has_fourteen_columns_and_counts_of_zero() -> None:
    found, _ = files("liar")

    assert found["liar.tsv"].splitlines()[0].split("\t") == [
        "s-1.json",
        "true",
        "The harbour closes in May.",
        "port,harbour",
        "okoro",
        "Mayor",
        "",
        "",
        "0",
        "0",
        "0",
        "0",
        "0",
        HEADLINE,
    ]
    assert [len(line.split("\t")) for line in found["liar.tsv"].splitlines()] == [14, 14]


def test_seesaw_lists_who_takes_part_and_the_sides_by_sentence() -> None:
    found, told = files("seesaw")

    mayor, port, gold = "Ada Okoro", "Port authority", ["gold"]
    side = {"subject": mayor, "annotators": gold}
    assert json.loads(found["seesaw/d-1.json"]) == {
        "title": HEADLINE,
        "entity lists": [[mayor, ["person"], ["Main"], gold], [port, ["organization"], ["Main"], gold]],
        "sentence-level stances": {
            "1": [
                {**side, "id": 0, "sentiment": "NEG", "object": port},
                {**side, "id": 1, "sentiment": "POS", "object": "Not in the list"},
            ],
            "2": [{**side, "id": 0, "sentiment": "NEG", "object": "Not in the list"}],
        },
    }
    assert reasons(told) == {
        "annotators differ and nobody has decided": ["s-1"],
        "its answer has no name in this format": ["s-2"],
        "nobody takes a side in it": ["s-0"],
    }


def test_seesaw_of_raw_labels_names_who_marked_a_stance_once() -> None:
    found, told = files("seesaw", "raw")

    stances = json.loads(found["seesaw/d-1.json"])["sentence-level stances"]["1"]
    assert [(one["object"], one["annotators"]) for one in stances] == [
        ("Port authority", ["p03", "p07"]),
        ("Not in the list", ["p07"]),
    ]
    assert told["written"] == 3


def test_fnc_takes_propositions_and_the_leads_of_headlines() -> None:
    found, told = files("fnc1")

    assert list(csv.reader(io.StringIO(found["fnc1_bodies.csv"], newline=""))) == [
        ["Body ID", "articleBody"],
        ["0", f"{SAID}\n{MORE}"],
    ]
    assert list(csv.reader(io.StringIO(found["fnc1_stances.csv"]))) == [
        ["Headline", "Body ID", "Stance"],
        [HEADLINE, "0", "agree"],
        ["The harbour closes in May", "0", "discuss"],
    ]
    assert reasons(told)["it is about an entity, and a headline says something"] == ["s-1", "s-2"]
    assert [(one["was"], one["now"]) for one in told["coerced"]] == [("disagree", "discuss")]


def test_lewidi_keeps_every_annotator_and_the_shares_of_each_label() -> None:
    found, told = files("lewidi", "raw", question="verification")

    assert json.loads(found["lewidi.json"]) == {
        "0": {
            "annotation task": "verification",
            "text": {"statement": SAID},
            "number of annotators": 2,
            "annotators": "Ann1,Ann2",
            "number of annotations": 2,
            "annotations": {"Ann1": "supported", "Ann2": "refuted"},
            "soft_label": {
                "supported": 0.5,
                "refuted": 0.5,
                "not_enough_evidence": 0.0,
                "conflicting": 0.0,
                "too_vague": 0.0,
                "not_checkable": 0.0,
                "unverified": 0.0,
            },
            "split": "train",
            "lang": "en",
            "other_info": {"statement_id": "s-1", "article_id": "d-1"},
        }
    }
    assert json.loads(found["lewidi_annotators_meta.json"]) == {
        "Ann1": {"pseudonym": "p03", "role": "annotator"},
        "Ann2": {"pseudonym": "p07", "role": "annotator"},
    }
    assert reasons(told) == {"the question is not answered with one label": ["a-skipped"]}


def test_lewidi_of_stances_counts_those_who_marked_none() -> None:
    found, _ = files("lewidi", "raw", question="stance")

    items = json.loads(found["lewidi.json"])
    assert [(one["text"]["target"], one["annotations"]) for one in items.values()] == [
        ("Port authority", {"Ann1": "against", "Ann2": "against"}),
        ("The harbour closes in May", {"Ann1": "none", "Ann2": "favor"}),
    ]
    assert items["1"]["soft_label"] == {"favor": 0.5, "against": 0.0, "neutral": 0.0, "unclear": 0.0, "none": 0.5}


def test_citron_has_text_cues_sources_and_contents() -> None:
    found, told = files("citron")

    assert json.loads(found["citron/d-1.json"]) == {
        "text": TEXT,
        "quotes": [
            {
                "id": "q-1",
                "cue": {"start": 62, "end": 66, "text": "said"},
                "sources": [{"start": 52, "end": 61, "text": "Ada Okoro"}],
                "contents": [
                    {"start": 17, "end": 28, "text": "The harbour"},
                    {"start": 29, "end": 44, "text": '"closes in May"'},
                ],
            },
            {"id": "q-2", "cue": None, "sources": [], "contents": [{"start": AT_MORE, "end": len(TEXT), "text": MORE}]},
        ],
    }
    assert told["written"] == 2


def test_brat_joins_the_parts_of_a_content_and_hangs_an_attribution_on_its_cue() -> None:
    found, told = files("brat")

    assert found["brat/d-1.txt"] == TEXT
    assert found["brat/d-1.ann"] == (
        "T1\tSource 52 61\tAda Okoro\n"
        "T2\tCue 62 66\tsaid\n"
        'T3\tContent 17 28;29 44\tThe harbour "closes in May"\n'
        "T4\tAttribution 62 66\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )
    assert list(reasons(told).values()) == [["q-2"]]


def test_brat_cuts_a_span_at_its_line_ends() -> None:
    content = {"start": AT_SAID, "end": len(TEXT), "text": TEXT[AT_SAID:]}
    row = {**RESEARCH["attributions"][0], "contents": [content]}
    found, _ = written(format_by_key("brat"), Choice(view="gold"), {**RESEARCH, "attributions": (row,)})

    line = found["brat/d-1.ann"].decode().split("\n")[2]
    assert line == f"T3\tContent {AT_SAID} {AT_MORE - 1};{AT_MORE} {len(TEXT)}\t{SAID} {MORE}"


def test_a_web_annotation_quotes_its_place_and_what_stands_around_it() -> None:
    found, told = files("webannotation", "raw")

    page = json.loads(found["webannotation.jsonld"])
    first: dict[str, Any] = page["items"][0]
    assert (page["@context"], page["type"], len(page["items"])) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationPage",
        2,
    )
    assert first["target"] == {
        "source": "https://bridge.example/1",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": SAID,
                "prefix": f"{HEADLINE}\n",
                "suffix": "\nShe calls the port authority\tca",
            },
            {"type": "TextPositionSelector", "start": 17, "end": 67},
        ],
    }
    assert [(one["purpose"], one["value"]) for one in first["body"]] == [
        ("classifying", "verification:supported"),
        ("classifying", "claim_type:numerical"),
        ("tagging", "stance:ent:okoro|against|ent:port"),
    ]
    assert reasons(told) == {"it says nothing: the statement was skipped": ["a-skipped"]}


def test_a_claim_review_is_published_with_verdict_evidence_and_sign_off() -> None:
    found, told = files("claimreview", site="https://checks.example/", publisher="The Bridge Desk")

    (review,) = json.loads(found["claimreview.jsonld"])["@graph"]
    assert review == {
        "@type": "ClaimReview",
        "url": "https://checks.example/checks/s-1",
        "datePublished": "2026-01-06",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "The Bridge Desk", "url": "https://checks.example/"},
        "claimReviewed": "The harbour closes in May.",
        "itemReviewed": {
            "@type": "Claim",
            "text": SAID,
            "author": {"@type": "Person", "name": "Ada Okoro"},
            "datePublished": "2020-02-12",
            "appearance": {"@type": "NewsArticle", "headline": HEADLINE, "url": "https://bridge.example/1"},
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "True",
            "ratingExplanation": "Plan and minutes agree.",
        },
    }
    assert reasons(told)["it has less independent evidence than publication needs"] == ["s-2"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"evidence": "3"}, "it has less independent evidence than publication needs"),
        ({"approvals": "2"}, "it has fewer approvals than publication needs"),
    ],
)
def test_a_claim_review_waits_for_what_publication_needs(options: dict[str, str], why: str) -> None:
    found, told = files("claimreview", **options)

    assert json.loads(found["claimreview.jsonld"])["@graph"] == []
    assert "s-1" in reasons(told)[why]


def test_a_project_without_the_question_says_so() -> None:
    scheme = {**RESEARCH["scheme"][0], "protocols": []}
    found, report = written(format_by_key("averitec"), Choice(view="gold"), {**RESEARCH, "scheme": (scheme,)})

    assert found["averitec.json"] == b"[]\n"
    assert reasons(report.told()) == {
        "the project has no question whose answers have a name in this format": ["s-0", "s-1", "s-2"]
    }


@given(st.text(alphabet="ab\n “é𝔘", min_size=1, max_size=40), st.data())
def test_whoever_reads_brat_standoff_finds_the_words_at_their_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    content = {"start": start, "end": end, "text": text[start:end]}
    row = {**RESEARCH["attributions"][1], "source": content, "contents": [content]}
    parts = {**RESEARCH, "articles": ({**RESEARCH["articles"][0], "text": text},), "attributions": (row,)}

    found, report = written(format_by_key("brat"), Choice(view="gold"), parts)

    lines = [line.split("\t") for line in found["brat/d-1.ann"].decode().split("\n") if line.startswith("T")]
    assert bool(lines) == bool(text[start:end].strip()) == bool(report.written)
    for _, places, words in lines:
        spans = [part.split() for part in places.partition(" ")[2].split(";")]
        assert words == " ".join(text[int(first) : int(last)] for first, last in spans)


@pytest.mark.parametrize(
    ("key", "view", "vocabulary", "subjects"),
    [
        ("webannotation", "raw", "http://www.w3.org/ns/oa#", 2),
        ("claimreview", "gold", "https://schema.org/", 1),
    ],
)
def test_json_ld_is_read_as_linked_data(key: str, view: str, vocabulary: str, subjects: int) -> None:
    found, _ = files(key, view)
    document = json.loads(next(iter(found.values())))
    context = {"@vocab": vocabulary, "id": "@id", "type": "@type", "items": f"{vocabulary}items"}

    graph = Graph().parse(data=json.dumps({**document, "@context": context}), format="json-ld")

    kind = "Annotation" if key == "webannotation" else "ClaimReview"
    assert len(list(graph.subjects(RDF.type, URIRef(f"{vocabulary}{kind}")))) == subjects
