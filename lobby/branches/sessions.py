"""Sessions in the database; a cookie that cannot be one of our keys is no session."""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Keys are letters and digits. A NUL byte in a cookie would otherwise reach the database adapter and fail there."""

    def _validate_session_key(self, key: str | None) -> bool:
        is_ours = bool(key) and str(key).isascii() and str(key).isalnum()
        return is_ours and bool(super()._validate_session_key(key))  # type: ignore[misc]
