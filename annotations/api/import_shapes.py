"""What imports look like to programs, and what may be sent to start and to store one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.api.shapes import Body, PersonShape, Shape, Text
from annotations.models import Changed, Import, ImportFile, ImportRow, Near
from annotations.queries import imports as queries
from annotations.workflow.imports import MAX_FILES


class ImportShape(Shape):
    """An import in a list. ``done`` of ``total`` says how far it is: bytes while looked at, records while stored."""

    project = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    actor = PersonShape()

    class Meta:
        model = Import
        fields = [
            "id",
            "project",
            "actor",
            "origin",
            "state",
            "format",
            "language",
            "encoding",
            "columns",
            "skip_bad",
            "all_or_nothing",
            "changed",
            "near",
            "freeze",
            "done",
            "total",
            "error",
            "created_at",
            "checked_at",
            "finished_at",
        ]


class ImportFileShape(serializers.ModelSerializer[ImportFile]):
    """One file; ``problem`` says why the whole file is refused, ``sent_before`` which import brought the same bytes."""

    sent_before = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = ImportFile
        fields = ["id", "name", "url", "format", "size", "sha256", "state", "rows_read", "problem", "sent_before"]


COUNTS = ("outcomes", "to_store", "stored")


class ImportDetail(ImportShape):
    """An import with its files and counts. Without a ``worker_seen_at`` of late nothing will move."""

    files = serializers.SerializerMethodField()
    outcomes = serializers.SerializerMethodField()
    to_store = serializers.SerializerMethodField()
    stored = serializers.SerializerMethodField()
    worker_seen_at = serializers.SerializerMethodField()

    class Meta(ImportShape.Meta):
        fields = [*ImportShape.Meta.fields, "files", *COUNTS, "worker_seen_at"]

    def to_representation(self, imported: Import) -> Any:
        """The members, with the records counted once."""
        self.counts = queries.summary(imported)
        return super().to_representation(imported)

    @extend_schema_field(ImportFileShape(many=True))
    def get_files(self, imported: Import) -> Any:
        """The files in their order."""
        return ImportFileShape(queries.files(imported), many=True).data

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_outcomes(self, imported: Import) -> Mapping[str, int]:
        """How many records came to what: new, changed, near, duplicate, bad."""
        return self.counts.outcomes

    def get_to_store(self, imported: Import) -> int:
        """How many records storing it would make into articles."""
        return self.counts.to_store

    def get_stored(self, imported: Import) -> int:
        """How many records are articles now."""
        return self.counts.stored

    def get_worker_seen_at(self, imported: Import) -> datetime | None:
        """When a job worker last gave a sign of life."""
        return queries.worker_seen_at()


class ProblemShape(serializers.Serializer[Any]):
    """What is wrong with a record, or worth knowing: ``error`` keeps it out, ``warning`` does not."""

    line = serializers.IntegerField(allow_null=True)
    field = serializers.CharField()
    value = serializers.CharField()
    rule = serializers.CharField()
    severity = serializers.ChoiceField(choices=["error", "warning"])


class ImportRowShape(Shape):
    """One record of a file. ``known`` is the article, ``same_as`` the earlier record, that it repeats or changes."""

    file = serializers.CharField(source="file.name")
    problems = ProblemShape(many=True)

    class Meta:
        model = ImportRow
        fields = [
            "id",
            "file",
            "number",
            "line",
            "outcome",
            "title",
            "external_id",
            "text_sha256",
            "statements",
            "problems",
            "similarity",
            "known",
            "same_as",
            "article",
        ]


class StoreBody(Body):
    """What to do with the records that are not simply new. What is left out stays as it was asked for before."""

    skip_bad = serializers.BooleanField(required=False, help_text="Leave records with errors out.")
    all_or_nothing = serializers.BooleanField(required=False, help_text="All files in one transaction, or none.")
    changed = serializers.ChoiceField(Changed.choices, required=False, help_text="New texts of known articles.")
    near = serializers.ChoiceField(Near.choices, required=False, help_text="Texts that nearly repeat another.")
    freeze = serializers.BooleanField(required=False, help_text="Open for labelling at once; else as the project does.")


class WishesBody(StoreBody):
    """How files are read, and what is stored of them."""

    format = Text(max_length=20, required=False, help_text="A key; without it each file's own is found.")
    language = Text(max_length=35, required=False, help_text="Of articles that name none; found out if left out.")
    encoding = Text(max_length=40, required=False, help_text="If the file does not say it and it is not UTF-8.")
    columns = serializers.DictField(child=Text(), required=False, help_text="Field to column, for tables.")


class ImportBody(WishesBody):
    """One of ``articles`` (objects as in JSON Lines), ``url`` and ``urls``, and how to read them."""

    articles = serializers.ListField(child=serializers.DictField(), required=False, allow_empty=False)
    url = Text(required=False)
    urls = serializers.ListField(child=Text(), required=False, allow_empty=False, max_length=MAX_FILES)


class ImportForm(WishesBody):
    """A form with any number of ``files``, and how to read them; ``columns`` is a JSON object."""

    files = serializers.ListField(child=serializers.FileField())
