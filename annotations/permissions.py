"""Who may: a person and a project give yes or no. Which rows they see at all is said in ``queries.visibility``."""

from annotations.models import Membership, Project, Role, User
from annotations.models.project import ANNOTATING, READING_LABELS, REVIEWING


def role_of(user: User, project: Project) -> str | None:
    """The person's role in the project, or None for outsiders and people who left."""
    if not user.is_active:
        return None
    return (
        Membership.objects.filter(project=project, user_id=user.pk, is_active=True)
        .values_list("role", flat=True)
        .first()
    )


def can_annotate(user: User, project: Project) -> bool:
    """Take articles and label them."""
    return role_of(user, project) in ANNOTATING


def role_annotates(role: str | None) -> bool:
    """The same for a role that is known already."""
    return role in ANNOTATING


def can_review(user: User, project: Project) -> bool:
    """Review other people's assignments; nobody ever reviews their own."""
    return role_of(user, project) in REVIEWING


def can_adjudicate(user: User, project: Project) -> bool:
    """Decide gold answers."""
    return role_of(user, project) in REVIEWING


def can_comment(user: User, project: Project) -> bool:
    """Write comments on statements: whoever labels or reviews; viewers only read them."""
    return role_of(user, project) in ANNOTATING


def can_edit_split(user: User, project: Project) -> bool:
    """Cut, join and mark statements, name speakers, add claims; merging entities and freezing stay with leads."""
    return role_of(user, project) in REVIEWING


def can_manage(user: User, project: Project) -> bool:
    """Import, split, freeze, assign, change people and label sets."""
    return role_of(user, project) == Role.LEAD


def can_export(user: User, project: Project) -> bool:
    """Read everybody's labels as a dataset; annotators cannot, for their work is blind."""
    return role_of(user, project) in READING_LABELS


def can_tell_batches_apart(user: User, project: Project) -> bool:
    """See which batch an article is in: annotators do not, or they would know what is a calibration and what is not."""
    return role_of(user, project) in READING_LABELS


def can_publish(user: User, project: Project) -> bool:
    """Publish releases and withdraw them."""
    return role_of(user, project) == Role.LEAD


def can_read_agreement(user: User, project: Project) -> bool:
    """See how far everybody's labels agree; annotators do not, for their work is blind."""
    return role_of(user, project) in READING_LABELS


def can_release(user: User, project: Project) -> bool:
    """Publish a numbered dataset."""
    return can_manage(user, project)


def can_start_project(user: User) -> bool:
    """Make a new project: operators, and people who lead one already."""
    leads = Membership.objects.filter(user_id=user.pk, is_active=True, role=Role.LEAD)
    return user.is_active and (user.is_staff or leads.exists())
