"""One page, read: what it states, what was guessed, and the lines of its article."""

from annotations.text.headlines import with_headline
from annotations.text.pages.article import guesses, main_text
from annotations.text.pages.charset import decode_page
from annotations.text.pages.facts import stated
from annotations.text.pages.results import WAY_OUT, Page, Unusable
from annotations.text.pages.tree import lift_captions, parsed, pruned


def read_page(raw: bytes, charset: str, url: str, today: str) -> Page:
    """The page that ``raw`` is; ``charset`` and ``url`` are what came with it. ``Unusable`` when it has no article."""
    page, replaced = decode_page(raw, charset)
    tree = parsed(page)
    facts = stated(tree)
    tree = pruned(tree)
    captions = lift_captions(tree)
    guessed = guesses(tree, next(iter(facts.addresses), url), today)
    lines = main_text(tree)
    if not lines:
        raise Unusable("the page", f"holds no article that could be found; {WAY_OUT}")
    headline = facts.headline or guessed["title"]
    return Page(
        text="\n".join(with_headline(lines, headline)),
        replaced=replaced,
        headline=headline,
        authors=facts.authors or guessed["author"].replace("; ", ", "),
        site=facts.site or guessed["sitename"],
        published=facts.published,
        guessed_day=guessed["date"],
        languages=facts.languages,
        addresses=facts.addresses,
        captions=[line for line in lines if line in captions],
    )
