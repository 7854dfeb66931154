"""Django's settings. What differs between installations comes from the environment; nothing secret stands here."""

from __future__ import annotations

import os
from pathlib import Path

from guantong.project import log_lines, mail, postgres
from guantong.project.clock import simulated_day
from guantong.project.demo import shown
from guantong.project.home import home, secret

PACKAGE = Path(__file__).resolve().parents[1]

DEBUG = False
SECRET_KEY = os.environ.get("GUANTONG_SECRET_KEY") or secret("django")
ALLOWED_HOSTS = os.environ.get("GUANTONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GUANTONG_ORIGINS", "").split(",") if origin]
# Behind a proxy that speaks TLS (GUANTONG_TLS=1) cookies travel only through it.
TLS = os.environ.get("GUANTONG_TLS") == "1"

ROOT_URLCONF = "guantong.project.urls"
WSGI_APPLICATION = "guantong.project.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "guantong.modules.journal",
    "guantong.modules.identity",
    "guantong.modules.orgs",
    "guantong.modules.sharing",
    "guantong.modules.licences",
    "guantong.modules.services",
    "guantong.modules.cases",
]

MIDDLEWARE = [
    "guantong.project.request_log.record_requests",
    "django.middleware.security.SecurityMiddleware",
    "guantong.project.middleware.secure_headers",
    "guantong.project.middleware.refuse_plain",
    "guantong.project.middleware.turn_away",
    "guantong.project.middleware.refuse_odd",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guantong.project.middleware.choose_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guantong.project.middleware.keep_session",
    "django.contrib.messages.middleware.MessageMiddleware",
    "guantong.project.middleware.ask_new_password",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(str(folder) for folder in (PACKAGE / "web").glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {"environment": "guantong.web.ui.jinja.environment"},
    },
]

DATABASES = {"default": postgres.settings_of(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Who is recognised how, and for how long (docs/explain/sign-in.md).
SEAL_SECRET = os.environ.get("GUANTONG_SEAL_SECRET") or secret("seal")  # of what is sealed in the database
KEY_SECRET = os.environ.get("GUANTONG_KEY_SECRET") or secret("keys")  # of the private keys that sign licences
# Where others reach this installation: licences name it for as long as they are read.
ORIGIN = os.environ.get("GUANTONG_ORIGIN", "http://127.0.0.1:8000").rstrip("/")
SECOND_FACTOR = os.environ.get("GUANTONG_SECOND_FACTOR", "staff")  # demanded of staff, or `offered`
PROXIES = int(
    os.environ.get("GUANTONG_PROXIES", "0")
)  # of ours in front: so much of X-Forwarded-For is believed
OIDC_FILE = os.environ.get("GUANTONG_OIDC", "")  # which identity providers there are
SESSION_MINUTES = {"idle_staff": 30, "idle": 120, "most": 8 * 60}
# After how many hours each a source that is waited for is asked again; as many times as there are numbers.
ASK_AGAIN_HOURS = tuple(
    int(hours) for hours in os.environ.get("GUANTONG_ASK_AGAIN", "1 4 12 24 48 72").split()
)
# How notices leave by e-mail (none do without it), and after how many hours each one that did not leave is tried again.
MAIL = mail.settings_of(os.environ.get("GUANTONG_MAIL", ""))
globals().update(MAIL)
MAIL_AGAIN_HOURS = (1, 4, 12, 24, 48, 72)
# What may be called how often: (calls, seconds), counted by account, or by address for whoever has none.
LIMITS = {
    "sign-in": (120, 60),
    "track": (60, 60),
    "verify": (60, 60),
    "paper": (20, 60),
    "api": (300, 60),
    "claim": (10, 600),
}

SESSION_COOKIE_AGE = SESSION_MINUTES["most"] * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
# Only pages are led on from http to https; who sends a token in the clear is refused (project/middleware.py) and notices.
SECURE_REDIRECT_EXEMPT = [r"^api/v1/", r"^healthz$", r"^readyz$"]
# A cookie of this name is taken from this host alone, and only through TLS: no neighbour under the same domain can set it.
SESSION_COOKIE_NAME = "__Host-session" if TLS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "guantong.web.ui.errors.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "Chinese"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "guantong_language"
LANGUAGE_COOKIE_AGE = 31_536_000
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
GALLERY = simulated_day() is not None  # the page of all parts: for whoever builds pages, in a demonstration
SIMULATED_DAY = simulated_day()  # where a demonstration began; every page says which day it has come to
# The invented accounts that the sign-in page names: in a demonstration, and never anywhere else.
DEMO_ACCOUNTS = (*shown.FIRST, *shown.SECOND) if SIMULATED_DAY else ()
DEMO_PASSWORD = shown.PASSWORD if SIMULATED_DAY else ""

STATIC_URL = "/static/"
STATIC_FOLDER = PACKAGE / "web" / "ui" / "static"
MEDIA_ROOT = home() / "files"

# A file of an application is a scan or a plan: 20 MB each. Above 2.5 MB it goes to disk while it arrives.
FILE_UPLOAD_LIMIT = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

LOG_AS_JSON = os.environ.get("GUANTONG_LOG_FORMAT") == "json"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "guantong.project.log_lines.PlainLines", "format": log_lines.PLAIN},
        "json": {"()": "guantong.project.log_lines.JsonLines"},
    },
    "filters": {"addresses": {"()": "guantong.project.log_lines.WithoutAddresses"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_AS_JSON else "plain",
            "filters": ["addresses"],
        },
    },
    # Addresses carry tracking codes: what was not found or not allowed is told to the person, not to the log.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "guantong.request": {"level": "INFO"} if LOG_AS_JSON else {},
        "guantong.security": {"level": "INFO"},  # refused sign-ins, rights and limits, in both formats
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("GUANTONG_LOG", "WARNING")},
}
