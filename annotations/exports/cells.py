"""Cells that a spreadsheet opens as text: a formula is never run, and the exact text comes back.

A cell whose first character could start a formula, or hide one (ASVS 1.2.10), gets an apostrophe in front; so does a
cell that begins with an apostrophe. Undoing it is to drop one leading apostrophe.
"""

RISKY = frozenset("=+-@\t\r\n\0＝＋－＠")
MARK = "'"
GUARDED = RISKY | {MARK}


def guard(text: str) -> str:
    """``text`` made safe to open in a spreadsheet."""
    return MARK + text if text[:1] in GUARDED else text


def unguard(cell: str) -> str:
    """The text that ``guard`` made the cell from."""
    return cell.removeprefix(MARK)
