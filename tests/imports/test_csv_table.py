"""Tables: rows as articles or as statements, and quotes that swallow nothing unseen."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.exports.cells import GUARDED, guard
from annotations.imports import csv_columns
from annotations.imports.csv_columns import ALIASES, unguarded
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft, GivenStatement
from tests.imports.reading import draft, errors, rows, says


def texts(content: bytes | str, **options: object) -> list[str | None]:
    """The articles' texts, None for rows with an error."""
    return [row.draft.text if row.draft else None for row in rows("csv_table", content, **options)]


def test_a_row_is_an_article() -> None:
    content = (
        "id,text,title,date,url,author,source,language,licence,label,question,annotator\r\n"
        'c-17,"Pier closed.\r\nIt is ""unsafe"".",Pier,2021-03,https://example.org/p,P. Oomen,Courier,en-GB,CC0,'
        "harbour,topic,aiko\r\n"
    )
    assert draft("csv_table", content) == ArticleDraft(
        text='Pier closed.\r\nIt is "unsafe".',
        external_id="c-17",
        title="Pier",
        byline="P. Oomen",
        url="https://example.org/p",
        source="Courier",
        language="en-GB",
        published_at=date(2021, 3, 1),
        published_precision="month",
        text_licence="CC0",
        earlier_labels=(EarlierLabelDraft("csv", "aiko", "topic", "harbour"),),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_headers(delimiter: str) -> None:
    content = f"id{delimiter}text\n1{delimiter}Pier.\n"
    assert texts(content) == ["Pier."]


def test_one_column_and_old_line_ends_will_do() -> None:
    assert texts("text\rPier, closed.\rBoats; too.\r") == ["Pier, closed.", "Boats; too."]


def test_the_mark_at_the_head_is_no_part_of_a_name() -> None:
    assert texts("\ufefftext\nPier.\n") == ["Pier."]


def test_another_encoding_has_to_be_chosen() -> None:
    content = "metin;başlık\nİskele kapandı.;İskele\n".encode("windows-1254")
    assert [row.draft for row in rows("csv_table", content)] == [None]
    assert draft("csv_table", content, encoding="windows-1254").title == "İskele"
    assert texts("text\nPier.\n".encode("utf-16"), encoding="utf-16") == ["Pier."]


@pytest.mark.parametrize(
    ("header", "field"),
    [(name, field) for field, names in ALIASES.items() for name in names if field not in ("statement", "paragraph")],
)
def test_names_of_spreadsheets_are_known(header: str, field: str) -> None:
    columns = csv_columns.found_columns([header.upper().replace("_", " "), "x"], 1, {})
    assert columns.places == {field: 0} or header.upper().casefold() != header


def test_our_own_name_goes_before_a_further_one() -> None:
    (row,) = rows("csv_table", "body,text\na,b\n")
    assert row.draft is not None
    assert row.draft.text == "b"
    assert says(row) == ["warning: line 1, header: 'body' is not a column that is read here; it was left out"]


def test_a_column_called_article_is_the_text_where_no_other_is() -> None:
    assert draft("csv_table", "article,title\nPier closed.,Pier\n").text == "Pier closed."
    assert draft("csv_table", "article,text\n17,Pier closed.\n").external_id == "17"


def test_a_person_says_which_column_is_which() -> None:
    content = "Meldung,Kopf,text\nPier closed.,Pier,other\n"
    found = rows("csv_table", content, columns={"text": "Meldung", "title": "Kopf"})[0].draft
    assert found is not None
    assert (found.text, found.title) == ("Pier closed.", "Pier")


@pytest.mark.parametrize(
    ("content", "options", "error"),
    [
        ("a,b\n1,2\n", {}, "line 1, header: 'a, b' has no column for the text; name it “text”, or say which one it is"),
        ("text,Text,text\n1,2,3\n", {}, "line 1, header: 'text' is the name of two columns"),
        ("text\n1\n", {"columns": {"text": "Body"}}, "line 1, columns.text: 'Body' is none of the columns text"),
        (
            "sentence\n1\n",
            {},
            "line 1, header: 'sentence' has statements but no column that names their article; name it “article”",
        ),
    ],
)
def test_a_header_that_will_not_do_is_one_error(content: str, options: dict[str, object], error: str) -> None:
    assert errors("csv_table", content, **options) == [error]


def test_an_unknown_field_to_choose_a_column_for_is_an_error() -> None:
    (error,) = errors("csv_table", "text\n1\n", columns={"colour": "text"})
    assert error.startswith("line 1, columns.colour: 'text' is none of the fields text, title")


def test_an_error_names_the_physical_line() -> None:
    content = 'text,date\n"Pier\nclosed\n.",2021\n\nBoats.,yesterday\nNets.,2021\n'
    assert texts(content) == ["Pier\nclosed\n.", None, "Nets."]
    assert errors("csv_table", content) == [
        "line 6, published_at: 'yesterday' is not a date; write it as 2020-02-12, 2020-02 or 2020"
    ]


def test_a_row_of_another_width_is_an_error_and_the_next_ones_go_on() -> None:
    content = "id,text\n1,a\n2\n3,c,d\n4,e\n,\n"
    assert texts(content) == ["a", None, None, "e"]
    assert errors("csv_table", content) == [
        "line 3, row: '1 cell' has not the 2 cells of the header",
        "line 4, row: '3 cells' has not the 2 cells of the header",
    ]


def test_a_bad_byte_and_a_nul_are_errors_of_their_lines() -> None:
    content = b"id,text\n1,a\n2,\xff\n3,b\0\n4,c\n"
    assert texts(content) == ["a", None, None, "c"]
    assert errors("csv_table", content) == [
        "line 3, line: 'byte 0xff at character 2' is not UTF-8; save the file as UTF-8",
        "line 4, line: 'NUL at character 3' cannot be stored; is the file's encoding another?",
    ]


def test_a_quote_that_is_never_closed_takes_no_rows_along() -> None:
    content = 'id,text\n1,a\n2,"b\n3,c\n4,d\n'
    assert texts(content) == ["a", None, "c", "d"]
    assert errors("csv_table", content) == ["line 3, row: '2,\"b' opens a quote that is never closed"]


def test_what_stands_behind_an_open_quote_and_is_no_rows_is_left_out_and_said() -> None:
    content = 'id,text\n1,a\n2,"A text that was cut off\nin the middle\nof its words\n'
    assert texts(content) == ["a", None]
    assert errors("csv_table", content) == [
        (
            "line 3, row: '2,\"A text that was cut off' opens a quote that is never closed; "
            "lines 3 to 5 were taken for one row and left out"
        )
    ]


def test_two_odd_quotes_join_no_rows_where_a_date_shows_it() -> None:
    content = 'id,date,text\n1,2021,a\n2,2021,"b\n3,2021,c\n4,2021,d"\n5,2021,e\n'
    assert texts(content) == ["a", None, "c", 'd"', "e"]
    assert errors("csv_table", content) == [
        "line 3, row: 'lines 3 to 5' are joined by a quote that is not closed where it should be"
    ]


def test_two_odd_quotes_are_a_warning_where_prose_may_look_like_a_row() -> None:
    content = 'id,text\n1,"The pier, said Calder,\nis shut, and the boats\nare idle."\n'
    (row,) = rows("csv_table", content)
    assert row.draft is not None
    assert says(row) == [
        (
            "warning: line 2, row: 'lines 2 to 4' are one row, though each line inside has as many cells as the header"
            "; is a quote open?"
        )
    ]


def test_a_quote_with_words_behind_it_is_an_error() -> None:
    assert errors("csv_table", 'id,text\n1,"a"b\n2,c\n') == [
        "line 2, row: '1,\"a\"b' is not CSV: ',' expected after '\"'",
    ]


def test_a_quote_inside_of_a_cell_is_a_character() -> None:
    assert texts('id,text\n1,a 5" pipe\n2,b\n') == ['a 5" pipe', "b"]


def test_rows_that_follow_each_other_are_statements_of_one_article() -> None:
    content = (
        "article,paragraph,statement,speaker,role,quote_type,is_statement,label,title\n"
        "c-17,1,Pier closed.,,headline,,,,Pier closed\n"
        "c-17,2,It is unsafe.,Ines Calder,,direct,yes,against,\n"
        "c-17,2,She said so.,,,,no,,\n"
        "c-18,,Boats idle.,,,,,,\n"
        "c-18,,Nets dry.,,,,,,Boats\n"
    )
    first, second = (row.draft for row in rows("csv_table", content))
    assert first == ArticleDraft(
        text="Pier closed.\nIt is unsafe. She said so.",
        external_id="c-17",
        title="Pier closed",
        statements=(
            GivenStatement(0, 12, role="headline"),
            GivenStatement(13, 26, speaker="Ines Calder", quote_type="direct"),
            GivenStatement(27, 39, is_statement=False),
        ),
        earlier_labels=(EarlierLabelDraft("csv", "", "label", "against", 13, 26),),
    )
    assert second == ArticleDraft(
        text="Boats idle.\nNets dry.",
        external_id="c-18",
        title="Boats",
        statements=(GivenStatement(0, 11), GivenStatement(12, 21)),
    )


@pytest.mark.parametrize(
    ("body", "kept", "error"),
    [
        ("a,One.\na,\nb,Two.\n", ["b"], "line 3, statement: '' is empty"),
        (",One.\nb,Two.\n", ["b"], "line 2, external_id: '' is missing; every row names its article"),
        (
            "a,One.\nb,Two.\na,Three.\n",
            ["a", "b"],
            "line 4, external_id: 'a' had rows further up; the rows of an article follow each other",
        ),
    ],
)
def test_an_error_in_one_statement_keeps_its_article_out(body: str, kept: list[str], error: str) -> None:
    found = rows("csv_table", f"article,statement\n{body}")
    assert [row.draft.external_id for row in found if row.draft] == kept
    assert [text for row in found for text in says(row)] == [error]


def test_a_row_that_cannot_be_read_keeps_the_articles_around_it_out() -> None:
    found = rows("csv_table", "article,statement\na,One.\na,Two.,x\nb,Three.\nc,Four.\n")
    assert [row.draft and row.draft.external_id for row in found] == [None, None, None, "c"]
    assert [text for row in found for text in says(row)] == [
        "line 3, row: '3 cells' has not the 2 cells of the header",
        "line 2, statement: 'line 3' stands beside it and cannot be read; a statement may be missing",
        "line 4, statement: 'line 3' stands beside it and cannot be read; a statement may be missing",
    ]


def test_a_row_that_says_otherwise_of_its_article_is_a_warning() -> None:
    (row,) = rows("csv_table", "article,title,statement\na,Pier,One.\na,Boats,Two.\n")
    assert row.draft is not None
    assert row.draft.title == "Pier"
    assert says(row) == ["warning: line 3, title: 'Boats' is not what row 2 says of this article; that one is kept"]


def test_a_guarded_cell_comes_back_as_it_was() -> None:
    assert texts("text\n'=1+1\n'@home\n''tis\n'tis\n") == ["=1+1", "@home", "'tis", "'tis"]


def test_what_is_guarded_is_what_the_exports_guard() -> None:
    assert csv_columns.GUARDED == GUARDED


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_guarding_and_reading_is_the_identity(text: str) -> None:
    assert unguarded(guard(text)) == text


cells = st.text(st.sampled_from("ab ,;\t|\"'\r\n=é😀"), max_size=30).map(lambda text: f"x{text}")


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_spreadsheet_writes_is_what_is_read(table: list[tuple[str, str]], delimiter: str) -> None:
    piece = io.StringIO()
    out = csv.writer(piece, delimiter=delimiter)
    out.writerows([("text", "title"), *table])
    found = rows("csv_table", piece.getvalue())
    joined = [row for row in found if row.draft is None]
    assert joined or [(row.draft.text, row.draft.title) for row in found] == [(a, b.strip()) for a, b in table]
