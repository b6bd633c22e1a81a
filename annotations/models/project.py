"""Projects and who works in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.identity import uuid7


class ProjectState(models.TextChoices):
    ACTIVE = "active", _("Active")
    ARCHIVED = "archived", _("Archived")


class ReviewMode(models.TextChoices):
    ALL = "all", _("Every assignment")
    SAMPLE = "sample", _("A random share")
    DISAGREEMENTS = "disagreements", _("Only where annotators differ")
    QUOTA = "quota", _("So many of each member’s articles a week")


class AdjudicationPolicy(models.TextChoices):
    """How a statement gets its gold answer; see ``workflow.adjudicate``."""

    SINGLE_REVIEWED = "single_reviewed", _("One reviewed annotation is enough")
    UNANIMOUS = "unanimous", _("All annotators agree")
    MAJORITY = "majority", _("Most annotators agree")
    ALWAYS = "always", _("A person decides every statement")


class Project(models.Model):
    """A team's workspace with its protocol, its people and its rules.

    Limits and marks that are null are none. ``check_percent`` is the share of the articles a person takes that come
    from those with known answers, where there are any.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ProjectState, default=ProjectState.ACTIVE)
    is_demo = models.BooleanField(_("demonstration"), default=False)
    annotators_per_article = models.PositiveSmallIntegerField(_("annotators per article"), default=2)
    freeze_on_import = models.BooleanField(_("articles are frozen as they are imported"), default=False)
    blind = models.BooleanField(_("annotators do not see one another's labels"), default=True)
    lease_minutes = models.PositiveIntegerField(_("minutes an idle assignment is held"), default=240)
    open_limit = models.PositiveSmallIntegerField(_("articles in one's hands at once"), null=True, blank=True)
    total_limit = models.PositiveIntegerField(_("articles for one person in all"), null=True, blank=True)
    daily_limit = models.PositiveSmallIntegerField(_("articles for one person a day"), null=True, blank=True)
    goal_per_day = models.PositiveSmallIntegerField(_("statements a day, as a goal"), null=True, blank=True)
    training_pass_percent = models.PositiveSmallIntegerField(_("pass mark of the training (%)"), null=True, blank=True)
    check_percent = models.PositiveSmallIntegerField(_("share of hidden checks (%)"), default=0)
    review_mode = models.CharField(_("what is reviewed"), max_length=20, choices=ReviewMode, default=ReviewMode.ALL)
    review_percent = models.PositiveSmallIntegerField(_("share reviewed (%)"), default=100)
    review_blind_first = models.BooleanField(
        _("reviewers answer before they see a label"), default=False, db_default=False
    )
    review_quota = models.PositiveSmallIntegerField(_("articles reviewed a member and week"), default=5, db_default=5)
    adjudication_policy = models.CharField(
        _("how gold is found"),
        max_length=20,
        choices=AdjudicationPolicy,
        default=AdjudicationPolicy.UNANIMOUS,
    )
    third_person_adjudicates = models.BooleanField(_("the adjudicator is a third person"), default=True)
    approvals_required = models.PositiveSmallIntegerField(_("approvals before publication"), default=1)
    annotation_licence = models.CharField(_("licence of the labels"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="project_state_known", condition=Q(state__in=ProjectState.values)),
            models.CheckConstraint(
                name="project_annotators_1_to_20", condition=Q(annotators_per_article__range=(1, 20))
            ),
            models.CheckConstraint(name="project_review_percent_0_to_100", condition=Q(review_percent__lte=100)),
            models.CheckConstraint(
                name="project_lease_1_minute_to_30_days", condition=Q(lease_minutes__range=(1, 43_200))
            ),
            models.CheckConstraint(
                name="project_pass_mark_1_to_100",
                condition=Q(training_pass_percent__isnull=True) | Q(training_pass_percent__range=(1, 100)),
            ),
            models.CheckConstraint(name="project_review_quota_from_1", condition=Q(review_quota__gte=1)),
            models.CheckConstraint(name="project_check_percent_0_to_50", condition=Q(check_percent__lte=50)),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member does; each role also reads what viewers read, except where work is blind."""

    LEAD = "lead", _("Lead")
    REVIEWER = "reviewer", _("Reviewer")
    ANNOTATOR = "annotator", _("Annotator")
    VIEWER = "viewer", _("Viewer")


ANNOTATING = (Role.LEAD, Role.REVIEWER, Role.ANNOTATOR)
REVIEWING = (Role.LEAD, Role.REVIEWER)
READING_LABELS = (Role.LEAD, Role.REVIEWER, Role.VIEWER)


class Membership(models.Model):
    """One person's role in one project, and the name that exports use instead of theirs.

    A limit that is null is the project's. ``trained_at`` is when the person passed the project's training.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    pseudonym = models.CharField(_("name in exports"), max_length=40)
    is_active = models.BooleanField(_("active"), default=True)
    open_limit = models.PositiveSmallIntegerField(_("articles in hand at once"), null=True, blank=True)
    total_limit = models.PositiveIntegerField(_("articles in all"), null=True, blank=True)
    daily_limit = models.PositiveSmallIntegerField(_("articles a day"), null=True, blank=True)
    trained_at = models.DateTimeField(_("training passed"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["user__display_name", "id"]
        constraints = [
            models.UniqueConstraint(name="membership_one_per_person", fields=["project", "user"]),
            models.UniqueConstraint(name="membership_pseudonym_unique", fields=["project", "pseudonym"]),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
