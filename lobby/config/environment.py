"""Reading the environment: database address, lists and secrets."""

import os
from pathlib import Path
from typing import Any

from psycopg2.extensions import parse_dsn

from lobby.embedded import places


def read_list(name: str) -> list[str]:
    """Return the comma separated values of an environment variable, empty when unset."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def database(var: Path) -> dict[str, Any]:
    """Return Django's settings for `DATABASE_URL`, a libpq address; unset means the database of `make run` in `var`."""
    parts = parse_dsn(os.environ.get("DATABASE_URL") or places.of(var).database_url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "lobby"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A statement that hangs must free its thread; sweeps and reports stay far below this.
        "OPTIONS": {"connect_timeout": 3, "options": "-c statement_timeout=15000 -c lock_timeout=8000", **parts},
    }


def redis_url(var: Path) -> str:
    """Return `REDIS_URL`; unset means the Redis of `make run` in `var`."""
    return os.environ.get("REDIS_URL") or places.of(var).redis_url


def secret(name: str, var: Path) -> str:
    """Return a secret from the environment or from `var/secrets`, made there on first use."""
    from lobby.embedded.secrets import read_or_make

    return os.environ.get(name) or read_or_make(var, name.lower())


def field_keys(var: Path) -> list[str]:
    """Return the keys of encrypted fields, newest first."""
    from lobby.embedded.secrets import read_or_make_field_key

    return read_list("LOBBY_FIELD_KEYS") or [read_or_make_field_key(var)]
