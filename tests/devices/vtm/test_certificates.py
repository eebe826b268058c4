"""Certificates: another person issues them, they are told before they end, and nobody takes calls without one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from devices.domain import certificates, vtm
from devices.enums.vtm import AgentStatus
from devices.enums.vtm import VtmStatus as S
from devices.errors.quality import BadCertificateDays, CertificateExists, CertifiesThemselves
from devices.errors.vtm import NotCertified
from devices.models.vtm import AgentCertificate, AgentState
from lobby.branches.calendar import day_bounds
from lobby.branches.enums import RoleCode
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Reminder
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_skills, make_staff

JSON = {"headers": {"Accept": "application/json"}}
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.fixture
def scorer(desk_branch):
    return make_staff("qc1", desk_branch, RoleCode.VTM_QC, unit=desk_branch.unit)


@pytest.fixture
def trainee(desk_branch):
    """Has the role and the skill, and no certificate yet."""
    staff = make_staff("bai", desk_branch, RoleCode.VTM_AGENT, unit=desk_branch.unit)
    make_skills(staff, "card")
    return staff


@pytest.fixture
def certified(trainee, scorer, at):
    """Valid for ten days after today."""
    return certificates.certify(trainee, by=scorer.actor, at=at, valid_from=at.date(), valid_until=at.date() + 10 * DAY)


def is_online(staff) -> bool:
    return AgentState.objects.get(staff=staff).status == AgentStatus.ONLINE


def test_without_one_nobody_goes_online_and_another_issues_it(trainee, scorer, at):
    days = {"at": at, "valid_from": at.date(), "valid_until": at.date() + DAY}
    with pytest.raises(NotCertified):
        vtm.go_online(trainee, at=at)
    with pytest.raises(CertifiesThemselves):
        certificates.certify(trainee, by=trainee.actor, **days)
    with pytest.raises(BadCertificateDays):
        certificates.certify(trainee, by=scorer.actor, **{**days, "valid_until": at.date() - DAY})

    one = certificates.certify(trainee, by=scorer.actor, **days)

    assert (one.issued_by, one.issuer) == (scorer.name, scorer)
    vtm.go_online(trainee, at=at)
    with pytest.raises(CertificateExists):
        certificates.certify(trainee, by=scorer.actor, **days)
    with pytest.raises(IntegrityError, match="vtm_certified_by_another"), transaction.atomic():
        AgentCertificate.objects.filter(pk=one.pk).update(issuer=trainee)


def test_it_counts_until_the_end_of_its_last_day(certified, trainee, desk_branch, at):
    over = day_bounds(desk_branch, certified.valid_until)[1]
    vtm.go_online(trainee, at=over - SECOND)

    sweep_deadlines(at=over - SECOND)
    assert is_online(trainee)
    sweep_deadlines(at=over)

    assert not is_online(trainee)
    with pytest.raises(NotCertified):
        vtm.go_online(trainee, at=over)


@pytest.mark.parametrize("end", ["sign", "end", "customer", "given up"])
def test_whoever_is_in_a_session_finishes_it_first(certified, trainee, call, machine, desk_branch, at, end):
    over = day_bounds(desk_branch, certified.valid_until)[1]
    just_before = over - 20 * SECOND
    vtm.go_online(trainee, at=just_before)
    session = vtm.connect(call(at=just_before), agent=trainee, at=just_before)

    sweep_deadlines(at=over)
    assert is_online(trainee)
    session.refresh_from_db()
    assert session.status == S.CONNECTED
    serving = {"by": trainee.actor, "at": over + SECOND}
    if end == "sign":
        vtm.check_identity(session, **serving, document="id_card", tail="1234", live_check="passed")
        vtm.accept_identity(session, **serving)
        vtm.begin_business(session, **serving)
        vtm.ask_signature(session, **serving)
        assert is_online(trainee)
        vtm.sign(session, by=machine.actor, at=over + SECOND, image=DRAWING)
    elif end == "end":
        vtm.end_early(session, **serving, reason="stop")
    elif end == "customer":
        vtm.hang_up(session, by=machine.actor, at=over + SECOND)
    else:
        vtm.drop(session, **serving)
        assert is_online(trainee)
        vtm.give_up(session, **serving)

    assert not is_online(trainee)


def test_the_agent_is_reminded_thirty_days_before_and_a_new_one_ends_it(trainee, scorer, at):
    until = at.date() + 40 * DAY
    certificates.certify(trainee, by=scorer.actor, at=at, valid_from=at.date(), valid_until=until)
    sweep_deadlines(at=at + 9 * DAY)
    assert not Reminder.objects.exists()

    sweep_deadlines(at=at + 10 * DAY)
    reminder = Reminder.objects.get(kind=certificates.RENEW)
    assert (reminder.owner, reminder.values) == (trainee, {"day": until.isoformat()})
    sweep_deadlines(at=at + 11 * DAY)
    assert Reminder.objects.count() == 1
    certificates.certify(
        trainee, by=scorer.actor, at=at + 12 * DAY, valid_from=until + DAY, valid_until=until + 300 * DAY
    )

    reminder.refresh_from_db()
    assert reminder.ended_at == at + 12 * DAY
    vtm.go_online(trainee, at=at + 39 * DAY)
    sweep_deadlines(at=at + 42 * DAY)
    assert is_online(trainee)


def test_after_a_two_day_outage_it_is_done_once(certified, trainee, desk_branch, at):
    over = day_bounds(desk_branch, certified.valid_until)[1]
    vtm.go_online(trainee, at=at)

    sweep_deadlines(at=over + 2 * DAY)

    assert not is_online(trainee)
    assert Reminder.objects.filter(kind=certificates.RENEW).count() == 1
    assert sweep_deadlines(at=over + 2 * DAY) == 0


def test_revoking_counts_at_once_and_is_done_by_another(certified, trainee, scorer, at):
    vtm.go_online(trainee, at=at)
    with pytest.raises(CertifiesThemselves):
        certificates.revoke(certified, by=trainee.actor, at=at)

    for _ in range(2):
        certificates.revoke(certified, by=scorer.actor, at=at)

    assert not is_online(trainee)
    assert certified.revoked_at == at


def test_pages_of_the_quality_team_and_of_strangers(trainee, scorer, other_branch, agent):
    client = Client()
    client.force_login(scorer)
    today = timezone.now().date()
    assert trainee.name in client.get("/video/certificates/").content.decode()
    address = f"/video/certificates/{trainee.pk}/issue/"
    assert client.post(address, {"valid_from": "x"}, **JSON).status_code == 400
    days = {"valid_from": today.isoformat(), "valid_until": (today + DAY).isoformat()}
    assert client.post(address, days, **JSON).status_code == 200
    one = AgentCertificate.objects.get(staff=trainee)
    assert client.post(f"/video/certificates/{scorer.pk}/issue/", days, **JSON).status_code == 404
    for stranger, status in ((make_staff("far", other_branch, RoleCode.VTM_QC), {403, 404, 409}), (agent, {403})):
        other = Client()
        other.force_login(stranger)
        assert other.post(f"/video/certificates/{trainee.pk}/issue/", days, **JSON).status_code in status
        assert other.post(f"/video/certificates/{one.pk}/revoke/", **JSON).status_code in status
    assert client.post("/video/certificates/0/revoke/", **JSON).status_code == 404
    assert client.post(f"/video/certificates/{one.pk}/revoke/", **JSON).status_code == 200
    one.refresh_from_db()
    assert one.revoked_at is not None
