"""Counts with their nouns, for sentences that are not translated: refusals, commands, files."""


def counted(number: int, one: str, many: str) -> str:
    """``1 person``, ``2 people``: the number and the form of the noun (and of what follows it) that goes with it."""
    return f"{number} {one if number == 1 else many}"
