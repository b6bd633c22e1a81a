"""The WSGI application that a server such as granian runs."""

import gc
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

AT_WORK = ("base*.html", "components/*.html", "annotations/workbench.html", "annotations/_*.html")
"""What people wait for most: read at the start, when all pages are imported, or the first visitor would wait for it."""
HOME = "web:home"

django = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
application = import_string("factcheck.admitted.Admitted")(
    django, import_string("annotations.api.at_once.saved_at_once")
)
TEMPLATES = settings.BASE_DIR / "templates"
for pattern in AT_WORK:
    for path in TEMPLATES.glob(pattern):
        get_template(str(path.relative_to(TEMPLATES)))
for language, _ in settings.LANGUAGES:  # the first address that is looked up by name has all addresses read
    with translation.override(language):
        reverse(HOME)

gc.collect()
gc.freeze()  # what stays for ever is not looked through again in the middle of somebody's request
