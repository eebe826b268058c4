"""What follow-up and messages register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.floor import kinds
from marketing.domain.follow.moving import REMINDER


def register() -> None:
    """Fill the registries."""
    kinds.register_reminder(
        kinds.ReminderKind(
            name=REMINDER, text=_("Get in touch with a customer: {why}"), lead_s=kinds.AT_ONCE, is_personal=True
        )
    )
