"""All settings, read from the environment through `factcheck.env`.

They fail closed: without SECRET_KEY and DATABASE_URL nothing starts, and TLS is on unless it is switched off.
`manage.py up` supplies both on a developer's machine, from its data folder. The variables:

SECRET_KEY          50 or more random characters (required)
DATABASE_URL        postgresql://user:password@host:5432/name (required)
ALLOWED_HOSTS       host names served, separated by commas
TLS                 on (default) or off: HTTPS redirect, HSTS, Secure cookies with the __Host- prefix
TRUSTED_PROXIES     number of proxies in front whose X-Forwarded-* headers are believed (default 0)
DATA_DIR            uploads and logs (default .data in the checkout)
STATIC_ROOT         collected static files (default DATA_DIR/static)
DATABASE_POOL_SIZE  connections each server process keeps; 0 (default) opens them as needed
REQUESTS_PER_MINUTE requests of one person to the API in a minute, in each server process (default 1200)
FETCH_PORTS         ports that articles may be fetched from (default 80,443)
EMAIL_URL           smtp://user:password@host:587 or smtps://…:465; unset (default): nothing is mailed
EMAIL_FROM          the address that mails come from (needed with EMAIL_URL)
BASE_URL            https://host that links in mails begin with (needed with EMAIL_URL)
DEBUG               on or off (default)
LOG_LEVEL           DEBUG, INFO (default), WARNING, ERROR
"""

import os
from pathlib import Path

from factcheck import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder(os.environ, "DATA_DIR", BASE_DIR / ".data")

SECRET_KEY = env.secret(os.environ, "SECRET_KEY")
DEBUG = env.switch(os.environ, "DEBUG", False)
ALLOWED_HOSTS = env.host_names(os.environ, "ALLOWED_HOSTS")
TLS = env.switch(os.environ, "TLS", True)
TRUSTED_PROXIES = env.integer(os.environ, "TRUSTED_PROXIES", 0, 0, 5)

INSTALLED_APPS = [
    "factcheck.back_office.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "factcheck",
    "annotations",
]

MIDDLEWARE = [
    "factcheck.middleware.ConnectionGivenBack",
    "factcheck.security.ResponseHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "factcheck.middleware.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "factcheck.security.Person",
    "factcheck.security.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "factcheck.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "annotations.web.nav.shell",
            ],
        },
    },
]

# ---- database ---------------------------------------------------------------------------

DATABASE_POOL_SIZE = env.integer(os.environ, "DATABASE_POOL_SIZE", 0, 0, 100)
DATABASES = {"default": env.database(os.environ, "DATABASE_URL")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False  # one act is one transaction, in annotations.workflow
OPTIONS = DATABASES["default"]["OPTIONS"]
if DATABASE_POOL_SIZE:
    DATABASES["default"]["ENGINE"] = "factcheck.pooled"
    OPTIONS["pool"] = {"min_size": 1, "max_size": DATABASE_POOL_SIZE, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits live in the cache, so that it must be one for all processes: a table, not a process's memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "TIMEOUT": 3600,
    },
}

# Tasks are imported by the worker only: pages ask for a job by its name.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

# ---- people and sessions ----------------------------------------------------------------

AUTH_USER_MODEL = "annotations.User"
AUTHENTICATION_BACKENDS = ["factcheck.accounts.People"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60

ACCOUNT_ADAPTER = "factcheck.accounts.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login": "60/15m/ip", "login_failed": "30/15m/ip,5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

SESSION_ENGINE = "factcheck.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_IDLE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# ---- transport and headers --------------------------------------------------------------

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DENIED_BROWSER_FEATURES = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
]
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_HSTS_PRELOAD = TLS
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---- files ------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.folder(os.environ, "STATIC_ROOT", DATA_DIR / "static")
MEDIA_ROOT = DATA_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "factcheck.static_files.HashedModules"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
UPLOAD_FILE_BYTES = 20 * 1000 * 1000
UPLOAD_REQUEST_BYTES = 100 * 1000 * 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # an import says itself how many it takes
FILE_UPLOAD_HANDLERS = [
    "factcheck.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# ---- pages fetched for an import --------------------------------------------------------

FETCH_PORTS = env.ports(os.environ, "FETCH_PORTS", "80,443")

# ---- mail -------------------------------------------------------------------------------

globals().update(env.mail(os.environ, "EMAIL_URL", "EMAIL_FROM", "BASE_URL"))
MAIL_IS_SET_UP = bool(os.environ.get("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.address(os.environ, "EMAIL_FROM")
BASE_URL = env.site(os.environ, "BASE_URL", tls=TLS)
EMAIL_TIMEOUT = 20

# ---- language and time ------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["factcheck.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

# ---- API --------------------------------------------------------------------------------

REQUESTS_PER_MINUTE = env.integer(os.environ, "REQUESTS_PER_MINUTE", 1200, 1, 10_000_000)
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "annotations.api.errors.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "NUM_PROXIES": TRUSTED_PROXIES,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck API",
    "DESCRIPTION": (
        "Articles, statements with who says them, labels, reviews and datasets. Offsets are Unicode code points, "
        "half-open. Refusals are problem details (RFC 9457) whose `code` is for programs."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "ProjectState": "annotations.models.ProjectState",
        "ArticleState": "annotations.models.ArticleState",
        "StatementState": "annotations.models.StatementState",
        "AssignmentState": "annotations.models.AssignmentState",
        "AnnotationState": "annotations.models.AnnotationState",
        "ParagraphRole": "annotations.models.ParagraphRole",
        "ImportState": "annotations.models.ImportState",
        "ImportOrigin": "annotations.models.ImportOrigin",
        "ImportFileState": "annotations.models.FileState",
        "EntityKind": "annotations.models.EntityKind",
        "QuestionKind": "annotations.models.QuestionKind",
        "SplitOrigin": "annotations.models.Origin",
        "BatchKind": "annotations.models.BatchKind",
        "BulkKind": "annotations.models.BulkKind",
        "ProjectRole": "annotations.models.Role",
        "NoticeKind": "annotations.models.NoticeKind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "annotations.api.openapi.add_problems",
    ],
}

# ---- logging ----------------------------------------------------------------------------

LOG_LEVEL = env.choice(os.environ, "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "factcheck.logs.OneLineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "procrastinate": {"level": "WARNING"},
    },
}
