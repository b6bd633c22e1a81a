"""Answers and what became of them. All of these tables are append-only; nothing here is ever changed by hand."""

from annotations.admin.base import ReadOnly


class Annotations(ReadOnly):
    """One annotator's answers on one statement."""

    list_display = ("annotator", "statement", "state", "seq", "is_stale", "changed_at")
    list_filter = ("state", "is_stale", "statement__article__project")
    list_select_related = ("annotator", "statement")
    search_fields = ("annotator__username", "statement__exact")
    exclude = ("head",)


class Revisions(ReadOnly):
    """Saved sets of answers."""

    list_display = ("annotation", "seq", "author", "is_complete", "active_ms", "created_at")
    list_filter = ("is_complete", "annotation__statement__article__project")
    list_select_related = ("annotation__annotator", "author")
    search_fields = ("author__username", "body_sha256")


class AnnotationLabels(ReadOnly):
    """Chosen labels of revisions."""

    list_display = ("revision", "question", "label")
    list_filter = ("question__protocol__project",)
    list_select_related = ("revision", "question", "label")


class Stances(ReadOnly):
    """Holder → target with a polarity."""

    list_display = ("holder_kind", "holder", "target", "target_text", "polarity", "intensity", "explicit", "revision")
    list_filter = ("holder_kind", "target_kind", "explicit")
    list_select_related = ("holder", "target", "polarity", "revision")
    search_fields = ("holder__canonical_name", "target__canonical_name", "target_text")


class EvidenceRows(ReadOnly):
    """Sources that verdicts rest on."""

    list_display = ("title", "publisher", "url", "medium", "project", "retrieved_at")
    list_filter = ("medium", "is_fact_check", "project")
    list_select_related = ("project",)
    search_fields = ("title", "url", "publisher")


class EvidenceLinks(ReadOnly):
    """Evidence in revisions."""

    list_display = ("evidence", "relation", "set_no", "revision")
    list_filter = ("relation",)
    list_select_related = ("evidence", "revision")


class CheckQuestions(ReadOnly):
    """Questions whose answers decide a claim."""

    list_display = ("text", "index", "revision")
    list_select_related = ("revision",)
    search_fields = ("text",)


class CheckAnswers(ReadOnly):
    """Their answers."""

    list_display = ("text", "answer_type", "question", "evidence")
    list_filter = ("answer_type",)
    list_select_related = ("question", "evidence")
    search_fields = ("text",)


class Reviews(ReadOnly):
    """Decisions on annotations."""

    list_display = ("reviewer", "annotator", "decision", "reason", "round", "comment", "created_at")
    list_filter = ("decision", "reason", "assignment__article__project")
    list_select_related = ("reviewer", "annotator")
    search_fields = ("comment", "annotator__username", "reviewer__username")


class BlindAnswers(ReadOnly):
    """What reviewers answered before they saw the label."""

    list_display = ("reviewer", "annotation", "created_at")
    list_filter = ("annotation__statement__article__project",)
    list_select_related = ("reviewer", "annotation__annotator")
    search_fields = ("reviewer__username",)


class ReviewItems(ReadOnly):
    """Answers that a review changes."""

    list_display = ("review", "question", "original", "suggested")
    list_filter = ("question",)
    list_select_related = ("review__reviewer",)


class ReviewReplies(ReadOnly):
    """What annotators answered."""

    list_display = ("author", "action", "comment", "review", "created_at")
    list_filter = ("action",)
    list_select_related = ("author", "review__reviewer")
    search_fields = ("comment",)


class Adjudications(ReadOnly):
    """Gold answers with their history."""

    list_display = ("statement", "seq", "decided_by", "too_vague", "decided_at")
    list_filter = ("too_vague", "statement__article__project")
    list_select_related = ("statement", "decided_by")
    search_fields = ("statement__exact", "rationale")


class AdjudicationBases(ReadOnly):
    """The revisions an adjudication looked at."""

    list_display = ("adjudication", "revision")
    list_select_related = ("adjudication", "revision")


class GoldLabels(ReadOnly):
    """Gold labels."""

    list_display = ("adjudication", "question", "label", "method", "n_annotations", "distribution")
    list_filter = ("method",)
    list_select_related = ("adjudication", "question", "label")


class GoldTexts(ReadOnly):
    """Gold texts."""

    list_display = ("adjudication", "question", "text", "method", "n_written", "n_annotations")
    list_filter = ("method",)
    list_select_related = ("adjudication", "question")


class GoldStances(ReadOnly):
    """Gold stances."""

    list_display = ("adjudication", "holder", "target", "target_text", "polarity", "method", "n_marked", "n_annotators")
    list_filter = ("method",)
    list_select_related = ("adjudication", "holder", "target", "polarity")


class GoldEvidenceLinks(ReadOnly):
    """Evidence of gold answers."""

    list_display = ("adjudication", "evidence", "relation", "set_no")
    list_filter = ("relation",)
    list_select_related = ("adjudication", "evidence")


class GoldApprovals(ReadOnly):
    """Approvals of gold answers."""

    list_display = ("adjudication", "approver", "created_at")
    list_select_related = ("adjudication", "approver")


class Releases(ReadOnly):
    """Published datasets."""

    list_display = ("title", "version", "project", "state", "published_by", "published_at")
    list_filter = ("state", "project")
    list_select_related = ("project", "published_by")
    search_fields = ("title", "version")


class ReleaseStatements(ReadOnly):
    """Which statements a release holds."""

    list_display = ("release", "statement", "part")
    list_filter = ("part",)
    list_select_related = ("release__project", "statement")


class ReleaseFiles(ReadOnly):
    """Files of releases with their checksums."""

    list_display = ("name", "release", "size", "sha256")
    list_select_related = ("release__project",)
    search_fields = ("name", "sha256")


class ReleasePieces(ReadOnly):
    """Runs of bytes of the files of releases."""

    list_display = ("file", "index")
    list_select_related = ("file__release__project",)
    exclude = ("content",)


class Events(ReadOnly):
    """Every recorded act."""

    list_display = ("at", "actor", "verb", "object_type", "object_id", "project")
    list_filter = ("verb", "project")
    list_select_related = ("actor", "project")
    search_fields = ("object_id", "actor__username")
    ordering = ("-at", "-pk")
