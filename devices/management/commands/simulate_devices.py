"""Play the machines of a branch, or a fleet of any size."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from devices.domain.hearing import flush
from devices.simulation.fleet import Fleet
from devices.simulation.machine import Machine
from devices.simulation.outlets import Http, Outlet, Verbs
from devices.simulation.stock import devices_of, made_up
from lobby.branches.models import Branch, Device

STEP_S = 1.0
TOLD_EVERY_S = 60.0


class Command(BaseCommand):
    help = "Play machines that are used, run out of paper, break and fall silent; the same seed plays the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("--branch", default="0001", help="code of the branch whose machines are played")
        parser.add_argument("--devices", type=int, help="play so many machines there; missing ones are registered")
        parser.add_argument("--speed", type=float, default=60.0, help="how many simulated seconds pass in one")
        parser.add_argument("--seed", type=int, default=1, help="the same seed plays the same")
        parser.add_argument("--url", help="send over HTTP to this address, with a key for each machine")
        parser.add_argument("--minutes", type=float, help="stop after so many minutes of the clock")

    def handle(self, *args: Any, **options: Any) -> None:
        """Step once a second until the time is over or Ctrl-C."""
        branch = branch_of(options["branch"])
        if options["speed"] <= 0 or (options["devices"] or 1) < 1:
            raise CommandError("a speed above 0, and at least one machine")
        wanted = options["devices"]
        devices = made_up(branch, wanted, at=timezone.now()) if wanted else devices_of(branch)
        if not devices:
            raise CommandError(f"no machine stands in branch {branch.code}")
        outlet = outlet_to(options["url"], devices)
        machines = [Machine(one.pk, one.code, one.kind, options["seed"]) for one in devices]
        fleet = Fleet(machines, options["seed"])
        self.stdout.write(f"{len(devices)} machines of branch {branch.code} are played. Ctrl-C ends it.")
        try:
            self.play(fleet, outlet, speed=options["speed"], minutes=options["minutes"])
        except KeyboardInterrupt:
            self.stdout.write("ending")
        finally:
            outlet.close()
            flush()
            self.stdout.write(summary(outlet))

    def play(self, fleet: Fleet, outlet: Outlet, *, speed: float, minutes: float | None) -> None:
        """Step until the time is over; say once a minute how it goes."""
        began = told = time.monotonic()
        while minutes is None or time.monotonic() - began < minutes * 60:
            stepped = time.monotonic()
            for sent in fleet.step(timezone.now(), STEP_S * speed):
                outlet.send(sent)
            if stepped - told >= TOLD_EVERY_S:
                told = stepped
                self.stdout.write(summary(outlet))
            time.sleep(max(0.0, STEP_S - (time.monotonic() - stepped)))


def branch_of(code: str) -> Branch:
    """A branch that may be played. Raises CommandError for a real one in production."""
    branch = Branch.objects.filter(code=code, is_active=True).first()
    if branch is None:
        raise CommandError(f"unknown branch {code}")
    if settings.ENV == "production" and not branch.is_demo:
        raise CommandError(f"branch {code} is real: its machines speak for themselves")
    return branch


def outlet_to(url: str | None, devices: list[Device]) -> Outlet:
    """Where reports go. Raises CommandError for no address."""
    if not url:
        return Verbs()
    try:
        return Http(url, devices, timezone.now())
    except ValueError as error:
        raise CommandError(str(error)) from error


def summary(outlet: Outlet) -> str:
    """What became of the reports, in one line."""
    return ", ".join(f"{count} {what}" for what, count in sorted(outlet.counts.items())) or "nothing was said"
