"""Rounding, judging and wording of figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from lobby.branches.models import Branch, BranchPolicy
from lobby.kpi.enums import Direction, Method, Standing, Unit
from lobby.kpi.parts import Parts
from lobby.kpi.periods import Period
from lobby.kpi.readings import Reading, reading, rounded
from lobby.kpi.registry import Kpi


def kpi(
    unit: Unit = Unit.MINUTES,
    direction: Direction = Direction.LOW,
    target: float | None = 5.0,
    ceiling: float | None = None,
) -> Kpi:
    return Kpi(
        code="T01",
        name="Test",
        meaning="",
        unit=unit,
        direction=direction,
        method=Method.SHARE if unit == Unit.PERCENT else Method.MEAN,
        rows=lambda period: None,
        measure=lambda period: None,
        moment="issued_at",
        listing="",
        order=(),
        target=lambda policy: target,
        ceiling=lambda policy: ceiling,
    )


def read(parts: Parts, **fields) -> Reading:
    policy = BranchPolicy(effective_from=dt.date(2020, 1, 1))
    day = dt.date(2026, 3, 10)
    return reading(kpi(**fields), parts, Period(Branch(), day, day, (policy,)))


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0.05, "0.1"), (0.15, "0.2"), (0.25, "0.3"), (0.349999, "0.3"), (2.0, "2.0"), (7.95, "8.0")],
)
def test_rounding_is_half_up_to_one_decimal(number, expected):
    assert rounded(number) == Decimal(expected)


def test_no_rows_read_as_a_dash_and_are_not_judged():
    nothing = read(Parts())

    assert (nothing.text, nothing.value, nothing.standing) == ("–", None, Standing.OFF)


def test_zero_is_a_figure_like_any_other():
    assert read(Parts(40, 0.0)).text == "0.0"


@pytest.mark.parametrize(
    ("seconds", "standing"),
    [
        (299, Standing.FINE),
        (300, Standing.FINE),
        (306, Standing.ATTENTION),
        (360, Standing.ATTENTION),
        (367, Standing.LATE),
    ],
)
def test_a_wait_is_judged_by_its_target(seconds, standing):
    assert read(Parts(30, 30.0 * seconds)).standing == standing


def test_a_share_that_should_be_high_is_judged_from_below():
    high = {"unit": Unit.PERCENT, "direction": Direction.HIGH, "target": 95.0}

    assert read(Parts(40, 38.0), **high).standing == Standing.FINE
    assert read(Parts(40, 37.0), **high).standing == Standing.ATTENTION
    assert read(Parts(40, 20.0), **high).standing == Standing.LATE


@pytest.mark.parametrize(
    ("counted", "standing", "words"),
    [
        (95, Standing.FINE, "within the target of 87 to 95 %"),
        (87, Standing.FINE, "within the target of 87 to 95 %"),
        (86, Standing.ATTENTION, "1 under the target of 87 to 95 %"),
        (60, Standing.LATE, "27 under the target of 87 to 95 %"),
        (99, Standing.ATTENTION, "4 over the target of 87 to 95 %"),
    ],
)
def test_a_share_between_two_ends_is_judged_from_both(counted, standing, words):
    band = {"unit": Unit.PERCENT, "direction": Direction.HIGH, "target": 87.0, "ceiling": 95.0}

    found = read(Parts(100, float(counted)), **band)

    with translation.override("en"):
        assert (found.standing, found.distance) == (standing, words)
        assert read(Parts(), **band).distance == "target 87 to 95 %"


def test_few_rows_are_thin_and_not_judged():
    few, enough = read(Parts(29, 29 * 900.0)), read(Parts(30, 30 * 900.0))

    assert (few.is_thin, few.standing, few.text) == (True, Standing.OFF, "15.0")
    assert (enough.is_thin, enough.standing) == (False, Standing.LATE)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (Parts(), "target 5 min"),
        (Parts(1, 300.0), "on the target of 5 min"),
        (Parts(1, 426.0), "2.1 min over the target of 5"),
        (Parts(1, 180.0), "2 min under the target of 5"),
    ],
)
def test_distance_is_told_in_words(parts, words):
    with translation.override("en"):
        assert read(parts).distance == words


def test_without_a_target_the_words_say_so():
    with translation.override("en"):
        assert read(Parts(1, 60.0), target=None).distance == "no target set"


def test_distance_is_told_in_chinese():
    with translation.override("zh-hans"):
        assert read(Parts(1, 426.0)).distance == "比目标 5 分钟长 2.1 分钟"
