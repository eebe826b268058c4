"""Encrypted text fields and the blind index that finds them.

Values are encrypted with MultiFernet: the first of `settings.FIELD_KEYS` writes, all of them read, so keys can rotate.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def cipher(keys: tuple[str, ...]) -> MultiFernet:
    """The cipher of a set of keys, newest first."""
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Return the token stored instead of the text."""
    return cipher(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text of a token; raises cryptography.fernet.InvalidToken when no key fits."""
    return cipher(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()


def encrypt_bytes(piece: bytes) -> bytes:
    """Return the token of a piece of a file."""
    return cipher(tuple(settings.FIELD_KEYS)).encrypt(piece)


def decrypt_bytes(token: bytes) -> bytes:
    """Return the piece of a token; raises cryptography.fernet.InvalidToken when no key fits."""
    return cipher(tuple(settings.FIELD_KEYS)).decrypt(token)


def blind_index(text: str) -> str:
    """HMAC-SHA-256 of the text, so that equal values can be found without being readable.

    It hangs on the oldest key: the index must not change when a newer key is put in front.
    """
    return hmac.new(settings.FIELD_KEYS[-1].encode(), text.encode(), hashlib.sha256).hexdigest()


class EncryptedText(models.TextField):
    """Text that only the application can read; `max_length` counts the plain text's characters."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Decrypt what the database returns."""
        return decrypt(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt what goes to the database; empty text stays empty."""
        text = super().get_prep_value(value)
        return encrypt(text) if text else text
