"""Plain text: one UTF-8 file is one article."""

from annotations.workflow.errors import Invalid
from annotations.workflow.ingest import ArticleDraft

EXTENSION = ".txt"


def read(raw: bytes, *, external_id: str = "", language: str = "en") -> ArticleDraft:
    """The file as a draft that keeps its bytes; ``Invalid`` names the first byte that is not UTF-8."""
    return ArticleDraft(text=decode(raw), external_id=external_id, language=language, raw=raw)


def decode(raw: bytes) -> str:
    """The text of a UTF-8 file; a byte order mark at its head is no part of the text."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte {error.start} (0x{raw[error.start]:02x})"
        raise Invalid("file", where, "is not UTF-8; save the file as UTF-8 text") from None
