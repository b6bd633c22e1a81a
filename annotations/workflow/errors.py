"""Why an act was refused. Each error has a ``code`` for programs and a sentence for people."""

from typing import Any


class WorkflowError(Exception):
    """An act that the rules do not allow now; nothing was written. ``extra`` goes to the caller as it is."""

    code = "refused"

    def __init__(self, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.message = message
        self.extra = extra


class Invalid(WorkflowError):
    """A value breaks a rule: ``extra`` names ``field``, ``value`` and ``rule``."""

    code = "invalid"

    def __init__(self, field: str, value: object, rule: str) -> None:
        super().__init__(f"{field}: {value!r:.80} {rule}", field=field, value=value, rule=rule)


class NotAllowed(WorkflowError):
    """The person's role does not cover the act."""

    code = "not_allowed"


class WrongState(WorkflowError):
    """The object is not in a state from which the act leads on."""

    code = "wrong_state"


class Expired(WorkflowError):
    """The lease ran out and the place is somebody else's."""

    code = "expired"


class Duplicate(WorkflowError):
    """The same thing is there already; ``extra`` says which."""

    code = "duplicate"


class Stale(WorkflowError):
    """The caller had not seen the newest version; ``extra["current"]`` holds it."""

    code = "stale"


class ReplayMismatch(WorkflowError):
    """The same client key came back with another body."""

    code = "replay_mismatch"


class SchemaChanged(WorkflowError):
    """What was answered is not among the answers any more; ``extra`` names ``field``, ``value`` and ``rule``."""

    code = "schema_changed"


class NoPlace(WorkflowError):
    """The article has as many annotators as it needs."""

    code = "no_place"


class Missing(WorkflowError):
    """There is nothing by that key, or it is not the caller's to see: which of the two is not told."""

    code = "not_found"
    sentence = "There is nothing here, or it is not shared with you."

    def __init__(self, field: str) -> None:
        super().__init__(self.sentence, field=field)
