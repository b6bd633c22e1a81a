"""Every act on a split. To add one: write its function, name it in ``SplitAct``, add its line.

``undo`` and ``redo`` are none of them: they write stored rows back, see ``undo``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.models import SplitAct
from annotations.workflow.split import attributions, claims, entities, kinds, links, spans, speakers
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split


@dataclass(frozen=True, slots=True)
class Act:
    """An act: the members of its body, and the function that does it; ``is_for_leads`` for what reaches further."""

    key: str
    members: tuple[str, ...]
    run: Callable[[Split, Arguments], None]
    is_for_leads: bool = False


ACTS = (
    Act(SplitAct.SPLIT, ("statement", "at"), spans.split),
    Act(SplitAct.MERGE, ("statement",), spans.merge),
    Act(SplitAct.MOVE, ("statement", "at"), spans.move),
    Act(SplitAct.MARK, ("statement", "is_statement"), kinds.mark),
    Act(SplitAct.ROLE, ("statement", "role"), kinds.role),
    Act(SplitAct.SPEAKER, ("statement", "speaker", "voice", "name", "kind"), speakers.speaker),
    Act(
        SplitAct.ATTRIBUTE,
        ("statement", "content", "source", "cue", "speaker", "quote_type", "attribution"),
        attributions.attribute,
    ),
    Act(SplitAct.UNATTRIBUTE, ("attribution",), attributions.unattribute),
    Act(SplitAct.CONTINUE, ("statement", "on"), attributions.carry_on),
    Act(SplitAct.INSERT, ("attribution", "span", "on"), attributions.insert),
    Act(SplitAct.CLAIM, ("statement", "text", "check_target", "claim"), claims.claim),
    Act(SplitAct.UNCLAIM, ("claim",), claims.unclaim),
    Act(SplitAct.DUPLICATE, ("statement", "of"), links.duplicate),
    Act(SplitAct.RELATE, ("statement", "to", "type", "on"), links.relate),
    Act(SplitAct.MERGE_ENTITIES, ("entity", "into"), entities.merge_entities, is_for_leads=True),
)
BY_KEY = {str(act.key): act for act in ACTS}
