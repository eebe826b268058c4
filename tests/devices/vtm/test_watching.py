"""Supervisors: who may look in, who is told, and that nobody listens unseen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from devices.domain import vtm, watching
from devices.enums.vtm import LINKED, VtmStatus
from devices.enums.vtm import VtmStatus as S
from devices.errors.watching import NothingToWatch, NotInSession, WatchesThemselves
from devices.models.watching import VtmWatch
from devices.selectors.watching import running_for
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_device, make_staff

JSON = {"headers": {"Accept": "application/json"}}
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def head(branch):
    return make_staff("head", branch, RoleCode.HEAD)


def news() -> list[str]:
    return list(
        Entry.objects.filter(type__in=["vtm.watched", "vtm.unwatched"]).order_by("seq").values_list("type", flat=True)
    )


@pytest.mark.parametrize("status", VtmStatus.values)
def test_only_where_two_talk(brought_to, head, at, status):
    session = brought_to(status)

    if status in LINKED:
        watching.join(session, watcher=head, at=at)
        assert news() == ["vtm.watched"]
    else:
        with pytest.raises(NothingToWatch):
            watching.join(session, watcher=head, at=at)


def test_joining_is_written_down_once_and_seen_by_both(brought_to, head, machine, agent, branch, at):
    session = brought_to(S.TRANSACTING)
    watch = watching.join(session, watcher=head, at=at)
    assert watching.join(session, watcher=head, at=at) == watch
    assert news() == ["vtm.watched"]

    def shown(name, audience_id) -> str:
        kind = "device" if name == "vtm-terminal" else "person"
        return panels.render(name, Scope(branch.pk, "en", kind, audience_id, at))

    assert "A supervisor of the bank is listening" in shown("vtm-terminal", machine.pk)
    assert head.name not in shown("vtm-terminal", machine.pk)
    assert head.name in shown("vtm-session", agent.pk)
    watching.leave(session, watcher=head, at=at + SECOND)
    watching.leave(session, watcher=head, at=at + SECOND)

    assert news() == ["vtm.watched", "vtm.unwatched"]
    assert "listening" not in shown("vtm-terminal", machine.pk)
    assert VtmWatch.objects.get().left_at == at + SECOND


def test_who_takes_part_does_not_supervise(brought_to, agent, authoriser, at):
    session = brought_to(S.SIGNING)

    for one in (agent, authoriser):
        with pytest.raises(WatchesThemselves):
            watching.join(session, watcher=one, at=at)


@pytest.mark.parametrize("verb", ["drop", "sign", "end"])
def test_the_end_of_the_talk_ends_the_listening(brought_to, head, agent, machine, at, verb):
    session = brought_to(S.SIGNING)
    watching.join(session, watcher=head, at=at)

    if verb == "drop":
        vtm.drop(session, by=SYSTEM, at=at)
    elif verb == "sign":
        vtm.sign(session, by=machine.actor, at=at, image=DRAWING)
    else:
        vtm.end_early(session, by=agent.actor, at=at, reason="stop")

    assert VtmWatch.objects.get().left_at == at
    assert news() == ["vtm.watched", "vtm.unwatched"]
    with pytest.raises(NotInSession):
        watching.beat(session, watcher=head, at=at)


def test_a_page_that_is_gone_does_not_listen(brought_to, head, at):
    session = brought_to(S.CONNECTED)
    watching.join(session, watcher=head, at=at)
    watching.beat(session, watcher=head, at=at + 30 * SECOND)

    for passed, is_over in ((60, False), (89, False), (90, True), (500, True)):
        # The machine itself is heard of all the time.
        vtm.beat(session, by=session.device.actor, at=at + passed * SECOND)
        sweep_deadlines(at=at + passed * SECOND)
        assert (VtmWatch.objects.get().left_at is not None) is is_over, passed
    assert news() == ["vtm.watched", "vtm.unwatched"]


def test_pages_of_supervisors_and_strangers(brought_to, head, agent, branch, other_branch):
    session = brought_to(S.CONNECTED)
    address = f"/video/live/{session.pk}/"

    def client_of(staff) -> Client:
        client = Client()
        client.force_login(staff)
        return client

    boss = client_of(head)
    assert b"data-picture" not in boss.get(address).content
    assert boss.post(f"{address}join/", **JSON).json()["redirect"] == address
    page = boss.get(address).content
    assert b"data-picture" in page
    assert b'data-session-status="connected"' in page
    assert boss.post(f"{address}beat/", **JSON).status_code == 200
    assert boss.post(f"{address}leave/", **JSON).status_code == 200
    assert boss.post(f"{address}beat/", **JSON).status_code == 403
    assert boss.post(f"{address}record/", **JSON).status_code == 404
    far = client_of(make_staff("far", other_branch, RoleCode.HEAD))
    teller = client_of(make_staff("ling", branch, RoleCode.TELLER))
    for who, status in ((far, 404), (teller, 403), (client_of(agent), 403)):
        assert who.get(address).status_code == status
        for verb in ("join", "beat", "leave"):
            assert who.post(f"{address}{verb}/", **JSON).status_code == status
    assert Client().get(address).status_code == 302
    assert VtmWatch.objects.count() == 1


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_costs_the_same(call, make_agent, branch, head, at, n, django_assert_num_queries):
    for number in range(n):
        one = call(device=make_device(branch, f"VTM{number}", DeviceKind.VTM))
        vtm.connect(one, agent=make_agent(f"agent{number}"), at=at)

    with django_assert_num_queries(2):
        assert len(running_for(head.pk)) == n
