"""The settings of the tests: the real ones, on a throw-away secret, without TLS and hashed file names.

DATABASE_URL comes from `manage.py test`, which starts a server for it; set it to run pytest by itself.
"""

import os
import secrets

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(60))
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("TLS", "off")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from factcheck.settings import *

if "TEST_TEMPLATE" in os.environ:
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["TEST_TEMPLATE"]}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = BASE_DIR / "annotations" / "static"  # nothing is collected; the finders serve
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks files up when asked, instead of listing them all for every test client
SILENCED_SYSTEM_CHECKS = ["factcheck.E001"]  # a test server may trade durability for speed
