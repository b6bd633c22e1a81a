"""Makes `annotations.admin.site.BackOffice` the one admin site, in place of Django's own."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """The admin application with our site."""

    default_site = "annotations.admin.site.BackOffice"
