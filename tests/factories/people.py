"""People with roles, not numbers."""

from functools import cache

from annotations.models import User
from annotations.workflow.members import create_person

PASSWORD = "correct horse battery"

NAMES = {
    "lea": "Lea Lead",
    "rio": "Rio Reviewer",
    "ada": "Ada Annotator",
    "ben": "Ben Annotator",
    "vic": "Vic Viewer",
    "oz": "Oz Outsider",
}


@cache
def _name(username: str) -> str:
    return NAMES.get(username, username.title())


def person(username: str) -> User:
    """A person who can sign in with ``PASSWORD``; the same one each time within a test."""
    found = User.objects.filter(username=username).first()
    return found or create_person(username=username, display_name=_name(username), password=PASSWORD)


def lead() -> User:
    """Lea leads."""
    return person("lea")


def reviewer() -> User:
    """Rio reviews."""
    return person("rio")


def annotator() -> User:
    """Ada annotates."""
    return person("ada")


def second_annotator() -> User:
    """Ben annotates too."""
    return person("ben")


def viewer() -> User:
    """Vic looks."""
    return person("vic")


def outsider() -> User:
    """Oz belongs to no project."""
    return person("oz")


def operator() -> User:
    """Opal runs the server."""
    found = User.objects.filter(username="opal").first()
    return found or create_person(username="opal", display_name="Opal Operator", password=PASSWORD, is_operator=True)
