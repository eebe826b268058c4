"""The offer on the last page of a smart counter (S170): decided once, when the business is done, and read afterwards."""

from __future__ import annotations

import datetime as dt

import structlog

from devices.events.smart import SmartCompleted
from devices.models.smart import SmartSession
from devices.offers import Offer
from lobby.branches.actors import Actor
from lobby.branches.errors import LobbyError
from lobby.live.events import Event
from marketing.domain.prompting.answering import show_on_machine
from marketing.domain.prompting.reading import words_of
from marketing.models import Prompt
from queueing.models import Ticket
from queueing.subjects import TICKET

log = structlog.get_logger(__name__)


def when_completed(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whatever speaks against an offer, the customer's business is done (1 query where nobody knows them)."""
    assert isinstance(event, SmartCompleted)
    if event.about_type != TICKET or event.about_id is None:
        return
    tickets = Ticket.objects.filter(pk=event.about_id, visit__customer__consent_marketing_at__isnull=False)
    ticket = tickets.select_related("branch").first()
    if ticket is None:
        return
    try:
        show_on_machine(ticket, by=by, at=at, session=event.smart_session)
    except LobbyError as refusal:
        log.info("offer_on_machine_refused", code=refusal.code, branch_id=event.branch_id)


def offer_of(session: SmartSession, at: dt.datetime) -> Offer | None:
    """What was decided for the session, in its language (1 query for nothing, 2 else)."""
    shown = Prompt.objects.filter(session=session.pk).select_related("rule", "product", "branch").first()
    if shown is None:
        return None
    words = words_of(shown.branch, {shown.rule.script}, at=at).get(shown.rule.script)
    if words is None:
        return None
    is_english = session.language.startswith("en")
    risk = shown.product.risk_line_en if is_english else shown.product.risk_line_zh
    text = words.sentence(session.language)
    return Offer(title=shown.product.name_in(session.language), text=f"{text} {risk}".strip())
