"""Settings, read from the environment once. Defaults serve `make run`; a bank sets the variables of README."""

import os
from datetime import timedelta
from pathlib import Path

from lobby.config.environment import database, field_keys, read_list, redis_url, secret

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("LOBBY_VAR", ROOT / "var"))
ENV = os.environ.get("LOBBY_ENV", "development")
PRODUCTION = ENV == "production"

SECRET_KEY = secret("SECRET_KEY", VAR)
FIELD_KEYS = field_keys(VAR)
DEBUG = False
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS")
INTERNAL_NETWORKS = read_list("INTERNAL_NETWORKS") or ["127.0.0.0/8", "::1/128"]

INSTALLED_APPS = [
    "lobby.branches.administration.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "csp",
    "axes",
    "simple_history",
    "django_structlog",
    "channels",
    "lobby.branches",
    "lobby.live",
    "lobby.customers",
    "lobby.kpi",
    "lobby.floor",
    "devices",
    "queueing",
    "complaints",
    "marketing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lobby.branches.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "lobby.branches.permissions_policy.PermissionsPolicy",
    "lobby.branches.middleware.DatabaseUnavailable",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lobby.branches.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lobby.branches.lock_middleware.Authentication",
    "lobby.branches.middleware.DeviceCookie",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lobby.config.urls"
WSGI_APPLICATION = "lobby.config.wsgi.application"
ASGI_APPLICATION = "lobby.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"lucide": "lobby.branches.icons"},
        },
    },
]

DATABASES = {"default": database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = redis_url(VAR)

AUTH_USER_MODEL = "branches.Staff"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "branches:sign-in"
LOGIN_REDIRECT_URL = "branches:home"
LOGOUT_REDIRECT_URL = "branches:sign-in"

# A branch shares one address behind its router, so a lock counts the pair of user and address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "branches/locked_out.html"

SESSION_ENGINE = "lobby.branches.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [
    ROOT / "locale" / app
    for app in (
        "lobby",
        "branches",
        "live",
        "customers",
        "kpi",
        "floor",
        "devices",
        "queueing",
        "complaints",
        "marketing",
    )
]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "lobby.branches.api.authentication.KeyAuthentication",
        "lobby.branches.api.authentication.SignedInAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "lobby.branches.api.errors.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["lobby.branches.api.throttles.CredentialThrottle"],
    "DEFAULT_THROTTLE_RATES": {"credential": os.environ.get("LOBBY_API_RATE", "6000/min")},
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lobby API",
    "DESCRIPTION": "Tickets, counters and live state of a bank branch's lobby.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [],
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# The function that starts the recording of a video session; docs/vtm.md says what it answers.
VTM_RECORDER = os.environ.get("LOBBY_VTM_RECORDER", "devices.recordings.reference_only")
# The bank's STUN and TURN servers for pictures and sound, comma separated, and the secret that TURN shares with us.
TURN_URLS = read_list("LOBBY_TURN_URLS")
TURN_SECRET = os.environ.get("LOBBY_TURN_SECRET", "")
# The function that asks a smart counter's reader who stands there; docs/smart-counters.md says what it answers. The one of
# the demo takes whatever looks like a number, so a real branch names its own.
SMART_READER = os.environ.get("LOBBY_SMART_READER", "" if ENV == "production" else "devices.readers.made_up")
# The function that asks the reader of a kiosk or counter whose card or document lies on it; docs/finding-a-customer.md says
# what it answers. `from_folder` reads what the reader's own program writes into the folder.
CARD_READER = os.environ.get("LOBBY_CARD_READER", "" if ENV == "production" else "lobby.customers.readers.typed")
CARD_FOLDER = os.environ.get("LOBBY_CARD_FOLDER", "")
# Where customers reach this system: the beginning of every link that a message carries.
PUBLIC_URL = os.environ.get("LOBBY_PUBLIC_URL", "http://localhost:8000").rstrip("/")
# How messages leave: an SMTP server (smtp://user:password@host:port, smtps:// for TLS from the first byte; STARTTLS is used
# where it is offered), the bank's own gateway for texts, which must be public unless said otherwise. What is not set goes to
# a file in OUTBOX. docs/follow-up.md says what the gateway receives.
SMTP_URL = os.environ.get("LOBBY_SMTP_URL", "")
MAIL_FROM = os.environ.get("LOBBY_MAIL_FROM", "lobby@localhost")
MESSAGE_WEBHOOK_URL = os.environ.get("LOBBY_MESSAGE_WEBHOOK_URL", "")
MESSAGE_WEBHOOK_SECRET = os.environ.get("LOBBY_MESSAGE_WEBHOOK_SECRET", "")
MESSAGE_WEBHOOK_MAY_BE_PRIVATE = os.environ.get("LOBBY_MESSAGE_WEBHOOK_MAY_BE_PRIVATE", "") == "1"
# A bank's own sender of texts, a function that marketing/senders/parcels.py describes.
SMS_SENDER = os.environ.get("LOBBY_SMS_SENDER", "")
OUTBOX = VAR / "outbox"
# Which registered source says weather and traffic for the briefing; empty = people type it.
WEATHER_SOURCE = os.environ.get("LOBBY_WEATHER_SOURCE", "")
# Of all workers together so many train at a time; the others are for what cannot wait.
TRAININGS_AT_ONCE = int(os.environ.get("LOBBY_TRAININGS_AT_ONCE", "1"))
# Machines that say nothing new are noted, and written down by one statement of each process so often; 0 = never.
LOBBY_HEARD_EVERY_S = float(os.environ.get("LOBBY_HEARD_EVERY_S", "10"))
# Networks in which machines may be asked how they are, such as 10.20.0.0/16; nothing else is ever asked.
LOBBY_POLL_NETWORKS = os.environ.get("LOBBY_POLL_NETWORKS", "").split()
CELERY_BEAT_SCHEDULE = {
    "devices-sweep-silent": {"task": "devices.sweep_silent", "schedule": 5.0, "options": {"expires": 5}},
    "devices-sweep-polls": {"task": "devices.sweep_polls", "schedule": 10.0, "options": {"expires": 10}},
    "floor-sweep-deadlines": {"task": "floor.sweep_deadlines", "schedule": 5.0, "options": {"expires": 5}},
    "floor-sweep-attachments": {"task": "floor.sweep_attachments", "schedule": 3600.0, "options": {"expires": 3600}},
    "floor-begin-checks": {"task": "floor.begin_checks", "schedule": 60.0, "options": {"expires": 60}},
    "floor-forget-plays": {"task": "floor.forget_plays", "schedule": 3600.0, "options": {"expires": 3600}},
    "devices-sum-up-uptime": {"task": "devices.sum_up_uptime", "schedule": 300.0, "options": {"expires": 300}},
    "queueing-sweep-tickets": {"task": "queueing.sweep_tickets", "schedule": 5.0, "options": {"expires": 5}},
    "queueing-sweep-care": {"task": "queueing.sweep_care", "schedule": 5.0, "options": {"expires": 5}},
    "queueing-sweep-throughput": {"task": "queueing.sweep_throughput", "schedule": 15.0, "options": {"expires": 15}},
    "queueing-forget-moods": {"task": "queueing.forget_moods", "schedule": 3600.0, "options": {"expires": 3600}},
    "complaints-forget-words": {"task": "complaints.forget_words", "schedule": 3600.0, "options": {"expires": 3600}},
    "customers-expire-assessments": {
        "task": "customers.expire_assessments",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "marketing-send-messages": {"task": "marketing.send_messages", "schedule": 10.0, "options": {"expires": 10}},
    "marketing-forget-messages": {
        "task": "marketing.forget_messages",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "marketing-begin-rounds": {"task": "marketing.begin_rounds", "schedule": 60.0, "options": {"expires": 60}},
    "queueing-sweep-days": {"task": "queueing.sweep_days", "schedule": 60.0, "options": {"expires": 60}},
    "queueing-sweep-peaks": {"task": "queueing.sweep_peaks", "schedule": 5.0, "options": {"expires": 5}},
    "queueing-step-simulations": {"task": "queueing.step_simulations", "schedule": 2.0, "options": {"expires": 2}},
    "queueing-prepare-demo": {"task": "queueing.prepare_demo", "schedule": 60.0, "options": {"expires": 60}},
    "devices-wipe-video-sessions": {
        "task": "devices.wipe_video_sessions",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "branches-forget-answers": {"task": "branches.forget_answers", "schedule": 3600.0, "options": {"expires": 3600}},
    "queueing-learn-service-times": {
        "task": "queueing.learn_service_times",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "queueing-sweep-forecasts": {"task": "queueing.sweep_forecasts", "schedule": 60.0, "options": {"expires": 60}},
    "queueing-correct-forecasts": {"task": "queueing.correct_forecasts", "schedule": 60.0, "options": {"expires": 60}},
    "queueing-sweep-wait-models": {
        "task": "queueing.sweep_wait_models",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "queueing-forget-booking-counts": {
        "task": "queueing.forget_booking_counts",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "live-extend-partitions": {"task": "live.extend_partitions", "schedule": 3600.0, "options": {"expires": 3600}},
}

# The caller's address is found by trying dozens of headers, on every request; the proxy's log has it.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "lobby.config.logs.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": os.environ.get("LOBBY_LOG_LEVEL", "WARNING" if not PRODUCTION else "INFO"),
    },
}
