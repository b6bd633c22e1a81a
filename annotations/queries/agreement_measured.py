"""Agreement on every question of a project, measured: what a report keeps, as plain JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotations.agreement import confusion, dawid_skene, tuples
from annotations.agreement.bootstrap import RESAMPLES, Tick, figures, silent
from annotations.agreement.measure import tabulated
from annotations.agreement.reliability import Reliability
from annotations.agreement.report import headline, measures, report, size_of, stance_report
from annotations.models import Project, User
from annotations.queries import agreement_labels as labels
from annotations.queries.agreement_corrections import corrections
from annotations.queries.agreement_labels import GROUPINGS, Given, grouped
from annotations.queries.agreement_scope import Scope, annotations
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.base import Protocol, Question

SEED = 20
"""The same labels give the same intervals, whoever asks and when."""
WORTH_CHECKING = "check_worthiness"
STANCE_HEADLINE = "tuple_f1"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the work: ``run`` takes the ear for its progress, ``keep`` puts what it found in its place."""

    run: Callable[[Tick], Any]
    keep: Callable[[Any], None]


def measured(user: User, project: Project, scope: Scope, tick: Tick = silent) -> Json:
    """Every question's agreement on the labels in scope; ``tick`` hears of resamples done and may raise to stop."""
    scheme = protocol_in_force(project).scheme
    found: Json = {"questions": [], "corrections": corrections(user, project, scope, scheme)}
    steps: list[Step] = []
    for question in scheme.questions:
        if question.label_set is not None and question.kind in ("choice", "stance"):
            found["questions"].append(_planned(user, project, scope, question, steps))
    for place, step in enumerate(steps):
        step.keep(step.run(_ear(tick, place, len(steps))))
    return found


def _ear(tick: Tick, place: int, steps: int) -> Tick:
    return lambda done, _: tick(place * RESAMPLES + min(done, RESAMPLES), steps * RESAMPLES)


def _planned(user: User, project: Project, scope: Scope, question: Question, steps: list[Step]) -> Json:
    """The place for a question's figures; what fills it is added to ``steps``."""
    rows = annotations(user, project, scope)
    entry: Json = {
        "key": question.key,
        "title": question.title,
        "kind": question.kind,
        "scale": question.label_set.scale if question.label_set else "",
        "groups": {grouping.key: [] for grouping in GROUPINGS},
    }
    given = labels.stances(rows, question) if question.kind == "stance" else labels.choices(rows, question)
    of = _stance_steps if question.kind == "stance" else _choice_steps
    whole, part = of(entry, question, given, scope)
    steps.append(Step(whole, entry.update))
    for grouping in GROUPINGS:
        for key, own in grouped(given, grouping).items():
            steps.append(_group_step(entry["groups"][grouping.key], key, own, part))
    return entry


def _group_step(place: list[Json], key: str, own: list[Given], part: Callable[[list[Given], Tick], Json]) -> Step:
    return Step(lambda tick: part(own, tick), lambda found: place.append({"key": key, **found}))


Work = tuple[Callable[[Tick], Json], Callable[[list[Given], Tick], Json]]
"""What measures all answers, and what measures those of one group."""


def _choice_steps(entry: Json, question: Question, given: Sequence[Given], scope: Scope) -> Work:
    keys = labels.labels_of(question, given)
    is_ordinal = entry["scale"] == "ordinal"
    entry["headline"], entry["label_keys"] = headline(is_ordinal), list(keys)

    def whole(tick: Tick) -> Json:
        data = labels.reliability(given, keys)
        found = _plain(asdict(report(data, seed=SEED, is_ordinal=is_ordinal, tick=tick)))
        if scope.pair:
            found["confusion"] = _of_pair(data, scope.pair)
        return {"report": found, "model": _model(data) if scope.model and assumes_one_truth(question) else None}

    def part(own: list[Given], tick: Tick) -> Json:
        data = labels.reliability(own, keys)
        asked = measures(is_ordinal)
        values = figures(tabulated(asked, data), seed=SEED, tick=tick)
        named = {one.key: asdict(value) for one, value in zip(asked, values, strict=True)}
        return {"size": asdict(size_of(data)), "figures": named}

    return whole, part


def _stance_steps(entry: Json, question: Question, given: Sequence[Given], scope: Scope) -> Work:
    del scope  # nothing of it concerns stances alone
    sides = labels.polarities_of(question, given)
    entry["headline"], entry["label_keys"] = STANCE_HEADLINE, list(sides)

    def whole(tick: Tick) -> Json:
        return {"stance": _plain(asdict(stance_report(labels.tuples(given, sides), seed=SEED, tick=tick)))}

    def part(own: list[Given], tick: Tick) -> Json:
        data = labels.tuples(own, sides)
        values = figures(tuples.pooled(data), seed=SEED, tick=tick)
        named = {key: asdict(value) for key, value in zip(tuples.KEYS, values, strict=True)}
        return {"size": asdict(size_of(data.carries)), "figures": named}

    return whole, part


def assumes_one_truth(question: Question) -> bool:
    """Whether one answer can be true: verdicts and check-worthiness; stance and subjectivity are readings."""
    if question.kind != "choice" or question.label_set is None or question.label_set.cardinality == "multi":
        return False
    return question.key == WORTH_CHECKING or any(label.is_verdict for label in question.label_set.labels)


def model_question(scheme: Protocol) -> bool:
    """Whether the protocol asks anything that the estimate is for."""
    return any(assumes_one_truth(question) for question in scheme.questions)


def _of_pair(data: Reliability, pair: tuple[str, str]) -> list[list[int]]:
    """The first of the pair in the rows, the second in the columns."""
    codes = {str(name): code for code, name in enumerate(data.annotators)}
    size = len(data.labels)
    if any(one not in codes for one in pair):
        return [[0] * size for _ in range(size)]
    table = confusion.of_pair(data, codes[pair[0]], codes[pair[1]])
    return [[int(cell) for cell in row] for row in table]


def _model(data: Reliability) -> Json | None:
    """The estimate of Dawid and Skene beside the majority; None without labels."""
    found = dawid_skene.estimate(data)
    if found is None:
        return None
    votes = dawid_skene.majority(data)
    decided = votes >= 0
    counted = [int((votes == code).sum()) for code in range(len(data.labels))]
    hits = (found.errors.diagonal(axis1=1, axis2=2) * found.prior).sum(axis=1)
    return {
        "steps": found.steps,
        "converged": found.converged,
        "units": len(data.units),
        "ties": int((~decided).sum()),
        "differs": int((found.label[decided] != votes[decided]).sum()),
        "labels": [
            {"label": label, "majority": count, "estimate": int((found.label == code).sum())}
            for code, (label, count) in enumerate(zip(data.labels, counted, strict=True))
        ],
        "annotators": [
            {"annotator": str(name), "right": float(hit)} for name, hit in zip(data.annotators, hits, strict=True)
        ],
    }


def _plain(value: Any) -> Any:
    """The same in what JSON knows: mappings, lists, numbers, words."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)
