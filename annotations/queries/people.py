"""Who works in a project, and who may be given an article."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from annotations.models import Article, Assignment, Membership, Project, Role, User
from annotations.models.project import ANNOTATING
from annotations.queries import visibility


def members(user: User, project: Project) -> QuerySet[Membership]:
    """The project's members: leads first, then by role and name; who left comes last."""
    place = Case(
        *(When(role=role, then=Value(number)) for number, role in enumerate(Role.values)), output_field=IntegerField()
    )
    rows = visibility.memberships(user).filter(project=project).select_related("user", "project")
    return rows.order_by("-is_active", place, "user__display_name", "pk")


def could_read(user: User, article: Article) -> QuerySet[User]:
    """Members whose role labels and who have not had this article, by name: those a lead may give it to."""
    had_it = Assignment.objects.filter(article=article).values("annotator")
    rows = visibility.memberships(user).filter(project=article.project, is_active=True, role__in=ANNOTATING)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True).exclude(pk__in=had_it)


def work_on(user: User, article: Article) -> QuerySet[Assignment]:
    """The assignments of an article that the visitor may see, by place."""
    rows = visibility.assignments(user).filter(article=article).select_related("annotator")
    return rows.order_by("slot", "created_at", "pk")
