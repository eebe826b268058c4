"""The cast of a video session: a machine, a customer at it, two agents, one authoriser, all of one region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from devices.domain import vtm
from devices.enums.vtm import LiveCheck, VtmDocument, VtmEnd
from devices.enums.vtm import VtmStatus as S
from devices.models.vtm import AgentCertificate, VtmSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind, RoleCode, ServiceFamily
from lobby.branches.models import Branch, Device, Service, Staff
from lobby.floor.domain.library.installing import install
from lobby.floor.enums.library import ContentKind
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_branch, make_device, make_hours, make_policy, make_service, make_skills, make_staff

SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def desk_branch(branch: Branch) -> Branch:
    """Where the agents sit: another branch of the region."""
    desk = make_branch("7009", branch.unit)
    make_hours(desk)
    make_policy(desk)
    return desk


@pytest.fixture
def machine(branch: Branch) -> Device:
    """The video teller machine of the branch."""
    return make_device(branch, "TESTVTM", DeviceKind.VTM)


@pytest.fixture
def card(branch: Branch) -> Service:
    """Done by video as well."""
    return make_service(branch, "card", "C", family=ServiceFamily.CARD, channels=[Channel.COUNTER, Channel.VTM])


@pytest.fixture
def loan(branch: Branch) -> Service:
    """Risky by itself: told about and approved whatever the amount."""
    return make_service(branch, "loan", "L", family=ServiceFamily.LOAN, channels=[Channel.COUNTER, Channel.VTM])


@pytest.fixture
def make_agent(desk_branch: Branch, at: dt.datetime) -> Callable[..., Staff]:
    """Agents with a certificate and skills, who serve the whole region."""

    def make(
        username: str, *skills: str, roles: tuple[RoleCode, ...] = (RoleCode.VTM_AGENT,), ready: bool = True
    ) -> Staff:
        staff = make_staff(username, desk_branch, *roles, unit=desk_branch.unit)
        make_skills(staff, *(skills or ("card",)))
        day = at.date()
        AgentCertificate.objects.create(
            staff=staff,
            valid_from=day - dt.timedelta(days=30),
            valid_until=day + dt.timedelta(days=300),
            issued_by="QC",
            issued_at=at,
        )
        if ready:
            vtm.go_online(staff, at=at)
        return staff

    return make


@pytest.fixture
def agent(make_agent: Callable[..., Staff]) -> Staff:
    """Ready for calls about cards."""
    return make_agent("shen")


@pytest.fixture
def agent2(make_agent: Callable[..., Staff]) -> Staff:
    """Ready as well."""
    return make_agent("han")


@pytest.fixture
def authoriser(desk_branch: Branch) -> Staff:
    """Approves what agents do."""
    return make_staff("qin", desk_branch, RoleCode.VTM_AUTH, unit=desk_branch.unit)


@pytest.fixture
def library(branch: Branch, at: dt.datetime) -> None:
    """The notices that the product ships with."""
    install(branch, at=at - dt.timedelta(days=1), kinds=[ContentKind.RISK_NOTICE])


@pytest.fixture
def call(machine: Device, card: Service, at: dt.datetime) -> Callable[..., VtmSession]:
    """A customer asks at the machine."""

    def ask(**fields: object) -> VtmSession:
        wanted = {"service": card, "consents": True, "at": at, "device": machine, **fields}
        device = wanted.pop("device")
        return vtm.request(device, by=device.actor, **wanted)

    return ask


@pytest.fixture
def brought_to(
    call: Callable[..., VtmSession], machine: Device, agent: Staff, authoriser: Staff, library: None, at: dt.datetime
) -> Callable[..., VtmSession]:
    """A session that was walked to a state by the ordinary verbs; amounts above the limit, so that every step is there."""
    customer, serving = {"by": machine.actor, "at": at}, {"by": agent.actor, "at": at}
    steps: list[tuple[S, Callable[[VtmSession], VtmSession]]] = [
        (S.CONNECTED, lambda one: vtm.connect(one, agent=agent, at=at)),
        (
            S.IDENTIFYING,
            lambda one: vtm.check_identity(
                one, **serving, document=VtmDocument.ID_CARD, tail="110101199003071234", live_check=LiveCheck.PASSED
            ),
        ),
        (S.DISCLOSING, lambda one: vtm.accept_identity(one, **serving)),
        (S.TRANSACTING, lambda one: told(one)),
        (S.AUTHORISING, lambda one: vtm.ask_authorisation(one, **serving, note="loss of a card")),
        (S.SIGNING, lambda one: vtm.approve(one, authoriser=authoriser, at=at)),
        (S.RATING, lambda one: vtm.sign(one, **customer, image=DRAWING)),
        (S.COMPLETED, lambda one: vtm.rate(one, **customer, rating=5)),
    ]

    def told(one: VtmSession) -> VtmSession:
        vtm.describe(one, **serving, amount=60_000)
        vtm.read_out(one, **serving)
        vtm.understand(one, **customer)
        return vtm.begin_business(one, **serving)

    def walk(status: S, **fields: object) -> VtmSession:
        session = call(**fields)
        if status == S.REQUESTED:
            VtmSession.objects.filter(pk=session.pk).update(status=S.REQUESTED)
            session.refresh_from_db()
        elif status == S.CANCELLED:
            session = vtm.cancel(session, by=machine.actor, at=at, reason=VtmEnd.LEFT)
        elif status in {S.DROPPED, S.FAILED}:
            session = vtm.drop(steps[0][1](session), by=SYSTEM, at=at)
            session = vtm.give_up(session, by=SYSTEM, at=at) if status == S.FAILED else session
        elif status != S.QUEUED:
            for reached, step in steps:
                session = step(session)
                if reached == status:
                    break
        assert session.status == status
        return session

    return walk
