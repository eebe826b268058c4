"""What the boards show of incidents: open ones as cards with their tasks and clocks, past ones, contacts, silent alerts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.floor import kinds
from lobby.floor.enums import OPEN_REMINDERS
from lobby.floor.enums.incidents import (
    CLASSIFY_CLOCK,
    INCIDENT_MOVES,
    LEVEL_CLOCK,
    RESTRICTED_KINDS,
    REVIEW_CLOCK,
    USUAL_SEVERITY,
    CallState,
    IncidentSeverity,
    StepKind,
)
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.reminders import LATE_REMINDERS, ReminderStatus
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import (
    Alert,
    Contact,
    Deadline,
    FirstAider,
    Incident,
    IncidentStep,
    LibraryVersion,
    Reminder,
    RollCall,
    StockLot,
)
from lobby.floor.selectors.feed import words_of
from lobby.floor.selectors.library import in_force

PAST_DAYS = 90
PAST_ROWS = 60
# The one-tap steps that each kind offers first.
MEDICAL_STEPS = (StepKind.CALLED_120, StepKind.FIRST_AID, StepKind.AMBULANCE)
SECURITY_STEPS = (StepKind.ALARM, StepKind.CALLED_110, StepKind.POLICE, StepKind.DOORS_CLOSED)
GROUP_STEPS = (StepKind.AREA_SET_UP, StepKind.SUPPORT_ASKED, StepKind.CALLED_110)
OUTAGE_STEPS = (StepKind.CUSTOMERS_TOLD, StepKind.ALTERNATIVES, StepKind.SUPERIOR_TOLD)
DISASTER_STEPS = (StepKind.EVACUATED, StepKind.CALLED_119, StepKind.FIRE_BRIGADE)
STEPS: dict[str, tuple[StepKind, ...]] = {
    "sudden_illness": MEDICAL_STEPS,
    "injury": MEDICAL_STEPS,
    "robbery": SECURITY_STEPS,
    "security": SECURITY_STEPS,
    "trouble_making": SECURITY_STEPS,
    "group_event": GROUP_STEPS,
    "natural_disaster": DISASTER_STEPS,
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of an incident; `mark` is the shape and colour of its state."""

    task: Reminder
    words: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.task.status in OPEN_REMINDERS

    @property
    def is_begun(self) -> bool:
        """Whether somebody said that they do it."""
        return self.task.owner_id is not None and self.task.status == ReminderStatus.ACKNOWLEDGED

    @property
    def is_fresh(self) -> bool:
        """Whether it is neither begun nor late."""
        return self.task.status in (ReminderStatus.SCHEDULED, ReminderStatus.DUE)

    @property
    def mark(self) -> str:
        """The severity of its state."""
        if self.task.status == ReminderStatus.DONE:
            return "fine"
        if self.task.status in LATE_REMINDERS:
            return "late"
        return "info" if self.is_begun else "off"


@dataclass(frozen=True, slots=True)
class Card:
    """An incident with what a board shows of it; moments are None where no clock runs."""

    incident: Incident
    tasks: list[TaskLine]
    steps: list[IncidentStep]
    missing: int
    counted: int
    classify_by: dt.datetime | None
    next_level_at: dt.datetime | None
    review_by: dt.datetime | None

    @property
    def verbs(self) -> set[str]:
        """What the state allows."""
        return {verb for verb, (sources, _target) in INCIDENT_MOVES.items() if self.incident.status in sources}

    @property
    def severities(self) -> list[tuple[str, str, bool]]:
        """Severity, its name, and whether R20 has it for this kind."""
        usual = USUAL_SEVERITY[self.incident.kind]
        return [(one.value, str(one.label), one == usual) for one in IncidentSeverity]

    @property
    def open_tasks(self) -> int:
        """How many tasks are left."""
        return sum(line.is_open for line in self.tasks)

    @property
    def quick_steps(self) -> list[StepKind]:
        """The steps to offer first, of these the ones not taken yet."""
        taken = {step.kind for step in self.steps}
        return [kind for kind in STEPS.get(self.incident.kind, OUTAGE_STEPS) if kind not in taken]


def open_cards(branch: Branch, *, restricted: bool) -> list[Card]:
    """The open incidents of a branch, newest first: either those for everybody or those for security (5 queries)."""
    among = Q(kind__in=RESTRICTED_KINDS)
    incidents = Incident.objects.filter(among if restricted else ~among, branch=branch, ended_at__isnull=True)
    return cards_of(incidents.order_by("-reported_at", "-pk"))


def cards_of(incidents: QuerySet[Incident]) -> list[Card]:
    """Cards of some incidents (5 queries, 1 for none)."""
    steps = Prefetch("steps", queryset=IncidentStep.objects.select_related("by"))
    calls = Prefetch("roll_call", queryset=RollCall.objects.only("incident_id", "state"))
    found = list(incidents.select_related("branch", "zone", "commander", "reported_by").prefetch_related(steps, calls))
    if not found:
        return []
    tasks, clocks = tasks_of(found), clocks_of(found)
    return [card_of(one, tasks[one.pk], clocks) for one in found]


def card_of(incident: Incident, tasks: list[TaskLine], clocks: dict[tuple[int, str], dt.datetime]) -> Card:
    """One card from what was read."""
    answers = list(incident.roll_call.all())
    return Card(
        incident=incident,
        tasks=tasks,
        steps=list(incident.steps.all()),
        missing=sum(answer.state == CallState.MISSING for answer in answers),
        counted=len(answers),
        classify_by=clocks.get((incident.pk, CLASSIFY_CLOCK)),
        next_level_at=clocks.get((incident.pk, LEVEL_CLOCK)),
        review_by=clocks.get((incident.pk, REVIEW_CLOCK)),
    )


def tasks_of(incidents: Iterable[Incident]) -> dict[int, list[TaskLine]]:
    """The tasks of incidents, open ones first, next due first (1 query)."""
    ids = [incident.pk for incident in incidents]
    rows = Reminder.objects.filter(subject_type="incident", subject_id__in=ids).select_related("owner")
    found: dict[int, list[TaskLine]] = defaultdict(list)
    for task in rows.order_by("due_at", "pk"):
        assert task.subject_id is not None
        found[task.subject_id].append(TaskLine(task, plain_words(task)))
    for lines in found.values():
        lines.sort(key=lambda line: not line.is_open)
    return found


def plain_words(task: Reminder) -> str:
    """What to do, without the incident's name: it stands above."""
    step = task.values.get("step")
    return kinds.worded("{step}", {"step": step}) if step else words_of(task)


def clocks_of(incidents: Iterable[Incident]) -> dict[tuple[int, str], dt.datetime]:
    """The running clocks of incidents by incident and kind (1 query)."""
    ids = [incident.pk for incident in incidents]
    running = Deadline.objects.filter(subject_type="incident", subject_id__in=ids, done_at__isnull=True)
    return {(number, kind): due_at for number, kind, due_at in running.values_list("subject_id", "kind", "due_at")}


def past(branch: Branch, *, at: dt.datetime) -> list[Incident]:
    """Incidents and drills that ended in the last quarter, newest first (1 query)."""
    since = at - dt.timedelta(days=PAST_DAYS)
    ended = Incident.objects.filter(branch=branch, ended_at__isnull=False, reported_at__gte=since)
    return list(ended.select_related("zone").order_by("-reported_at", "-pk")[:PAST_ROWS])


def counted(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> QuerySet[Incident]:
    """The incidents that figures count: neither drills nor false alarms."""
    real = Incident.objects.filter(branch=branch, is_drill=False, reported_at__gte=since, reported_at__lt=until)
    return real.exclude(status="false_alarm")


def silent_alerts(branch: Branch) -> list[Alert]:
    """Open alerts that only security hears of, newest first (1 query)."""
    alerts = Alert.objects.filter(branch=branch, resolved_at__isnull=True, kind__in=kinds.silent_kinds())
    return list(alerts.select_related("accepted_by", "zone").order_by("-raised_at", "-pk"))


@dataclass(frozen=True, slots=True)
class Help:
    """Who and what helps in need: numbers to call, trained people, kits with their expiry, approved cards."""

    contacts: list[Contact]
    first_aiders: list[FirstAider]
    kits: list[tuple[StockLot, bool]]
    cards: list[LibraryVersion]


def help_at(branch: Branch, *, at: dt.datetime) -> Help:
    """Everything beside an incident (4 queries). A lapsed certificate stands there no more, an expired kit does."""
    today = business_date(branch, at)
    trained = FirstAider.objects.filter(branch=branch, valid_until__gte=today, staff__is_active=True)
    kits = StockLot.objects.filter(material__branch=branch, material__kind=MaterialKind.FIRST_AID, quantity__gt=0)
    return Help(
        contacts=list(Contact.objects.filter(branch=branch)),
        first_aiders=list(trained.select_related("staff").order_by("staff__username")),
        kits=[
            (lot, lot.expires_on is not None and lot.expires_on < today)
            for lot in kits.select_related("material").order_by("expires_on", "pk")
        ],
        cards=list(in_force(ContentKind.EMERGENCY_CARD, branch, at)),
    )
