"""Acts on what a segment is: a statement or none, and its role in the article."""

from annotations.models import ParagraphRole
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split


def mark(_sheet: Split, given: Arguments) -> None:
    """``{statement, is_statement}``: says whether it is labelled at all."""
    given.statement().is_statement = given.flag("is_statement")


def role(_sheet: Split, given: Arguments) -> None:
    """``{statement, role}``: what the segment is in the article."""
    given.statement().role = given.choice("role", ParagraphRole.values)
