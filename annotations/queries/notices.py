"""What a person is told: in words, and where it leads. The same for the page, the API and mails."""

from collections.abc import Mapping

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models import Notice, NoticeKind, User
from annotations.models.article import BULKY
from annotations.queries import visibility

WORDS: Mapping[str, Promise] = {
    NoticeKind.ASSIGNED: _("%(who)s gave you an article"),
    NoticeKind.RETURNED: _("%(who)s returned labels of yours"),
    NoticeKind.ACCEPTED: _("%(who)s finished the review of your labels"),
    NoticeKind.REOPENED: _("%(who)s asks you to look at labels of yours again"),
    NoticeKind.TAKEN_BACK: _("%(who)s took back the review of your labels"),
    NoticeKind.ASKED_BACK: _("%(who)s asks you back about a statement"),
    NoticeKind.ADJUDICATED: _("%(who)s decided the gold answer of a statement that you labelled"),
    NoticeKind.REPLIED: _("%(who)s answered what you returned"),
    NoticeKind.MENTIONED: _("%(who)s calls you in a comment"),
    NoticeKind.ANSWERED: _("%(who)s goes on with a conversation of yours"),
    NoticeKind.RESOLVED: _("%(who)s resolved a conversation that you began"),
}


def whole(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """With what their words and addresses need, without the texts of articles; the same query."""
    texts = [f"{row}__article__{name}" for row in ("statement", "assignment") for name in BULKY]
    return rows.select_related("event__actor", "project", "statement__article", "assignment__article", "comment").defer(
        *texts
    )


def unread(user: User) -> Coalesce:
    """How many notices the person has not read, as an expression that other queries carry along."""
    counted = visibility.notices(user).filter(read_at__isnull=True).order_by().values("person")
    number = Subquery(counted.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Coalesce(number, Value(0))


def words_of(notice: Notice) -> str:
    """What happened, in one sentence that names nothing but who did it."""
    who = str(notice.event.actor) if notice.event.actor else "Factcheck"
    return str(WORDS[notice.kind]) % {"who": who}


def address_of(notice: Notice) -> str:
    """The path of the page on which the person sees to it."""
    if notice.kind == NoticeKind.REPLIED:
        return reverse(
            "web:review-assignment", kwargs={"project": notice.project.slug, "assignment": notice.assignment_id}
        )
    if notice.assignment_id is not None:
        return reverse("web:workbench", kwargs={"assignment": notice.assignment_id})
    place = (
        f"#c-{notice.comment_id}" if notice.comment_id else "#comments" if notice.kind == NoticeKind.RESOLVED else ""
    )
    return reverse("web:statement", kwargs={"project": notice.project.slug, "statement": notice.statement_id}) + place


def title_of(notice: Notice) -> str:
    """The title of the article that it is about."""
    row = notice.statement or notice.assignment
    return row.article.title if row else ""
