"""The site itself as an app: it owns the checks of the deployment."""

from django.apps import AppConfig
from django.core import checks

from factcheck.checks import durable_database


class FactcheckConfig(AppConfig):
    """Registers the deployment checks."""

    name = "factcheck"
    verbose_name = "Site"

    def ready(self) -> None:
        """Register what `migrate`, `up` and `check --database default` then run."""
        checks.register(durable_database, checks.Tags.database)
