"""What customers are told while service is down or the hall is cleared: approved words, never about security."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.floor import wall_notices
from lobby.floor.enums.incidents import IN_FORCE, RESTRICTED_KINDS, IncidentKind, StepKind
from lobby.floor.enums.library import ContentKind
from lobby.floor.events.incidents import IncidentEvent
from lobby.floor.models import Incident
from lobby.floor.selectors.library import in_force
from lobby.floor.wall_notices import Level, WallNotice
from lobby.live.events import Event

OUTAGE, EVACUATION = "screen-outage", "screen-evacuation"
LEVEL: dict[str, Level] = {OUTAGE: "attention", EVACUATION: "late"}


def notices(branch: Branch) -> list[WallNotice]:
    """What the screens of a branch say now, from the library's cards in force (1 query in quiet times, else 3)."""
    running = Incident.objects.filter(branch=branch, status__in=IN_FORCE, is_drill=False)
    running = running.exclude(kind__in=RESTRICTED_KINDS)
    kinds = set(running.values_list("kind", "steps__kind").distinct())
    wanted = {OUTAGE} if any(kind == IncidentKind.SYSTEM_FAILURE for kind, _step in kinds) else set()
    if any(step == StepKind.EVACUATED for _kind, step in kinds):
        wanted = {EVACUATION}
    if not wanted:
        return []
    cards = in_force(ContentKind.MESSAGE_TEMPLATE, branch, timezone.now()).filter(item__code__in=wanted)
    return [
        WallNotice(
            key=card.item.code,
            level=LEVEL[card.item.code],
            title_zh=card.title_zh,
            title_en=card.title_en,
            body_zh=card.body_zh,
            body_en=card.body_en,
        )
        for card in cards
    ]


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
