"""What did the operator set in the environment?

Each value can also be kept in a file: where `NAME` is absent, `NAME_FILE` is the path of a file that holds it,
which is how container platforms hand over secrets. What is missing or malformed stops the program at once,
with a sentence that names the variable.
"""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent

ENGINE = "tsunagu.core.postgres.backend"
POOL = {"min_size": 2, "max_size": 8}  # never fewer than the web server's blocking threads and two more

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class Misconfigured(Exception):
    """A variable is missing or makes no sense; the message names it."""


def env_str(name: str, default: str | None = None) -> str:
    """The variable's text, or its file's; without a default the variable must be set."""
    value = _read(name)
    if value is not None:
        return value
    if default is None:
        raise Misconfigured(f"{name} is not set, and there is no sensible default: set {name} or {name}_FILE.")
    return default


def env_bool(name: str, default: bool = False) -> bool:
    value = _read(name)
    if value is None:
        return default
    if (word := value.strip().lower()) in _TRUE | _FALSE:
        return word in _TRUE
    raise Misconfigured(f"{name} must be 1 or 0 (also true/false, yes/no, on/off), not {value!r}.")


def env_int(name: str, default: int) -> int:
    value = _read(name)
    try:
        return default if value is None else int(value)
    except ValueError:
        raise Misconfigured(f"{name} must be a whole number, not {value!r}.") from None


def env_path(name: str, default: Path) -> Path:
    """An absolute path; `~` is the home directory, a relative path counts from where the program was started."""
    return Path(_read(name) or default).expanduser().resolve()


def env_secret(name: str, path: Path) -> str:
    """The variable; else a secret made once and kept at `path`, readable by its owner alone."""
    return _read(name) or kept_secret(path)


def kept_secret(path: Path) -> str:
    """The secret in this file, made on first use. Processes that start together agree: the first to link it wins."""
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def database(url: str) -> dict[str, Any]:
    """A Django DATABASES entry for `postgresql://user:password@host:port/name`.

    A server that listens on a socket has its directory in the query, as libpq writes it: `@/name?host=/run/postgresql`.
    Whatever else is in the query (`sslmode=verify-full`) goes to the driver.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    try:
        port = str(parts.port or "")
    except ValueError:
        name = ""
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise Misconfigured(
            "DATABASE_URL (and DATABASE_OWNER_URL) must look like postgresql://user:password@host:5432/tsunagu."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": ENGINE,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", port),
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
        "OPTIONS": {"pool": dict(POOL), **options},
    }


def _read(name: str) -> str | None:
    if name in os.environ:
        return os.environ[name]
    if not (path := os.environ.get(f"{name}_FILE")):
        return None
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Misconfigured(f"{name}_FILE names a file that cannot be read: {error}.") from error
