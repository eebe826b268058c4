"""Scores of touchpoints: each source by its formula, for each segment, in a constant number of statements."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.domain.experience import problems
from complaints.enums.cases import ClockKind, LocalCause
from complaints.enums.experience import Segment, Stage, Touchpoint
from complaints.models import Complaint
from complaints.selectors.experience.scores import Score, journey, measured, rows_of
from complaints.selectors.experience.sources import BY_NAME, SOURCES
from lobby.kpi import periods
from queueing.models import CareAction
from tests import factories
from tests.complaints.experience.conftest import DAY, MINUTE, came, rate
from tests.complaints.factories import make_complaint
from tests.statements import statements_at_most


def found(branch, at, segment=Segment.ALL, back=0):
    """Every touchpoint's score, and every source's (n, score)."""
    period = periods.period(branch, at.date() - back * DAY, at.date())
    stages = journey(period, segment)
    touchpoints: dict[str, Score] = {where: score for one in stages for where, score in one.touchpoints}
    parts = {part.source.name: (part.n, part.text) for one in stages for part in one.score.parts}
    return touchpoints, parts, {one.stage: one.score for one in stages}


def test_every_touchpoint_has_its_score_for_each_segment(branch, cash, personal, corporate, manager, head, terms, at):
    vip = factories.make_customer(branch, at, by=manager, reference="V1", tier="vip")
    old = came(cash, at, "A001", waited=4, traits=["elderly"], triage_seconds=20)
    rate(old, 5, 10)
    long = came(personal, at, "B001", waited=40, triage_seconds=400, return_count=1, return_reason="document")
    rate(long, 2, 3)
    rich = came(cash, at, "A002", waited=3, customer=vip, triage_seconds=None)
    rate(rich, 4)
    came(corporate, at, "D001", waited=5, triage_seconds=None, quoted_p50_s=None, quoted_p90_s=None)
    came(cash, at, "A003", status="abandoned", outcome="", first_called_at=None, started_at=None, triage_seconds=None)
    came(cash, at, "A004", status="cancelled", outcome="", first_called_at=None, started_at=None, triage_seconds=None)
    CareAction.objects.create(ticket=long, kind="water", at=at, by_staff=manager, quiet_until=at)
    case = make_complaint(
        branch, owner=head, received_at=at, local_cause=LocalCause.WAIT, ticket=long, visit=long.visit
    )
    case.clocks.filter(kind=ClockKind.FIRST_FEEDBACK).update(stopped_at=at, is_met=True)

    touchpoints, parts, stages = found(branch, at)

    assert parts == {
        "triage": (2, "50.0"),
        "machines": (0, "–"),
        "mystery-guide": (0, "–"),
        "numbers": (6, "83.3"),
        "told": (6, "83.3"),
        "waits": (5, "60.0"),
        "estimates": (3, "66.7"),
        "care": (1, "100.0"),
        "mystery-wait": (0, "–"),
        "ratings": (3, "73.3"),
        "first-time": (4, "75.0"),
        "mystery-handle": (0, "–"),
        "papers": (4, "75.0"),
        "mystery-consult": (0, "–"),
        "advice-ratings": (0, "–"),
        "advice-waits": (0, "–"),
        "stayed": (5, "80.0"),
        "recommend": (2, "65.0"),
        "mystery-leave": (0, "–"),
        "first-feedback": (1, "100.0"),
        "legal": (0, "–"),
        "satisfied": (0, "–"),
    }
    # The mean of the sources' means by their weights: (2 × 60 + 66.7 + 100) ÷ 4 and (2 × 73.3 + 75) ÷ 3.
    wait, handle = touchpoints[Touchpoint.WAIT], touchpoints[Touchpoint.HANDLE]
    assert (wait.text, wait.n, wait.complaints, wait.level) == ("71.7", 9, 1, "off")
    assert (handle.text, handle.n, handle.complaints) == ("73.9", 7, 0)
    assert set(touchpoints) == set(Touchpoint)
    assert stages[Stage.CONTACT].value is None
    for segment, ratings, waits, triage, complaints in (
        (Segment.ELDERLY, (1, "100.0"), (1, "100.0"), (1, "100.0"), 0),
        (Segment.VIP, (1, "80.0"), (1, "100.0"), (0, "–"), 0),
        (Segment.CORPORATE, (0, "–"), (1, "100.0"), (0, "–"), 0),
    ):
        touchpoints, parts, _stages = found(branch, at, segment)
        assert (parts["ratings"], parts["waits"], parts["triage"]) == (ratings, waits, triage), segment
        assert touchpoints[Touchpoint.WAIT].complaints == complaints
    other = factories.make_branch("7009")
    assert all(n == 0 for n, _text in found(other, at)[1].values())


def test_rows_stand_behind_every_score_and_statements_do_not_grow(branch, cash, manager, head, terms, at):
    for n in range(3):
        rate(came(cash, at - n * DAY, f"A{n:03}", waited=10 * n), 5 - n)
    period = periods.period(branch, at.date() - 9 * DAY, at.date())
    with CaptureQueriesContext(
        connection,
    ) as few:
        journey(period, Segment.ALL)
    for source in SOURCES:
        part = measured(source, period, Segment.ALL)
        rows = list(rows_of(source, period, Segment.ALL))
        assert (len(rows), round(sum(float(row.measure) for row in rows), 3)) == (part.n, round(part.total, 3))
    assert [row.score for row in rows_of(BY_NAME["ratings"], period, Segment.ALL)] == [3, 4, 5]
    for n in range(3, 40):
        rate(came(cash, at - n % 9 * DAY, f"A{n:03}", waited=n % 20), 4)

    with statements_at_most(len(few.captured_queries)):
        touchpoints = journey(period, Segment.ALL)

    assert len(few.captured_queries) == len(SOURCES) + 1
    assert touchpoints[0].score.level in ("fine", "attention", "late")


def test_pages_of_the_journey(client, clock, branch, cash, manager, head, teller, stranger, terms, at):
    about = make_complaint(
        branch, owner=head, received_at=at - DAY, about_staff=manager, local_cause=LocalCause.ATTITUDE
    )
    about.clocks.update(stopped_at=at, is_met=False)
    rate(came(cash, at - DAY, "A001", waited=9), 2, 4)
    for staff, status in ((teller, 403), (stranger, 404)):
        client.force_login(staff)
        assert client.get("/experience/7001/").status_code == status
        assert client.get("/experience/7001/rows/waits/").status_code == status
    client.force_login(manager)
    with CaptureQueriesContext(connection) as one:
        page = client.get("/experience/7001/?lang=en&segment=all").content.decode()
    assert "/experience/7001/rows/ratings/?first=2026-02-09&amp;last=2026-03-10&amp;segment=all" in page
    for n in range(3):
        rate(came(cash, at - 2 * DAY, f"A{n:03}"), 4)
    with statements_at_most(len(one.captured_queries)):
        client.get("/experience/7001/?lang=en&segment=all")
    assert len(one.captured_queries) <= 35

    with statements_at_most(16):
        rows = client.get("/experience/7001/rows/waits/?lang=en").content.decode()
    assert rows.index("A001") < rows.index("A000")
    # Whoever is complained about learns how many there are and nothing of theirs.
    mine = client.get("/experience/7001/rows/first-feedback/?lang=en").content.decode()
    client.force_login(head)
    problems.note(branch, by=head, at=at, title="等候长", touchpoint=Touchpoint.WAIT)
    whole = client.get("/experience/7001/?lang=en").content.decode()
    assert ("/head/7001/kpi/K04/" in whole, "等候长" in whole) == (True, True)
    theirs = client.get("/experience/7001/rows/first-feedback/?lang=en").content.decode()
    assert (about.number in mine, "1 row is not shown to you" in mine) == (False, True)
    assert (about.number in theirs, "not shown" in theirs) == (True, False)
    for bad in ("rows/nothing/", "?first=2026-03-10&last=2026-03-01", "?first=x", "?segment=rich", "?first=2001-01-01"):
        assert client.get(f"/experience/7001/{bad}").status_code in (400, 404), bad
    assert Complaint.objects.count() == 1


def test_a_month_of_customers_is_read_in_a_moment(branch, cash, at):
    """The demo has some hundred customers a month; sixteen times as many stay within the 200 ms of CPU."""
    import time

    for n in range(300):
        rate(came(cash, at - n % 28 * DAY - n * MINUTE, f"A{n:03}", waited=n % 30), 1 + n % 5)
    period = periods.period(branch, at.date() - dt.timedelta(days=30), at.date())
    journey(period, Segment.ALL)

    began = time.process_time()
    journey(period, Segment.ALL)

    assert time.process_time() - began < 0.2
