"""What supervisors see, and who sees that they listen."""

from __future__ import annotations

from devices.enums.vtm import LINKED
from devices.models.vtm import VtmSession
from devices.models.watching import VtmWatch
from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Staff


def watchers_of(session: VtmSession | None) -> list[VtmWatch]:
    """Who listens to a session now (1 query, none where nobody speaks)."""
    if session is None or session.status not in LINKED:
        return []
    return list(VtmWatch.objects.filter(session=session, left_at=None).select_related("staff"))


def running_for(staff_id: int) -> list[VtmSession]:
    """Sessions in which two speak and that somebody may join, longest first (2 queries)."""
    staff = Staff.objects.get(pk=staff_id)
    here = VtmSession.objects.filter(
        status__in=LINKED, branch__in=access.branches_for(staff, Permission.VTM_WATCH)
    ).exclude(agent=staff)
    return list(here.select_related("branch", "device", "service", "agent").order_by("connected_at", "pk"))
