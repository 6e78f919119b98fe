"""Settings, all from the environment, with safe answers where nothing is said.

Everything an operator may set is named HEARTEN_*; docs/operator.md lists them with their defaults.
"""

import os
from pathlib import Path

from hearten.kernel.bridge import LONGEST_UPLOAD
from hearten.kernel.database import addresses
from hearten.kernel.secret import secret_key

PACKAGE = Path(__file__).resolve().parent.parent


def _env(name: str, default: str) -> str:
    return os.environ.get(f"HEARTEN_{name}", default)


def _listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in _env(name, default).split(",") if part.strip()]


HEARTEN_STATE = Path(_env("STATE", ".hearten")).resolve()
HEARTEN_KEYSTORE = Path(_env("KEYSTORE", str(HEARTEN_STATE / "keys"))).resolve()
HEARTEN_PORT = int(_env("PORT", "8000"))
HEARTEN_ORIGIN = _env("ORIGIN", f"http://localhost:{HEARTEN_PORT}")
HEARTEN_NAME = _env("NAME", "hearten")
HEARTEN_CONTACT = _env("CONTACT", "")  # where anybody reaches the team: a mail address or a page; empty: nowhere public
HEARTEN_COUNTRY = _env("COUNTRY", "")
HEARTEN_TIME_ZONE = _env("TIME_ZONE", "")  # of members who chose none; empty: they are asked
HEARTEN_QUICK_EXIT = _env("QUICK_EXIT", "https://www.wikipedia.org/")
HEARTEN_PART2 = _env("PART2", "") == "on"  # a programme under 42 CFR part 2 (US): copies carry its notice
HEARTEN_DEMO = _env("DEMO", "") == "1"
HEARTEN_RATE_LIMITS = _env("RATE_LIMITS", "on") == "on"
HEARTEN_THREADS = int(_env("THREADS", "8"))
HEARTEN_MODELS = _env("MODELS", "on") == "on"  # off: the coach reads by rules alone
HEARTEN_READ_FOR_DANGER = _env("READ_FOR_DANGER", "on") == "on"  # off: where a law forbids it; people and reports stay
HEARTEN_PICTURE_ROOM = int(_env("PICTURE_ROOM_MB", "100")) * 1_000_000  # of one member's pictures together
HEARTEN_PICTURE_SCAN = _env("PICTURE_SCAN", "")  # a command that looks at each picture (docs/operator.md)
HEARTEN_COACH_WORKERS = int(_env("COACH_WORKERS", "1"))
HEARTEN_COACH_WAITING = int(_env("COACH_WAITING", str(max(1, HEARTEN_THREADS // 2))))
HEARTEN_JANUS_URL = _env("JANUS_URL", "")  # empty: no audio and video; everything else works
HEARTEN_JANUS_SECRET = _env("JANUS_SECRET", "")
HEARTEN_TURN_URLS = _listed("TURN_URLS", "")
HEARTEN_TURN_SECRET = _env("TURN_SECRET", "")
HEARTEN_DIRECTORY_PUBLIC = _env("DIRECTORY_PUBLIC", "") == "on"  # visitors may read the directory of services, too
HEARTEN_DIRECTORY_STALE_MONTHS = int(_env("DIRECTORY_STALE_MONTHS", "6"))  # until "not checked lately"
HEARTEN_DIRECTORY_ZONE = _env("DIRECTORY_ZONE", "UTC")  # hours are read in it where a record says no time zone

# The two ways in which hearten talks to another machine of its own accord; both off (docs/decisions/0077).
HEARTEN_SMTP_HOST = _env("SMTP_HOST", "")  # empty: nothing is mailed
HEARTEN_SMTP_TLS = _env("SMTP_TLS", "starttls")  # starttls, tls, off
HEARTEN_SMTP_PORT = int(_env("SMTP_PORT", "465" if HEARTEN_SMTP_TLS == "tls" else "587"))
HEARTEN_SMTP_USER = _env("SMTP_USER", "")
HEARTEN_SMTP_PASSWORD = _env("SMTP_PASSWORD", "")
HEARTEN_SMTP_FROM = _env("SMTP_FROM", "")
HEARTEN_LETTERS_AT = _env("LETTERS_AT", "")  # where the operator's mail server hands letters to us; empty: none come in
HEARTEN_LETTERS_DOMAIN = _env("LETTERS_DOMAIN", "")  # behind the @ of the addresses that they come to
HEARTEN_LETTERS_TRUSTED = _env("LETTERS_TRUSTED", "")  # the name in Authentication-Results of that mail server
HEARTEN_PUSH = _env("PUSH", "") == "on"
HEARTEN_PUSH_CONTACT = _env("PUSH_CONTACT", HEARTEN_SMTP_FROM)  # whom a push service may write to (RFC 8292, 2.1)

SECURE = HEARTEN_ORIGIN.startswith("https://")
DEBUG = False
SECRET_KEY = secret_key(HEARTEN_STATE)
ALLOWED_HOSTS = _listed("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [HEARTEN_ORIGIN]

SLICES = [
    "members", "notices", "coach", "groups", "safety", "pictures", "moderation", "library",
    "resources", "encouragement", "quiet", "threads", "messages", "meetings", "measures", "plans", "care", "wellness",
    "handover", "answering", "by_letter", "offers", "finding", "search", "guide", "home", "desk",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "hearten.kernel",
    *[f"hearten.{name}" for name in SLICES],
    "hearten.demo",
]

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",  # pads with random bytes, so that sizes say nothing of secrets (BREACH)
    "hearten.kernel.headers.Headers",
    "hearten.members.sessions.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hearten.members.sessions.Acting",
    "hearten.members.sessions.Languages",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "hearten.config.urls"
APPEND_SLASH = False
CSRF_FAILURE_VIEW = "hearten.kernel.refusals.stale_form"
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# A chosen file stays in memory: what somebody sent is never written to a disk (kernel/bridge.py bounds how much it is).
DATA_UPLOAD_MAX_NUMBER_FILES = 6
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LONGEST_UPLOAD

# One role per alias. "default" is the web role: it owns nothing and cannot bypass row-level security. There is a
# connection for each thread that makes pages; what watches the clock beside them waits its turn.
DATABASES = {
    "default": addresses(HEARTEN_STATE).django("web", pool={"min_size": 1, "max_size": HEARTEN_THREADS}),
    "owner": addresses(HEARTEN_STATE).django("owner"),
    "keeper": addresses(HEARTEN_STATE).django("keeper"),
}
if os.environ.get("HEARTEN_ROLE") == "worker":
    DATABASES["default"] = addresses(HEARTEN_STATE).django("worker")
DATABASE_ROUTERS = ["hearten.kernel.database.MigrationsRunAsOwner"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["hearten.members.backend.ByName"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hearten.members.passphrases.LongEnough"},
    {"NAME": "hearten.members.passphrases.NotCommon"},
    {"NAME": "hearten.members.passphrases.NotOfThisPlace"},
]
LOGIN_URL = "members:sign_in"
LOGIN_REDIRECT_URL = "home:home"

SESSION_ENGINE = "hearten.members.sessions"
SESSION_COOKIE_NAME = "__Host-seat" if SECURE else "seat"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "__Host-form" if SECURE else "form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

ACCOUNT_ADAPTER = "hearten.members.allauth_adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # of pages that are not mounted; allauth checks that they fit
MFA_ADAPTER = "hearten.members.allauth_adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODE_DIGITS = 12
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
# Counts of tries only (members/limits.py), in this process's memory, with room so that a flood cannot push them out.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 200_000}},
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / name / "templates" for name in ["kernel", *SLICES]],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "hearten.kernel.pages.environment", "auto_reload": False},
    },
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / name / "static" for name in ["kernel", *SLICES] if (PACKAGE / name / "static").is_dir()]
STATIC_ROOT = HEARTEN_STATE / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {"staticfiles": {"BACKEND": "hearten.kernel.assets.Assets"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# Nothing a person wrote, and no address, ever reaches a log (kernel/logs.py).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "hearten.kernel.logs.Wordless", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"hearten": {"level": "INFO"}},
}
