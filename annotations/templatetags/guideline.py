"""The guideline on a page: ``{% load guideline %}{% guideline_text markdown %}``."""

from django import template
from django.utils.safestring import SafeString

from annotations.text.guideline import to_html

register = template.Library()


@register.simple_tag
def guideline_text(markdown: str) -> SafeString:
    """A guideline as HTML; safe because ``to_html`` lets nothing through but its allow-list."""
    return SafeString(to_html(markdown))
