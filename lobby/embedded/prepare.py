"""Makes the database and the static files current; an empty database gets the demo branches."""

import os

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands


def main() -> None:
    """Migrate, collect static files and, outside production, fill a database that has no branch."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    call_command("collectstatic", interactive=False, verbosity=0)
    if (
        not settings.PRODUCTION
        and "demo" in get_commands()
        and not apps.get_model("branches", "Branch").objects.exists()
    ):
        call_command("demo")


if __name__ == "__main__":
    main()
