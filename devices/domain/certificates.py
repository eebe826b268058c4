"""Certificates of remote tellers: issued by another person, from day to day; told before they end (S173e)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from devices.domain.vtm.agents import is_certified, locked_state, session_of, set_status
from devices.enums.vtm import AgentStatus, VtmStatus
from devices.errors.quality import BadCertificateDays, CertificateExists, CertifiesThemselves
from devices.errors.vtm import NoDesk
from devices.events.quality import VtmCertificateRevoked, VtmCertified
from devices.events.vtm import VtmEvent
from devices.models.vtm import AgentCertificate
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, day_bounds, day_start
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from lobby.floor.models import Deadline
from lobby.live import journal
from lobby.live.events import Event

SUBJECT = "vtm_certificate"
SOON, OVER = "vtm.certificate_soon", "vtm.certificate_over"
RENEW = "vtm.renew_certificate"
NOTICE = dt.timedelta(days=30)
KIND = kinds.ReminderKind(
    name=RENEW, text=_("Your certificate for video sessions ends on {day}: ask for a new one"), lead_s=kinds.AT_ONCE
)


def certify(agent: Staff, *, by: Actor, at: dt.datetime, valid_from: dt.date, valid_until: dt.date) -> AgentCertificate:
    """Issue a certificate. Raises NoDesk, CertifiesThemselves, BadCertificateDays, CertificateExists."""
    home = home_of(agent)
    if by.staff_id is None or by.staff_id == agent.pk:
        raise CertifiesThemselves
    if valid_until < max(valid_from, business_date(home, at)):
        raise BadCertificateDays
    with journal.unit(by=by, at=at):
        if AgentCertificate.objects.filter(staff=agent, valid_from=valid_from).exists():
            raise CertificateExists
        made = AgentCertificate.objects.create(
            staff=agent,
            valid_from=valid_from,
            valid_until=valid_until,
            issued_by=by.name,
            issuer_id=by.staff_id,
            issued_at=at,
        )
        watch_over(made, home, at=at)
        for earlier in AgentCertificate.objects.filter(staff=agent).exclude(pk=made.pk):
            reminders.cancel_about((SUBJECT, earlier.pk), at=at, reason=VtmCertified.type, kind=RENEW)
        journal.record(VtmCertified(branch_id=home.pk, staff=agent.pk, valid_until=valid_until.isoformat()))
    return made


def watch_over(certificate: AgentCertificate, home: Branch, *, at: dt.datetime) -> None:
    """Start the clocks of a certificate: thirty days before its end, and its end (2 statements)."""
    soon = max(at, day_start(home, certificate.valid_until - NOTICE))
    over = end_of(home, certificate.valid_until)
    for kind, due_at in ((SOON, soon), (OVER, over)):
        deadlines.set_deadline(kind, branch_id=home.pk, subject=(SUBJECT, certificate.pk), due_at=due_at)


def end_of(home: Branch, day: dt.date) -> dt.datetime:
    """When a business day of the branch is over."""
    return day_bounds(home, day)[1]


def revoke(certificate: AgentCertificate, *, by: Actor, at: dt.datetime) -> AgentCertificate:
    """It does not count any more, at once; a repeat changes nothing. Raises NoDesk, CertifiesThemselves."""
    home = home_of(certificate.staff)
    if by.staff_id is None or by.staff_id == certificate.staff_id:
        raise CertifiesThemselves
    with journal.unit(by=by, at=at):
        if AgentCertificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(revoked_at=at):
            deadlines.stop(subject=(SUBJECT, certificate.pk), at=at)
            journal.record(VtmCertificateRevoked(branch_id=home.pk, staff=certificate.staff_id))
            sign_off(certificate.staff, at=at)
    certificate.refresh_from_db()
    return certificate


def when_soon(deadline: Deadline, at: dt.datetime) -> None:
    """The agent is reminded, unless a later certificate has been issued already."""
    certificate = AgentCertificate.objects.select_related("staff").get(pk=deadline.subject_id)
    ahead = AgentCertificate.objects.filter(staff=certificate.staff, valid_until__gt=certificate.valid_until)
    if ahead.filter(revoked_at__isnull=True).exists():
        return
    branch = deadline.branch
    due_at = max(at, end_of(branch, certificate.valid_until))
    reminders.create(
        certificate.staff,
        branch,
        by=SYSTEM,
        at=at,
        due_at=due_at,
        kind=RENEW,
        values={"day": certificate.valid_until.isoformat()},
        subject=(SUBJECT, certificate.pk),
    )


def when_over(deadline: Deadline, at: dt.datetime) -> None:
    """Whoever is ready for calls without a certificate is signed off; a running session is finished first."""
    certificate = AgentCertificate.objects.select_related("staff__home_branch").get(pk=deadline.subject_id)
    sign_off(certificate.staff, at=at)


def session_left(event: Event, by: Actor, at: dt.datetime) -> None:
    """An agent is free again: without a certificate they are signed off (0–4 statements)."""
    assert isinstance(event, VtmEvent)
    if event.agent is None or (event.type == "vtm.moved" and event.status != VtmStatus.RATING):
        return
    sign_off(Staff.objects.select_related("home_branch").get(pk=event.agent), at=at)


def sign_off(agent: Staff, *, at: dt.datetime) -> None:
    """Sign an agent off who has no valid certificate and no session (1–5 statements)."""
    if agent.home_branch is None or is_certified(agent, at) or session_of(agent) is not None:
        return
    if locked_state(agent, at=at).status != AgentStatus.OFFLINE:
        set_status(agent, AgentStatus.OFFLINE, at=at)


def home_of(agent: Staff) -> Branch:
    """Where an agent sits. Raises NoDesk."""
    if agent.home_branch is None:
        raise NoDesk
    return agent.home_branch
