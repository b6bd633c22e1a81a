"""A page as a tree that is safe and quick to work on: no scripts, no bottomless or endless markup, nothing fetched."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from annotations.text.pages.results import WAY_OUT, Unusable

MAX_ELEMENTS = 30_000
"""Elements that an article's page may have; extraction takes time for each of them."""
MAX_ATTRIBUTES = 40
MAX_VALUE = 2_000
"""Characters of an attribute's value; what is longer is data, not words."""
DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "audio", "video")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")


def parsed(page: str) -> HtmlElement:
    """The tree of a page. The parser repairs what is broken, ends below 256 levels and knows no entities of DTDs."""
    markup = _DECLARATION.sub("", _CONTROL.sub(" ", page)).encode("utf-8", "replace")
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False
    )
    try:
        return document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unusable(str(error)[:80], f"is no web page; {WAY_OUT}") from None


def pruned(tree: HtmlElement) -> HtmlElement:
    """The tree without what is never text, attributes cut short; ``Unusable`` when it has too many elements."""
    etree.strip_elements(tree, *DROPPED, with_tail=False)
    for count, element in enumerate(tree.iter(etree.Element), start=1):
        if count > MAX_ELEMENTS:
            rule = f"is more than {MAX_ELEMENTS} elements for one article; {WAY_OUT}"
            raise Unusable("the page", rule)
        _shorten(element)
    return tree


def lift_captions(tree: HtmlElement) -> set[str]:
    """Put the captions of pictures behind their figures, where extraction keeps them; their texts."""
    captions = list(tree.iter("figcaption"))
    for caption in captions:
        caption.tag = "p"
        figure = next(caption.iterancestors("figure"), None)
        if figure is not None:
            figure.addnext(caption)
    return {" ".join(caption.text_content().split()) for caption in captions}


def _shorten(element: HtmlElement) -> None:
    attributes = element.attrib
    if len(attributes) > MAX_ATTRIBUTES:
        kept = dict(list(attributes.items())[:MAX_ATTRIBUTES])
        attributes.clear()
        attributes.update(kept)
    for name, value in attributes.items():
        if len(value) > MAX_VALUE:
            attributes[name] = value[:MAX_VALUE]
