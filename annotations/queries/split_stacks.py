"""Which edit of a split comes next to be undone or redone: it follows from the article's edits, in order."""

from dataclasses import dataclass

from annotations.models import Article, SplitAct, SplitEdit


@dataclass(frozen=True, slots=True)
class Stacks:
    """Edits in force and edits undone, since the freeze or up to it; the next to take or bring back is the last."""

    done: tuple[SplitEdit, ...]
    undone: tuple[SplitEdit, ...]

    def next(self, act: str) -> SplitEdit | None:
        """The edit that ``undo`` would take back, or that ``redo`` would bring back."""
        rows = self.done if act == SplitAct.UNDO else self.undone
        return rows[-1] if rows else None


def stacks(article: Article) -> Stacks:
    """The article's edits (one query). A new edit empties the list of what can be redone, and so does the freeze."""
    done: list[SplitEdit] = []
    undone: list[SplitEdit] = []
    rows = SplitEdit.objects.filter(article=article, is_after_freeze=article.frozen_at is not None)
    for edit in rows.defer("before", "after", "arguments").select_related("actor").order_by("seq"):
        if edit.act == SplitAct.UNDO:
            undone.append(done.pop())
        elif edit.act == SplitAct.REDO:
            done.append(undone.pop())
        else:
            done.append(edit)
            undone.clear()
    return Stacks(tuple(done), tuple(undone))
