"""Which business is told about in full and approved by a second person (S173d), and the text that is read out."""

from __future__ import annotations

import datetime as dt

from devices.enums.vtm import HIGH_RISK
from devices.models.vtm import VtmSession
from lobby.branches.policies import policy_of
from lobby.floor.domain.library.shipped.video import CODE
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors.library import in_force


def is_large(session: VtmSession) -> bool:
    """Whether the amount is above the branch's limit (0–1 query)."""
    return session.amount is not None and session.amount > policy_of(session.branch, session.day).vtm_authorise_over


def needs_disclosure(session: VtmSession) -> bool:
    """Whether the risks are read out and understood before the business (0–1 query)."""
    return session.is_high_risk or session.service.family in HIGH_RISK or is_large(session)


def needs_authorisation(session: VtmSession) -> bool:
    """Whether a second person approves it (0–1 query); the same business as is disclosed."""
    return needs_disclosure(session)


def is_disclosed(session: VtmSession) -> bool:
    """Whether the customer has said on the machine that the text was understood."""
    return session.understood_at is not None


def risk_text(session: VtmSession, *, at: dt.datetime) -> LibraryVersion | None:
    """The approved text for the service's family, else the general one, None where neither is in force (1 query)."""
    wanted = [f"{CODE}-{session.service.family}", CODE]
    found = {
        one.item.code: one
        for one in in_force(ContentKind.RISK_NOTICE, session.branch_id, at).filter(item__code__in=wanted)
    }
    return next((found[code] for code in wanted if code in found), None)
