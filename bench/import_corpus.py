"""Made-up short articles, as many as wanted: our own writing, the same at every run, no two alike."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SEED = 20261125
FIRST = (
    "Ada Bruno Carla Dmitri Elena Farid Greta Hugo Ines Jonas Karin Luis Mira Nadir Olga Pavel Rosa Stefan Tilda Vera"
)
LAST = """
Abel Brandt Castell Dorn Eklund Farkas Grau Holm Ivers Jansen Kessler Lindqvist Moran Nowak Ortega Petrov Quist Rossi
Sander Torres Ulrich Varga Weiss Yilmaz Zeller Anders Berger Conti Duarte Egger
"""
PLACES = "Altburg Brenna Corvo Dalby Estrel Fernau Galmor Hestvik Irlen Jorva Kaltern Lovik Marenne Norrby Ostheim"
OFFICES = ("Mayor", "Transport Minister", "Police Chief", "Senator", "Council leader")
SUBJECTS = ("the harbour bridge", "the tram line", "the water plant", "the new school", "the night market")
CLAIMS = (
    "the work will cost 40 million less than planned",
    "nobody had checked the foundations since 2009",
    "the contract was signed without a second offer",
    "three of four residents want it to go ahead",
    "the deadline in March cannot be met",
)


def articles(count: int) -> Iterator[str]:
    """Texts of a headline and seven sentences, half of them somebody's."""
    chance = Random(SEED)
    firsts, lasts, places = FIRST.split(), LAST.split(), PLACES.split()
    for number in range(1, count + 1):
        place, subject, office = chance.choice(places), chance.choice(SUBJECTS), chance.choice(OFFICES)
        who, other = (f"{chance.choice(firsts)} {chance.choice(lasts)}" for _ in range(2))
        one, two, three = chance.sample(CLAIMS, 3)
        yield (
            f"{place} argues about {subject}\n"
            f"\n"
            f"{office} {who} said on Monday that {one}. The plan is number {number} on the list of {place}.\n"
            f"“I have read the report twice, and {two},” {who.split()[1]} said. “We will publish it.”\n"
            f"Opponents do not agree. According to {other}, a lawyer, {three}.\n"
            f"The vote on {subject} is due next week.\n"
        )
