"""Addresses that no project has yet."""

from itertools import count

from annotations.models import Project
from annotations.text.addresses import address_of


def free_address(name: str) -> str:
    """The address that a project of this name gets: made of the name, with a number behind it if it is taken.

    Of projects in the trash too, for they may come back.
    """
    stem = address_of(name, "project")
    taken = set(Project.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(one for n in count(2) if (one := f"{stem}-{n}") not in taken)
