"""Simulated and replayed days: through the ordinary verbs, on demo branches only."""

from __future__ import annotations

import datetime as dt

import pytest

from queueing.domain.counters import open_counter
from queueing.enums import TicketStatus
from queueing.models import CounterSession, SimulationRun, Ticket
from queueing.simulation.driver import open_counters, play_step
from queueing.simulation.invented import InventedDay
from queueing.simulation.replay import ReplayedDay, UnreadableLog, match_services, read_day
from queueing.simulation.runs import AlreadySimulated, NotADemoBranch, end_run, start_run, step_run
from tests import factories

LOG = """ticket_id,service,priority,issued_s,called_s,end_s,left_s,outcome,counter
1,cash,0,30600,30700,30900,,served,C1
2,advice,1,30660,30800,31400,,served,C2
3,cash,0,30720,,,31000,abandoned,
4,cash,0,117000,117100,117200,,served,C1
"""


@pytest.fixture
def demo(branch, counter, counter2, teller, teller2):
    branch.is_demo = True
    branch.save()
    return branch


def test_a_run_begins_busy_and_ends_clean(demo, at):
    at += dt.timedelta(hours=2)
    run = step_run(start_run(demo, at=at, seed=1), at=at)

    assert run.reached_at == at
    assert Ticket.objects.filter(status=TicketStatus.DONE).exists()
    assert CounterSession.objects.get().counter.code == "2"  # the first counter stays free for people

    end_run(run, at=at)
    assert not CounterSession.objects.filter(closed_at__isnull=True).exists()
    assert not Ticket.objects.filter(status__in=[TicketStatus.CALLED, TicketStatus.SERVING]).exists()


def test_a_run_goes_on_where_another_process_stopped(demo, at):
    at += dt.timedelta(hours=2)
    run = start_run(demo, at=at, seed=1)
    stale = SimulationRun.objects.get(pk=run.pk)
    step_run(run, at=at)
    issued = Ticket.objects.count()

    step_run(stale, at=at)

    assert Ticket.objects.count() == issued


def test_only_demo_branches_and_one_run_at_a_time(demo, other_branch, at):
    start_run(demo, at=at)
    with pytest.raises(AlreadySimulated):
        start_run(demo, at=at)
    with pytest.raises(NotADemoBranch):
        start_run(other_branch, at=at)


def test_the_same_seed_draws_the_same_customers(demo, cash, at):
    until = at + dt.timedelta(hours=1)
    first, again = (InventedDay(demo, seed=3).arrivals(at, until) for _ in range(2))
    halves = InventedDay(demo, seed=3).arrivals(at, at + dt.timedelta(seconds=1801))
    halves += InventedDay(demo, seed=3).arrivals(at + dt.timedelta(seconds=1801), until)

    assert first == again == halves
    assert 20 < len(first) < 100


def test_a_log_is_replayed_through_the_verbs(demo, cash, personal, at, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    rows = read_day(path, None)
    services = match_services(rows, demo)
    script = ReplayedDay(rows, services, began=at, speed=60)
    sessions = [session.pk for session in open_counters(demo, at=at)]

    reached = at - dt.timedelta(seconds=1)
    for _ in range(60):
        play_step(demo, sessions, script, since=reached, at=reached + dt.timedelta(seconds=1))
        reached += dt.timedelta(seconds=1)

    assert services == {"cash": cash, "advice": personal}
    assert sorted(Ticket.objects.values_list("status", flat=True)) == ["abandoned", "done", "done"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", LOG.replace("30600", "soon")])
def test_a_file_that_is_no_log_is_refused(text, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(text)

    with pytest.raises(UnreadableLog):
        read_day(path, None)


def test_a_manager_starts_and_ends_a_day_and_a_stranger_does_not(demo, manager, teller, client):
    for person, status in ((factories.make_staff("out", None), 404), (teller, 403), (manager, 200)):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post(f"/simulation/{demo.code}/start/", headers={"Accept": "application/json"})
        assert answer.status_code == status
    again = client.post(f"/simulation/{demo.code}/start/", headers={"Accept": "application/json"})
    assert (again.status_code, again.json()["code"]) == (409, "already_simulated")

    client.post(f"/simulation/{demo.code}/end/")
    assert not SimulationRun.objects.filter(ended_at__isnull=True).exists()


def test_a_person_at_a_counter_is_not_driven(demo, counter2, teller2, at):
    mine = open_counter(counter2, by=teller2.actor, at=at, staff=teller2)

    assert mine.pk not in [session.pk for session in open_counters(demo, at=at)]
