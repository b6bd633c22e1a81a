"""How long a place is promised."""

from datetime import timedelta

from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from annotations.models import Project


def lease_end(project: Project) -> CombinedExpression:
    """When a lease made now ends, by the database's clock."""
    return Now() + timedelta(minutes=project.lease_minutes)
