"""What the colleague does with a lead: contact, assess, propose. Each step goes through the gate (S150, R05)."""

from __future__ import annotations

import datetime as dt
import re

from lobby.branches.models import Staff
from lobby.customers.selectors.assessments import standing
from lobby.live import journal
from marketing.domain import contacting, suitability
from marketing.domain.leads import calling, clocks, moving
from marketing.domain.leads.creating import check_agreed
from marketing.domain.leads.ending import stop
from marketing.enums.leads import EndReason
from marketing.enums.products import INVESTMENT, Surface
from marketing.enums.prompts import PromptAnswer
from marketing.errors.contacting import Silenced
from marketing.errors.leads import AssessmentMissing, RecordingMissing, UnknownProduct
from marketing.models import Lead, Product

# The number of a recording, and no words about anybody.
RECORDING = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,59}")


def contact(lead: Lead, *, by: Staff, at: dt.datetime, way: str = "meeting", answer: PromptAnswer | str = "") -> Lead:
    """The customer was spoken to: an attempt (K10). A "no" ends the lead and begins the family's time of peace (N14).

    Raises IllegalLeadMove, NotTheReceiver, Forbidden, Silenced.
    """
    with journal.unit(by=by.actor, at=at):
        customer = moving.locked_customer(lead.customer_id)
        lead = moving.locked(lead)
        moving.check_move(lead, "contact")
        moving.check_receiver(lead, by)
        silence = contacting.may_contact(customer, branch=lead.branch, at=at, family=lead.family, visit=lead.visit)
        if silence is not None:
            raise Silenced(silence)
        made = contacting.record(
            customer,
            branch=lead.branch,
            by=by.actor,
            at=at,
            way=way,
            product=lead.product,
            scenario=lead.scenario,
            campaign=lead.campaign,
            visit=lead.visit,
            answer=answer,
            staff=by,
        )
        moving.move(lead, "contact", by=by.actor, at=at, contact=made, contact_by=None)
        clocks.stop(lead, at=at)
        calling.call_off(lead, at=at, reason="contacted")
        if answer == PromptAnswer.NO:
            if lead.product is None:
                contacting.refuse(customer, branch=lead.branch, by=by.actor, at=at, family=lead.family)
            stop(lead, by=by.actor, at=at, reason=EndReason.SAID_NO)
    return lead


def assess(lead: Lead, *, by: Staff, at: dt.datetime) -> Lead:
    """What the customer can bear is known: a valid assessment, or a family that needs none.

    Raises IllegalLeadMove, NotTheReceiver, Forbidden, Silenced, AssessmentMissing.
    """
    with journal.unit(by=by.actor, at=at):
        customer = moving.locked_customer(lead.customer_id)
        lead = moving.locked(lead)
        moving.check_move(lead, "assess")
        moving.check_receiver(lead, by)
        check_agreed(customer, visit=lead.visit, at=at)
        if lead.family in INVESTMENT and not is_assessed(customer.pk, at):
            raise AssessmentMissing
        moving.move(lead, "assess", by=by.actor, at=at)
    return lead


def is_assessed(customer_id: int, at: dt.datetime) -> bool:
    """Whether an assessment is valid and no changed level waits to be confirmed (1 query)."""
    found = standing(customer_id, at=at)
    return bool(found.valid) and not found.pending


def propose(
    lead: Lead,
    *,
    by: Staff,
    at: dt.datetime,
    product: Product,
    recording_ref: str = "",
    is_extra_confirmed: bool = False,
) -> Lead:
    """Propose a product that the gate lets through, by somebody who may sell it on this day (N13).

    A refusal of the gate is kept, whatever becomes of this call. Raises IllegalLeadMove, NotTheReceiver, Forbidden,
    UnknownProduct, Unsuitable, Silenced, RecordingMissing.
    """
    recording = recording_ref.strip()
    with journal.unit(by=by.actor, at=at):
        customer = moving.locked_customer(lead.customer_id)
        lead = moving.locked(lead)
        moving.check_move(lead, "propose")
        moving.check_receiver(lead, by)
        if product.family != lead.family:
            raise UnknownProduct
        verdict = suitability.require(
            customer,
            product,
            branch=lead.branch,
            by=by.actor,
            at=at,
            surface=Surface.LEAD,
            staff=by,
            visit_id=lead.visit_id,
            is_extra_confirmed=is_extra_confirmed,
        )
        check_agreed(customer, visit=lead.visit, at=at)
        if (product.needs_recording or recording) and not RECORDING.fullmatch(recording):
            raise RecordingMissing
        moving.move(
            lead,
            "propose",
            by=by.actor,
            at=at,
            product=product,
            suitability=verdict.row,
            recording_ref=recording,
            is_extra_confirmed=is_extra_confirmed,
        )
    return lead
