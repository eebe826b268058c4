"""`manage.py translations --extract | --check | --compile [app …]`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lobby.branches import translations
from lobby.embedded.catalogues import compile_all


class Command(BaseCommand):
    """Keep the Chinese catalogues whole."""

    help = "Take texts out of code and templates, find what is not translated, compile catalogues."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One act, and the apps it is limited to."""
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--extract", action="store_true", help="add new texts, drop unused ones, keep translations")
        act.add_argument("--check", action="store_true", help="fail when a text is not translated")
        act.add_argument("--compile", action="store_true", help="write the compiled catalogues")
        parser.add_argument("apps", nargs="*", metavar="app", help=f"of {', '.join(translations.APPS)}; default all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the act. Raises CommandError, exit code 1, on an unknown app or a gap."""
        apps = options["apps"] or list(translations.APPS)
        unknown = set(apps) - set(translations.APPS)
        if unknown:
            raise CommandError(f"There is no app {', '.join(sorted(unknown))}.")
        if options["extract"]:
            self.extract(apps)
        elif options["check"]:
            self.check_gaps(apps)
        else:
            self.stdout.write(f"Compiled {compile_all(settings.ROOT)} catalogues.")

    def extract(self, apps: list[str]) -> None:
        """Write the catalogues anew and say what is left to translate."""
        for app in apps:
            missing = translations.update(settings.ROOT, app)
            self.stdout.write(f"{app}: {missing} texts to translate" if missing else f"{app}: complete")

    def check_gaps(self, apps: list[str]) -> None:
        """Print each gap."""
        gaps = [line for app in apps for line in translations.gaps(settings.ROOT, app)]
        for line in gaps:
            self.stderr.write(line)
        if gaps:
            raise CommandError(
                f"{len(gaps)} texts are not translated; run `manage.py translations --extract` and fill in."
            )
