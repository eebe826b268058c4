"""Make an access key for the API; its secret is printed once, as the last word."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lobby.branches.keys import create_key
from lobby.branches.models import Device, Staff


class Command(BaseCommand):
    """`manage.py create_key --user NAME | --device CODE [--label TEXT]`."""

    help = "Make an access key for a member of staff or a device; the secret is the last word printed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Exactly one owner."""
        owner = parser.add_mutually_exclusive_group(required=True)
        owner.add_argument("--user", metavar="NAME", help="user name of a member of staff")
        owner.add_argument("--device", metavar="CODE", help="code of a device")
        parser.add_argument("--label", default="", help="what the key is for, up to 60 characters")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the owner, then the secret. Raises CommandError for an unknown or inactive owner."""
        owner = owner_of(options["user"], options["device"])
        if len(options["label"]) > 60:
            raise CommandError("A label has at most 60 characters.")
        _, secret = create_key(owner, at=timezone.now(), label=options["label"])
        self.stdout.write(f"Key of {owner}, shown once: {secret}")


def owner_of(username: str | None, code: str | None) -> Staff | Device:
    """The named owner. Raises CommandError."""
    found: Staff | Device | None
    if username is not None:
        found = Staff.objects.filter(username=username, is_active=True).first()
    else:
        found = Device.objects.filter(code=code, is_active=True).first()
    if found is None:
        raise CommandError(
            f"There is no active {'member of staff' if username is not None else 'device'} {username or code}."
        )
    return found
