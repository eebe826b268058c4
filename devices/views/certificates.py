"""Certificates of remote tellers: who has one, until when; issued by the quality team."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.access.vtm import seat_of
from devices.domain import certificates
from devices.forms.quality import CertificateForm
from devices.models.vtm import AgentCertificate
from devices.selectors.quality import Certified, agents_for
from devices.views.vtm_desk import staff_with
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff


@never_cache
@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Remote tellers, whose certificate ends soonest first. Raises Forbidden."""
    staff = staff_with(request, Permission.VTM_SCORE)
    today = business_date(seat_of(staff, Permission.VTM_SCORE), timezone.now())
    soon = certificates.NOTICE.days
    context = {"agents": agents_for(staff, today), "today": today, "soon": soon}
    return render(request, "devices/vtm/certificates.html", context)


def agent_of(staff: Staff, agent_id: int) -> Certified:
    """One of the remote tellers that somebody certifies. Raises NotFound."""
    today = business_date(seat_of(staff, Permission.VTM_SCORE), timezone.now())
    found = next((one for one in agents_for(staff, today) if one.agent.pk == agent_id), None)
    if found is None:
        raise NotFound
    return found


@login_required
@require_POST
def issue(request: HttpRequest, staff_id: int) -> HttpResponse:
    """A new certificate. Raises NotFound, Forbidden and what `certify` does."""
    staff = staff_with(request, Permission.VTM_SCORE)
    agent = agent_of(staff, staff_id).agent
    form = CertificateForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    certificates.certify(agent, by=staff.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Certificate issued"), redirect=reverse("devices:vtm-certificates"))


@login_required
@require_POST
def revoke(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """A certificate does not count any more. Raises NotFound, Forbidden and what `revoke` does."""
    staff = staff_with(request, Permission.VTM_SCORE)
    one = AgentCertificate.objects.select_related("staff__home_branch").filter(pk=certificate_id).first()
    if one is None:
        raise NotFound
    agent_of(staff, one.staff_id)
    certificates.revoke(one, by=staff.actor, at=timezone.now())
    return done(request, _("Certificate revoked"), redirect=reverse("devices:vtm-certificates"))
