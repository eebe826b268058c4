"""Play a day of a ticket log on a branch, live on all its screens."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch
from queueing.domain.days import begun_day
from queueing.models import Ticket
from queueing.simulation.driver import close_counters, open_counters, play_step
from queueing.simulation.replay import ReplayedDay, match_services, read_day

STEP_S = 0.5


class Command(BaseCommand):
    help = "Issue, call and finish the tickets of a real day through the ordinary verbs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("file", type=Path, help="ticket log, .csv or .csv.gz")
        parser.add_argument("--branch", required=True, help="code of a demo branch")
        parser.add_argument("--speed", type=float, default=10.0, help="how many seconds of the log pass in one")
        parser.add_argument("--day", type=int, help="day of the log; without it the first one with tickets")
        parser.add_argument("--minutes", type=float, help="stop after so many minutes of the log")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play until the log's day is over and the hall is empty, or until Ctrl-C."""
        if options["speed"] <= 0:
            raise CommandError("--speed must be above 0")
        branch = Branch.objects.filter(code=options["branch"], is_demo=True).first()
        if branch is None:
            raise CommandError(f"{options['branch']} is not a demo branch")
        try:
            rows = read_day(options["file"], options["day"])
        except LobbyError as refusal:
            raise CommandError(refusal.detail) from refusal
        if options["minutes"]:
            rows = [row for row in rows if row.issued_s <= rows[0].issued_s + options["minutes"] * 60]
        self.play(branch, ReplayedDay(rows, match_services(rows, branch), began=timezone.now(), speed=options["speed"]))

    def play(self, branch: Branch, script: ReplayedDay) -> None:
        """Step until the last customer has gone."""
        reached = timezone.now()
        begun_day(branch, at=reached)
        sessions = [session.pk for session in open_counters(branch, at=reached)]
        if not sessions:
            raise CommandError("no counter is free: end the running simulation or close a counter first")
        self.stdout.write(f"{len(script.rows)} tickets, {len(sessions)} counters. Ctrl-C ends it.")
        try:
            while timezone.now() < script.ends_at or self.is_anyone_left(script):
                at = timezone.now()
                play_step(branch, sessions, script, since=reached, at=at)
                reached = at
                time.sleep(STEP_S)
        except KeyboardInterrupt:
            self.stdout.write("ended early")
        finally:
            close_counters(sessions, at=timezone.now())
        self.stdout.write(f"{len(script.by_ticket)} tickets were issued.")

    def is_anyone_left(self, script: ReplayedDay) -> bool:
        """Whether a ticket of this replay is still in the hall."""
        return Ticket.objects.filter(pk__in=list(script.by_ticket), ended_at__isnull=True).exists()
