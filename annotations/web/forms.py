"""What the forms of all pages share: how a refusal of the workflow becomes an error that names the field."""

from django.forms import Form

from annotations.workflow.errors import WorkflowError


def refuse(form: Form, error: WorkflowError) -> None:
    """Put a refused act into the form: beside the field it names, else above the form."""
    field = error.extra.get("field")
    form.add_error(field if field in form.fields else None, error.message)
