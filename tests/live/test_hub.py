"""Real sockets of a real web process. The test writes; what the screens hear is what was committed."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time

import pytest
from django.utils import timezone
from websockets.exceptions import InvalidStatus

from lobby.branches import keys
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Device, RoleGrant, Session, Staff
from lobby.live import journal, whisper
from tests.live.sample import Moved, Rung
from tests.live.screen import Screen, database, sign_in, watching
from tests.live.server import Server, serve

pytestmark = pytest.mark.django_db(transaction=True)


@database
def ring(branch: Branch, *bells: int, fail: bool = False) -> int:
    with contextlib.suppress(ValueError), journal.unit(by=SYSTEM, at=timezone.now()):
        for bell in bells:
            journal.record(Rung(branch_id=branch.pk, bell=bell, number=f"A{bell:03}", name="Wang"))
        if fail:
            raise ValueError("rolled back")
    return journal.current_seq(branch.pk)


@database
def move(branch: Branch, ticket: int) -> int:
    with journal.unit(by=SYSTEM, at=timezone.now()):
        journal.record(Moved(branch_id=branch.pk, ticket=ticket, number="A001"))
    return journal.current_seq(branch.pk)


async def test_insider_hears_once_after_commit_and_outsider_nothing(
    server: Server, branch: Branch, other_branch: Branch, manager: Staff, stranger: Staff
) -> None:
    inside, outside = await sign_in(manager), await sign_in(stranger)
    floor = {"screen": "sample-floor", "since": 0}
    async with (
        watching(server, session=inside, branch=branch.code, **floor) as near,
        watching(server, session=outside, branch=other_branch.code, **floor) as far,
    ):
        await near.next()
        await far.next()

        await ring(branch, 7)

        frame = await near.next()
        assert (frame["from"], frame["seq"]) == (0, 1)
        assert [(event["type"], event["bell"], event["name"]) for event in frame["events"]] == [
            ("bell.rung", 7, "Wang")
        ]
        await near.shows("sample-count", "count-1-None")
        await near.shows("sample-desk", f"count-1-{manager.pk}")
        await near.silence(1.5)
        await far.silence(0.1)
        # The outsider could have heard: its own branch's news arrives.
        await ring(other_branch, 8)
        assert [event["bell"] for event in await far.until(1)] == [8]


async def test_rolled_back_work_is_silent(server: Server, branch: Branch, wall_key: str) -> None:
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
        await screen.next()

        await ring(branch, 1, fail=True)
        await ring(branch, 2)

        assert [event["number"] for event in await screen.until(1)] == ["A002"]


async def test_public_screen_carries_numbers_and_no_name(server: Server, branch: Branch, wall_key: str) -> None:
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code) as screen:
        await screen.next()

        await ring(branch, 1)

        assert [set(event) for event in await screen.until(1)] == [{"type", "at", "seq", "number"}]
        assert set(screen.panels) == {"sample-count"}


async def test_returning_screen_gets_what_it_missed(server: Server, branch: Branch, wall_key: str) -> None:
    await ring(branch, 1, 2, 3)

    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=1) as screen:
        frame = await screen.next()

    assert (frame["from"], frame["seq"]) == (1, 3)
    assert [event["number"] for event in frame["events"]] == ["A002", "A003"]
    assert "count-3-None" in frame["panels"]["sample-count"]
    assert "full" not in frame


async def test_screen_that_knows_nothing_or_too_little_gets_full_panels(
    server: Server, branch: Branch, wall_key: str
) -> None:
    await ring(branch, *range(1, 1003))
    await ring(branch, 1003)

    for since in ({}, {"since": 2}, {"since": 999_999}):
        async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, **since) as screen:
            frame = await screen.next()
        assert (frame["seq"], frame["events"], frame["full"]) == (1003, [], True)
        assert "count-1003-None" in frame["panels"]["sample-count"]


async def test_entries_of_another_day_are_not_news(server: Server, branch: Branch, wall_key: str, at: object) -> None:
    @database
    def ring_long_ago() -> None:
        with journal.unit(by=SYSTEM, at=at):  # type: ignore[arg-type]
            journal.record(Rung(branch_id=branch.pk, bell=1))

    await ring_long_ago()

    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
        frame = await screen.next()

    assert (frame["seq"], frame["events"], frame["full"]) == (1, [], True)


async def test_one_render_for_each_change_whatever_the_number_of_sockets(
    server: Server, branch: Branch, wall_key: str
) -> None:
    renders = 'lobby_panel_renders_total{panel="sample-count"}'
    async with contextlib.AsyncExitStack() as stack:
        query = {"screen": "sample-wall", "branch": branch.code, "since": 0}
        screens = [await stack.enter_async_context(watching(server, key=wall_key, **query)) for _ in range(30)]
        for screen in screens:
            await screen.next()
        before = await asyncio.to_thread(server.metric, renders)

        await ring(branch, 1)

        for screen in screens:
            await screen.shows("sample-count", "count-1-None")
        assert await asyncio.to_thread(server.metric, renders) == before + 1
        assert await asyncio.to_thread(server.metric, 'lobby_sockets{screen="sample-wall"}') == 30


async def test_burst_sends_all_events_at_once_and_renders_at_most_five_times_a_second(
    server: Server, branch: Branch, wall_key: str
) -> None:
    renders = 'lobby_panel_renders_total{panel="sample-count"}'
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
        await screen.next()
        before, began = await asyncio.to_thread(server.metric, renders), time.monotonic()

        for bell in range(1, 31):
            await ring(branch, bell)

        events = await screen.until(30)
        assert [event["number"] for event in events] == [f"A{bell:03}" for bell in range(1, 31)]
        await screen.shows("sample-count", "count-30-None")
        # Within one second, unless the machine took longer for the burst.
        seconds = math.ceil(time.monotonic() - began)
        assert await asyncio.to_thread(server.metric, renders) - before <= 1 + 5 * seconds


async def test_panel_that_fails_shows_its_own_error_beside_the_others(
    server: Server, branch: Branch, manager: Staff
) -> None:
    session = await sign_in(manager)
    async with watching(server, session=session, screen="sample-floor", branch=branch.code) as screen:
        panels = (await screen.next())["panels"]

    assert 'data-panel-error="sample-broken"' in panels["sample-broken"]
    assert "count-0-None" in panels["sample-count"]


async def test_panel_with_a_permission_reaches_only_those_who_hold_it(
    server: Server, branch: Branch, manager: Staff, head: Staff
) -> None:
    sessions = [await sign_in(staff) for staff in (manager, head)]
    shown = []
    for session in sessions:
        async with watching(server, session=session, screen="sample-floor", branch=branch.code) as screen:
            shown.append("sample-figures" in (await screen.next())["panels"])

    assert shown == [False, True]


async def test_phone_gets_its_own_figures_and_its_own_events(server: Server, branch: Branch) -> None:
    query = {"screen": "sample-phone", "branch": branch.code, "since": 0}
    async with watching(server, token="one", **query) as first, watching(server, token="two", **query) as second:
        assert (await first.next())["values"] == {"ahead": 1, "moves": 0}
        assert (await second.next())["values"] == {"ahead": 2, "moves": 0}

        await move(branch, 2)

        heard = await first.next()
        assert (heard["events"], heard["values"]) == ([], {"ahead": 1, "moves": 1})
        assert [event["ticket"] for event in await second.until(1)] == [2]
        while "values" not in second.frames[-1]:
            await second.next()
        assert second.frames[-1]["values"] == {"ahead": 2, "moves": 1}


async def test_language_of_the_screen_is_the_panels(server: Server, branch: Branch, manager: Staff) -> None:
    session = await sign_in(manager)
    for lang in ("en", "zh-hans"):
        query = {"screen": "sample-floor", "branch": branch.code, "lang": lang}
        async with watching(server, session=session, **query) as screen:
            assert f"-{lang}" in (await screen.next())["panels"]["sample-count"]


async def test_whisper_reaches_one_device_only(server: Server, branch: Branch, wall: Device, wall_key: str) -> None:
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code) as screen:
        await screen.next()

        whisper("device", wall.pk + 1, {"ring": "no"})
        whisper("device", wall.pk, {"ring": "yes"})

        assert await screen.next() == {"whisper": {"ring": "yes"}}


async def refused(server: Server, **options: object) -> int:
    with pytest.raises(InvalidStatus) as caught:
        async with watching(server, **options):  # type: ignore[arg-type]
            pass
    return caught.value.response.status_code


async def test_strangers_are_refused_at_the_door(
    server: Server, branch: Branch, stranger: Staff, kiosk: Device, wall_key: str, manager: Staff
) -> None:
    kiosk_key = (await database(keys.create_key)(kiosk, at=timezone.now()))[1]
    outside, inside = await sign_in(stranger), await sign_in(manager)
    floor, wall = ({"screen": f"sample-{name}", "branch": branch.code} for name in ("floor", "wall"))

    assert await refused(server, **floor) == 401
    assert await refused(server, session=outside, **floor) == 404
    assert await refused(server, key=wall_key, **floor) == 403
    assert await refused(server, key=kiosk_key, **wall) == 403
    assert await refused(server, key=wall_key[:-1] + "?", **wall) == 401
    assert await refused(server, session=inside, **wall) == 403
    assert await refused(server, session=inside, screen="sample-floor", branch="none") == 404
    assert await refused(server, session=inside, screen="none", branch=branch.code) == 404
    assert await refused(server, token="three", screen="sample-phone", branch=branch.code) == 404
    assert await refused(server, session=inside, since="x", **floor) == 400
    assert await refused(server, session=inside, origin="https://elsewhere.example", **floor) == 403
    async with watching(server, session=inside, origin=server.url, **floor) as screen:
        assert (await screen.next())["seq"] == 0


async def closed_with(screen: Screen) -> int:
    async with asyncio.timeout(10):
        await screen.socket.wait_closed()
    return screen.socket.close_code or 0


async def test_revocation_closes_open_sockets_and_nobody_elses(
    server: Server, branch: Branch, wall: Device, wall_key: str, manager: Staff, teller: Staff, head: Staff
) -> None:
    sessions = {staff.username: await sign_in(staff) for staff in (manager, teller, head)}
    floor = {"screen": "sample-floor", "branch": branch.code}
    async with (
        watching(server, session=sessions["mei"], **floor) as signed_out,
        watching(server, session=sessions["ling"], **floor) as without_role,
        watching(server, session=sessions["wang"], **floor) as untouched,
        watching(server, key=wall_key, screen="sample-wall", branch=branch.code) as revoked,
        watching(server, device=wall_key, session=sessions["wang"], screen="sample-wall", branch=branch.code) as paired,
    ):
        for screen in (signed_out, without_role, untouched, revoked, paired):
            await screen.next()

        await revoke(sessions["mei"], teller, wall)

        codes = await asyncio.gather(closed_with(signed_out), closed_with(without_role), closed_with(revoked))
        assert codes == [4401, 4403, 4401]
        # Still somebody, since the browser is signed in as well, but a wall no more.
        assert await closed_with(paired) == 4403
        seq = await ring(branch, 1)
        assert [event["bell"] for event in await untouched.until(seq)] == [1]


@database
def revoke(session: str, teller: Staff, wall: Device) -> None:
    Session.objects.filter(session_key=session).delete()
    RoleGrant.objects.filter(staff=teller).delete()
    keys.revoke_key(wall.keys.get(), at=timezone.now())


async def test_socket_of_a_session_closes_when_it_locks_and_others_stay(
    server: Server, branch: Branch, manager: Staff
) -> None:
    left, other = await sign_in(manager), await sign_in(manager)
    floor = {"screen": "sample-floor", "branch": branch.code}
    async with (
        watching(server, session=left, **floor) as alone,
        watching(server, session=other, **floor) as attended,
    ):
        for screen in (alone, attended):
            await screen.next()

        await lock(left)

        assert await closed_with(alone) == 4401
        seq = await ring(branch, 1)
        assert [event["bell"] for event in await attended.until(seq)] == [1]
    with pytest.raises(InvalidStatus) as refused:
        async with watching(server, session=left, **floor):
            pass
    assert refused.value.response.status_code == 401


@database
def lock(session: str) -> None:
    Session.objects.filter(session_key=session).update(locks_at=timezone.now())


async def test_heartbeat_says_where_the_branch_stands(server: Server, branch: Branch, wall_key: str) -> None:
    async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
        await ring(branch, 1)
        await screen.until(1)

        beat = await screen.beat()

    assert set(beat) == {"seq", "at", "version"}
    assert beat["seq"] == 1


async def test_idle_socket_lives_on_and_asks_nothing(branch: Branch, wall_key: str) -> None:
    answers = 'lobby_http_answers_total{status="2xx"}'
    with serve() as server:
        async with watching(server, key=wall_key, screen="sample-wall", branch=branch.code, since=0) as screen:
            await screen.next()
            before = await asyncio.to_thread(server.metric, answers)
            await screen.silence(7)

            await ring(branch, 1)

            assert [event["number"] for event in await screen.until(1)] == ["A001"]
            # The one more is the question before this one.
            assert await asyncio.to_thread(server.metric, answers) == before + 1
