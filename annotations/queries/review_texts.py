"""The text around statements under review: where paragraphs begin, and what an editor put into a quotation."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.models import Article, AttributionSpan, Paragraph, SpanPart, Statement


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the article's paragraphs start and what its editor inserted, as code point offsets."""

    starts: Sequence[int]
    insertions: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, article: Article) -> "Texts":
        """Those of the article (two queries)."""
        spans = AttributionSpan.objects.filter(article=article, part=SpanPart.INSERTION)
        return cls(
            list(Paragraph.objects.filter(article=article).order_by("start").values_list("start", flat=True)),
            list(spans.order_by("start").values_list("start", "end").distinct()),
        )

    def pieces(self, statement: Statement) -> tuple[tuple[str, bool], ...]:
        """The statement cut at the editor's insertions, as (text, is_insertion)."""
        text, at, cut = statement.exact, 0, []
        for start, end in self.insertions:
            low, high = max(start - statement.start, at), min(end - statement.start, len(text))
            if low < high:
                cut += [(text[at:low], False), (text[low:high], True)]
                at = high
        return tuple(piece for piece in [*cut, (text[at:], False)] if piece[0])

    def paragraph(self, statement: Statement) -> int:
        """The number of the statement's paragraph."""
        return bisect_right(self.starts, statement.start)
