"""The API under ``/api/v1/``. One module per resource; each act is one workflow call, each read one scoped queryset."""
