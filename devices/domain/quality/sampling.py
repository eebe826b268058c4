"""Which sessions are judged: a quota instead of a coin, so that the share always holds; which one, nobody can foresee.

A coin with 10 % leaves two in five agents with twenty sessions a month below the share. So at the end of each session the
sheets of its agent, branch and month are counted, and as long as too few are drawn, one of those not drawn yet is: any of
them, by lot. The share is reached after every single session, over each agent and month, and yet an agent can neither
tell that this session will be looked at nor that it will not.
"""

from __future__ import annotations

import datetime as dt
import secrets

from devices.domain.quality.moving import move
from devices.enums.quality import QcStatus
from devices.events.vtm import VtmEvent
from devices.models.quality import QcSheet
from devices.models.vtm import VtmSession
from lobby.branches.actors import Actor
from lobby.branches.policies import policy_of
from lobby.live.events import Event


def session_ended(event: Event, by: Actor, at: dt.datetime) -> None:
    """A session that an agent had is over, in the transaction that ends it (5–7 statements)."""
    assert isinstance(event, VtmEvent)
    if event.agent is not None:
        draw(VtmSession.objects.select_related("branch").get(pk=event.vtm_session), at=at)


def draw(session: VtmSession, *, at: dt.datetime) -> QcSheet | None:
    """Make the session's sheet; returns one that was drawn, None where enough are. Once for each session, in a unit of work."""
    assert session.agent_id is not None
    month = session.day.replace(day=1)
    same = QcSheet.objects.select_for_update(no_key=True).filter(
        agent=session.agent_id, branch=session.branch_id, month=month
    )
    # Whoever ends two sessions of an agent at once does so one after the other.
    list(same.order_by("pk").values_list("pk", flat=True))
    made = {"branch_id": session.branch_id, "agent_id": session.agent_id, "month": month, "since": at}
    QcSheet.objects.get_or_create(session=session, defaults=made)
    sheets = list(same.order_by("pk"))
    pending = [sheet for sheet in sheets if sheet.status == QcStatus.PENDING]
    percent = policy_of(session.branch, session.day).vtm_sample_percent
    if not pending or 100 * (len(sheets) - len(pending)) >= percent * len(sheets):
        return None
    return move(secrets.choice(pending), "sample", at=at)


def share_of(agent_id: int, month: dt.date) -> tuple[int, int]:
    """How many of an agent's sessions of a month were drawn, and how many there were (1 query)."""
    statuses = list(QcSheet.objects.filter(agent=agent_id, month=month).values_list("status", flat=True))
    return sum(status != QcStatus.PENDING for status in statuses), len(statuses)
