"""The demo branch with a real web process in front of it, for journeys over several screens at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client, override_settings
from django.utils import timezone

from lobby.branches import demo, keys
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Counter, Device, Service, Staff
from queueing.alerts import sweep_long_waits
from queueing.domain.calling import call_this
from queueing.domain.counters import open_counter
from queueing.domain.issuing import issue
from queueing.domain.waiting import miss
from queueing.enums import Source, Trait
from queueing.models import CounterSession, Ticket
from queueing.simulation.runs import start_run, step_run

PASSWORD = "a-word-for-the-hall"  # noqa: S105 - of accounts that live as long as a test
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
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
        staff.set_password(PASSWORD)
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

    def open(self, counter: str, username: str) -> CounterSession:
        staff = self.staff(username)
        desk = Counter.objects.get(branch=self.branch, code=counter)
        return open_counter(desk, by=staff.actor, at=timezone.now(), staff=staff)

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
        """An hour of a busy day, always the same one, up to now."""
        now = timezone.now()
        run = start_run(self.branch, at=now, seed=SEED)
        step_run(run, at=now - dt.timedelta(minutes=22), longest_s=240)
        for position in range(26):
            self.issue(("cash", "personal", "card", "cash")[position % 4], minutes_ago=21 - position * 0.6)
        step_run(run, at=now, longest_s=240)


def write_demo() -> Hall:
    """The demo data, of which only the quick passwords are not those of a real demo."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        demo.write_all(PASSWORD, timezone.now())
    return Hall(Branch.objects.get(code="0001"))
