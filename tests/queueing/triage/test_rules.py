"""The rules alone: plain values in, a choice and its sentence out."""

from __future__ import annotations

import itertools

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lobby.branches.enums import Channel, RoutingOrder, ServiceFamily
from queueing.triage.rules import RULES, Asker, Case, Option, Why, at_own_wish, choose
from queueing.triage.words import reason

COUNTER, SMART, VTM, SELF, DESK = (
    Channel.COUNTER,
    Channel.SMART_COUNTER,
    Channel.VTM,
    Channel.SELF_SERVICE,
    Channel.WEALTH_DESK,
)


def option(channel: Channel, finish_s: int, **fields: object) -> Option:
    """Nobody waits, the service takes all the time; or as the fields say."""
    return Option(channel, finish_s, **fields)  # type: ignore[arg-type]


def case(*options: Option, margin_s: int = 120, order: str = RoutingOrder.DEVICE_VTM_COUNTER, **asker: object) -> Case:
    family = asker.pop("family", ServiceFamily.CASH)
    soonest_first = tuple(sorted(options, key=lambda one: one.finish_s))
    return Case(Asker(**asker), str(family), soonest_first, margin_s, tuple(order.split(",")))  # type: ignore[arg-type]


def chosen(*options: Option, **fields: object) -> tuple[Channel, Why]:
    choice = choose(case(*options, **fields))  # type: ignore[arg-type]
    return choice.option.channel, choice.why


def test_one_way_is_the_way():
    assert chosen(option(COUNTER, 900)) == (COUNTER, Why.ONLY)


@pytest.mark.parametrize("asker", [{"is_elderly": True}, {"needs_care": True}])
def test_care_goes_to_people_however_much_later(asker):
    assert chosen(option(COUNTER, 3600), option(SELF, 60), **asker) == (COUNTER, Why.CARE)


def test_whoever_prefers_the_counter_goes_there():
    assert chosen(option(COUNTER, 3600), option(SELF, 60), prefers_counter=True) == (COUNTER, Why.WISH)


@pytest.mark.parametrize("asker", [{"is_elderly": True}, {"prefers_counter": True}])
def test_the_protected_wait_for_a_counter_rather_than_be_nudged(asker):
    assert chosen(option(COUNTER, 600, is_open=False), option(SELF, 60), **asker)[0] == COUNTER


def test_wealth_goes_to_its_desk_busy_or_not():
    ways = option(DESK, 5400, wait_p50_s=3600), option(VTM, 600)

    assert chosen(*ways, family=ServiceFamily.WEALTH) == (DESK, Why.WEALTH)
    assert chosen(*ways, family=ServiceFamily.CARD) == (VTM, Why.SOONEST)


def test_a_machine_once_used_comes_before_the_order_but_not_before_the_margin():
    guided = frozenset({SMART})

    assert chosen(option(SELF, 300), option(SMART, 420), guided=guided) == (SMART, Why.KNOWN)
    assert chosen(option(SELF, 300), option(SMART, 421), guided=guided) == (SELF, Why.SOONEST)


@pytest.mark.parametrize(
    ("smart_s", "expected"), [(719, (SMART, Why.ORDER)), (720, (SMART, Why.ORDER)), (721, (COUNTER, Why.SOONEST))]
)
def test_the_order_counts_up_to_the_margin_and_not_a_second_beyond(smart_s, expected):
    assert chosen(option(COUNTER, 600), option(SMART, smart_s)) == expected


def test_without_a_margin_only_a_tie_is_about_as_soon():
    assert chosen(option(COUNTER, 600), option(SMART, 600), margin_s=0) == (SMART, Why.SOONEST)
    assert chosen(option(COUNTER, 600), option(SMART, 601), margin_s=0) == (COUNTER, Why.SOONEST)


@pytest.mark.parametrize("order", RoutingOrder)
def test_the_branch_sets_the_order(order):
    first = {"device": SMART, "vtm": VTM, "counter": COUNTER}[order.split(",")[0]]

    assert chosen(option(COUNTER, 600), option(SMART, 600), option(VTM, 600), order=order)[0] == first


def test_of_two_machines_of_one_rank_the_sooner_one():
    assert chosen(option(SMART, 400), option(SELF, 300), option(COUNTER, 310))[0] == SELF


def test_what_is_closed_or_needs_an_escort_is_listed_but_not_proposed():
    ways = option(COUNTER, 60, is_open=False), option(VTM, 120, needs_escort=True), option(SMART, 900)

    assert chosen(*ways) == (SMART, Why.SOONEST)


def test_with_everything_closed_somebody_is_still_told_where_to_wait():
    assert chosen(option(COUNTER, 300, is_open=False), option(DESK, 200, is_open=False))[0] == DESK


def test_machines_are_marked_as_own_wish_for_those_who_are_not_nudged():
    machine = option(SMART, 60)

    assert [
        at_own_wish(case(machine, **asker), machine)
        for asker in ({}, {"is_elderly": True}, {"prefers_counter": True}, {"needs_care": True})
    ] == [False, True, True, True]
    assert not at_own_wish(case(option(COUNTER, 60), is_elderly=True), option(COUNTER, 60))


ways = st.lists(
    st.builds(
        Option,
        channel=st.sampled_from(Channel),
        service_s=st.integers(1, 3600),
        wait_p50_s=st.integers(0, 7200),
        is_open=st.booleans(),
        needs_escort=st.booleans(),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one.channel,
)
askers = st.builds(
    Asker,
    is_elderly=st.booleans(),
    prefers_counter=st.booleans(),
    needs_care=st.booleans(),
    guided=st.frozensets(st.sampled_from([SMART, VTM, SELF])),
)


@given(options=ways, asker=askers, margin_s=st.integers(0, 600), order=st.sampled_from(RoutingOrder))
def test_there_is_always_one_choice_and_never_a_nudge(options, asker, margin_s, order):
    found = Case(asker, ServiceFamily.CASH, tuple(options), margin_s, tuple(order.split(",")))

    choice = choose(found)

    assert choice.option in options
    if asker.is_protected and any(not one.is_machine for one in options):
        assert not choice.option.is_machine
    if choice.why in {Why.SOONEST, Why.ORDER, Why.KNOWN}:
        assert choice.option.finish_s <= min(one.finish_s for one in found.open) + margin_s
    assert all(reason(found, choice, one) for one in options)


def test_every_rule_is_in_the_list_once():
    assert len(RULES) == len({rule.__name__ for rule in RULES}) == 6


SENTENCES = {
    "en": [
        "Soonest: done in about 5 min, 10 min before the counter.",
        "About 10 min later.",
    ],
    "zh-hans": ["最快：约 5 分钟办结，比柜台早 10 分钟。", "约晚 10 分钟。"],
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_reason_is_a_sentence_in_both_languages(language):
    found = case(option(SMART, 300), option(COUNTER, 900))
    choice = choose(found)

    with translation.override(language):
        assert [reason(found, choice, one) for one in found.options] == SENTENCES[language]


def test_no_two_reasons_of_the_proposed_way_read_alike():
    cases = [
        case(option(COUNTER, 300)),
        case(option(COUNTER, 300, is_open=False)),
        case(option(COUNTER, 300), option(SMART, 100), is_elderly=True),
        case(option(COUNTER, 300), option(SMART, 100), prefers_counter=True),
        case(option(DESK, 300), option(COUNTER, 300), family=ServiceFamily.WEALTH),
        case(option(DESK, 300, wait_p50_s=900), option(COUNTER, 300), family=ServiceFamily.WEALTH),
        case(option(DESK, 300, is_open=False), option(COUNTER, 300), family=ServiceFamily.WEALTH),
        case(option(SMART, 300), option(SELF, 300), guided=frozenset({SMART})),
        case(option(SMART, 300), option(COUNTER, 900)),
        case(option(SMART, 960), option(COUNTER, 900)),
    ]
    with translation.override("en"):
        sentences = [reason(one, choose(one), choose(one).option) for one in cases]

    assert all(first != second for first, second in itertools.combinations(sentences, 2))
