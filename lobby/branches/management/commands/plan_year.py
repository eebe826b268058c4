"""Plan the holidays and exchanged workdays of a year."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lobby.branches.models import Branch
from lobby.branches.planning import plan_year


class Command(BaseCommand):
    help = "Write a year's statutory holidays and exchanged workdays for one branch, or for all but demo branches."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("year", type=int)
        parser.add_argument("--branch", help="code of a branch")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan and say how many days were written."""
        if not 2000 <= options["year"] <= 2100:
            raise CommandError("a year from 2000 to 2100, please")
        branches = Branch.objects.filter(is_active=True)
        code = options["branch"]
        branches = branches.filter(code=code) if code else branches.filter(is_demo=False)
        if code and not branches:
            raise CommandError(f"there is no branch {code}")
        for branch in branches.iterator():
            self.stdout.write(f"{branch.code}: {plan_year(branch, options['year'])} days planned")
