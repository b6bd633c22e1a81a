"""The head of a Markdown file: ``key: value`` lines between two lines of three dashes. This is no YAML reader."""

import re

_FENCE = re.compile(r"---[ \t]*")
_PAIR = re.compile(r"([A-Za-z_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
MAX_LINES = 200


def front_matter(text: str) -> tuple[dict[str, str], list[tuple[int, str]], str]:
    """The pairs by key in lower case, the lines (1-based) that are no pairs, and the text without its head."""
    lines = text.split("\n", MAX_LINES)
    if not _FENCE.fullmatch(lines[0]):
        return {}, [], text
    end = next((place for place, line in enumerate(lines[1:], start=1) if _FENCE.fullmatch(line)), None)
    if end is None or end == MAX_LINES:
        return {}, [], text
    pairs: dict[str, str] = {}
    others = []
    for number, line in enumerate(lines[1:end], start=2):
        found = _PAIR.fullmatch(line.rstrip())
        if found and found.group(1).lower() not in pairs:
            pairs[found.group(1).lower()] = _plain(found.group(2) or "")
        elif line.strip() and not line.startswith("#"):
            others.append((number, line))
    return pairs, others, "\n".join(lines[end + 1 :])


def _plain(value: str) -> str:
    """A value without its quotes; a list in brackets as names with commas between."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part) for part in value[1:-1].split(",") if part.strip())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
