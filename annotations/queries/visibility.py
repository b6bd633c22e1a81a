"""The one place where rows are scoped to a person. Whoever is not in here gets 404."""

from typing import Any

from django.db.models import F, Q, QuerySet

from annotations.models import (
    Adjudication,
    AgreementReport,
    Annotation,
    ApiToken,
    Article,
    ArticleState,
    Assignment,
    Batch,
    BulkAct,
    Comment,
    CommentMention,
    CommentThread,
    DatasetFile,
    EarlierLabel,
    Entity,
    Event,
    GuidelineVersion,
    Import,
    LabelSet,
    Membership,
    Notice,
    NoticeKind,
    Project,
    Protocol,
    Purpose,
    Release,
    Review,
    Revision,
    Role,
    SearchedArticle,
    SearchedStatement,
    SplitEdit,
    Statement,
    User,
)
from annotations.models.notice import ROLES_TOLD
from annotations.models.project import READING_LABELS, REVIEWING


def _in_project_of(user: User, path: str, roles: tuple[str, ...] | None = None, **more: Any) -> Q:
    memberships = Membership.objects.filter(user_id=user.pk, is_active=True, project__deleted_at__isnull=True)
    if roles is not None:
        memberships = memberships.filter(role__in=roles)
    memberships = memberships.filter(**more)
    return Q(**{f"{path}__in": memberships.values("project_id")})


def projects(user: User) -> QuerySet[Project]:
    """Projects the person is a member of."""
    return Project.objects.filter(_in_project_of(user, "id"))


def memberships(user: User) -> QuerySet[Membership]:
    """Memberships of the person's projects."""
    return Membership.objects.filter(_in_project_of(user, "project"))


def led_memberships(user: User) -> QuerySet[Membership]:
    """Memberships of the projects the person leads."""
    return Membership.objects.filter(_in_project_of(user, "project", (Role.LEAD,)))


def batches(user: User) -> QuerySet[Batch]:
    """Batches, for those whose role reads labels."""
    return Batch.objects.filter(_in_project_of(user, "project", READING_LABELS))


def articles(user: User) -> QuerySet[Article]:
    """Articles of the person's projects that are not in the trash."""
    return Article.objects.filter(_in_project_of(user, "project"), deleted_at__isnull=True)


def trashed_projects(user: User) -> QuerySet[Project]:
    """Projects in the trash, for their leads."""
    led = Membership.objects.filter(user_id=user.pk, is_active=True, role=Role.LEAD)
    return Project.objects.filter(pk__in=led.values("project_id"), deleted_at__isnull=False)


def trashed_articles(user: User) -> QuerySet[Article]:
    """Articles in the trash of the projects the person leads."""
    return Article.objects.filter(_in_project_of(user, "project", (Role.LEAD,)), deleted_at__isnull=False)


def entities(user: User) -> QuerySet[Entity]:
    """Entities of the person's projects, without those merged into others."""
    return Entity.objects.filter(_in_project_of(user, "project"), merged_into__isnull=True)


def label_sets(user: User) -> QuerySet[LabelSet]:
    """Every version of the label sets of the person's projects."""
    return LabelSet.objects.filter(_in_project_of(user, "project"))


def protocols(user: User) -> QuerySet[Protocol]:
    """Every version of what is asked in the person's projects."""
    return Protocol.objects.filter(_in_project_of(user, "project"))


def guidelines(user: User) -> QuerySet[GuidelineVersion]:
    """Every published guideline of the person's projects."""
    return GuidelineVersion.objects.filter(_in_project_of(user, "project"))


def statements(user: User) -> QuerySet[Statement]:
    """Statements of visible articles."""
    return Statement.objects.filter(_in_project_of(user, "article__project"), article__deleted_at__isnull=True)


def judged_statements(user: User) -> QuerySet[Statement]:
    """Statements of visible articles whose gold the person may read: annotators may not, for their work is blind."""
    return Statement.objects.filter(
        _in_project_of(user, "article__project", READING_LABELS), article__deleted_at__isnull=True
    )


def searched_statements(user: User) -> QuerySet[SearchedStatement]:
    """What search knows of visible statements."""
    return SearchedStatement.objects.filter(_in_project_of(user, "project")).exclude(_in_the_trash())


def searched_articles(user: User) -> QuerySet[SearchedArticle]:
    """What search knows of visible articles."""
    return SearchedArticle.objects.filter(_in_project_of(user, "project")).exclude(_in_the_trash())


def _in_the_trash() -> Q:
    """Rows of articles in the trash: those are few and looked up once, instead of every article being looked at."""
    return Q(article__in=Article.objects.filter(deleted_at__isnull=False).values("pk"))


def imports(user: User) -> QuerySet[Import]:
    """Imports of the projects the person leads: what they hold is not yet the project's."""
    return Import.objects.filter(_in_project_of(user, "project", (Role.LEAD,)))


def split_edits(user: User) -> QuerySet[SplitEdit]:
    """Edits of the splits of visible articles."""
    return SplitEdit.objects.filter(_in_project_of(user, "article__project"), article__deleted_at__isnull=True)


def sees_labels(role: str | None, *, own: bool) -> bool:
    """The same of one project for somebody whose role in it is known: own labels, or all for roles that read them."""
    return role is not None and (own or role in READING_LABELS)


def _own_or_reading(user: User, path: str, owner: str, purpose: str) -> Q:
    """The person's own rows while they are a member, and everybody's where their role reads labels.

    Where work is not blind, everybody reads it; ``purpose`` keeps known answers from those who are judged by them.
    """
    own = Q(**{owner: user.pk}) & _in_project_of(user, path)
    not_blind = Q(**{purpose: Purpose.WORK}) & _in_project_of(user, path, project__blind=False)
    return own | _in_project_of(user, path, READING_LABELS) | not_blind


def assignments(user: User) -> QuerySet[Assignment]:
    """The person's own assignments; all of the project for leads, reviewers and viewers, and where none is blind."""
    return Assignment.objects.filter(
        _own_or_reading(user, "article__project", "annotator", "purpose"), article__deleted_at__isnull=True
    )


def annotations(user: User) -> QuerySet[Annotation]:
    """The person's own annotations; everybody's for those whose role reads labels (annotating is blind by default)."""
    return Annotation.objects.filter(
        _own_or_reading(user, "statement__article__project", "annotator", "assignment__purpose"),
        statement__article__deleted_at__isnull=True,
    )


def revisions(user: User) -> QuerySet[Revision]:
    """Revisions of visible annotations."""
    return Revision.objects.filter(
        _own_or_reading(
            user,
            "annotation__statement__article__project",
            "annotation__annotator",
            "annotation__assignment__purpose",
        ),
        annotation__statement__article__deleted_at__isnull=True,
    )


def reviews(user: User) -> QuerySet[Review]:
    """Reviews of the person's own labels once the review is finished, and all of them for reading roles."""
    project = "assignment__article__project"
    own = Q(annotator=user.pk) & _in_project_of(user, project) & finished_review()
    return Review.objects.filter(
        own | _in_project_of(user, project, READING_LABELS), assignment__article__deleted_at__isnull=True
    )


def finished_review() -> Q:
    """Reviews whose round has ended: the annotator may see them from then on."""
    return Q(created_at__lte=F("assignment__reviewed_at"))


def bulk_acts(user: User) -> QuerySet[BulkAct]:
    """What was done to many assignments at once, for those who review."""
    return BulkAct.objects.filter(_in_project_of(user, "project", REVIEWING))


def threads(user: User) -> QuerySet[CommentThread]:
    """Comment threads the person wrote in or is named in, and all of them for reading roles: annotators work blind."""
    project = "statement__article__project"
    called = CommentMention.objects.filter(user=user.pk).values("comment__thread")
    wrote = Comment.objects.filter(author=user.pk).values("thread")
    own = (Q(pk__in=wrote) | Q(pk__in=called)) & _in_project_of(user, project)
    return CommentThread.objects.filter(
        own | _in_project_of(user, project, READING_LABELS), statement__article__deleted_at__isnull=True
    )


def adjudications(user: User) -> QuerySet[Adjudication]:
    """Gold and its history, for those whose role reads labels: it tells what colleagues answered."""
    return Adjudication.objects.filter(
        _in_project_of(user, "statement__article__project", READING_LABELS),
        statement__article__deleted_at__isnull=True,
        claim__isnull=True,
    )


def events(user: User) -> QuerySet[Event]:
    """Events of projects the person leads, and their own acts."""
    return Event.objects.filter(Q(actor=user.pk) | _in_project_of(user, "project", (Role.LEAD,)))


def tokens(user: User) -> QuerySet[ApiToken]:
    """The person's own tokens."""
    return ApiToken.objects.filter(user_id=user.pk)


def agreement_reports(user: User) -> QuerySet[AgreementReport]:
    """What was measured of everybody's labels, for those whose role reads them: annotating is blind."""
    return AgreementReport.objects.filter(_in_project_of(user, "project", READING_LABELS))


def releases(user: User) -> QuerySet[Release]:
    """Releases, for those whose role reads labels."""
    return Release.objects.filter(_in_project_of(user, "project", READING_LABELS))


def dataset_files(user: User) -> QuerySet[DatasetFile]:
    """Datasets written into files, for those who may export: they hold everybody's labels."""
    return DatasetFile.objects.filter(_in_project_of(user, "project", READING_LABELS))


def earlier_labels(user: User) -> QuerySet[EarlierLabel]:
    """Labels brought from other tools, for those whose role reads labels: they would bias whoever annotates."""
    return EarlierLabel.objects.filter(
        _in_project_of(user, "article__project", READING_LABELS), article__deleted_at__isnull=True
    )


def notices(user: User) -> QuerySet[Notice]:
    """What the person is told, as far as their role in the project still opens the page that it leads to.

    Annotators learn of a gold answer when all of its article are decided, as they do on the article's own page.
    """
    by_roles: dict[tuple[str, ...], list[str]] = {}
    for kind, roles in ROLES_TOLD.items():
        by_roles.setdefault(roles, []).append(kind)
    settled = Q(statement__article__state=ArticleState.ADJUDICATED) | _in_project_of(user, "project", READING_LABELS)
    may_open = ~Q(kind__in=list(ROLES_TOLD)) & _in_project_of(user, "project")
    may_open &= ~Q(kind=NoticeKind.ADJUDICATED) | settled
    for roles, kinds in by_roles.items():
        may_open |= Q(kind__in=kinds) & _in_project_of(user, "project", roles)
    in_the_trash = Q(statement__article__deleted_at__isnull=False) | Q(assignment__article__deleted_at__isnull=False)
    return Notice.objects.filter(may_open, person=user.pk).exclude(in_the_trash)
