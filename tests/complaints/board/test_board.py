"""The board: its columns, clocks, filters and pages, what it costs, and who sees none of it."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.access.cases import complaints_for
from complaints.enums.board import ClockFilter
from complaints.enums.cases import OPEN_STEPS, CaseSeverity, ClockKind, ReceiptChannel, Step
from complaints.models import Complaint, ComplaintClock, ComplaintStep
from complaints.panels import board as panels
from complaints.selectors import board as boards
from complaints.selectors.board import CARDS_A_COLUMN, CARDS_A_PAGE, Filters
from complaints.selectors.clocks import state_of
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.live.scopes import Scope
from tests import factories
from tests.complaints.factories import make_complaint, make_terms

S, C = Step, ClockFilter
DAY = dt.timedelta(days=1)


def shown(staff: Staff, branch: Branch, at: dt.datetime, **wished: object) -> dict[str, list[str]]:
    """What stands in each column for somebody."""
    found = complaints_for(staff).filter(branch=branch)
    board = boards.board(found, Filters(**wished), at=at)  # type: ignore[arg-type]
    return {column.step: [card.complaint.number for card in column.cards] for column in board.columns if column.cards}


def test_the_board_counts_and_filters(
    cases: dict[str, Complaint], branch: Branch, manager: Staff, lead: Staff, at: dt.datetime
) -> None:
    number = {step: one.number for step, one in cases.items()}
    every = {step: [number[step]] for step in OPEN_STEPS}

    assert shown(manager, branch, at) == every
    assert shown(manager, branch, at, owner=lead.pk) == {S.RESOLVING: [number[S.RESOLVING]]}
    assert shown(manager, branch, at, clock=C.OVERDUE) == {S.RESOLVING: [number[S.RESOLVING]]}
    assert shown(manager, branch, at, clock=C.SOON) == {S.PLANNED: [number[S.PLANNED]]}
    assert shown(manager, branch, at, clock=C.STOPPED) == {step: [number[step]] for step in (S.FOLLOWUP, S.IN_REVIEW)}
    assert shown(manager, branch, at, channel=ReceiptChannel.CALL) == {S.ANALYSING: [number[S.ANALYSING]]}
    assert shown(manager, branch, at, severity=CaseSeverity.SERIOUS, major=True) == {S.PLANNED: [number[S.PLANNED]]}
    assert shown(manager, branch, at, step=S.PLANNED) == {S.PLANNED: [number[S.PLANNED]]}
    board = boards.board(complaints_for(manager), Filters(step=S.PLANNED), at=at)
    figures = boards.figures_of(complaints_for(manager), staff=manager, at=at)
    assert (figures.open, figures.overdue, figures.soon, figures.major, figures.own) == (7, 1, 1, 1, 6)
    assert [(column.step, column.count) for column in board.columns] == [(S.PLANNED, 1)]
    assert board.owners == [(manager.pk, manager.name, 6), (lead.pk, lead.name, 1)]


def test_the_states_of_the_board_are_those_of_the_clocks(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    """In SQL for ten thousand as in Python for one, on both sides of every border."""
    make_terms(amber_percent=60)
    complaint = make_complaint(branch, owner=manager, received_at=at)
    complaint.clocks.filter(kind=ClockKind.FIRST_FEEDBACK).update(stopped_at=at, is_met=True)
    clock = ComplaintClock.objects.select_related("complaint__terms").get(kind=ClockKind.LEGAL)
    tick, length = dt.timedelta(microseconds=1), clock.due_at - clock.started_at
    moments = [clock.started_at + length * 60 / 100, clock.due_at]
    words = {"running": C.RUNNING, "amber": C.SOON, "overdue": C.OVERDUE}

    for moment in (moment + step for moment in moments for step in (-tick, 0 * tick, tick)):
        rows = boards.with_states(Complaint.objects.all(), at=moment).annotate(seen=F("clock_state"))
        assert [row.seen for row in rows] == [words[state_of(clock, moment)]], moment


def test_columns_go_on_page_by_page(branch: Branch, manager: Staff, at: dt.datetime) -> None:
    make_many(branch, manager, at, CARDS_A_PAGE + 5)
    found = complaints_for(manager)

    column = boards.board(found, Filters(), at=at).columns[0]
    pages, after = [], ""
    for _page in range(2):
        one = boards.board(found, Filters(step=S.RECEIVED), at=at, after=after).columns[0]
        pages.append([card.complaint.pk for card in one.cards])
        after = one.after

    assert (len(column.cards), column.more) == (CARDS_A_COLUMN, CARDS_A_PAGE + 5 - CARDS_A_COLUMN)
    assert [len(page) for page in pages] == [CARDS_A_PAGE, 5]
    ordered = boards.with_clocks(found).order_by("next_due_at", "pk").values_list("pk", flat=True)
    assert list(itertools.chain(*pages)) == list(ordered)
    assert after == ""


def make_many(branch: Branch, owner: Staff, at: dt.datetime, n: int) -> None:
    """So many open complaints with their clocks, the youngest first, two at each moment."""
    terms = make_terms()
    rows = [
        Complaint(
            branch=branch,
            number=f"M-{place}",
            day=at.date(),
            owner=owner,
            terms=terms,
            receipt_channel=ReceiptChannel.VISIT,
            content="",
            received_at=at - place // 2 * DAY,
            step_since=at,
            touched_at=at,
        )
        for place in range(n)
    ]
    Complaint.objects.bulk_create(rows)
    ComplaintStep.objects.bulk_create(
        ComplaintStep(complaint=row, step=row.step, owner=owner, began_at=at) for row in rows
    )
    ComplaintClock.objects.bulk_create(
        ComplaintClock(complaint=row, kind=kind, started_at=row.received_at, due_at=row.received_at + 15 * DAY)
        for row in rows
        for kind in ClockKind
    )


def test_the_page_costs_the_same_for_any_number(
    branch: Branch, manager: Staff, client: Client, at: dt.datetime
) -> None:
    client.force_login(manager)
    address, costs = reverse("complaints:board", args=[branch.code]), []
    for n in (1, 3, 40):
        Complaint.objects.all().delete()
        make_many(branch, manager, at, n)
        with time_machine.travel(at, tick=False), CaptureQueriesContext(connection) as ran:
            answer = client.get(address)
        assert answer.status_code == 200
        costs.append(len(ran))

    assert costs == [14, 14, 14]


def test_the_page_in_both_languages_and_its_filters(
    cases: dict[str, Complaint], branch: Branch, manager: Staff, client: Client, at: dt.datetime
) -> None:
    client.force_login(manager)
    address = reverse("complaints:board", args=[branch.code])
    with time_machine.travel(at, tick=False):
        plain = client.get(address).content.decode()
        client.cookies["django_language"] = "en"
        some = client.get(address, {"clock": "overdue", "owner": ""}).content.decode()
        part = client.get(address, {"part": "columns", "step": "planned"}).content.decode()

    assert all(one.number in plain for one in cases.values())
    assert cases[S.RESOLVING].number in some
    assert cases[S.PLANNED].number not in some
    assert "part=columns" in some
    assert "<html" not in part
    assert cases[S.PLANNED].number in part
    for bad in ({"owner": "x"}, {"clock": "red"}, {"after": "1' or 1=1"}, {"step": "closed"}, {"after": "9" * 40}):
        assert client.get(address, bad).status_code == 400


def test_nobody_sees_what_is_about_them(
    cases: dict[str, Complaint], branch: Branch, manager: Staff, lead: Staff, client: Client, at: dt.datetime
) -> None:
    mine = make_complaint(branch, owner=lead, about_staff=manager, received_at=at)
    seen = {staff: html_of(client, staff, branch, at) for staff in (manager, lead)}
    scopes = {staff: Scope(branch.pk, "en", "person", staff.pk, at) for staff in (manager, lead)}
    open_for = {staff: panels.figures(scope)["figures"].open for staff, scope in scopes.items()}

    assert mine.number in seen[lead]
    assert mine.number not in seen[manager]
    assert (open_for[lead], open_for[manager]) == (8, 7)


def html_of(client: Client, staff: Staff, branch: Branch, at: dt.datetime) -> str:
    client.force_login(staff)
    with time_machine.travel(at, tick=False):
        return client.get(reverse("complaints:board", args=[branch.code])).content.decode()


def test_the_offices_see_what_presses_and_others_nothing(
    cases: dict[str, Complaint],
    branch: Branch,
    other_branch: Branch,
    manager: Staff,
    teller: Staff,
    office: Staff,
    client: Client,
    at: dt.datetime,
) -> None:
    factories.RoleGrant.objects.create(staff=office, role=RoleCode.BR_OPS, branch=other_branch)
    calm = make_complaint(other_branch, owner=manager, received_at=at)
    address = reverse("complaints:office")

    answers = {}
    for staff in (office, manager, teller):
        client.force_login(staff)
        with time_machine.travel(at, tick=False):
            answers[staff] = client.get(address)

    html = answers[office].content.decode()
    assert cases[S.RESOLVING].number in html
    assert cases[S.PLANNED].number in html
    assert calm.number not in html
    assert all(reverse("complaints:board", args=[one.code]) in html for one in (branch, other_branch))
    assert answers[manager].headers["Location"] == reverse("complaints:board", args=[branch.code])
    assert answers[teller].status_code == 403
    client.force_login(teller)
    assert client.get(reverse("complaints:board", args=[branch.code])).status_code == 403
    assert client.get(reverse("complaints:board", args=[other_branch.code])).status_code == 404


pytestmark = pytest.mark.django_db
