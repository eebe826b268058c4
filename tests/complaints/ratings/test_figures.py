"""K05 by source, K25, the section of the review, what stays of words, and how much the panels read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from complaints.domain import ratings
from complaints.domain.ratings.forgetting import forget_words
from complaints.enums.ratings import RatingSource, Recovery
from complaints.kpis.ratings import K05, K25
from complaints.models import Rating
from complaints.panels.ratings_review import facts
from lobby.branches.actors import CUSTOMER
from lobby.kpi import charts, measuring, periods, readings
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.models import Visit
from tests.complaints.ratings.conftest import MINUTE
from tests.statements import statements_at_most


def rows(branch, service, at, marks, source=RatingSource.PHONE, answers=()):
    """Ratings without their services: one visit and video-less ticket each would tell nothing more."""
    made = []
    for place, score in enumerate(marks):
        visit = Visit.objects.create(branch=branch, day=at.date(), arrived_at=at, status="finished", ended_at=at)
        ticket = visit.tickets.create(
            branch=branch,
            day=at.date(),
            number=f"{source[:2].upper()}{place:03}",
            service=service,
            status="done",
            source="kiosk",
            issued_at=at,
            queue_at=at,
            waits_since=at,
            long_wait_at=at,
            ended_at=at,
            outcome="completed",
        )
        made.append(
            Rating(
                branch=branch,
                day=at.date(),
                ticket=ticket,
                visit=visit,
                number=ticket.number,
                service=service,
                score=score,
                nps=answers[place] if place < len(answers) else None,
                source=source,
                given_at=at + place * MINUTE,
            )
        )
    return Rating.objects.bulk_create(made)


def test_satisfaction_by_source_and_recommending(branch, cash, head, client, clock, at):
    day = periods.today(branch, at)
    for kpi in (K05, K25):
        assert readings.read(kpi, day).text == "–"  # nobody rated: no figure, never 0
    rows(branch, cash, at, [5] * 29 + [1], answers=[10, 10, 9, 9, 9, 9, 7, 8, 0, 6])
    rows(branch, cash, at, [4, 4], RatingSource.COUNTER)

    whole, groups = readings.read_split(K05, day)
    assert (whole.n, float(whole.value), whole.is_thin) == (32, 96.3, False)  # 154 ÷ 32 × 20 = 96.25, half up
    told = {name: (one.n, float(one.value), one.is_thin) for name, one in groups}
    assert told == {
        str(RatingSource.PHONE.label): (30, 97.3, False),
        str(RatingSource.COUNTER.label): (2, 80.0, True),  # fewer than 30 are grey
    }
    nps = readings.read(K25, day)
    assert (nps.n, float(nps.value), nps.is_thin) == (10, 40.0, True)  # six promote, two between, two against
    assert float(whole.target) == 95.0
    rows(branch, cash, at + dt.timedelta(days=1), [1], answers=[0])
    tomorrow = periods.today(branch, at + dt.timedelta(days=1))
    assert float(readings.read(K25, tomorrow).value) == -100.0
    hours = measuring.measured_by_hour(K25, tomorrow)
    chart = charts.by_hour("x", [charts.series_of(K25, hours, tomorrow)], charts.hours_of(tomorrow, hours))
    assert all(bar.height >= 0 for hour in chart.hours for bar in hour.bars)

    client.force_login(head)
    for code in ("K05", "K25"):
        page = client.get(reverse("kpi:kpi-detail", args=[branch.code, code]))
        assert page.status_code == 200
    told = facts(branch, at.date(), at)
    assert (told["n"], told["low"], told["recovered"]) == (32, 1, 0)
    assert [(one["code"], one["value"]) for one in told["figures"]] == [("K05", 96.3), ("K25", 40.0)]


@pytest.mark.parametrize("count", [1, 3])
def test_panels_read_the_same_for_one_and_three(branch, cash, at, count):
    rows(branch, cash, at, [1] * count)
    for name, limit in (("ratings-to-recover", 2), ("ratings-recent", 5)):
        with statements_at_most(limit):
            panels.render(name, Scope(branch.pk, "en", "branch", None, at))


def test_words_are_forgotten_and_marks_stay(served, head, at):
    rating = ratings.give(served, by=CUSTOMER, at=at + 6 * MINUTE, score=2, source=RatingSource.PHONE, comment="等太久")
    ratings.recover(rating, by=head, at=at + 7 * MINUTE, how=Recovery.TALKED, note="已解释")
    half_a_year = at + dt.timedelta(days=180)
    assert forget_words(at=half_a_year) == 0
    assert forget_words(at=half_a_year + 8 * MINUTE) == 1
    assert forget_words(at=half_a_year + 8 * MINUTE) == 0
    rating.refresh_from_db()
    assert (rating.comment, rating.recovery_note, rating.score, rating.recovery) == ("", "", 2, "talked")
