"""Every page of the product, in the order of the menu. To add one: write ``web/<page>.py``, import it, add its line."""

from django.urls import URLPattern, URLResolver

from annotations.web import account
from annotations.web.page import Page

PAGES: tuple[Page, ...] = (*account.PAGES,)

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [page.url_pattern() for page in PAGES]
