"""An exported dataset comes back by page or API: its files are taken in, and a worker stores what they hold."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from annotations.imports.dataset.files import Given, told_apart
from annotations.imports.dataset.read import read_dataset
from annotations.imports.limits import DATASET_BYTES
from annotations.models import Import, ImportFile, Project, User
from annotations.workflow.errors import WorkflowError
from annotations.workflow.failing import failing
from annotations.workflow.import_check import fail_import
from annotations.workflow.import_dataset import begin_dataset, fail_dataset, show_total, start_dataset, store_dataset
from annotations.workflow.import_store import Cancelled, forget_if_cancelled
from annotations.workflow.imports import Upload


def ask_back(*, actor: User, project: Project, origin: str, uploads: Sequence[Upload]) -> Import:
    """Takes the files in, as ``start_dataset`` does; ``BadRow`` where they are not those of a dataset."""
    if uploads:
        told_apart((Given(one.name, partial(BytesIO, one.content or b"")) for one in uploads), DATASET_BYTES)
    return start_dataset(actor=actor, project=project, origin=origin, uploads=uploads)


def bring_back(import_id: UUID) -> None:
    """Stores the dataset of an import; safe to call again after a crash, for it is stored whole or not at all.

    What cannot come back fails the import; for what is unforeseen see ``failing``, a later job begins anew.
    """
    imported = begin_dataset(import_id=import_id)
    with failing(partial(fail_import, import_id=import_id), doing="Bringing the dataset back"):
        if imported is not None:
            _store(imported)
        forget_if_cancelled(import_id=import_id)


def _store(imported: Import) -> None:
    files = imported.files.order_by("position").values_list("pk", "name")
    try:
        dataset = read_dataset([Given(name, partial(_opened, key)) for key, name in files], DATASET_BYTES)
        show_total(imported=imported, total=dataset.total)
        store_dataset(imported=imported, dataset=dataset)
    except Cancelled:
        return
    except WorkflowError as error:
        fail_dataset(imported=imported, error=error)


def _opened(key: UUID) -> BinaryIO:
    return BytesIO(bytes(ImportFile.objects.values_list("content", flat=True).get(pk=key) or b""))
