"""Every component draws what it says, and nothing that somebody wrote becomes markup."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from annotations.templatetags import charts, monograms
from annotations.templatetags.figures import Plotted
from annotations.templatetags.plots import Line

HOSTILE = "<script>alert('x')</script>"
FAVOR = SimpleNamespace(name="Favor", key="favor", style="favor")
REFUTED = SimpleNamespace(name="Refuted", key="refuted", style="refuted")
SUPPORTED = SimpleNamespace(name="Supported", key="supported", style="supported")


def draw(source: str, **context: object) -> str:
    """What a template with all component tags renders to, without the ends of lines."""
    template = Template("{% load components charts plots listing %}" + source)
    return template.render(Context(context)).replace("\n", "")


def test_an_icon_is_decoration_that_names_its_drawing() -> None:
    assert draw('{% icon "check" "icon-sm" %}') == (
        '<svg class="icon icon-sm" aria-hidden="true"><use href="#i-check"/></svg>'
    )


def test_an_arrow_turns_round_in_a_right_to_left_page() -> None:
    assert 'class="icon icon-flip"' in draw('{% icon "right" %}')


def test_a_stance_is_a_square_chip_with_hue_glyph_and_word() -> None:
    assert draw("{% stance_chip label %}", label=FAVOR) == (
        '<span class="chip chip-stance" data-v="favor">'
        '<svg class="glyph" aria-hidden="true"><use href="#g-favor"/></svg>Favor</span>'
    )


def test_a_status_is_a_round_chip() -> None:
    assert 'class="chip chip-status" data-v="refuted"' in draw("{% status_chip label %}", label=REFUTED)


def test_a_lone_chip_keeps_its_word_for_those_who_cannot_see_the_glyph() -> None:
    assert '<span class="visually-hidden">Refuted</span></span>' in draw(
        "{% status_chip label lone=True %}", label=REFUTED
    )


def test_choices_are_options_of_which_one_is_chosen_and_one_may_be_left_out() -> None:
    choices = [("a", "Ada & Ben"), ("b", HOSTILE), ("c", "Cem")]
    assert draw("{% options choices 'a' but='c' %}", choices=choices) == (
        '<option value="a" selected>Ada &amp; Ben</option>'
        '<option value="b">&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</option>'
    )


def test_no_label_draws_no_chip() -> None:
    assert draw("{% status_chip label %}", label=None) == ""


def test_a_label_may_have_a_glyph_that_is_not_its_hue() -> None:
    label = SimpleNamespace(name="Half true", key="half", style="conflicting", glyph="nee")
    assert '<use href="#g-nee"/>' in draw("{% status_chip label %}", label=label)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sergey Lavrov", "SL"),
        ("Recep Tayyip Erdogan", "RE"),
        ("Russia", "Ru"),
        ("“The attacks violate”", "TV"),
        ("Tomás Rey", "TR"),
        ("Ünal", "Ün"),
        ("普京", "普京"),
        ("سيرغي لافروف", "سل"),
        ("— …", "?"),
        ("", "?"),
    ],
)
def test_a_monogram_takes_letters_only(name: str, expected: str) -> None:
    assert monograms.letters(name) == expected


def test_the_same_name_has_the_same_ground_everywhere() -> None:
    assert [monograms.tint(name) for name in ("Sergey Lavrov", "SERGEY LAVROV", "Russia")] == [3, 3, 2]


def test_the_voice_of_the_article_is_a_pen() -> None:
    assert draw("{% speaker_mark None %}") == (
        '<span class="mono-sq mono-author" title="Article’s own voice">'
        '<svg class="icon icon-sm" aria-hidden="true"><use href="#i-pen"/></svg>'
        '<span class="visually-hidden">Article’s own voice</span></span>'
    )


def test_speakers_are_square_and_colleagues_are_round() -> None:
    drawn = draw('{% speaker_mark "Sergey Lavrov" %}{% person_mark "Noor Haddad" %}')
    assert ("mono-sq tint-3" in drawn, "mono-ci tint-" in drawn) == (True, True)


def test_each_quote_type_has_its_word() -> None:
    drawn = [draw("{% quote_type value %}", value=value) for value in ("direct", "indirect", "mixed", "")]
    words = ["Direct quote", "Indirect", "Mixed quote", "Article’s voice"]
    assert [word in text for word, text in zip(words, drawn, strict=True)] == [True, True, True, True]


def test_a_meter_shows_the_share_and_says_it() -> None:
    assert draw('{% meter 7 28 "7 of 28 done" %}') == (
        '<svg class="meter" role="img" aria-label="7 of 28 done"><rect x="0%" width="25.00%" height="100%"/></svg>'
    )


def test_a_meter_of_nothing_is_empty_and_one_of_too_much_is_full() -> None:
    assert [charts.percent(3, 0), charts.percent(9, 3), charts.percent(-1, 3)] == [0.0, 100.0, 0.0]


def test_long_work_shows_a_figure_for_everybody() -> None:
    drawn = draw('{% progress_bar 31 90 "Importing" %}')
    assert 'aria-valuemin="0" aria-valuemax="90" aria-valuenow="31"' in drawn
    assert "31 of 90, 34 %" in drawn


def test_the_saved_state_is_said_in_words() -> None:
    drawn = draw('{% sync_state %}|{% sync_state "waiting" 3 %}|{% sync_state "offline" 12 %}').split("|")
    words = ["All saved", "3 waiting", "Offline, 12 kept here"]
    assert [word in text for word, text in zip(words, drawn, strict=True)] == [True, True, True]


def test_bars_lie_side_by_side_and_empty_counts_take_no_room() -> None:
    laid = charts.segments([(SUPPORTED, 1), (FAVOR, 0), (REFUTED, 3)], 4)
    assert [(one.label.key, one.x, one.width, one.patterned) for one in laid] == [
        ("supported", "0.00", "25.00", False),
        ("refuted", "25.00", "75.00", True),
    ]


def test_a_bar_plot_is_also_a_table_whose_numbers_open_their_lists() -> None:
    rows = [("Lavrov", [charts.Counted(1, "/labels/"), charts.Counted(3)])]
    drawn = draw('{% bars rows labels "By speaker" %}', rows=rows, labels=[SUPPORTED, REFUTED])
    assert 'aria-label="Lavrov: 1 Supported, 3 Refuted"' in drawn
    assert '<td class="n"><a href="/labels/">1</a></td><td class="n">3</td><td class="n">4</td>' in drawn


@pytest.mark.parametrize(
    "source",
    [
        "{% stance_chip label target=text %}",
        "{% status_chip label lone=True %}",
        "{% speaker_mark text named=True %}",
        "{% speaker_mark text %}",
        "{% person_mark text named=True %}",
        "{% quote_type text %}",
        "{% keycap text %}",
        "{% badge text text %}",
        "{% notice text %}",
        "{% empty_state text text text text %}",
        "{% timeline events %}",
        "{% meter 1 2 text %}",
        "{% progress_bar 1 2 text %}",
        "{% legend labels %}",
        "{% bar parts text %}",
        "{% bars rows labels text %}",
        "{% columns points series text text text %}",
        "{% trend lines text text %}",
        "{% icon text text %}",
        "{% glyph text %}",
        "{% sync_state text text %}",
    ],
)
def test_what_people_wrote_stays_text(source: str) -> None:
    label = SimpleNamespace(name=HOSTILE, key="k", style='favor" onload="', glyph='g" onload="')
    drawn = draw(
        source,
        text=HOSTILE,
        label=label,
        labels=[label],
        parts=[(label, 2)],
        rows=[(HOSTILE, [charts.Counted(1, HOSTILE)])],
        points=[(HOSTILE, [charts.Counted(1, HOSTILE)])],
        series=[HOSTILE],
        lines=[Line(HOSTILE, [Plotted(HOSTILE, 0.5, 0.25, 0.75, HOSTILE)])],
        events=[{"actor": HOSTILE, "text": HOSTILE, "note": HOSTILE, "at": HOSTILE}],
    )
    assert ("<script" in drawn, '" onload="' in drawn) == (False, False)
