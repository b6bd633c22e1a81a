"""Who says this where another says that: statements counted by the two labels that met on them."""

from __future__ import annotations

import numpy as np

from annotations.agreement.reliability import Codes, Reliability


def statements(data: Reliability) -> Codes:
    """Labels x labels: on how many units one annotator chose the row's label and another the column's; symmetric.

    A unit counts once in a cell however many annotators met there; on the diagonal two chose the same label.
    """
    left, right = data.pairs()
    low = np.minimum(data.label[left], data.label[right])
    high = np.maximum(data.label[left], data.label[right])
    half = _counted(data, data.unit[left], low, high)
    return half + np.triu(half, 1).T


def of_pair(data: Reliability, first: int, second: int) -> Codes:
    """Labels x labels: units on which ``first`` chose the row's label and ``second`` the column's (codes of both)."""
    left, right = data.pairs()
    low, high = min(first, second), max(first, second)
    theirs = (data.annotator[left] == low) & (data.annotator[right] == high)
    table = _counted(data, data.unit[left[theirs]], data.label[left[theirs]], data.label[right[theirs]])
    return table if first == low else table.T


def _counted(data: Reliability, unit: Codes, row: Codes, column: Codes) -> Codes:
    size = len(data.labels)
    once = np.unique((unit * size + row) * size + column)
    return np.bincount(once % size**2, minlength=size**2).reshape(size, size)
