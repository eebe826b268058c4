"""Every address of the floor, of the queue, of complaints and of marketing, as the resolver knows them: outsiders are let in nowhere.

A new address is tried without a word here; one with a new kind of id has to say whose rows it opens (`ROWS`).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from PIL import Image

from complaints.models import Complaint
from lobby.branches import demo, keys
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, Post, RoleCode
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import Branch, Counter, Device, Staff
from lobby.floor import kinds
from lobby.floor.domain import attachments, found, ideas, loans, security
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.incidents import notes, reporting
from lobby.floor.enums.found import FoundKind
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.enums.security import Behaviour
from lobby.floor.models import Material
from queueing.domain import peaks, support
from queueing.domain.care import acts
from queueing.enums.care import CareKind
from tests import factories

DEPARTMENTS = ("floor", "queueing", "complaints", "marketing")
# The model whose rows an id in an address means: by what the id is called, or by the beginning of the address's name
# where a word means several things.
ROWS = {
    "ack_id": "floor.NoticeAck",
    "action_id": "queueing.CareAction",
    "alert_id": "floor.Alert",
    "appointment_id": "queueing.Appointment",
    "attachment_id": "floor.Attachment",
    "attempt_id": "floor.QuizAttempt",
    "branch_id": "branches.Branch",
    "call_id": "queueing.SupportCall",
    "case_id": "floor.FraudCase",
    "compensation_id": "complaints.Compensation",
    "complaint_id": "complaints.Complaint",
    "counter_id": "branches.Counter",
    "demand_id": "floor.Demand",
    "entry_id": "floor.PlaylistEntry",
    "found_id": "floor.FoundItem",
    "goal_id": "floor.Goal",
    "idea_id": "floor.Idea",
    "improvement_id": "complaints.Improvement",
    "incident_id": "floor.Incident",
    "link_id": "complaints.ProblemLink",
    "loan_id": "floor.Loan",
    "lot_id": "floor.StockLot",
    "material_id": "floor.Material",
    "move_id": "floor.StockMove",
    "note_id": "floor.HandoverNote",
    "plan_id": "floor.PlanTemplate",
    "reminder_id": "floor.Reminder",
    "problem_id": "complaints.Problem",
    "promise_id": "complaints.Promise",
    "request_id": "queueing.SupportRequest",
    "seizure_id": "floor.Seizure",
    "session_id": "queueing.CounterSession",
    "shift_id": "branches.Shift",
    "staff_id": "branches.Staff",
    "break_id": "branches.Break",
    "suspicion_id": "floor.SuspiciousReport",
    "ticket_id": "queueing.Ticket",
    "zone_id": "branches.Zone",
    "assessment_id": "customers.RiskAssessment",
    "campaign_id": "marketing.Campaign",
    "code_id": "marketing.MaterialCode",
    "contribution_id": "marketing.Contribution",
    "customer_id": "customers.Customer",
    "decor_id": "marketing.Decor",
    "draw_id": "marketing.Draw",
    "duty_id": "marketing.CampaignDuty",
    "event_id": "marketing.Event",
    "guest_id": "marketing.EventGuest",
    "lead_id": "marketing.Lead",
    "pair_id": "marketing.Pair",
    "prompt_id": "marketing.Prompt",
    "qualification_id": "branches.Qualification",
    "use_id": "marketing.ScriptUse",
    ("care-date", "row_id"): "customers.KeyDate",
    ("care-event", "row_id"): "customers.LifeEvent",
    ("follow-up", "pk"): "marketing.FollowUp",
    ("message", "pk"): "marketing.Message",
    ("import", "run_id"): "customers.CustomerImport",
    ("script", "version_id"): "floor.LibraryVersion",
    ("script", "visit_id"): "queueing.Visit",
    ("visit", "visit_id"): "queueing.Visit",
    ("bill", "row_id"): "floor.BillCheck",
    ("dual", "row_id"): "floor.DualSign",
    ("fraud-case", "row_id"): "floor.FraudCase",
    ("fraud", "row_id"): "floor.FraudCheck",
    ("api-fraud", "row_id"): "floor.FraudCheck",
    ("seizure", "row_id"): "floor.Seizure",
    ("api-seizure", "row_id"): "floor.Seizure",
    ("waiver", "row_id"): "floor.AuthorityUse",
    ("api-waiver", "row_id"): "floor.AuthorityUse",
    ("check", "run_id"): "floor.ChecklistRun",
    ("api-check", "run_id"): "floor.ChecklistRun",
    ("peak", "run_id"): "queueing.PeakRun",
    ("api-peak", "run_id"): "queueing.PeakRun",
    ("check", "item_id"): "floor.ChecklistItem",
    ("library", "item_id"): "floor.LibraryItem",
    ("api-library", "item_id"): "floor.LibraryItem",
    ("floor-appointment", "item_id"): "queueing.PrepareItem",
    ("check", "template_id"): "floor.ChecklistTemplate",
    ("floor-form", "template_id"): "queueing.FormTemplate",
    ("check", "version_id"): "floor.ChecklistVersion",
    ("library", "version_id"): "floor.LibraryVersion",
    ("content", "version_id"): "floor.LibraryVersion",
    ("incident", "task_id"): "floor.Reminder",
    ("peak", "task_id"): "queueing.PeakTask",
    ("api-peak", "task_id"): "queueing.PeakTask",
    ("home-visit", "visit_id"): "floor.HomeVisit",
    ("mystery", "run_id"): "floor.ChecklistRun",
    ("mystery", "plan_id"): "complaints.MysteryPlan",
    ("farewell", "visit_id"): "queueing.Visit",
    ("care", "visit_id"): "queueing.Visit",
    ("api-visit", "visit_id"): "queueing.Visit",
    ("floor-visit", "visit_id"): "queueing.Visit",
    ("task", "task_id"): "complaints.SubTask",
    ("follow-card", "pk"): "complaints.Promise",
    ("peak", "step_id"): "queueing.PlanStep",
}
OTHERS = {
    "code": "0001",
    "key": "0001",
    "kind": "script",
    "language": "zh",
    "material": "water",
    "noun": "promises",
    "number": "0001-000101-001",
    "seat": 1,
    "service": "cash",
    "product_code": "WM-90",
    "source": "waits",
    "start": 1,
    "template": "follow-up",
    "token": "nobody-has-this-token-nobody-has",
    "trigger": "service",
    "verb": "classify",
}
# Where an address knows other verbs than most.
VERBS = {
    "advice-decide": "confirm",
    "campaign-act": "approve",
    "case-act": "note",
    "case-dialog": "note",
    "code-switch": "off",
    "compensation-act": "approve",
    "contribution-act": "dispute",
    "decor-act": "put-up",
    "event-act": "approve",
    "event-guest": "sign-in",
    "follow-act": "promise",
    "improvement-act": "implement",
    "incident-task": "take",
    "lead-act": "withdraw",
    "more-time": "extend",
    "problem-decide": "dismiss",
    "product-move": "stop",
    "promise-act": "keep",
    "rebooking-answer": "accept",
    "task-act": "answer",
}
NOWHERE = 987_654_321
# Open to everybody on purpose: what the bank's customers book, and what a browser needs before it signs in.
PUBLIC = {"book", "library-worker", "api-schema", "api-docs"}
# What the branch's own screens show and do.
OF_SCREENS = {
    "api-appointment-check-in",
    "api-branch-tickets",
    "api-live",
    "content-picture",
    "content-plays",
    "content-wall",
    "kiosk",
    "kiosk-help",
    "kiosk-offer",
    "kiosk-take",
    "wall",
    "wall-layout",
}
REFUSED = {401, 403, 404}
SENT_BACK = {400, 405, 415, 422}


def addresses() -> Iterator[tuple[str, str, list[str]]]:
    """Namespace, name and parameters of every address with a name."""

    def walk(resolver: Any, space: str, taken: list[str]) -> Iterator[tuple[str, str, list[str]]]:
        for pattern in resolver.url_patterns:
            names = [*taken, *pattern.pattern.regex.groupindex]
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, pattern.namespace or space, names)
            elif isinstance(pattern, URLPattern) and pattern.name and space in DEPARTMENTS:
                yield space, pattern.name, names

    yield from walk(get_resolver(), "", [])


def row_of(space: str, name: str, word: str) -> int:
    """A row of the branch that the id in an address may mean, the last that was made."""
    prefixes = [key for key in ROWS if isinstance(key, tuple) and key[1] == word and name.startswith(key[0])]
    model = ROWS.get(max(prefixes, key=len) if prefixes else word)
    if model is None:
        assert space != "floor", f"say in ROWS which rows {word} of {name} means"
        return NOWHERE
    rows = apps.get_model(model).objects.order_by("pk")
    row = rows.filter(code="0001").first() if model == "branches.Branch" else rows.last()
    if row is None:
        assert space != "floor", f"make a {model}, so that {name} is tried in earnest"
        return NOWHERE
    return row.pk


def reached(space: str, name: str, words: list[str], *, in_earnest: bool = True) -> str:
    """The address with the ids of rows that are there, or with ids of rows that are not."""
    values = {word: OTHERS.get(word, NOWHERE) for word in words}
    if name in VERBS:
        values["verb"] = VERBS[name]
    if in_earnest:
        values |= {word: row_of(space, name, word) for word in words if word not in OTHERS}
        if "number" in words:
            values["number"] = Complaint.objects.order_by("pk").last().number
    return reverse(f"{space}:{name}", kwargs=values)


@pytest.fixture
def day(db: None, settings: Any, tmp_path: Any) -> Branch:
    """The demo's branch with a row of whatever an address of the floor opens."""
    at = timezone.now()
    settings.MEDIA_ROOT = tmp_path
    demo.write_all("password", at)
    branch = Branch.objects.get(code="0001")
    manager = Staff.objects.get(username="manager")
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    drawn.seek(0)
    attachments.keep(drawn, name="a.png", branch=branch, by=manager, at=at)
    ideas.submit(branch, by=manager, at=at, text="雨天伞架放近些")
    kit = Material.objects.filter(branch=branch, is_lendable=True).order_by("pk").first()
    assert kit is not None
    loans.lend(kit, by=manager, at=at, label="3号")
    found.log(branch, FoundKind.KEYS, by=manager, at=at, kept_in="保险柜")
    security.report_suspicion(branch, by=manager.actor, at=at, behaviour=Behaviour.FOLLOWS)
    group = reporting.report(branch, by=manager.actor, at=at, kind=IncidentKind.GROUP_EVENT)
    notes.note_demand(group, by=manager.actor, at=at, text="要求说明")
    notes.name_representative(group, by=manager.actor, at=at, name="代表")
    raise_alert(branch, kinds.PARKED, by=SYSTEM, at=at, subject=("deadline", 1), values={"kind": "a", "subject": "b"})
    spare = factories.make_staff("spare", branch, RoleCode.TELLER)
    counter = Counter.objects.filter(branch=branch).order_by("pk")[0]
    factories.make_session(counter, Staff.objects.get(username="teller1"), at)
    factories.make_break(factories.make_shift(spare, at), at + dt.timedelta(hours=1))
    ticket = factories.make_ticket(counter.services.all()[0], at, by=manager)
    acts.care(ticket, kind=CareKind.APOLOGISED, by=manager, at=at)
    peaks.start(branch, by=manager.actor, at=at, reason="下午代发")
    support.request_support(branch, by=manager.actor, at=at, post=Post.ENTRANCE, reason="高峰")
    return branch


def answers(client: Client, address: str, name: str) -> tuple[int, int]:
    """What GET and POST get."""
    if name.startswith("api-"):
        return client.get(address).status_code, client.post(address, {}, content_type="application/json").status_code
    return client.get(address).status_code, client.post(address).status_code


def with_key(owner: Staff | Device) -> Client:
    """A program's client."""
    return Client(headers={"Authorization": f"Key {keys.create_key(owner, at=timezone.now())[1]}"})


def paired(device: Device) -> Client:
    """The browser of a screen."""
    client = Client()
    client.cookies[DEVICE_COOKIE] = keys.create_key(device, at=timezone.now())[1]
    return client


def leads_somewhere(words: list[str]) -> bool:
    """Whether an address belongs to a branch: the others are one's own pages."""
    return bool({"code", "key"} & set(words) or [word for word in words if word.endswith("_id")])


@pytest.mark.timeout(400)
def test_outsiders_are_let_in_nowhere(day: Branch, other_branch: Branch) -> None:
    """Somebody with every role elsewhere, a screen of elsewhere, the branch's own screens and nobody at all, on one day."""
    everything = factories.make_staff("zhou", other_branch, *RoleCode)
    signed_in = Client()
    signed_in.force_login(everything)
    elsewhere = factories.make_device(other_branch, "KIOSK8", DeviceKind.KIOSK)
    here = [factories.make_device(day, f"{kind.value.upper()}9", kind) for kind in (DeviceKind.WALL, DeviceKind.KIOSK)]
    strangers = {"stranger": (signed_in, with_key(everything))}
    strangers |= {"kiosk elsewhere": (paired(elsewhere), with_key(elsewhere))}
    own = {f"{screen.kind} here": (paired(screen), with_key(screen)) for screen in here}
    nobody = {"nobody": (Client(), Client())}
    open_doors, telling = [], []

    for space, name, words in addresses():
        if name in PUBLIC:
            continue
        for who, (browser, program) in {**strangers, **own, **nobody}.items():
            if (who in own and name in OF_SCREENS) or (who == "stranger" and not leads_somewhere(words)):
                continue
            client = program if name.startswith("api-") else browser
            got = answers(client, reached(space, name, words), name)
            # Whoever is not signed in is sent to do so; a body that is refused before the row is looked for is refused
            # for every id alike, which the second look proves.
            if not set(got) <= REFUSED | SENT_BACK | ({302} if who != "stranger" else set()):
                open_doors.append((who, name, got))
            if who == "stranger" and got != answers(client, reached(space, name, words, in_earnest=False), name):
                telling.append((who, name, got))

    assert not open_doors
    assert not telling


# What nobody types by accident: no value of these may be an error of the server, wherever it stands.
HOSTILE = ("\0", "\u202e<script>alert(1)</script>" * 300, "9" * 40, "²", "9999-12-31T23:59")


def field_names() -> set[str]:
    """The names of the fields of every form."""
    kinds_of_forms = list(forms.Form.__subclasses__()) + list(forms.ModelForm.__subclasses__())
    names = {"attachment", "about", "drop", "move", "on", "version", "page", "month", "q"}
    while kinds_of_forms:
        form = kinds_of_forms.pop()
        names |= set(form.base_fields)
        kinds_of_forms += form.__subclasses__()
    return names


@pytest.mark.long
@pytest.mark.timeout(400)
def test_nothing_that_is_sent_is_an_error_of_the_server(day: Branch) -> None:
    root = factories.make_staff("root", day)
    root.is_superuser = True
    root.save()
    client, names, broken = Client(raise_request_exception=False), field_names(), []
    client.force_login(root)

    # Acts remove what others open: every address is made before the first one is tried.
    pages = [one for one in addresses() if one[1] not in PUBLIC and not one[1].startswith("api-")]
    tried = [(name, reached(space, name, words)) for space, name, words in pages]
    for name, address in tried:
        for hostile in HOSTILE:
            if client.post(address, dict.fromkeys(names, hostile)).status_code >= 500:
                broken.append((name, hostile[:12]))
        if client.get(address, dict.fromkeys(names, "\0²")).status_code >= 500:
            broken.append((name, "asked"))

    assert not broken
