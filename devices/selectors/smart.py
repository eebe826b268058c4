"""Sessions at smart counters as the machine's own page and the tablet beside it show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from devices import guests
from devices.domain.smart.stepping import missing
from devices.enums.smart import ASSIST_STEPS, ASSISTING, LIVE, STEPS, AssistStatus, SmartStatus
from devices.guests import Line
from devices.models.smart import AssistSession, SmartSession
from devices.offers import Offer, offer_after
from devices.selectors import Machine, machine_of, with_services
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Service


@dataclass(frozen=True, slots=True)
class Typed:
    """One line of the summary."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the machine's page shows: nobody, a session at its step, or how the last one ended."""

    machine: Machine
    session: SmartSession | None = None
    ended: SmartSession | None = None
    expected: Sequence[str] = ()
    services: Sequence[Service] = ()
    lines: Sequence[Line] = ()
    line: Line | None = None
    summary: Sequence[Typed] = field(default=())
    page: str = ""
    offer: Offer | None = None

    @property
    def steps(self) -> list[tuple[SmartStatus, str]]:
        """The five steps, each before, at or after the present one."""
        now = STEPS.index(SmartStatus(self.session.status)) if self.session else len(STEPS) - 1
        return [(step, "past" if n < now else "now" if n == now else "next") for n, step in enumerate(STEPS)]

    @property
    def state(self) -> str:
        """One word for the page's script."""
        if self.session is not None:
            return self.session.status
        return "ended" if self.ended is not None else "start"

    @property
    def place(self) -> tuple[int, int]:
        """Which line of how many is asked."""
        keys = [line.key for line in self.lines]
        return (keys.index(self.line.key) + 1 if self.line else len(keys), len(keys))


def terminal_of(device_id: int, language: str, at: dt.datetime) -> Terminal:
    """What the page on a machine shows (2–6 queries)."""
    device = with_services(Device.objects.filter(pk=device_id)).select_related("branch", "zone").get()
    machine = machine_of(device)
    last = SmartSession.objects.filter(device=device).select_related("branch", "service").order_by("-pk").first()
    if last is not None and last.is_live:
        return at_step(machine, last, language)
    if last is not None and last.shown_until is not None and last.shown_until > at:
        return Terminal(machine, ended=last, page=guests.page(last), offer=offer_after(last, at))
    return Terminal(machine, expected=guests.expected(device, at) if machine.services else ())


def at_step(machine: Machine, session: SmartSession, language: str) -> Terminal:
    """A session at its step (0–2 queries)."""
    if session.status == SmartStatus.SELECT:
        return Terminal(machine, session, services=services_of(machine))
    if session.status not in {SmartStatus.INPUT, SmartStatus.CONFIRM}:
        return Terminal(machine, session)
    lines, typed = guests.lines_of(session), session.entries
    summary = [
        Typed(line.key, line.label_in(language), shown(line, typed[line.key], language))
        for line in lines
        if typed.get(line.key)
    ]
    return Terminal(machine, session, lines=lines, line=missing(lines, typed), summary=summary)


def shown(line: Line, value: str, language: str) -> str:
    """A value on the summary: the customer checks it, and whoever stands behind reads no number in full."""
    return line.shown(line.masked(value), language)


def services_of(machine: Machine) -> list[Service]:
    """What the machine can do now, in the order of the catalogue (1 query)."""
    found = Service.objects.filter(branch=machine.device.branch_id, code__in=machine.services, is_active=True)
    return list(found.order_by("position", "code"))


@dataclass(frozen=True, slots=True)
class Place:
    """One smart counter on the tablet: its session, and the colleague who helps there."""

    machine: Machine
    session: SmartSession | None = None
    assist: AssistSession | None = None

    @property
    def step(self) -> int:
        """Which of the five steps."""
        return STEPS.index(SmartStatus(self.session.status)) + 1 if self.session else 0

    @property
    def mark(self) -> str:
        """Its shape and colour."""
        if self.session is None:
            return self.machine.level if not self.machine.is_usable else "off"
        if self.assist is not None:
            return "info"
        return "attention" if self.session.stalled_at else "fine"

    @property
    def steps(self) -> list[tuple[AssistStatus, str]]:
        """The steps of helping, each before, at or after the present one."""
        if self.assist is None:
            return []
        now = ASSIST_STEPS.index(AssistStatus(self.assist.status))
        return [(step, "past" if n < now else "now" if n == now else "next") for n, step in enumerate(ASSIST_STEPS)]


def places_of(branch: Branch) -> list[Place]:
    """The smart counters of a branch, who needs help first (3 queries)."""
    counters = Device.objects.filter(branch=branch, kind=DeviceKind.SMART_COUNTER, is_active=True, is_spare=False)
    found = [machine_of(device) for device in with_services(counters).select_related("zone").order_by("code")]
    live = SmartSession.objects.filter(branch=branch, status__in=LIVE, device__in=[one.device for one in found])
    sessions = {session.device_id: session for session in live.select_related("service", "assisted_by")}
    helps = AssistSession.objects.filter(branch=branch, status__in=ASSISTING).select_related("helper", "session")
    assists = {assist.device_id: assist for assist in helps}
    places = [Place(one, sessions.get(one.device.pk), assists.get(one.device.pk)) for one in found]
    return sorted(places, key=lambda place: place.mark != "attention")
