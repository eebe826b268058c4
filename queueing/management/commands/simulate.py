"""Play an invented day on a demo branch."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch
from queueing.simulation.runs import end_run, start_run, step_run

STEP_S = 1.0


class Command(BaseCommand):
    help = "Run an invented day from the branch's own settings, through the ordinary verbs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("--branch", default="0001", help="code of a demo branch")
        parser.add_argument("--speed", type=float, default=1.0, help="how many simulated seconds pass in one")
        parser.add_argument("--seed", type=int, help="the same seed draws the same customers")
        parser.add_argument("--minutes", type=float, help="stop after so many minutes of the clock")

    def handle(self, *args: Any, **options: Any) -> None:
        """Step once a second until the time is over or Ctrl-C."""
        branch = Branch.objects.filter(code=options["branch"]).first()
        if branch is None or options["speed"] <= 0:
            raise CommandError("unknown branch, or a speed that is not above 0")
        try:
            run = start_run(branch, at=timezone.now(), speed=options["speed"], seed=options["seed"])
        except LobbyError as refusal:
            raise CommandError(refusal.detail) from refusal
        ends = time.monotonic() + options["minutes"] * 60 if options["minutes"] else float("inf")
        self.stdout.write(f"Branch {branch.code} is busy. Ctrl-C ends the simulated day.")
        try:
            while time.monotonic() < ends:
                step_run(run, at=timezone.now())
                time.sleep(STEP_S)
        except KeyboardInterrupt:
            self.stdout.write("ending")
        finally:
            end_run(run, at=timezone.now())
