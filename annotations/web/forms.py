"""What the forms of all pages share: how a refusal of the workflow becomes an error that names the field."""

from django.forms import Form

from annotations.web.refusals import sentence, told
from annotations.workflow.errors import WorkflowError


def refuse(form: Form, error: WorkflowError) -> None:
    """Put a refused act into the form: beside the field it names, else above the form, in words either way."""
    field = error.extra.get("field")
    if field not in form.fields:
        form.add_error(None, told(error))
    elif "rule" in error.extra:
        title = form.fields[field].label or field
        form.add_error(field, sentence(title, error.extra["value"], error.extra["rule"]))
    else:
        form.add_error(field, error.message)
