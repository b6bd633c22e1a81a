"""The floor of saving: a Django view that commits one INSERT and returns its row, and nothing else.

No middleware, no sessions, no framework on top; served by the same server from the same database as the product.
"""

from __future__ import annotations

import os
import uuid

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from factcheck import env

TABLE = "CREATE TABLE IF NOT EXISTS bench_floor (id uuid PRIMARY KEY, body text NOT NULL, at timestamptz DEFAULT now())"
STORE = "INSERT INTO bench_floor (id, body) VALUES (%s, %s) RETURNING id, body, at"


def store(request: HttpRequest) -> JsonResponse:
    """Keep the body under a new key."""
    with connection.cursor() as cursor:
        cursor.execute(STORE, [uuid.uuid4(), request.body.decode()])
        key, body, at = cursor.fetchone()
    response = JsonResponse({"id": key, "body": body, "at": at})
    response["Content-Length"] = str(len(response.content))
    return response


urlpatterns = [path("", store)]

if not settings.configured:
    database = env.database(os.environ, "DATABASE_URL")
    database["ENGINE"] = "factcheck.pooled"
    database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": int(os.environ["DATABASE_POOL_SIZE"]), "timeout": 10}
    settings.configure(
        SECRET_KEY=os.environ["SECRET_KEY"],
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": database},
    )
    application = get_wsgi_application()
