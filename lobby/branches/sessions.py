"""Sessions in the database; a cookie that cannot be one of our keys is no session."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lobby.branches.models.sessions import SHIPPED_LOCK_AFTER_S, Session


class SessionStore(db.SessionStore):
    """Keys are letters and digits. A NUL byte in a cookie would otherwise reach the database adapter and fail there.

    `locks_at` and `lock_after_s` come with the data, so asking whether a session is locked costs no query of its own.
    """

    locks_at: dt.datetime | None = None
    lock_after_s = SHIPPED_LOCK_AFTER_S

    @property
    def locks_in_s(self) -> int:
        """Whole seconds until it locks, for the page that warns of it."""
        return max(0, round((self.locks_at - timezone.now()).total_seconds())) if self.locks_at else 0

    @property
    def draft_key(self) -> str:
        """32 bytes in hex by which this session's pages seal what was half typed when they locked; kept nowhere."""
        return salted_hmac("lobby.drafts", str(self.session_key), algorithm="sha256").hexdigest()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of these data."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.locks_at, row.lock_after_s = self.locks_at, self.lock_after_s
        return row

    def flush(self) -> None:
        """Forget everything: whoever comes next begins anew."""
        super().flush()
        self.locks_at = None

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        if row is not None:
            self.locks_at, self.lock_after_s = row.locks_at, row.lock_after_s
        return row

    def _validate_session_key(self, key: str | None) -> bool:
        is_ours = bool(key) and str(key).isascii() and str(key).isalnum()
        return is_ours and bool(super()._validate_session_key(key))  # type: ignore[misc]
