"""Which column of a table is which field: by what a person says, by our name, or by a name spreadsheets use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.imports.base import Problem

_NAMES = """
text: body content fulltext full_text article_text article_body inhalt volltext texte contenu texto contenido conteúdo
    testo contenuto tekst treść metin içerik текст النص نص المحتوى 正文 内容 本文
title: headline titel überschrift titre título titulo titolo tytuł başlık заголовок العنوان 标题 タイトル
subtitle: subhead dek standfirst untertitel sous_titre subtítulo sottotitolo altbaşlık подзаголовок
byline: author authors autor autorin auteur autore yazar автор الكاتب 作者 著者
url: link address adresse enlace lien adres ссылка الرابط 链接
source: publisher outlet newspaper quelle fuente fonte źródło kaynak источник المصدر 来源
language: lang sprache langue idioma lingua taal język dil язык اللغة 语言 言語
published_at: date published pub_date publication_date datum fecha tarih дата التاريخ 日期 日付
published_is_inferred:
external_id: id article_id doc_id identifier kennung identifiant identificador
licence: license lizenz licencia licença licenza
statement: sentence satz aussage phrase oración frase zdanie cümle предложение جملة 句子
paragraph: absatz paragraphe párrafo parágrafo paragrafo akapit paragraf абзац فقرة 段落
speaker: sprecher sprecherin locuteur hablante falante konuşmacı спикер المتحدث 说话人
role:
quote_type:
is_statement:
label:
question:
annotator:
comment:
"""


def _aliases() -> dict[str, tuple[str, ...]]:
    lines = _NAMES.strip().replace("\n    ", " ").split("\n")
    return {field: tuple(names.split()) for field, _, names in (line.partition(":") for line in lines)}


ALIASES: Mapping[str, tuple[str, ...]] = _aliases()
"""Fields and the further names they go by; names are compared in lower case, with ``_`` for blanks and dashes."""
ARTICLE = "article"
"""Names the article a statement belongs to; in a table without statements it is the text, if no column else is."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each field's column; ``problems`` are errors and warnings about the header."""

    places: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def is_split(self) -> bool:
        """Whether a row is a statement rather than an article."""
        return "statement" in self.places

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells that hold something, by field."""
        return {name: unguarded(cells[place]) for name, place in self.places.items() if cells[place]}


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it; other apostrophes stay."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in GUARDED else cell


GUARDED = frozenset("=+-@\t\r\n\0＝＋－＠'")
"""Behind a leading apostrophe these are a guarded cell (OWASP ASVS 1.2.10); so it is in our own exports."""


def found_columns(header: Sequence[str], line: int, chosen: Mapping[str, str]) -> Columns:
    """The fields of a table; without a column for the text, or with one name twice, there is an error."""
    names = [unguarded(name).strip() for name in header]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    problems = [Problem(line, "header", name, "is the name of two columns") for name in twice]
    places = _chosen(names, line, chosen, problems)
    _by_name(names, places)
    if "text" not in places and "statement" not in places:
        rule = "has no column for the text; name it “text”, or say which one it is"
        problems.append(Problem(line, "header", ", ".join(names), rule))
    if "statement" in places and "external_id" not in places:
        rule = "has statements but no column that names their article; name it “article”"
        problems.append(Problem(line, "header", ", ".join(names), rule))
    for place, name in enumerate(names):
        if place not in places.values():
            rule = "is not a column that is read here; it was left out"
            problems.append(Problem(line, "header", name or f"column {place + 1}", rule, "warning"))
    return Columns(places, tuple(problems))


def _chosen(names: Sequence[str], line: int, chosen: Mapping[str, str], problems: list[Problem]) -> dict[str, int]:
    places = {}
    for field, name in chosen.items():
        if field not in ALIASES:
            problems.append(Problem(line, f"columns.{field}", name, f"is none of the fields {', '.join(ALIASES)}"))
        elif name not in names:
            problems.append(Problem(line, f"columns.{field}", name, f"is none of the columns {', '.join(names)}"))
        else:
            places[field] = names.index(name)
    return places


def _by_name(names: Sequence[str], places: dict[str, int]) -> None:
    """Fill in the fields that nobody chose: our own name first, then the others in their order."""
    folded = [name.casefold().replace(" ", "_").replace("-", "_") for name in names]
    free = {name: place for place, name in reversed(list(enumerate(folded))) if place not in places.values()}
    for field, aliases in ALIASES.items():
        for name in (field, *aliases):
            if field not in places and name in free:
                places[field] = free.pop(name)
    if ARTICLE in free:
        wanted = "text" if not {"text", "statement"} & places.keys() else "external_id"
        places.setdefault(wanted, free[ARTICLE])
