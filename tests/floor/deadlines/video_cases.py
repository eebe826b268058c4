"""Cases for the clocks of supervisors, quality sheets and certificates."""

from __future__ import annotations

import datetime as dt

from devices.domain import certificates, quality, vtm, watching
from devices.domain.quality import moving as sheets
from devices.domain.vtm import moving
from devices.enums.quality import ITEMS
from devices.enums.vtm import AgentStatus
from devices.models.quality import QcSheet
from devices.models.vtm import AgentCertificate, AgentState, VtmSession
from devices.models.watching import VtmWatch
from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel, DeviceKind, RoleCode, ServiceFamily
from lobby.branches.models import BranchPolicy, Service, Staff
from lobby.floor.domain import deadlines
from lobby.floor.models import Reminder
from tests.factories import make_device, make_service, make_skills
from tests.floor.deadlines.stages import DAY, Case, Stage, Subject

LAST = 60


def agent_of(stage: Stage, name: str) -> Staff:
    """A remote teller whose certificate reaches far."""
    agent = stage.staff(name, RoleCode.VTM_AGENT)
    make_skills(agent, "card")
    today = business_date(stage.branch, stage.at)
    AgentCertificate.objects.create(
        staff=agent, valid_from=today - DAY, valid_until=today + LAST * DAY, issued_by="QC", issued_at=stage.at
    )
    vtm.go_online(agent, at=stage.at)
    return agent


def card_service(stage: Stage) -> Service:
    """Done by video as well."""
    found = Service.objects.filter(branch=stage.branch, code="card").first()
    channels = [Channel.COUNTER, Channel.VTM]
    return found or make_service(stage.branch, "card", "C", family=ServiceFamily.CARD, channels=channels)


def ask(stage: Stage, name: str) -> VtmSession:
    """A customer asks for an agent at a machine of its own."""
    machine = make_device(stage.branch, f"V{name}{stage.branch.code}", DeviceKind.VTM)
    return vtm.request(machine, by=machine.actor, at=stage.at, service=card_service(stage), consents=True)


def talk(stage: Stage, name: str) -> tuple[VtmSession, Staff]:
    """A customer and an agent of that name speak."""
    agent = agent_of(stage, name)
    return vtm.connect(ask(stage, name), agent=agent, at=stage.at), agent


def supervisor(stage: Stage) -> Subject:
    """A supervisor joined, and the page was never heard of again."""
    session, _agent = talk(stage, "shen")
    # The machine itself goes on to be heard of.
    deadlines.stop(subject=(moving.SUBJECT, session.pk), at=stage.at)
    watch = watching.join(session, watcher=stage.staff("boss", RoleCode.HEAD), at=stage.at)
    return watching.SUBJECT, watch.pk


def scored_sheet(stage: Stage) -> Subject:
    """Scored, and the agent says nothing."""
    BranchPolicy.objects.filter(branch=stage.branch).update(vtm_appeal_days=3)
    session, agent = talk(stage, "song")
    vtm.end_early(session, by=agent.actor, at=stage.at, reason="bad line")
    sheet = QcSheet.objects.get(session=session)
    scorer = stage.staff("qc", RoleCode.VTM_QC)
    quality.score(sheet, by=scorer.actor, at=stage.at, marks={item.code: 2 for item in ITEMS})
    return sheets.SUBJECT, sheet.pk


def certificate(stage: Stage, days: int) -> Subject:
    """Issued by the quality team, with so many days after today; the agent is ready for calls."""
    agent = stage.staff(f"agent{days}", RoleCode.VTM_AGENT)
    today = business_date(stage.branch, stage.at)
    scorer = stage.staff("qc", RoleCode.VTM_QC)
    made = certificates.certify(agent, by=scorer.actor, at=stage.at, valid_from=today, valid_until=today + days * DAY)
    vtm.go_online(agent, at=stage.at)
    return certificates.SUBJECT, made.pk


def reminded(_stage: Stage, pk: int) -> int:
    """How often the agent was reminded."""
    return Reminder.objects.filter(kind=certificates.RENEW, subject_id=pk).count()


def is_ready(_stage: Stage, pk: int) -> bool:
    """Whether the agent takes calls."""
    agent = AgentCertificate.objects.get(pk=pk).staff
    return AgentState.objects.get(staff=agent).status == AgentStatus.ONLINE


def appeal_over(stage: Stage) -> dt.datetime:
    """The third working day after the one of the score is over."""
    return stage.wall(stage.days.working[3])


def soon(stage: Stage) -> dt.datetime:
    """Thirty days before the last day."""
    ends = dt.datetime.fromisoformat(stage.days.day_ends)
    return stage.wall((ends + 4 * DAY).isoformat())


def over(stage: Stage) -> dt.datetime:
    """The last day is over."""
    return stage.day_ends


CASES = {
    watching.SILENCE: Case(
        supervisor,
        lambda stage: stage.at + dt.timedelta(seconds=watching.SILENT_S),
        lambda _stage, pk: VtmWatch.objects.get(pk=pk).left_at is not None,
        False,
        True,
    ),
    sheets.APPEAL: Case(
        scored_sheet, appeal_over, lambda _stage, pk: QcSheet.objects.get(pk=pk).status, "scored", "final"
    ),
    certificates.SOON: Case(lambda stage: certificate(stage, 35), soon, reminded, 0, 1),
    certificates.OVER: Case(lambda stage: certificate(stage, 0), over, is_ready, True, False),
}
