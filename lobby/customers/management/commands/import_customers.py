"""Import customers from a CSV file of the core system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.customers.domain.importing.rows import Problem
from lobby.customers.domain.importing.running import run_import
from lobby.customers.enums.imports import ImportStatus
from lobby.customers.errors.imports import BadFile
from lobby.customers.models import CustomerImport


class Command(BaseCommand):
    """`manage.py import_customers FILE [--dry-run]`."""

    help = "Import customers from a CSV file (docs/customer-card.md); bad lines are named and stop no others."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether anything is written."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every bad line with its reason, then the figures. Raises CommandError when the file cannot be read."""
        at = timezone.now()
        run = CustomerImport(created_at=at, status=ImportStatus.RUNNING, is_dry_run=options["dry_run"])
        try:
            with options["file"].open("rb") as file:
                if not run.is_dry_run:
                    run.save()
                run_import(file, run, by=SYSTEM, at=at, branches=Branch.objects.all(), report=self.tell)
        except (OSError, BadFile) as error:
            if run.pk:
                run.status, run.finished_at, run.refusal = ImportStatus.FAILED, at, str(error)[:300]
                run.save(update_fields=["status", "finished_at", "refusal"])
            raise CommandError(str(error)) from error
        prefix = "Dry run, nothing written: " if run.is_dry_run else ""
        self.stdout.write(
            f"{prefix}{run.new} new, {run.changed} changed, {run.unchanged} unchanged,"
            f" {run.refused} refused, {run.remarks} taken in part."
        )

    def tell(self, problems: list[Problem]) -> None:
        """One line for each problem; never what stands in the file."""
        for one in problems:
            place = f"line {one.line}" + (f", {one.column}" if one.column else "")
            self.stdout.write(f"{place}: {one.reason.label}")
