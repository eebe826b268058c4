"""Panels of the lobby tablet and its parts on the floor's page."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Service
from lobby.floor import shell
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from queueing.enums import Trait
from queueing.enums.triage import GuessSign
from queueing.selectors import floor as selectors
from queueing.selectors import hall
from queueing.selectors.api import counters_now
from queueing.selectors.lines import issuing_of
from queueing.selectors.wall import calls_today

TICKETS, COUNTERS, DEVICES, FAULTS, ROSTER = "ticket.*", "counter.*", "device.*", "fault.*", "roster.*"
DAY = ("day.*", "issuing.*", "outage.*")
# Estimates change by waiting, without any news.
ESTIMATES_AGE_S = 15.0
DAY_AGES_S = 30.0
CALLS_SHOWN = 6


def strip(scope: Scope) -> dict[str, Any]:
    """The figures on top (8 queries)."""
    return {"strip": selectors.strip(branch_of(scope), at=scope.at)}


def zones(scope: Scope) -> dict[str, Any]:
    """The hall as a map (16 queries at most)."""
    return {"zones": hall.zones(branch_of(scope), at=scope.at)}


def waiting(scope: Scope) -> dict[str, Any]:
    """Who waits, longest first (3–4 queries)."""
    rows, count = selectors.waiting_list(branch_of(scope), at=scope.at)
    return {"rows": rows, "count": count, "more": count - len(rows)}


def counters(scope: Scope) -> dict[str, Any]:
    """Counters with who works there (5 queries)."""
    return {"counters": counters_now(branch_of(scope))}


def machines(scope: Scope) -> dict[str, Any]:
    """Machines with their states and who is at them (3 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "machines": hall.at_machines(branch, at=scope.at)}


def calls(scope: Scope) -> dict[str, Any]:
    """The newest calls (2 queries)."""
    return {"calls": calls_today(branch_of(scope), at=scope.at)[:CALLS_SHOWN]}


def needs(scope: Scope) -> dict[str, Any]:
    """Services to choose from, with their waits (9 queries at most)."""
    return {"needs": selectors.needs(branch_of(scope), at=scope.at)}


def issuing(scope: Scope) -> dict[str, Any]:
    """Whether numbers are issued (2–3 queries)."""
    branch = branch_of(scope)
    return {"issuing": issuing_of(branch, at=scope.at), "branch": branch}


PANELS = (
    Panel(
        name="floor-strip",
        screens=(shell.SCREEN,),
        template="queueing/floor/_strip.html",
        context=strip,
        dirtied_by=(TICKETS, COUNTERS, *DAY),
        every=DAY_AGES_S,
    ),
    Panel(
        name="floor-map",
        screens=(shell.SCREEN,),
        template="queueing/floor/_map.html",
        context=zones,
        dirtied_by=(TICKETS, COUNTERS, DEVICES, FAULTS, ROSTER, *DAY),
        every=ESTIMATES_AGE_S,
    ),
    Panel(
        name="floor-waiting",
        screens=(shell.SCREEN,),
        template="queueing/floor/_waiting.html",
        context=waiting,
        dirtied_by=(TICKETS, *DAY),
    ),
    Panel(
        name="floor-counters",
        screens=(shell.SCREEN,),
        template="queueing/floor/_counters.html",
        context=counters,
        dirtied_by=(TICKETS, COUNTERS, *DAY),
    ),
    Panel(
        name="floor-machines",
        screens=(shell.SCREEN,),
        template="queueing/floor/_machines.html",
        context=machines,
        dirtied_by=(TICKETS, DEVICES, *DAY),
    ),
    Panel(
        name="floor-calls",
        screens=(shell.SCREEN,),
        template="queueing/floor/_calls.html",
        context=calls,
        dirtied_by=("ticket.called", "ticket.recalled", *DAY),
    ),
    Panel(
        name="floor-needs",
        screens=(shell.SCREEN,),
        template="queueing/floor/_needs.html",
        context=needs,
        dirtied_by=(TICKETS, COUNTERS, ROSTER, *DAY),
        permission=Permission.TICKET_ISSUE,
        every=ESTIMATES_AGE_S,
    ),
    Panel(
        name="floor-issuing",
        screens=(shell.SCREEN,),
        template="queueing/floor/_issuing.html",
        context=issuing,
        dirtied_by=DAY,
        permission=Permission.COUNTER_MANAGE,
        every=DAY_AGES_S,
    ),
)

TRAIT_ICONS = {
    Trait.ELDERLY: "person-standing",
    Trait.DISABLED: "accessibility",
    Trait.PREGNANT: "heart-pulse",
    Trait.WITH_CHILD: "baby",
    Trait.FOREIGN_LANGUAGE: "languages",
    Trait.PREFERS_COUNTER: "user-round",
}


def reception(branch: Branch, at: Any) -> dict[str, Any]:
    """What the reception sheet shows besides its live needs (2 queries)."""
    policy = selectors.policy_of(branch, selectors.business_date(branch, at))
    return {
        "traits": [(trait.value, trait.label, icon) for trait, icon in TRAIT_ICONS.items()],
        "signs": [(sign.value, sign.label) for sign in GuessSign],
        "services": list(Service.objects.filter(branch=branch, is_active=True)),
        "triage_s": policy.triage_target_s,
    }


PARTS = (
    shell.Part(name="strip", slot="strip", place=10, panel="floor-strip", styles=("queueing/floor.css",)),
    shell.Part(name="map", slot="floor", place=10, panel="floor-map"),
    shell.Part(name="counters", slot="floor", place=20, panel="floor-counters"),
    shell.Part(name="machines", slot="floor", place=25, panel="floor-machines"),
    shell.Part(name="calls", slot="floor", place=30, panel="floor-calls"),
    shell.Part(name="waiting", slot="waiting", place=10, panel="floor-waiting"),
    shell.Part(
        name="new-customer",
        slot="actions",
        place=10,
        template="queueing/floor/_new_customer.html",
        permission=Permission.TICKET_ISSUE,
    ),
    shell.Part(name="search", slot="actions", place=20, template="queueing/floor/_search_button.html"),
    shell.Part(
        name="issuing-button",
        slot="more",
        place=20,
        template="queueing/floor/_issuing_button.html",
        permission=Permission.COUNTER_MANAGE,
    ),
    shell.Part(
        name="reception",
        slot="dialogs",
        place=10,
        template="queueing/floor/_reception.html",
        context=reception,
        permission=Permission.TICKET_ISSUE,
        scripts=("queueing/floor.js", "queueing/triage.js"),
    ),
    shell.Part(
        name="search-dialog",
        slot="dialogs",
        place=20,
        template="queueing/floor/_search.html",
    ),
    shell.Part(
        name="issuing-dialog",
        slot="dialogs",
        place=30,
        template="queueing/floor/_issuing_dialog.html",
        permission=Permission.COUNTER_MANAGE,
    ),
)


def register() -> None:
    """Fill the registries."""
    for panel in PANELS:
        panels.register(panel)
    for part in PARTS:
        shell.register(part)
