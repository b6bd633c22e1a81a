"""URLs of the whole site: pages, API, back office."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("admin/", admin.site.urls)]
if find_spec("annotations.api") and find_spec("annotations.api.urls"):
    urlpatterns.append(path("api/v1/", include("annotations.api.urls")))
if find_spec("annotations.web.urls"):
    urlpatterns.append(path("accounts/", include("annotations.web.sign_in")))
    urlpatterns.append(path("", include("annotations.web.urls")))

handler400 = "factcheck.uploads.bad_request"
