"""The article's statements and the row of numbers say what was answered, and nobody's words become markup."""

from django.template import Context, Template

from annotations.templatetags.article import Mark
from annotations.web.article_view import Block, Piece, Run, Turn

OPEN = Mark("s-1", 1, "/w/?s=1#s1", "", "", skipped=False, returned=False, words="", current=True)
DONE = Mark(
    "s-2", 1200, "/w/?s=2#s2", "favor", "supported", skipped=False, returned=True, words="Favor <b>", current=False
)
SKIPPED = Mark("s-3", 3, "/w/?s=3#s3", "", "", skipped=True, returned=False, words="skipped", current=False)


def draw(source: str, **context: object) -> str:
    """What a template with the tags renders to."""
    return Template("{% load article %}" + source).render(Context(context))


def drawn_block(*pieces: Piece, role: str = "headline") -> str:
    """An article of one paragraph."""
    return draw("{% article_text turns %}", turns=[Turn(None, False, [Block(role, pieces)])])


def test_a_statement_is_a_link_with_its_number_its_seal_and_its_marked_words() -> None:
    runs = (Run("Prices "), Run("rose", "cue"), Run(" & fell <i>"))
    assert drawn_block(Piece(runs, {}, DONE), Piece((Run(" x > y"),))) == (
        '<div class="turn"><div class="no-lane" aria-hidden="true"></div><div>\n<h1>'
        '<span class="at" id="s1200"><a class="stmt" href="/w/?s=2#s2" data-s="s-2" data-v="favor">'
        '<span class="vn" data-v="supported"><svg class="glyph" aria-hidden="true"><use href="#g-supported"/></svg>1200'
        '<span class="visually-hidden" data-words>Favor &lt;b&gt;</span></span>'
        'Prices <span data-part="cue">rose</span> &amp; fell &lt;i&gt;</a></span> x &gt; y</h1>\n</div></div>\n'
    )


def test_the_current_statement_and_a_skipped_one_are_marked_so() -> None:
    drawn = drawn_block(Piece((Run("a"),), {}, OPEN), Piece((Run("b"),), {}, SKIPPED))
    assert 'data-s="s-1" aria-current="step"><span class="vn">1</span>a</a>' in drawn
    assert 'data-s="s-3" data-skipped><span class="vn" data-skipped>' in drawn
    assert 'href="#i-skip"' in drawn


def test_the_row_of_numbers_is_heard_with_what_was_answered() -> None:
    assert draw("{% spine marks %}", marks=[OPEN, DONE]) == (
        '<a href="/w/?s=1#s1" aria-current="step"><span>1</span></a>'
        '<a href="/w/?s=2#s2" data-v="supported" data-returned aria-label="1200: Favor &lt;b&gt;">'
        '<svg class="glyph" aria-hidden="true"><use href="#g-supported"/></svg><span>1200</span></a>'
    )


def test_who_speaks_stands_in_the_margin_and_every_role_has_its_element() -> None:
    said = Turn({"name": "Mara <Voss>"}, True, [Block("body", (Piece((Run("a"),)),)), Block("subhead", ())])
    drawn = draw("{% article_text turns %}", turns=[said, said])
    assert drawn.count('<div class="lane" aria-hidden="true"><span class="mono-sq') == 2
    assert drawn.count('title="Mara &lt;Voss&gt;"') == 2
    assert drawn.count('<p>a</p>\n<p class="sub"></p>\n</div>') == 2


def test_the_paragraphs_of_a_long_turn_are_left_out_one_by_one() -> None:
    line = Block("body", (Piece((Run("a"),)),))
    assert '<div class="turn">' in draw("{% article_text turns %}", turns=[Turn(None, True, [line] * 8)])
    assert '<div class="turn turn-long">' in draw("{% article_text turns %}", turns=[Turn(None, True, [line] * 9)])
