"""Sessions of people, with the moment at which each locks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.translation import gettext_lazy as _

SHIPPED_LOCK_AFTER_S = 300
# Acts are reported once a minute: what locks sooner would lock under somebody's hands.
LEAST_LOCK_AFTER_S = 120


class Session(AbstractBaseSession):
    """What a browser's cookie names. Somebody signed in works in it until `locks_at`, which every act moves on."""

    locks_at = models.DateTimeField(null=True, blank=True, help_text=_("empty = nobody is signed in"))
    lock_after_s = models.PositiveIntegerField(default=SHIPPED_LOCK_AFTER_S)

    objects: ClassVar[BaseSessionManager] = BaseSessionManager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the data of a known session and nothing else: a slow request must not undo a lock that came meanwhile."""
        if kwargs.get("force_update"):
            kwargs["update_fields"] = ["session_data", "expire_date"]
        super().save(*args, **kwargs)

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """The store that `SESSION_ENGINE` names."""
        from lobby.branches.sessions import SessionStore

        return SessionStore
