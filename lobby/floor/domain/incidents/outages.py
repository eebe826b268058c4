"""What customers are told while service is down or the hall is cleared: approved words, never about security."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, clock_time, local
from lobby.branches.enums import Channel
from lobby.branches.models import Branch, Service
from lobby.floor import wall_notices
from lobby.floor.bilingual import both
from lobby.floor.enums.incidents import IN_FORCE, RESTRICTED_KINDS, IncidentKind, StepKind
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.outages import OutageScope, OutageStatus
from lobby.floor.events.incidents import IncidentEvent
from lobby.floor.models import Incident, Outage
from lobby.floor.selectors.library import in_force
from lobby.floor.wall_notices import WallNotice
from lobby.live.events import Event

OUTAGE, EVACUATION = "screen-outage", "screen-evacuation"


def notices(branch: Branch) -> list[WallNotice]:
    """What the screens of a branch say now, from the library's cards in force (1 query in quiet times, else 2–4).

    A system failure is told by its outage in the words chosen for it and with what is affected; one without by the
    general card. When the hall is cleared nothing else is said.
    """
    running = Incident.objects.filter(branch=branch, status__in=IN_FORCE, is_drill=False)
    running = running.exclude(kind__in=RESTRICTED_KINDS)
    rows = set(running.values_list("kind", "steps__kind", "outage", "outage__notice").distinct())
    wanted = {notice or OUTAGE for kind, _step, _outage, notice in rows if kind == IncidentKind.SYSTEM_FAILURE}
    if any(step == StepKind.EVACUATED for _kind, step, _outage, _notice in rows):
        wanted = {EVACUATION}
    if not wanted:
        return []
    facts = both("")
    if EVACUATION not in wanted and any(outage for _kind, _step, outage, _notice in rows):
        facts = told(branch)
    cards = in_force(ContentKind.MESSAGE_TEMPLATE, branch, timezone.now()).filter(item__code__in=wanted)
    return [
        WallNotice(
            key=card.item.code,
            level="late" if card.item.code == EVACUATION else "attention",
            title_zh=card.title_zh,
            title_en=card.title_en,
            body_zh=f"{card.body_zh}{facts['zh']}",
            body_en=f"{card.body_en} {facts['en']}".strip(),
        )
        for card in cards
    ]


def told(branch: Branch) -> dict[str, str]:
    """What of the running outage customers need to know beside the approved words, in both languages (2 queries)."""
    outage = Outage.objects.filter(branch=branch, status=OutageStatus.RUNNING, is_drill=False).first()
    if outage is None:
        return both("")
    services = list(Service.objects.filter(pk__in=outage.services).order_by("position", "code"))

    def words() -> str:
        parts = []
        if outage.scope == OutageScope.SERVICES:
            names = gettext(", ").join(service.name for service in services)
            parts.append(gettext("Not available: {what}.").format(what=names))
        elif outage.scope == OutageScope.CHANNEL:
            parts.append(gettext("Not available: {what}.").format(what=Channel(outage.channel).label))
        if outage.expected_at is not None:
            time = clock_time(branch, outage.expected_at)
            if business_date(branch, outage.expected_at) != business_date(branch, timezone.now()):
                time = f"{local(branch, outage.expected_at):%m-%d %H:%M}"
            parts.append(gettext("We expect it back at {time}.").format(time=time))
        return gettext("{one} {other}").format(one=parts[0], other=parts[1]) if len(parts) > 1 else "".join(parts)

    return both(words)


def when_it_matters(event: Event, by: Actor, at: dt.datetime) -> None:
    """An incident began, moved or cleared the hall: let the screens ask again (0–2 statements)."""
    if not isinstance(event, IncidentEvent) or event.is_drill or event.kind in RESTRICTED_KINDS:
        return
    if (
        event.kind == IncidentKind.SYSTEM_FAILURE
        or getattr(event, "step", "") == StepKind.EVACUATED
        or is_cleared(event)
    ):
        wall_notices.changed(Branch.objects.get(pk=event.branch_id))


def is_cleared(event: IncidentEvent) -> bool:
    """Whether the hall was cleared in an incident whose state changes (1 query)."""
    if event.type not in ("incident.recovered", "incident.closed"):
        return False
    return Incident.objects.filter(pk=event.incident, steps__kind=StepKind.EVACUATED).exists()
