"""What screens show of prompts: at the desk, in a ticket's dialog, in the list of who may be spoken to, and the rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.customers.models import masked
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import counting
from marketing.domain import triggers
from marketing.domain.prompting.deciding import STILL_THERE, Candidate, Decision, decide, decide_all
from marketing.enums.needs import NeedKind, SkipReason
from marketing.enums.prompts import PEACE, Silence
from marketing.models import Need, Prompt, Rule, Scenario
from queueing.enums import AT_COUNTER, CALLABLE, TicketStatus
from queueing.models import CounterSession, Ticket

# How many of those who wait are looked at; whoever waits longest is there first.
LOOKED_AT = 40
# Named with one tap; the others behind "more".
COMMON = (NeedKind.SAVING, NeedKind.INVESTING, NeedKind.BILLS, NeedKind.BORROWING)
TERMS = (90, 180, 365)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one ticket: the decision, what was named, and what was said in this visit already."""

    ticket: Ticket
    decision: Decision
    language: str
    needs: list[Need] = field(default_factory=list)
    said: list[Prompt] = field(default_factory=list)

    @property
    def candidate(self) -> Candidate | None:
        """What may be said."""
        return self.decision.candidate

    @property
    def state(self) -> str:
        """`say`, `ask` for the need first, `said`, or `quiet`."""
        if self.candidate is not None:
            return "say"
        if self.decision.silenced_by == Silence.NO_NEED:
            return "ask"
        return "said" if self.said else "quiet"

    @property
    def is_private(self) -> bool:
        """Whether the screen only says that the customer is left in peace."""
        return self.decision.silenced_by in PEACE

    @property
    def sentence(self) -> str:
        """The approved sentence in the customer's language."""
        return self.candidate.sentence(self.ticket.language) if self.candidate else ""

    @property
    def risk_line(self) -> str:
        """What stands beside every offer of the product, in the customer's language."""
        return self.candidate.risk_line(self.ticket.language) if self.candidate else ""

    @property
    def minutes_left(self) -> int | None:
        """Whole minutes until the call that half of such customers get by then."""
        return None if self.decision.left_s is None else self.decision.left_s // 60

    @property
    def common_needs(self) -> list[tuple[str, Any]]:
        """Needs to name with one tap, without those that were named."""
        named = {need.kind for need in self.needs}
        return [(kind.value, kind.label) for kind in COMMON if kind.value not in named]

    @property
    def other_needs(self) -> list[tuple[str, Any]]:
        """The other needs."""
        return [(kind.value, kind.label) for kind in NeedKind if kind not in COMMON]

    @property
    def reasons(self) -> list[tuple[str, Any]]:
        """Why nothing is said."""
        return list(SkipReason.choices)

    @property
    def terms(self) -> tuple[int, ...]:
        """For how long money is usually put aside, in days."""
        return TERMS


def beside(ticket: Ticket, staff: Staff, *, language: str, at: dt.datetime) -> Beside | None:
    """What stands beside a ticket (the decision's queries and 2); None where nobody knows the customer."""
    if ticket.visit.customer_id is None:
        return None
    prompts = Prompt.objects.filter(visit=ticket.visit_id).select_related("product", "rule").order_by("shown_at")
    return Beside(
        ticket,
        decide(ticket, staff=staff, at=at),
        language,
        list(Need.objects.filter(visit=ticket.visit_id)),
        list(prompts),
    )


def ticket_of_desk(staff_id: int, branch_id: int, *, at: dt.datetime) -> Ticket | None:
    """The ticket at somebody's counter, or the one just served, who still stands there (1 query)."""
    sessions = CounterSession.objects.filter(staff=staff_id, branch=branch_id, closed_at__isnull=True)
    here = Q(status__in=AT_COUNTER) | Q(status=TicketStatus.DONE, ended_at__gt=at - STILL_THERE)
    tickets = Ticket.objects.filter(here, session__in=sessions).select_related("branch", "visit", "service")
    newest = sorted(tickets, key=lambda one: (one.status in AT_COUNTER, one.ended_at or at), reverse=True)
    return newest[0] if newest else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who waits and may be spoken to: with `beside.candidate` about something, else to hear what they need."""

    beside: Beside
    name: str


def suggestions(branch: Branch, staff: Staff, *, language: str, at: dt.datetime) -> list[Suggestion]:
    """Who of those who wait may be spoken to, who is called soonest first (the decision's queries and 1)."""
    waiting = Ticket.objects.filter(branch=branch, day=business_date(branch, at), status__in=CALLABLE)
    known = waiting.filter(visit__customer__consent_marketing_at__isnull=False)
    tickets = list(known.select_related("service", "visit__customer").order_by("waits_since", "pk")[:LOOKED_AT])
    if not tickets:
        return []
    decisions = decide_all(branch, [ticket.pk for ticket in tickets], staff=staff, at=at)
    found = [
        Suggestion(Beside(ticket, decisions[ticket.pk], language), masked(ticket.visit.customer.name))  # type: ignore[union-attr]
        for ticket in tickets
        if decisions[ticket.pk].candidate or decisions[ticket.pk].silenced_by == Silence.NO_NEED
    ]
    return sorted(found, key=lambda one: one.beside.decision.left_s or 0)


@dataclass(frozen=True, slots=True)
class KeptRule:
    """The newest version of a rule, with its trigger's words and the state of its script."""

    rule: Rule
    trigger: triggers.Trigger | None
    words: LibraryVersion | None
    said: int
    interested: int

    @property
    def settings(self) -> list[tuple[Any, str]]:
        """The trigger's settings in words."""
        if self.trigger is None:
            return []
        values = self.trigger.filled(self.rule.values)
        return [(one.label, in_words(one, values[one.name])) for one in self.trigger.settings]


def in_words(setting: triggers.Setting, value: Any) -> str:
    """A setting's value as people read it."""
    names = dict(setting.choices)
    chosen = value if isinstance(value, list) else [value]
    return " · ".join(str(names.get(one, one)) for one in chosen)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Scenarios with their rules, and the rules of none."""

    scenarios: list[tuple[Scenario, list[KeptRule]]]
    others: list[KeptRule]


def rule_book(*, at: dt.datetime) -> RuleBook:
    """All rules as they stand (4 queries)."""
    newest = Rule.objects.order_by("code", "-version").distinct("code").select_related("scenario", "product", "by")
    rules = sorted(newest, key=lambda rule: (rule.priority, rule.code))
    words = {
        version.item.code: version
        for version in counting(None, Q(item__branch=None, item__code__in={rule.script for rule in rules}), at)
    }
    said: dict[str, list[str]] = defaultdict(list)
    for code, answered in Prompt.objects.filter(shown_at__gt=at - dt.timedelta(days=30)).values_list(
        "rule__code", "answer"
    ):
        said[code].append(answered)
    known = {trigger.name: trigger for trigger in triggers.all_triggers()}
    kept = [
        KeptRule(
            rule,
            known.get(rule.trigger),
            words.get(rule.script),
            len(said[rule.code]),
            said[rule.code].count("interested"),
        )
        for rule in rules
    ]
    scenarios = [
        (scenario, [one for one in kept if one.rule.scenario_id == scenario.pk]) for scenario in Scenario.objects.all()
    ]
    return RuleBook(scenarios, [one for one in kept if one.rule.scenario_id is None])


def history_of(code: str) -> list[Rule]:
    """Every version of a rule, newest first (1 query)."""
    return list(Rule.objects.filter(code=code).select_related("by", "ended_by", "product").order_by("-version"))
