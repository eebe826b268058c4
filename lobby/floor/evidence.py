"""What stock and screens tell beside the items of a check (S311, S313, S314), and counts of a check that reach the stock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.checking import Known
from lobby.floor.domain.alerts import policy_at
from lobby.floor.domain.stock import moving
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.events.checks import CheckAnswered
from lobby.floor.models import ItemResult, Material
from lobby.floor.selectors import stock
from lobby.floor.selectors.content import played
from lobby.floor.selectors.content.played import WallState
from lobby.live.events import Event

WALL, RUN = "wall", "check_run"
ABOUT_STOCK = "stock:"
Words = kinds.Words


def known(text: Words, *, is_wrong: bool = False, **values: object) -> Known:
    """A fact in both languages."""
    return Known(both(lambda: kinds.worded(text, values)), is_wrong=is_wrong)


def about_content(branch: Branch, key: str, at: dt.datetime) -> list[Known]:
    """What each wall should play beside what it plays, for `content:wall` (7 queries); nothing is known of posters."""
    if key != WALL:
        return []
    max_age = dt.timedelta(seconds=policy_at(branch, at).content_max_age_s)
    return [fact for state in played.walls(branch, at=at, max_age=max_age) for fact in of_wall(state)]


def of_wall(state: WallState) -> Iterable[Known]:
    """What is wrong with a wall's content, else what it plays and until when."""
    name = kinds.in_both(state.wall)
    for version in state.unwanted:
        title = {"zh": version.title_zh, "en": version.title_en}
        yield known(_("{wall} played “{title}”, which should not play"), is_wrong=True, wall=name, title=title)
    if not state.due:
        yield known(_("{wall} has nothing to play"), is_wrong=True, wall=name)
    elif state.is_stale:
        yield known(_("{wall} has had the same content for too long"), is_wrong=True, wall=name)
    elif state.is_silent:
        yield known(_("{wall} does not report what it plays"), wall=name)
    if state.is_right:
        first_end = min(slide.version.expires_at for slide in state.due if slide.version.expires_at)
        until = f"{stock.today(state.wall.branch, first_end):%Y-%m-%d}"
        yield known(_("{wall}: {n} approved items, the first ends {until}"), wall=name, n=len(state.due), until=until)


def about_expired(branch: Branch, key: str, at: dt.datetime) -> list[Known]:
    """Lots of a kind that are out of date or on their last day, for `expired:leaflet` (2 queries)."""
    found = []
    for shelf in stock.shelves(branch, stock.active_materials(branch).filter(kind=key), at=at):
        name = kinds.in_both(shelf.material)
        if shelf.expired:
            found.append(known(_("{name}: {n} expired, take them away"), is_wrong=True, name=name, n=shelf.expired))
        if shelf.expires_today:
            found.append(known(_("{name}: {n} expire today"), name=name, n=shelf.expires_today))
    return found or [known(_("Nothing kept here is out of date"))]


def about_stock(branch: Branch, key: str, at: dt.datetime) -> list[Known]:
    """What should be there of a material or of every material of a kind, for `stock:forms`, `stock:leaflet` (2 queries).

    It never speaks against an answer: what somebody counts is right, and what is written down follows.
    """
    shelves = stock.shelves(branch, counted_materials(branch, key), at=at)
    return [
        known(
            _("{name}: {n} written down, at least {minimum} wanted"),
            name=kinds.in_both(shelf.material),
            n=shelf.on_hand,
            minimum=shelf.material.minimum,
        )
        for shelf in shelves
    ]


def counted_materials(branch: Branch, key: str) -> list[Material]:
    """The material of a code, else those of a kind (1 query)."""
    materials = stock.active_materials(branch)
    return list(materials.filter(kind=key) if key in MaterialKind.values else materials.filter(code=key))


def when_a_check_counts(event: Event, by: Actor, at: dt.datetime) -> None:
    """A check counted a material: what is written down follows (S403). A kind of several materials tells no single number."""
    if not isinstance(event, CheckAnswered):
        return
    answers = ItemResult.objects.filter(run=event.check_run, item__code=event.item, count__isnull=False)
    result = answers.filter(item__about__startswith=ABOUT_STOCK).select_related("item", "run__branch").first()
    if result is None or result.count is None:
        return
    materials = counted_materials(result.run.branch, result.item.about.removeprefix(ABOUT_STOCK))
    if len(materials) == 1:
        moving.count(materials[0], counted=result.count, by=by, at=at, subject=(RUN, result.run_id))
