"""The figures of a project, each as plain rows: pages draw them, the API and files hand them out.

To add one: write it beside the others and add its line to ``FIGURES``.
"""

from annotations.queries.figures import agreed, answers, days, members, progress
from annotations.queries.figures.base import Figure, Reader, Row

FIGURES: tuple[Figure, ...] = (
    *progress.FIGURES,
    *answers.FIGURES,
    *days.FIGURES,
    *members.FIGURES,
    *agreed.FIGURES,
)

__all__ = ["FIGURES", "Figure", "Reader", "Row", "figure"]


def figure(key: str) -> Figure | None:
    """The figure of that key, if there is one."""
    return next((one for one in FIGURES if one.key == key), None)
