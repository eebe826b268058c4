"""Quality sheets: the share that is drawn, who scores, appeals and decides, every state and verb, the days for an appeal."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from devices.domain import quality, vtm
from devices.domain.quality import moving, scoring
from devices.enums.quality import ITEMS, QC_MOVES, QcStatus
from devices.enums.vtm import VtmStatus as S
from devices.errors.quality import (
    AppealTooLate,
    DecidesOwnScore,
    IllegalQcMove,
    MarksMissing,
    NotYourSheet,
    QcReasonMissing,
    ScoresThemselves,
)
from devices.models.quality import QcSheet
from devices.models.vtm import VtmSession
from devices.selectors.quality import sheets_for, sheets_of
from lobby.branches import access, landing
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import BranchPolicy
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline
from lobby.live import journal
from tests.factories import make_staff

JSON = {"headers": {"Accept": "application/json"}}
WELL = {item.code: 2 for item in ITEMS}
NOT = {item.code: 0 for item in ITEMS}
Q = QcStatus


@pytest.fixture
def scorer(branch):
    return make_staff("qc1", branch, RoleCode.VTM_QC)


@pytest.fixture
def scorer2(branch):
    return make_staff("qc2", branch, RoleCode.VTM_QC)


@pytest.fixture
def operations(branch):
    return make_staff("ops", branch, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def sheet(brought_to) -> QcSheet:
    """The first session of a month is always drawn."""
    return QcSheet.objects.get(session=brought_to(S.COMPLETED))


@pytest.fixture
def brought(sheet, scorer, scorer2, agent, at):
    """The sheet, walked to a state by the verbs."""

    def walk(status: str) -> QcSheet:
        if status == Q.PENDING:
            QcSheet.objects.filter(pk=sheet.pk).update(status=Q.PENDING)
        if status in {Q.SCORED, Q.APPEALED, Q.FINAL}:
            quality.score(sheet, by=scorer.actor, at=at, marks=NOT, note="late")
        if status in {Q.APPEALED, Q.FINAL}:
            quality.appeal(sheet, by=agent.actor, at=at, text="the line was bad")
        if status == Q.FINAL:
            quality.decide(sheet, by=scorer2.actor, at=at, marks=WELL, text="heard it")
        sheet.refresh_from_db()
        assert sheet.status == status
        return sheet

    return walk


def drawn(one, at):
    with journal.unit(by=SYSTEM, at=at):
        moving.move(moving.locked(one), "sample", at=at)


def pressed(verb, one, scorer, scorer2, agent, at):
    {
        "sample": lambda: drawn(one, at),
        "score": lambda: quality.score(one, by=scorer.actor, at=at, marks=WELL),
        "appeal": lambda: quality.appeal(one, by=agent.actor, at=at, text="no"),
        "accept": lambda: quality.accept(one, by=agent.actor, at=at),
        "decide": lambda: quality.decide(one, by=scorer2.actor, at=at, marks=WELL, text="yes"),
    }[verb]()


@pytest.mark.parametrize("verb", QC_MOVES)
@pytest.mark.parametrize("status", QcStatus.values)
def test_every_state_and_verb(brought, scorer, scorer2, agent, at, status, verb):
    one = brought(status)
    sources, target = QC_MOVES[verb]

    with transaction.atomic():
        if status in sources:
            pressed(verb, one, scorer, scorer2, agent, at)
        else:
            with pytest.raises(IllegalQcMove):
                pressed(verb, one, scorer, scorer2, agent, at)

    one.refresh_from_db()
    assert one.status == (target if status in sources else status)


def end_one(call, agent, at) -> VtmSession:
    """A session that an agent takes and ends early; short, and it counts all the same."""
    session = vtm.connect(call(at=at), agent=agent, at=at)
    return vtm.end_early(session, by=agent.actor, at=at, reason="bad line")


@pytest.mark.parametrize("percent", [0, 10, 34, 100])
def test_the_share_is_reached_after_every_session_of_every_agent(call, agent, agent2, branch, at, percent):
    BranchPolicy.objects.filter(branch=branch).update(vtm_sample_percent=percent)

    for n in range(1, 12):
        for one in (agent, agent2):
            end_one(call, one, at)
            drawn, ended = quality.share_of(one.pk, at.date().replace(day=1))
            assert ended == n
            assert 100 * drawn >= percent * ended
            assert 100 * (drawn - 1) < percent * ended or not drawn  # and no more than needed


def test_a_session_is_drawn_once_and_nobody_sees_what_nobody_answered(call, agent, machine, at):
    vtm.cancel(call(), by=machine.actor, at=at, reason="left")
    assert not QcSheet.objects.exists()

    session = end_one(call, agent, at)
    quality.draw(session, at=at)

    assert QcSheet.objects.get().status == Q.SAMPLED


def test_one_month_does_not_pay_for_another(call, agent, branch, at):
    for _ in range(3):
        end_one(call, agent, at)
    later = at + dt.timedelta(days=31)

    end_one(call, agent, later)

    assert quality.share_of(agent.pk, later.date().replace(day=1)) == (1, 1)


@given(st.dictionaries(st.sampled_from([item.code for item in ITEMS]), st.integers(-1, 3)))
def test_the_score_is_a_share_of_the_weights(marks):
    if set(marks) == {item.code for item in ITEMS} and all(0 <= mark <= 2 for mark in marks.values()):
        assert 0 <= scoring.points(marks) <= 100
    else:
        with pytest.raises(MarksMissing):
            scoring.points(marks)


def test_weights_make_a_hundred():
    assert sum(item.weight for item in ITEMS) == 100
    assert (scoring.points(WELL), scoring.points(NOT), scoring.points({**NOT, "greeting": 1})) == (100, 0, 5)


def test_nobody_judges_themselves_and_a_third_decides(brought, sheet, scorer, scorer2, agent, at):
    with pytest.raises(ScoresThemselves):
        quality.score(sheet, by=agent.actor, at=at, marks=WELL)
    brought(Q.SCORED)
    with pytest.raises(NotYourSheet):
        quality.appeal(sheet, by=scorer.actor, at=at, text="for them")
    with pytest.raises(QcReasonMissing):
        quality.appeal(sheet, by=agent.actor, at=at, text=" ")
    quality.appeal(sheet, by=agent.actor, at=at, text="no")
    with pytest.raises(DecidesOwnScore):
        quality.decide(sheet, by=scorer.actor, at=at, marks=NOT, text="as before")
    with pytest.raises(ScoresThemselves):
        quality.decide(sheet, by=agent.actor, at=at, marks=WELL, text="fine")

    final = quality.decide(sheet, by=scorer2.actor, at=at, marks=WELL, text="heard it")

    assert (final.score, final.final_score, final.decider) == (0, 100, scorer2)
    with pytest.raises(IllegalQcMove):
        quality.appeal(sheet, by=agent.actor, at=at, text="again")


def test_the_rows_say_it_too(brought, sheet, agent, scorer):
    with pytest.raises(IntegrityError, match="qc_by_another"), transaction.atomic():
        QcSheet.objects.filter(pk=sheet.pk).update(scorer=agent)
    brought(Q.SCORED)
    with pytest.raises(IntegrityError, match="qc_decided_by_a_third"), transaction.atomic():
        QcSheet.objects.filter(pk=sheet.pk).update(decider=scorer)


def test_five_working_days_and_then_it_is_final(brought, sheet, agent, at):
    """Scored on a Tuesday: until the end of the next one."""
    one = brought(Q.SCORED)
    assert one.appeal_until == dt.datetime(2026, 3, 17, 20, tzinfo=dt.UTC)

    sweep_deadlines(at=one.appeal_until - dt.timedelta(seconds=1))
    one.refresh_from_db()
    assert one.status == Q.SCORED
    with pytest.raises(AppealTooLate):
        quality.appeal(one, by=agent.actor, at=one.appeal_until, text="late")
    sweep_deadlines(at=one.appeal_until)

    one.refresh_from_db()
    assert (one.status, one.final_score) == (Q.FINAL, 0)


@pytest.mark.parametrize("verb", ["appeal", "accept"])
def test_whoever_answers_stops_the_clock(brought, sheet, agent, at, verb):
    one = brought(Q.SCORED)

    pressed(verb, one, None, None, agent, at)

    assert not Deadline.objects.filter(kind=moving.APPEAL, done_at=None).exists()


def test_sheets_are_for_those_who_judge_and_for_the_agent_alone(
    brought, sheet, scorer, scorer2, agent, agent2, operations, other_branch
):
    far = make_staff("far", other_branch, RoleCode.VTM_QC)
    address = f"/video/quality/{sheet.pk}/"

    def told(staff) -> int:
        client = Client()
        client.force_login(staff)
        return client.get(address).status_code

    assert (told(scorer), told(far)) == (200, 404)
    assert told(operations) in {403, 404}
    assert told(agent) in {403, 404}  # not told before it is scored
    brought(Q.APPEALED)
    assert [told(one) for one in (scorer, scorer2, operations, agent)] == [200] * 4
    assert told(agent2) in {403, 404}
    assert told(far) == 404
    assert sheets_for(operations, Q.APPEALED) == sheets_of(agent) == [sheet]
    assert sheets_for(agent, Q.APPEALED) == sheets_of(agent2) == sheets_for(far, Q.APPEALED) == []


def test_from_the_draw_to_the_decision_on_the_pages(sheet, scorer, scorer2, agent, operations):
    clients = {}
    for staff in (scorer, scorer2, agent, operations):
        clients[staff.username] = Client()
        clients[staff.username].force_login(staff)
    address = f"/video/quality/{sheet.pk}/"
    marks = {code: str(mark) for code, mark in NOT.items()}

    def said(staff, verb, **fields) -> int:
        return clients[staff.username].post(f"{address}{verb}/", fields, **JSON).status_code

    assert f'href="{address}"' in clients["qc1"].get("/video/quality/").content.decode()
    assert said(operations, "score", **marks) in {403, 404}
    assert said(scorer, "score") == 400
    assert said(scorer, "score", **marks, text="late") == 200
    assert f'href="{address}"' in clients["shen"].get("/video/quality/mine/").content.decode()
    assert said(agent, "appeal", text="") == 400
    assert said(agent, "appeal", text="no") == 200
    assert said(agent, "decide", **marks, text="x") == 403
    assert said(scorer, "decide", **marks, text="x") == 403
    assert said(operations, "decide", **marks, text="") == 400
    well = {code: str(mark) for code, mark in WELL.items()}
    assert f'href="{address}"' in clients["ops"].get("/video/quality/").content.decode()
    assert said(operations, "decide", **well, text="heard it") == 200
    assert said(operations, "decide", **marks, text="again") == 409
    assert said(scorer, "erase") == 404
    html = clients["shen"].get(address).content.decode()
    assert "heard it" in html
    assert html.count("<td><b>") == len(ITEMS)  # beside the marks that were appealed against
    sheet.refresh_from_db()
    assert (sheet.marks, sheet.final_marks, sheet.final_score) == (NOT, WELL, 100)
    assert clients["shen"].get("/video/quality/").status_code == 403
    assert clients["qc1"].get("/video/quality/mine/").status_code == 403


def test_whoever_decides_about_appeals_finds_the_way_there(branch, scorer, operations, agent):
    def ways(staff) -> set[str]:
        held = access.permissions_at(staff, branch)
        return {tile.address(branch) for tile in landing.tiles_for(branch, held)}

    assert "/video/quality/" in ways(operations)
    assert "/video/quality/" in ways(scorer)
    assert "/video/quality/" not in ways(agent)


def test_the_pages_speak_of_the_system_in_the_readers_language_and_tell_the_branchs_time(brought, sheet, scorer):
    sheet.branch.timezone = "America/New_York"
    sheet.branch.save()
    brought(Q.SCORED)
    until = QcSheet.objects.get().appeal_until
    assert until is not None
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
    client.force_login(scorer)

    sheets = client.get("/video/quality/?status=scored").content.decode()
    one = client.get(f"/video/quality/{sheet.pk}/").content.decode()

    assert f"{until.astimezone(ZoneInfo('America/New_York')):%Y-%m-%d %H:%M}" in sheets
    assert "<td>系统</td>" in one
    assert "<td>system</td>" not in one


@pytest.mark.parametrize("n", [1, 3])
def test_lists_cost_the_same(call, agent, scorer, branch, at, n, django_assert_num_queries):
    BranchPolicy.objects.filter(branch=branch).update(vtm_sample_percent=100)
    for _ in range(n):
        end_one(call, agent, at)
    with django_assert_num_queries(1):
        assert len(sheets_for(scorer, Q.SAMPLED)) == n
    for one in QcSheet.objects.all():
        quality.score(one, by=scorer.actor, at=timezone.now(), marks=WELL)
    with django_assert_num_queries(1):
        assert len(sheets_of(agent)) == n
