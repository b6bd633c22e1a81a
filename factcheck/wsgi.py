"""The WSGI application that a server such as granian runs."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
