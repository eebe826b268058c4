"""Faults as boards, pages and the API show them: worst first, each with what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from devices.enums.faults import CARDS, ENDED_FAULT, UNFIXED, FaultStatus, FaultStepKind
from devices.models.faults import Fault, FaultStep
from lobby.branches.models import Branch, Device
from lobby.floor.enums.incidents import ContactKind
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import Attachment, Contact, Deadline, LibraryVersion
from lobby.floor.selectors.library import in_force

RECENT = dt.timedelta(days=14)
MOST_RECENT = 20
# What a line's mark looks like: nobody has it, it is with somebody, it waits for its test.
MARKS = {FaultStatus.OPEN: "late", FaultStatus.FIXED: "info", FaultStatus.CLOSED: "fine"}


@dataclass(frozen=True, slots=True)
class Line:
    """One fault on a board: when its next clock rings, and the machine that stands ready instead."""

    fault: Fault
    due_at: dt.datetime | None = None
    spare: Device | None = None

    @property
    def mark(self) -> str:
        """Its shape and colour."""
        if self.fault.status in ENDED_FAULT:
            return "off" if self.fault.status != FaultStatus.CLOSED else "fine"
        return MARKS.get(FaultStatus(self.fault.status), "attention")

    @property
    def waits(self) -> bool:
        """Whether nobody has it now."""
        return self.fault.status in UNFIXED and self.fault.handler_id is None

    @property
    def to_test(self) -> bool:
        """Whether another person's test is next."""
        return self.fault.status == FaultStatus.FIXED


def open_lines(branch: Branch) -> list[Line]:
    """The open faults of a branch, worst first (3 queries)."""
    found = Fault.objects.filter(branch=branch, closed_at__isnull=True)
    return lines_of(found.select_related("device", "device__zone", "handler", "branch"))


def lines_of(faults: QuerySet[Fault]) -> list[Line]:
    """Faults with their clocks and spare machines: highest level first, then who waits longest (3 queries)."""
    found = sorted(faults, key=worst_first)
    if not found:
        return []
    clocks = clocks_of(found)
    spares = spares_of({fault.device_id for fault in found})
    return [Line(fault, clocks.get(fault.pk), spares.get(fault.device_id)) for fault in found]


def worst_first(fault: Fault) -> tuple[bool, int, bool, dt.datetime, int]:
    """What is not mended before what waits for its test, the highest level, what nobody has, the oldest."""
    return (
        fault.status not in UNFIXED,
        -fault.level,
        fault.handler_id is not None,
        fault.opened_at,
        fault.pk,
    )


def clocks_of(faults: Iterable[Fault]) -> dict[int, dt.datetime]:
    """The next moment at which a clock of each rings (1 query)."""
    running = Deadline.objects.filter(
        subject_type="fault", subject_id__in=[fault.pk for fault in faults], done_at__isnull=True
    )
    found: dict[int, dt.datetime] = {}
    for subject_id, due_at in running.order_by("-due_at").values_list("subject_id", "due_at"):
        found[subject_id] = due_at
    return found


def spares_of(devices: Iterable[int]) -> dict[int, Device]:
    """The spare machine that stands ready for each (1 query)."""
    found = Device.objects.filter(spare_for__in=list(devices), is_spare=True, is_active=True)
    return {device.spare_for_id: device for device in found.select_related("zone") if device.spare_for_id}


def recent(branch: Branch, *, at: dt.datetime) -> list[Line]:
    """What ended lately, newest first (1 query)."""
    found = Fault.objects.filter(branch=branch, closed_at__gt=at - RECENT).select_related("device", "handler")
    return [Line(fault) for fault in found.order_by("-closed_at", "-pk")[:MOST_RECENT]]


@dataclass(frozen=True, slots=True)
class Detail:
    """A fault in full."""

    line: Line
    steps: list[FaultStep]
    card: LibraryVersion | None
    pictures: list[Attachment]
    others: list[Fault]
    contacts: list[Contact]

    @property
    def helped(self) -> bool | None:
        """What the last try of the card said; None before the first."""
        tries = [step.helped for step in self.steps if step.kind == FaultStepKind.TRIED]
        return tries[-1] if tries else None


def detail_of(fault: Fault, *, at: dt.datetime) -> Detail:
    """A fault with its history, card, pictures, numbers to call and the machine's other open faults (7 queries)."""
    clock = clocks_of([fault]).get(fault.pk)
    return Detail(
        line=Line(fault, clock, spares_of([fault.device_id]).get(fault.device_id)),
        steps=list(FaultStep.objects.filter(fault=fault).select_related("by")),
        card=card_of(fault, at=at),
        pictures=list(Attachment.objects.filter(subject_type="fault", subject_id=fault.pk).order_by("pk")),
        others=list(
            Fault.objects.filter(device=fault.device_id, closed_at__isnull=True).exclude(pk=fault.pk).order_by("pk")
        ),
        contacts=list(Contact.objects.filter(branch=fault.branch_id, kind__in=(ContactKind.TECH, ContactKind.ON_CALL))),
    )


def card_of(fault: Fault, *, at: dt.datetime) -> LibraryVersion | None:
    """What to try first, as the library has it in force (1 query); None when the bank withdrew it."""
    cards = in_force(ContentKind.FIRST_FIX_CARD, fault.branch, at)
    return cards.filter(item__code=CARDS[fault.kind]).first()
