"""Plain text: one file is one article, in UTF-8 unless another encoding is chosen."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import ImportFormat, Options, Row, stem
from annotations.imports.encodings import Undecodable, decode
from annotations.imports.limits import FILE_BYTES
from annotations.imports.records import checked, failed
from annotations.workflow.drafts import ArticleDraft


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Row]:
    """The file as one draft that keeps its bytes; the error names the first byte that does not fit the encoding."""
    raw = stream.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        yield failed(None, "file", stem(name), f"is larger than {FILE_BYTES} bytes")
        return
    try:
        text = decode(raw, options.encoding)
    except Undecodable as error:
        yield failed(None, "file", error.value, error.rule)
        return
    draft = ArticleDraft(text=text, external_id=stem(name), language=options.language, url=options.url, raw=raw)
    yield checked(None, draft, [])


FORMAT = ImportFormat(
    key="plain_text",
    title="Plain text",
    extensions=(".txt",),
    content_types=("text/plain",),
    many=False,
    looks_like=lambda _name, _head: True,
    read=read,
)
