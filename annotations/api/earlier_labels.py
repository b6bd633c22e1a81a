"""Earlier labels: what somebody said of an article in another tool, before it was imported."""

import uuid

from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import access
from annotations.api.resource import Resource
from annotations.api.shapes import Shape
from annotations.models import EarlierLabel
from annotations.queries import visibility


class EarlierLabelShape(Shape):
    """One label; ``statement`` when its span is exactly one, no span when it is about the whole article."""

    class Meta:
        model = EarlierLabel
        fields = ["id", "article", "statement", "tool", "annotator", "question", "label", "start", "end", "comment"]


class EarlierLabels(Resource):
    """The earlier labels of one article."""

    tag = "articles"
    queryset = EarlierLabel.objects.none()
    serializer_class = EarlierLabelShape

    def list(self, request: Request, pk: uuid.UUID) -> Response:
        """Labels that came with the article; annotators see none, for they would be led by them."""
        article = access.one(self.rows(visibility.articles), pk=pk)
        return self.listed(self.rows(visibility.earlier_labels).filter(article=article))


ROUTES: list[URLPattern] = [
    path("articles/<uuid:pk>/earlier-labels", EarlierLabels.as_view({"get": "list"}), name="article-earlier-labels"),
]
