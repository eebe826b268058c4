"""Write the demo branch."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lobby.branches import demo


class Command(BaseCommand):
    help = "Write the demo branches and sign-ins (password from LOBBY_DEMO_PASSWORD); what exists is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse in production, else write every app's part."""
        if settings.PRODUCTION:
            raise CommandError("Demo data is refused when LOBBY_ENV=production.")
        password = os.environ.get("LOBBY_DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set LOBBY_DEMO_PASSWORD, the password of every demo sign-in.")
        demo.write_all(password, timezone.now())
