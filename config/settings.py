"""Every setting of every environment, and every environment variable that is read."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config.env import database, env_bool, env_int, env_path, env_secret, env_str

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = env_path("TSUNAGU_HOME", BASE_DIR / "var")

DEBUG = env_bool("DEBUG")
DEMO = env_bool("TSUNAGU_DEMO")
SECRET_KEY = env_secret("TSUNAGU_SECRET_KEY", HOME / "secret.key")
# The key of walled records: apart from everything else, so that a copy of the database alone does not say who reported.
CONCERN_KEY = env_secret("TSUNAGU_CONCERN_KEY", HOME / "concern.key")
ALLOWED_HOSTS = env_str("TSUNAGU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DEFAULT_ORGANISATION = env_str("TSUNAGU_ORGANISATION", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_cotton",
    "django_htmx",
    "procrastinate.contrib.django",
    "tsunagu.core",
    "tsunagu.ui",
    "tsunagu.audit",
    "tsunagu.access",
    "tsunagu.identity",
    "tsunagu.notices",
    "tsunagu.people",
    "tsunagu.pathways",
    "tsunagu.cases",
    "tsunagu.coverage",
    "tsunagu.directory",
    "tsunagu.intake",
    "tsunagu.assessment",
    "tsunagu.risk",
    "tsunagu.planning",
    "tsunagu.scheduling",
    "tsunagu.monitoring",
    "tsunagu.fhir",
    "tsunagu.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tsunagu.access.middleware.BrowserMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tsunagu.identity.middleware.ActorMiddleware",
    "tsunagu.identity.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tsunagu.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["tsunagu.identity.backends.LoginBackend"]
LOGIN_URL = "identity:sign_in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tsunagu.web.navigation.context",
            ],
        },
    }
]

# Two roles: the owner migrates, rebuilds and loads; the application's role owns nothing and is bound by every policy.
DATABASES = {"default": database(env_str("DATABASE_URL", "postgresql:///tsunagu"))}
DATABASE_OWNER = database(env_str("DATABASE_OWNER_URL", "") or env_str("DATABASE_URL", "postgresql:///tsunagu"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese")), ("ko", _("Korean"))]
LANGUAGE_COOKIE_NAME = "language"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

# Without a mail server, mail is written to the console, in the demonstration to files; `TSUNAGU_MAIL_HOST` sends it.
EMAIL_HOST = env_str("TSUNAGU_MAIL_HOST", "")
EMAIL_PORT = env_int("TSUNAGU_MAIL_PORT", 587)
EMAIL_HOST_USER = env_str("TSUNAGU_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env_str("TSUNAGU_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("TSUNAGU_MAIL_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased' if DEMO else 'console'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = env_str("TSUNAGU_MAIL_FROM", "tsunagu@localhost")

# Tiles behind the map of services, as https://…/{z}/{x}/{y}.png; without them the map is a plan of points. Whose they are is credited.
MAP_TILES = env_str("TSUNAGU_MAP_TILES", "")
MAP_CREDIT = env_str("TSUNAGU_MAP_CREDIT", "")

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The demonstration and a solo practice run on http://localhost; anything else is expected behind TLS.
SECURE_COOKIES = env_bool("TSUNAGU_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_HSTS_SECONDS = 365 * 86400 if SECURE_COOKIES else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PROCRASTINATE_ON_APP_READY = "config.schedule.register"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
