"""The caller's own keys at the workbench."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.resource import Resource
from annotations.api.shapes import Body
from annotations.models import User
from annotations.schemes.keys import every_key
from annotations.workflow.people import choose_keys


class KeysBody(Body):
    """``acts`` holds the acts that have another key than at first; ``single`` false switches all of them off."""

    single = serializers.BooleanField(default=True)
    acts = serializers.DictField(child=serializers.CharField(max_length=20), default=dict)


class KeysShape(serializers.Serializer[Any]):
    """The key of every act, and whether keys of one character are on."""

    single = serializers.BooleanField()
    acts = serializers.DictField(child=serializers.CharField())


class Keys(Resource):
    """Which key does what for the caller."""

    tag = "keys"
    serializer_class = KeysShape
    sparse = False

    @extend_schema(responses={200: KeysShape})
    def retrieve(self, request: Request) -> Response:
        """The caller's keys."""
        return self.told(self.person)

    @extend_schema(request=KeysBody, responses={200: KeysShape})
    def choose(self, request: Request) -> Response:
        """Other keys; 400 names the act whose key is taken."""
        return self.told(choose_keys(actor=self.person, **self.body(KeysBody)))

    def told(self, person: User) -> Response:
        """A person's keys."""
        kept = person.preferences.get("keys", {})
        return self.shown({"single": kept.get("single", True), "acts": every_key(kept.get("acts", {}))})


ROUTES: list[URLPattern] = [path("me/keys", Keys.as_view({"get": "retrieve", "put": "choose"}), name="keys")]
