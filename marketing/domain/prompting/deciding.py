"""Choosing what may be said to a customer now, or what silences it; nothing is written here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from lobby.branches.models import Branch, Staff
from marketing.domain import triggers
from marketing.domain.prompting.reading import Case, Reading, Words, read
from marketing.domain.suitability import judge
from marketing.enums.needs import Place
from marketing.enums.products import Surface
from marketing.enums.prompts import Silence
from marketing.enums.suitability import SuitabilityRule
from marketing.models import Product, Rule, Scenario
from queueing.enums import CALLABLE, TicketStatus
from queueing.estimate import Wait, waits
from queueing.models import Ticket

# How long after the end of service somebody is still at the counter.
STILL_THERE = dt.timedelta(minutes=10)
BUSY = (TicketStatus.CALLED, TicketStatus.ON_HOLD, TicketStatus.DIVERTED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be said: by which rule, about which product, in which approved words, and why."""

    rule: Rule
    product: Product
    words: Words
    why: str
    place: Place
    is_asked_for: bool
    nth: int

    @property
    def scenario(self) -> Scenario | None:
        """The scenario of the rule, if any."""
        return self.rule.scenario

    def sentence(self, language: str) -> str:
        """The one approved sentence: the first line of the words."""
        return self.words.sentence(language)

    def risk_line(self, language: str) -> str:
        """What stands beside every offer of the product."""
        return self.product.risk_line_en if language.startswith("en") else self.product.risk_line_zh


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate with why, or why not. `left_s` are the seconds until the ticket is called, as half of such wait."""

    candidate: Candidate | None
    why: str
    silenced_by: Silence | None
    left_s: int | None = None


def decide(ticket: Ticket, *, staff: Staff | None, at: dt.datetime) -> Decision:
    """What may be said to the customer of a ticket now (15 queries at most, whatever the number of rules).

    `staff` is who would say it: without the qualification a product needs they only refer.
    """
    return decide_all(ticket.branch, [ticket.pk], staff=staff, at=at)[ticket.pk]


def decide_all(
    branch: Branch, tickets: Collection[int], *, staff: Staff | None, at: dt.datetime
) -> dict[int, Decision]:
    """The same for several tickets of a branch, in as many queries."""
    reading = read(branch, tickets, staff=staff, at=at)
    waiting = any(case.ticket.status in CALLABLE for case in reading.cases.values())
    expected = waits(branch, at=at) if waiting else {}
    return {pk: decision_of(case, reading, expected, at=at) for pk, case in reading.cases.items()}


def decide_on_machine(ticket: Ticket, *, at: dt.datetime) -> Decision:
    """What a machine may show after its customer's business is done (12 queries): the business was the need (S170)."""
    reading = read(ticket.branch, [ticket.pk], staff=None, at=at, place=Place.MACHINE)
    case = reading.cases[ticket.pk]
    silence = silence_of_customer(case, reading)
    return Decision(None, str(silence.label), silence) if silence else chosen(case, reading, Place.MACHINE, None)


def decision_of(case: Case, reading: Reading, expected: Mapping[int, Wait], *, at: dt.datetime) -> Decision:
    """One decision: first what silences everything, then the rules in their order."""
    wait = expected.get(case.ticket.pk)
    left_s = wait.p50_s if wait is not None and case.ticket.status in CALLABLE else None
    silence = silence_of_moment(case, reading, left_s, at=at) or silence_of_customer(case, reading)
    if silence is None and not (case.needs or case.ticket.is_noted or came_for(case, reading)):
        silence = Silence.NO_NEED
    if silence is not None:
        return Decision(None, str(silence.label), silence, left_s)
    return chosen(case, reading, place_of(case.ticket), left_s)


def place_of(ticket: Any) -> Place:
    """Where the customer is."""
    return Place.LOBBY if ticket.status in CALLABLE else Place.COUNTER


def silence_of_moment(case: Case, reading: Reading, left_s: int | None, *, at: dt.datetime) -> Silence | None:
    """The moment speaks against it: over, at its peak, called any minute."""
    ticket = case.ticket
    if ticket.status in BUSY:
        return Silence.CALLED_SOON
    if not is_here(ticket, at=at):
        return Silence.ENDED
    if left_s is not None and left_s <= reading.terms.least_wait_s:
        return Silence.CALLED_SOON
    return None


def is_here(ticket: Any, *, at: dt.datetime) -> bool:
    """Whether the customer of a ticket waits, is at a counter or a machine, or has just been served."""
    if ticket.status == TicketStatus.DONE:
        return at - ticket.ended_at <= STILL_THERE
    return ticket.status in (*CALLABLE, *BUSY, TicketStatus.SERVING)


def silence_of_customer(case: Case, reading: Reading) -> Silence | None:
    """The hall or the customer speaks against it, the gravest first."""
    if case.ticket.is_peak:
        return Silence.PEAK
    if case.ticket.is_held:
        return Silence.COMPLAINT
    if case.ticket.is_upset:
        return Silence.UPSET
    if case.standing is None:
        return Silence.NO_CONSENT
    silence = case.standing.silence(reading.terms)
    if silence is None and next_of(case, reading) is None:
        return Silence.CAP
    return silence


def next_of(case: Case, reading: Reading) -> tuple[bool, int] | None:
    """Whether the next prompt of the visit is one that was asked for, and its number; None when there is none (S420)."""
    asked = sum(need.is_asked for need in case.needs.values())
    if asked > case.ticket.asked:
        return True, case.ticket.asked + 1
    nth: int = case.ticket.unasked + 1
    return (False, nth) if nth <= reading.terms.offers_per_visit else None


def came_for(case: Case, reading: Reading) -> bool:
    """Whether the ticket itself names a need: it was taken for business that a rule speaks of (S154)."""
    return any(
        triggers.is_need(rule.trigger) and triggers.why(rule.trigger, case.situation, rule.values)
        for rule in reading.rules
    )


def chosen(case: Case, reading: Reading, place: Place, left_s: int | None) -> Decision:
    """The first rule that applies, whose words are approved and for which something is suitable."""
    blocked: Silence | None = None
    number = next_of(case, reading)
    # Without these it is silenced before.
    assert number is not None
    assert case.standing is not None
    settled = {*case.ticket.prompted, *case.ticket.led}
    for rule in reading.rules:
        why = triggers.why(rule.trigger, case.situation, rule.values)
        words = reading.words.get(rule.script)
        if not why or words is None or rule.code in case.ticket.put_away or rule.family in settled:
            continue
        if rule.scenario is not None and not rule.scenario.is_active:
            continue
        if rule.family in case.standing.cooling:
            blocked = blocked or Silence.COOL_OFF
            continue
        product, barred = suitable(case, reading, rule, place)
        if product is not None:
            is_asked_for, nth = number
            candidate = Candidate(rule, product, words, why, place, is_asked_for, nth)
            return Decision(candidate, why, None, left_s)
        blocked = blocked or barred
    silence = blocked or Silence.NOTHING
    return Decision(None, str(silence.label), silence, left_s)


def suitable(case: Case, reading: Reading, rule: Rule, place: Place) -> tuple[Product | None, Silence]:
    """The rule's product, or the first of its family, that the gate lets through; else what bars them."""
    surface = Surface.DEVICE if place == Place.MACHINE else Surface.PROMPT
    offered = (rule.product,) if rule.product is not None else reading.products.get(rule.family, ())
    barred = Silence.UNSUITABLE
    for product in offered:
        reasons = judge(case.facts, product, surface)
        if not reasons:
            return product, barred
        if {reason.rule for reason in reasons} == {SuitabilityRule.UNQUALIFIED}:
            barred = Silence.UNQUALIFIED
    return None, barred
