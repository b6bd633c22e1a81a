"""What goes into a dataset: a view, what narrows it, and what is left out of its rows. Plain values, no tables."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

RAW = "raw"
GOLD = "gold"
BOTH = "both"
VIEWS = (RAW, GOLD, BOTH)

FULL = "full"
FREE = "free"
TEXTS = (FULL, FREE)

PSEUDONYMS = "pseudonyms"
PER_ARTICLE = "per_article"
PEOPLE = (PSEUDONYMS, PER_ARTICLE)

PRODUCTION = "production"
EVERY = "all"
ARTICLES = (PRODUCTION, "calibration", "training", EVERY)

RAW_STATES = ("submitted", "returned", "accepted")
GOLD_STATES = ("settled", "open")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of rows. Empty means everything.

    ``articles`` is the kind of batch they come from, ``batch`` a batch's name or id, ``article`` an article's own
    identifier or its id, ``language`` its language. ``state`` is one of ``RAW_STATES`` or ``GOLD_STATES``, ``label`` a
    question and a label as ``verification:supported``, ``speaker`` the key of an entity; ``since`` and ``until`` are
    days (of handing in; of the decision). ``text`` free leaves the words of articles out; ``people`` per article
    numbers annotators anew in each article, so that nobody can be followed from one to the next. ``options`` are those
    of the format.
    """

    view: str = RAW
    articles: str = PRODUCTION
    batch: str = ""
    article: str = ""
    language: str = ""
    state: str = ""
    label: str = ""
    speaker: str = ""
    since: str = ""
    until: str = ""
    text: str = FULL
    people: str = PSEUDONYMS
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def views(self) -> tuple[str, ...]:
        """The views it holds: one of them, or both."""
        return (RAW, GOLD) if self.view == BOTH else (self.view,)

    def narrowed(self) -> dict[str, str]:
        """What is not left at its default, but for the view: as parameters of an address, and in the history."""
        plain = asdict(Choice())
        found = {key: value for key, value in asdict(self).items() if key not in ("view", "options")}
        return {key: value for key, value in found.items() if value != plain[key]} | dict(self.options)


AS_IT_IS = Choice()
"""All raw rows that are not calibration or training."""

PARAMETERS = tuple(name for name in asdict(Choice()) if name != "options")
"""What page, route and command take, in this order; a format's own options come beside them."""
