"""Settings. Everything a deployment may change is an environment variable; the defaults serve one machine."""

import os
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from gongjian.config.database import database
from gongjian.config.secrets import secret

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("GONGJIAN_DATA", "var")).resolve()

DEBUG = os.environ.get("GONGJIAN_DEBUG") == "1"
SECRET_KEY = secret(DATA_DIR / "secret.key", os.environ.get("GONGJIAN_SECRET_KEY", ""))
PRIVATE_KEY = secret(DATA_DIR / "private.key", os.environ.get("GONGJIAN_PRIVATE_KEY", ""))
ALLOWED_HOSTS = os.environ.get("GONGJIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GONGJIAN_ORIGINS", "").split(",") if origin]
CSRF_FAILURE_VIEW = "gongjian.web.views.csrf_failure"

DEMO = os.environ.get("GONGJIAN_DEMO") == "1"
DEMO_TODAY = date.fromisoformat(os.environ.get("GONGJIAN_DEMO_TODAY", "2026-11-22")) if DEMO else None
DISTRICT_NAME = os.environ.get("GONGJIAN_DISTRICT", "中原区")
PROGRESS_FILE = DATA_DIR / "progress.json"
FILES_DIR = DATA_DIR / "files"

CIVIC = [
    "registry", "tasks", "platforms", "lists", "projects", "agreements", "matters", "service",
    "activities", "records", "ballots", "evaluations", "results", "duties", "overview",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
    "gongjian.accounts",
    "gongjian.ledger",
    "gongjian.web",
    *(f"gongjian.civic.{name}" for name in CIVIC),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongjian.web.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongjian.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongjian.web.middleware.clock",
    "gongjian.civic.registry.middleware.door",
    "gongjian.config.refusals.refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongjian.web.context.shell",
                "gongjian.civic.registry.context.standing",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["django.templatetags.i18n", "template_partials.templatetags.partials"],
        },
    }
]
ROOT_URLCONF = "gongjian.config.urls"
WSGI_APPLICATION = "gongjian.config.wsgi.application"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA_DIR / "gongjian.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["gongjian.accounts.sign_in.Password"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "gongjian.accounts.passwords.Rules"}]
LOGIN_URL = "registry:sign_in"
SESSION_ENGINE = "gongjian.accounts.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # nobody is remembered
SESSION_COOKIE_HTTPONLY = True
HTTPS = os.environ.get("GONGJIAN_HTTPS") == "1"  # behind a proxy that speaks https and sets X-Forwarded-Proto itself
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_LONGEST = timedelta(hours=9)  # a working day
SESSION_IDLE = timedelta(minutes=int(os.environ.get("GONGJIAN_IDLE_MINUTES", "30")))
SESSION_SEEN_EVERY = timedelta(minutes=5)
PASSWORD_DAYS = int(os.environ.get("GONGJIAN_PASSWORD_DAYS", "90"))
SECOND_FACTOR = os.environ.get("GONGJIAN_SECOND_FACTOR", "staff")  # "staff": all but those of a unit; "all"; "none"
SIGN_IN_FAILURES = int(os.environ.get("GONGJIAN_SIGN_IN_FAILURES", "5"))
SIGN_IN_WINDOW = timedelta(minutes=int(os.environ.get("GONGJIAN_SIGN_IN_MINUTES", "15")))
# Sign-in from elsewhere: GONGJIAN_DINGTALK_ID and _SECRET, GONGJIAN_WECOM_ID, _SECRET and _AGENT, GONGJIAN_FEISHU_ID
# and _SECRET; _LOGIN_URL and _API_URL lead to a private installation.
PROVIDERS = {
    key: {
        part: os.environ.get(f"GONGJIAN_{key}_{part}".upper(), "")
        for part in ("id", "secret", "agent", "login_url", "api_url")
    }
    for key in ("dingtalk", "wecom", "feishu")
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
OFFICE_ZONE = ZoneInfo(TIME_ZONE)
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a merger has a choice for every row that is alive
