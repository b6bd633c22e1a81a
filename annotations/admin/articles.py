"""Articles and what is in them."""

from django.utils.translation import gettext_lazy

from annotations.admin.base import ReadOnly, act
from annotations.workflow.freeze import freeze
from annotations.workflow.leases import release


class Sources(ReadOnly):
    """Publishers."""

    list_display = ("name", "project", "domain", "kind", "country")
    list_filter = ("kind", "project")
    list_select_related = ("project",)
    search_fields = ("name", "domain")


class Batches(ReadOnly):
    """Articles that are given out together."""

    list_display = ("name", "project", "kind", "priority", "created_at")
    list_filter = ("kind", "project")
    list_select_related = ("project",)
    search_fields = ("name",)


class BatchShares(ReadOnly):
    """At most so many percent of a batch go to one member."""

    list_display = ("batch", "member", "percent")
    list_filter = ("batch__project",)
    list_select_related = ("batch", "member__user")


class Articles(ReadOnly):
    """Imported texts; freezing needs the operator to lead the project, like everywhere."""

    list_display = (
        "title",
        "project",
        "state",
        "language",
        "published_at",
        "required",
        "reserved",
        "done",
        "created_at",
    )
    list_filter = ("state", "language", "project")
    list_select_related = ("project",)
    search_fields = ("title", "external_id", "text_sha256")
    actions = [act("freeze", gettext_lazy("Freeze"), lambda actor, row: freeze(actor=actor, article=row))]


class Paragraphs(ReadOnly):
    """Typed blocks of articles."""

    list_display = ("article", "index", "role", "start", "end")
    list_filter = ("role",)
    list_select_related = ("article",)
    search_fields = ("article__title",)


class Statements(ReadOnly):
    """Units of labelling."""

    list_display = ("exact", "article", "index", "role", "voice", "speaker", "is_statement", "state", "version")
    list_filter = ("role", "voice", "state", "is_statement", "article__project")
    list_select_related = ("article", "speaker")
    search_fields = ("exact", "article__title", "speaker__canonical_name")


class StatementRelations(ReadOnly):
    """Leads between statements."""

    list_display = ("type", "from_statement", "to_statement")
    list_filter = ("type",)
    list_select_related = ("from_statement", "to_statement")


class Attributions(ReadOnly):
    """Who says what."""

    list_display = ("article", "index", "speaker", "quote_type", "source_kind", "origin", "rule", "confidence")
    list_filter = ("quote_type", "origin", "rule")
    list_select_related = ("article", "speaker")
    search_fields = ("article__title", "speaker__canonical_name", "rule")


class AttributionSpans(ReadOnly):
    """Source, cue and content of attributions in the text."""

    list_display = ("exact", "part", "attribution", "start", "end")
    list_filter = ("part",)
    list_select_related = ("attribution__speaker",)
    search_fields = ("exact",)


class Entities(ReadOnly):
    """People, bodies and topics of a project."""

    list_display = ("canonical_name", "key", "project", "kind", "description", "pin", "merged_into")
    list_filter = ("kind", "project")
    list_select_related = ("project", "merged_into")
    search_fields = ("canonical_name", "key", "aliases")


class EntityMentions(ReadOnly):
    """Where an article names an entity."""

    list_display = ("exact", "entity", "kind", "article", "start", "end")
    list_filter = ("kind",)
    list_select_related = ("entity", "article")
    search_fields = ("exact", "entity__canonical_name")


class Claims(ReadOnly):
    """Checkable texts drawn from statements."""

    list_display = ("claim_text", "check_target", "statement", "author", "version", "created_at")
    list_filter = ("check_target",)
    list_select_related = ("statement", "author")
    search_fields = ("claim_text",)


class SplitEdits(ReadOnly):
    """What was changed in a split."""

    list_display = ("act", "article", "seq", "actor", "is_after_freeze", "created_at")
    list_filter = ("act", "is_after_freeze", "article__project")
    list_select_related = ("article", "actor")
    search_fields = ("article__title", "actor__username", "actor__display_name")


class Assignments(ReadOnly):
    """One annotator reading one article."""

    list_display = ("annotator", "article", "slot", "state", "round", "reviewer", "created_at", "submitted_at")
    list_filter = ("state", "article__project")
    list_select_related = ("annotator", "article", "reviewer")
    search_fields = ("annotator__username", "annotator__display_name", "article__title")
    actions = [
        act("give_back", gettext_lazy("Give back"), lambda actor, row: release(actor=actor, assignment=row)),
    ]


class Comparisons(ReadOnly):
    """How far an assignment's labels differ from others', as the review inbox sorts them."""

    list_display = ("assignment", "differing", "pairs", "same_stance", "same_labels")
    list_filter = ("assignment__article__project",)
    list_select_related = ("assignment__annotator", "assignment__article")
