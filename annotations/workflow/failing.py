"""What a worker does when its work breaks off, the same for imports, releases, files and agreement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError

from annotations.workflow.errors import WorkflowError


@contextmanager
def failing(fail: Callable[..., None], *, doing: str) -> Iterator[None]:
    """Work that ``fail`` ends, given ``error``, the words why. A refusal has its own, which whoever asked reads.

    An unforeseen error fails the work too, and is raised. So is the loss of the database, but then the work stays as it
    is, and a later job goes on.
    """
    try:
        yield
    except WorkflowError as error:
        fail(error=error.message)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        fail(error=f"{doing} broke off ({type(error).__name__}).")
        raise
