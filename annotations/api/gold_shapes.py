"""How gold answers, the queue and a statement's docket look on the way out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.api.shapes import EntityRef, PersonShape, Shape
from annotations.models import Adjudication, GoldEvidence, GoldLabel, GoldStance, GoldText, Statement
from annotations.queries.sides import Side


class GoldLabelShape(serializers.ModelSerializer[GoldLabel]):
    """The answer to one question (null: none, or not yet), how it was found, and how many chose what."""

    question = serializers.CharField(source="question.key")

    class Meta:
        model = GoldLabel
        fields = ["question", "method", "n_annotations", "distribution"]

    def get_fields(self) -> dict[str, Any]:
        """The declared fields and ``label``, a name that a serializer keeps for itself."""
        label = serializers.CharField(source="label.key", allow_null=True, default=None)
        return {**super().get_fields(), "label": label}


class GoldTextShape(serializers.ModelSerializer[GoldText]):
    """The words for one question (empty: none, or not yet); ``taken_from`` is the revision whose words they are."""

    question = serializers.CharField(source="question.key")

    class Meta:
        model = GoldText
        fields = ["question", "text", "taken_from", "method", "n_written", "n_annotations"]


class GoldStanceShape(serializers.ModelSerializer[GoldStance]):
    """One holder-target pair that anybody marked; ``polarity`` null: not kept, or not decided yet."""

    holder = EntityRef(allow_null=True)
    target = EntityRef(allow_null=True)
    polarity = serializers.CharField(source="polarity.key", allow_null=True, default=None)

    class Meta:
        model = GoldStance
        fields = [
            "holder_kind",
            "holder",
            "target_kind",
            "target",
            "target_claim",
            "target_text",
            "polarity",
            "method",
            "n_marked",
            "n_annotators",
        ]


class GoldEvidenceShape(serializers.ModelSerializer[GoldEvidence]):
    """A source that the decision rests on."""

    url = serializers.CharField(source="evidence.url")
    title = serializers.CharField(source="evidence.title")
    quote = serializers.CharField(source="evidence.quote")

    class Meta:
        model = GoldEvidence
        fields = ["evidence", "url", "title", "quote", "relation", "set_no"]


class StatementRef(serializers.ModelSerializer[Statement]):
    """A statement where it is decided about."""

    class Meta:
        model = Statement
        fields = ["id", "article", "index", "start", "end", "exact"]


class AdjudicationShape(Shape):
    """One decision in a statement's history; ``basis`` are the revisions it rests on."""

    decided_by = PersonShape(allow_null=True)
    labels = GoldLabelShape(many=True)
    texts = GoldTextShape(many=True)
    stances = GoldStanceShape(many=True)
    evidence = GoldEvidenceShape(many=True, source="evidence_links")
    basis = serializers.SerializerMethodField()
    guideline = serializers.CharField(source="guideline.version", allow_null=True, default=None)
    approved_by = serializers.SerializerMethodField()

    class Meta:
        model = Adjudication
        fields = [
            "id",
            "seq",
            "is_open",
            "too_vague",
            "decided_by",
            "decided_at",
            "rationale",
            "answers",
            "labels",
            "texts",
            "stances",
            "evidence",
            "basis",
            "guideline",
            "approved_by",
        ]

    def get_basis(self, row: Adjudication) -> list[str]:
        """Revision ids."""
        return sorted(str(link.revision_id) for link in row.basis_links.all())

    @extend_schema_field(PersonShape(many=True))
    def get_approved_by(self, row: Adjudication) -> Any:
        """Who approved it besides."""
        return PersonShape([approval.approver for approval in row.approvals.all()], many=True).data


class QueueShape(Shape):
    """One statement in the queue; the entropies (bits) say how far its annotators differ."""

    statement = StatementRef()
    labels = GoldLabelShape(many=True)
    stances = GoldStanceShape(many=True)
    decided_by = PersonShape(allow_null=True)
    is_away = serializers.BooleanField()
    is_mine = serializers.BooleanField()
    stood_behind = serializers.IntegerField()

    class Meta:
        model = Adjudication
        fields = [
            "id",
            "statement",
            "seq",
            "is_open",
            "is_away",
            "is_mine",
            "stood_behind",
            "too_vague",
            "verdict_entropy",
            "other_entropy",
            "labels",
            "stances",
            "decided_by",
            "decided_at",
        ]


class SideShape(serializers.Serializer[Side]):
    """One annotator's answers as they hold after review; ``seconds`` is their time on the statement, if measured."""

    annotator = PersonShape(source="person")
    revision = serializers.UUIDField(source="ballot.revision_id")
    answers = serializers.SerializerMethodField()
    seconds = serializers.FloatField(allow_null=True)
    replaced_by = PersonShape(allow_null=True)

    def get_answers(self, side: Side) -> dict[str, Any]:
        """A body of answers."""
        return side.ballot.answers.as_body()


class DocketShape(serializers.Serializer[Any]):
    """All that is known about one statement's gold. ``version`` is the ETag; ``history`` begins with the newest."""

    statement = StatementRef()
    version = serializers.CharField()
    needed = serializers.IntegerField()
    is_waiting = serializers.BooleanField()
    sides = SideShape(many=True)
    history = AdjudicationShape(many=True)
