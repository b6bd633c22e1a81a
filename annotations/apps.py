"""The one app of the product."""

from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "annotations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the back office: its tables need all models, and its site must not be asked while it is made."""
        from django.contrib import admin

        from annotations.admin.registry import fill

        fill(admin.site)
