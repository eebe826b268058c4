"""The demo's remote tellers: two agents of the region, each of whom authorises what the other serves, and some sessions of this morning."""

from __future__ import annotations

import base64
import datetime as dt

from devices.domain import vtm
from devices.enums.vtm import LiveCheck, VtmDocument, VtmEnd
from devices.models.vtm import AgentCertificate, VtmSession
from lobby.branches.enums import RoleCode, SkillKind
from lobby.branches.models import Device, OrgUnit, RoleGrant, Service, Skill, Staff

BRANCH, MACHINE, REGION = "0001", "VTM1", "R01"
AGENTS: dict[str, tuple[tuple[RoleCode, ...], tuple[str, ...], tuple[str, ...]]] = {
    "vtm1": ((RoleCode.VTM_AGENT, RoleCode.VTM_AUTH), ("card", "personal"), ("en",)),
    "vtm2": ((RoleCode.VTM_AGENT, RoleCode.VTM_AUTH), ("card", "personal"), ()),
}
VALID = dt.timedelta(days=365)
# Minutes before now, agent, service, rating (None = not rated), why it ended early.
HISTORY = (
    (190, "vtm1", "card", 5, None),
    (150, "vtm2", "personal", 4, None),
    (110, "vtm1", "personal", None, None),
    (70, "vtm1", "card", None, VtmEnd.UNANSWERED),
    (40, "vtm2", "card", 5, None),
)
MINUTE = dt.timedelta(minutes=1)
# A stroke on a small white field.
STROKE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAADCAIAAAAhqtkfAAAAFUlEQVR4nGP4jwMwCCjoYUUMuHQAAG7kMsGzu5HZAAAAAElFTkSuQmCC"
)


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    machine = Device.objects.select_related("branch").filter(code=MACHINE, branch__is_demo=True).first()
    region = OrgUnit.objects.filter(code=REGION).first()
    if machine is None or region is None:
        return
    for username in AGENTS:
        write_agent(username, region, at=at)
    if not VtmSession.objects.filter(device=machine).exists():
        for line in HISTORY:
            write_session(machine, *line, now=at)


def write_agent(username: str, region: OrgUnit, *, at: dt.datetime) -> None:
    """Rights over the region, skills and a certificate."""
    staff = Staff.objects.filter(username=username).first()
    if staff is None:
        return
    roles, services, languages = AGENTS[username]
    for role in roles:
        RoleGrant.objects.get_or_create(staff=staff, role=role, unit=region)
    for kind, codes in ((SkillKind.SERVICE, services), (SkillKind.LANGUAGE, languages)):
        for code in codes:
            Skill.objects.get_or_create(staff=staff, kind=kind, code=code)
    if not AgentCertificate.objects.filter(staff=staff).exists():
        AgentCertificate.objects.create(
            staff=staff,
            valid_from=at.date() - dt.timedelta(days=30),
            valid_until=at.date() + VALID,
            issued_by="远程银行中心",
            issued_at=at,
        )


def write_session(
    machine: Device,
    minutes: int,
    username: str,
    code: str,
    rating: int | None,
    ended: VtmEnd | None,
    *,
    now: dt.datetime,
) -> None:
    """One session of this morning, by the ordinary verbs."""
    began = now - minutes * MINUTE
    service = Service.objects.get(branch__code=BRANCH, code=code)
    agent = Staff.objects.select_related("home_branch").get(username=username)
    one = vtm.request(machine, by=machine.actor, at=began, service=service, consents=True)
    if ended is not None:
        vtm.cancel(one, by=machine.actor, at=began + 5 * MINUTE, reason=ended)
        return
    vtm.go_online(agent, at=began)
    serving, customer = agent.actor, machine.actor
    vtm.connect(one, agent=agent, at=began + MINUTE)
    shown = {"document": VtmDocument.ID_CARD, "tail": "1234", "live_check": LiveCheck.PASSED}
    vtm.check_identity(one, by=serving, at=began + 2 * MINUTE, **shown)  # type: ignore[arg-type]
    vtm.accept_identity(one, by=serving, at=began + 3 * MINUTE)
    vtm.begin_business(one, by=serving, at=began + 4 * MINUTE)
    vtm.ask_signature(one, by=serving, at=began + 7 * MINUTE)
    vtm.sign(one, by=customer, at=began + 8 * MINUTE, image=STROKE)
    if rating is None:
        vtm.close_unrated(one, at=began + 9 * MINUTE)
    else:
        vtm.rate(one, by=customer, at=began + 9 * MINUTE, rating=rating)
    vtm.go_offline(agent, at=began + 10 * MINUTE)
