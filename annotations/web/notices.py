"""What one is told: the list behind the bell, and what of it comes by mail."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from annotations.models import Notice, NoticeKind, User
from annotations.queries import notices as queries
from annotations.queries import visibility
from annotations.web import access
from annotations.web.acts import ticked_keys
from annotations.web.forms import refuse
from annotations.web.listing import Filter, Listing, Rows, Sort
from annotations.web.page import Page, Section
from annotations.workflow.errors import WorkflowError
from annotations.workflow.notices import mailed_kinds, mark_read
from annotations.workflow.people import choose_mail

BULK = [("read", gettext_lazy("Mark as read"), "")]
STATES = (("unread", gettext_lazy("Unread")), ("read", gettext_lazy("Read")))


class MailForm(forms.Form):
    """Where mails go, and what is worth one."""

    email = forms.EmailField(label=gettext_lazy("Mail address"), required=False)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Mail me when"),
        choices=NoticeKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A notice, ready to be drawn."""

    notice: Notice
    words: str
    title: str
    href: str


def listing(projects: list[tuple[str, str]]) -> Listing:
    """How the list behaves."""
    several = Filter("in", gettext_lazy("Project"), projects, lambda rows, value: rows.filter(project__slug=value))
    return Listing(
        sorts=(Sort("newest", gettext_lazy("Newest first"), ("-created_at",)),),
        filters=(
            Filter("state", gettext_lazy("Only"), STATES, by_state),
            Filter("kind", gettext_lazy("What"), NoticeKind.choices, lambda rows, value: rows.filter(kind=value)),
            *([several] if len(projects) > 1 else []),
        ),
    )


def by_state(rows: Rows, value: str) -> Rows:
    """Unread notices, or read ones."""
    return rows.filter(read_at__isnull=value == "unread")


@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Show the list; a post marks the ticked rows (``read``) or all of them (``all``) and comes back to it."""
    user = access.visitor(request)
    if request.method == "POST":
        return mark(request, user)
    projects = [(one.project.slug, one.project.name) for one in access.my_memberships(user)]
    shown = listing(projects).show(request, queries.whole(visibility.notices(user)))
    lines = [Line(one, queries.words_of(one), queries.title_of(one), queries.address_of(one)) for one in shown.rows]
    context = {"shown": shown, "lines": lines, "bulk_acts": BULK, "several": len(projects) > 1}
    return render(request, "annotations/notices.html", context)


def mark(request: HttpRequest, user: User) -> HttpResponse:
    """Mark rows as read; our script, which follows a link, wants no page back."""
    everything = request.POST.get("act") == "all"
    done = mark_read(actor=user, notices=None if everything else ticked_keys(request))
    if request.headers.get("X-Fragment") == "1":
        return HttpResponse(status=204)
    if done:
        messages.success(request, ngettext("%d notice is read now.", "%d notices are read now.", done) % done)
    elif not everything:
        messages.warning(request, _("Tick the rows first."))
    return redirect(request.get_full_path())


@require_http_methods(["GET", "POST"])
def by_mail(request: HttpRequest) -> HttpResponse:
    """Choose what comes by mail, and where it goes."""
    user = access.visitor(request)
    form = MailForm(request.POST or None, initial={"email": user.email, "kinds": mailed_kinds(user)})
    if request.method == "POST" and form.is_valid():
        try:
            choose_mail(actor=user, email=form.cleaned_data["email"], kinds=form.cleaned_data["kinds"])
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your choice is kept."))
            return redirect("web:notices-mail")
    return render(request, "annotations/notices_mail.html", {"form": form, "is_set_up": settings.MAIL_IS_SET_UP})


PAGES = (
    Page("notices", gettext_lazy("Notices"), "notices/", notices, "bell", Section.WORK, in_menu=False),
    Page(
        "notices-mail",
        gettext_lazy("Notices by mail"),
        "notices/mail/",
        by_mail,
        "bell",
        Section.WORK,
        in_menu=False,
        parent="notices",
    ),
)
