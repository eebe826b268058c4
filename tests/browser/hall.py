"""The demo branch with a real web process in front of it, for journeys over several screens at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from lobby.branches import demo, keys
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, day_start
from lobby.branches.models import Branch, Counter, Device, Service, Staff
from queueing.alerts.tickets import sweep_long_waits
from queueing.domain.calling import call_next, call_this, recall
from queueing.domain.counters import open_counter
from queueing.domain.issuing import issue
from queueing.domain.serving import finish, start
from queueing.domain.waiting import miss
from queueing.enums import Source, Trait
from queueing.models import CounterSession, Ticket
from queueing.simulation.runs import start_run, step_run

PASSWORD = "a-word-for-the-hall"
SEED = 20260310


@dataclass(slots=True)
class Hall:
    """Branch 0001 as the demo data make it. What is done here is done behind the screens' backs, by the verbs."""

    branch: Branch

    def staff(self, username: str) -> Staff:
        return Staff.objects.get(username=username)

    def allow_sign_in(self, username: str) -> None:
        """Give an account a password that the web process can check; the others have a quick one."""
        staff = self.staff(username)
        staff.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
        staff.save()

    def session_cookie(self, username: str) -> str:
        """A signed-in session."""
        client = Client()
        client.force_login(self.staff(username), backend="django.contrib.auth.backends.ModelBackend")
        return client.cookies["sessionid"].value

    def device_key(self, code: str) -> str:
        return keys.create_key(Device.objects.get(code=code), at=timezone.now())[1]

    def service(self, code: str) -> Service:
        return Service.objects.get(branch=self.branch, code=code)

    def issue(self, service: str, *traits: Trait, minutes_ago: float = 0, language: str = "zh-hans") -> Ticket:
        at = timezone.now() - dt.timedelta(minutes=minutes_ago)
        return issue(
            self.branch,
            by=SYSTEM,
            at=at,
            service=self.service(service),
            source=Source.KIOSK,
            traits=traits,
            language=language,
        )

    def open(self, counter: str, username: str, minutes_ago: float = 60) -> CounterSession:
        staff, at = self.staff(username), timezone.now() - dt.timedelta(minutes=minutes_ago)
        desk = Counter.objects.get(branch=self.branch, code=counter)
        return open_counter(desk, by=staff.actor, at=at, staff=staff)

    def call(self, session: CounterSession, seconds_ago: float = 0) -> Ticket:
        """Whoever is next for a counter."""
        ticket = call_next(session, by=session.staff.actor, at=timezone.now() - dt.timedelta(seconds=seconds_ago))
        assert ticket is not None
        return ticket

    def recall(self, ticket: Ticket) -> Ticket:
        """Call once more, later than the gap that is kept between two calls."""
        assert ticket.session is not None
        return recall(ticket, by=ticket.session.staff.actor, at=timezone.now())

    @contextmanager
    def called(self, ticket: Ticket) -> Iterator[None]:
        """The ticket is called to counter 1, where somebody works, and missed at the end."""
        session = CounterSession.objects.get(counter__code="1", counter__branch=self.branch, closed_at__isnull=True)
        by = session.staff.actor
        ticket = call_this(session, by=by, at=timezone.now(), ticket=ticket, reason="asked at the counter")
        yield
        miss(ticket, by=by, at=timezone.now())

    def sweep(self) -> None:
        """What the scheduler does every few seconds: see whose wait has grown too long."""
        sweep_long_waits(at=timezone.now())

    def fill(self) -> None:
        """A busy hall at once: all counters at work but the first, which is free, and a line with one long wait."""
        sessions = [self.open(counter, f"teller{counter}") for counter in "1234568"] + [self.open("7", "wealth1")]
        for position in range(36):
            traits = [Trait.ELDERLY] if position % 9 == 4 else []
            self.issue(
                ("cash", "personal", "card", "cash", "corporate")[position % 5], *traits, minutes_ago=40 - position
            )
        for minutes_ago in (20, 12, 4):
            for session in sessions[1:]:
                self.serve(session, minutes_ago)

    def serve(self, session: CounterSession, minutes_ago: float) -> None:
        """One more customer at a counter; the one before has gone."""
        by, at = session.staff.actor, timezone.now() - dt.timedelta(minutes=minutes_ago)
        if present := Ticket.objects.filter(session=session, status="serving").first():
            finish(present, by=by, at=at)
        if ticket := call_next(session, by=by, at=at):
            start(ticket, by=by, at=at + dt.timedelta(seconds=20))

    def simulate(self) -> None:
        """An hour of a busy day as `make run` invents it, always the same one, up to now."""
        now = timezone.now()
        run = start_run(self.branch, at=now, seed=SEED)
        step_run(run, at=now - dt.timedelta(minutes=26), longest_s=240)
        for position in range(28):
            self.issue(("cash", "personal", "card", "cash")[position % 4], minutes_ago=25 - position * 0.7)
        step_run(run, at=now, longest_s=240)


def write_demo() -> Hall:
    """The demo data, of which only the quick passwords are not those of a real demo."""
    demo.write_all(PASSWORD, timezone.now())
    branch = Branch.objects.get(code="0001")
    begin_early(branch)
    return Hall(branch)


def begin_early(branch: Branch) -> None:
    """Halls are filled from up to an hour ago on: at the very start of a business day that hour is made part of it."""
    at = timezone.now()
    if at - day_start(branch, business_date(branch, at)) < dt.timedelta(hours=2):
        branch.day_starts_at = dt.time(1)
        branch.save(update_fields=["day_starts_at"])
