"""Makes the database and the static files current; an empty database gets the demo branches."""

import os

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    """Migrate, collect static files and, outside production, write what is missing of the demo branches."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    call_command("collectstatic", interactive=False, verbosity=0)
    branches = apps.get_model("branches", "Branch").objects
    # Again where there are demo branches: the first run may have been killed half-way, or a newer version has more.
    if not settings.PRODUCTION and (branches.filter(is_demo=True).exists() or not branches.exists()):
        call_command("demo")


if __name__ == "__main__":
    main()
