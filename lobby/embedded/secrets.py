"""Secrets made on first use and kept in `var/secrets`, apart from what a backup of the data contains.

Settings import this module before Django starts, so it imports nothing of Django.
"""

import base64
import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def read_or_make(var: Path, name: str, make: Callable[[], str] | None = None) -> str:
    """Return the secret `name`, made on first use by `make` (default: 50 random URL-safe characters).

    Of several processes starting together all return the same secret: it is written aside and then given its
    name in one step, which only the first can do. Raises OSError when the folder cannot be read or written.
    """
    path = var / "secrets" / name
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="utf-8").removesuffix("\n")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp opens with O_EXCL and mode 0600.
    handle, aside = tempfile.mkstemp(prefix=f".{name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write((make() if make else secrets.token_urlsafe(38)[:50]) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        os.unlink(aside)
    return path.read_text(encoding="utf-8").removesuffix("\n")


def read_or_make_field_key(var: Path) -> str:
    """Return the Fernet key of encrypted fields: 32 random bytes in URL-safe base64."""
    return read_or_make(var, "field_key", lambda: base64.urlsafe_b64encode(os.urandom(32)).decode())
