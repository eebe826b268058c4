"""Rating: on evidence, dated, by somebody else, for good; the newest counts, and what is below the threshold is a gap."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.models import BranchPolicy
from lobby.branches.policies import policy_of
from lobby.floor.access.competence import people_rated
from lobby.floor.domain import competence as domain
from lobby.floor.enums.competence import LEAST_EVIDENCE, Quality
from lobby.floor.errors.competence import EvidenceTooShort, OwnCompetence, RatedOnInvalid, RatingInvalid
from lobby.floor.errors.library import TextRefused
from lobby.floor.models.competence import CompetenceRating
from lobby.floor.selectors import competence
from lobby.live.models import Entry
from tests.factories import make_staff
from tests.floor.library.conftest import words

TODAY = dt.date(2026, 3, 10)
SEEN = "Explained the limits for foreign currency without a mistake."


@pytest.fixture
def rate(branch, teller, head, at):
    """Rate the teller's knowledge unless told otherwise."""

    def make(**fields):
        given = {
            "staff": teller,
            "by": head,
            "quality": Quality.KNOWLEDGE,
            "rating": 4,
            "evidence": SEEN,
            "rated_on": TODAY,
        }
        given |= fields
        return domain.rate(given.pop("staff"), branch=branch, at=at, **given)

    return make


def counts(branch, staff, date=TODAY):
    (profile,) = competence.profiles([staff], policy_of(branch, date), date)
    return {cell.quality: cell.rating and cell.rating.rating for cell in profile.cells}


def test_a_rating_is_kept_with_what_it_rests_on(rate, branch, teller, head, at):
    row = rate(evidence=f"  {SEEN}\n")

    assert (row.evidence, row.rated_by, row.rated_on, row.at) == (SEEN, head, TODAY, at)
    assert counts(branch, teller) == {"knowledge": 4, "communication": None, "adaptability": None, "service_mind": None}


def test_the_journal_says_neither_quality_nor_rating(rate, teller):
    row = rate()

    entry = Entry.objects.get(type="competence.rated")
    assert entry.payload == {"rating": row.pk}


def test_the_newest_day_counts_then_the_later_entry(rate, branch, teller):
    rate(rating=2, rated_on=TODAY)
    rate(rating=5, rated_on=TODAY - dt.timedelta(days=9))
    assert counts(branch, teller)["knowledge"] == 2

    rate(rating=3, rated_on=TODAY)
    assert counts(branch, teller)["knowledge"] == 3
    assert counts(branch, teller, TODAY - dt.timedelta(days=1))["knowledge"] == 5
    assert CompetenceRating.objects.count() == 3


@pytest.mark.parametrize(("rating", "is_gap"), [(1, True), (2, True), (3, False), (5, False)])
def test_below_the_threshold_is_a_gap(rate, branch, teller, rating, is_gap):
    rate(rating=rating)

    (profile,) = competence.profiles([teller], policy_of(branch, TODAY), TODAY)
    assert [cell.quality for cell in profile.gaps] == ([Quality.KNOWLEDGE] if is_gap else [])
    assert len(profile.unrated) == 3


def test_the_threshold_is_that_of_the_day(rate, branch, teller):
    rate(rating=3)
    BranchPolicy.objects.create(branch=branch, effective_from=TODAY + dt.timedelta(days=1), competence_gap_below=4)

    days = [TODAY, TODAY + dt.timedelta(days=1)]
    found = [competence.profiles([teller], policy_of(branch, day), day)[0].gaps for day in days]
    assert [len(gaps) for gaps in found] == [0, 1]


def test_nobody_rates_themselves(rate, head, teller):
    with pytest.raises(OwnCompetence):
        rate(staff=head)
    row = rate()
    with pytest.raises(IntegrityError), transaction.atomic():
        CompetenceRating.objects.filter(pk=row.pk).update(rated_by=teller)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"rating": 0}, RatingInvalid),
        ({"rating": 6}, RatingInvalid),
        ({"quality": "beauty"}, RatingInvalid),
        ({"evidence": ""}, EvidenceTooShort),
        ({"evidence": "x" * (LEAST_EVIDENCE - 1)}, EvidenceTooShort),
        ({"evidence": "good" + " " * 40}, EvidenceTooShort),
        ({"rated_on": TODAY + dt.timedelta(days=1)}, RatedOnInvalid),
        ({"rated_on": TODAY - dt.timedelta(days=366)}, RatedOnInvalid),
        ({"evidence": "She looks rich in her designer bag, every customer says so."}, TextRefused),
        ({"evidence": "Was on sick leave for two weeks and is slower since then."}, TextRefused),
        ({"evidence": "怀孕以后站不了多久，高峰时段安排不了大堂值守，影响排班。"}, TextRefused),
    ],
)
def test_what_is_refused(rate, fields, refusal):
    with pytest.raises(refusal):
        rate(**fields)
    assert not CompetenceRating.objects.exists()


def test_the_library_may_still_speak_of_health(make):
    assert make(wording=words(body_en="Sudden illness: call 120.", body_zh="突发疾病：拨打 120。"))


def test_the_rows_hold_their_rules(rate):
    row = rate()

    for fields in ({"rating": 0}, {"rating": 6}, {"evidence": "short"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CompetenceRating.objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize("count", [1, 3])
def test_a_matrix_costs_three_queries_however_many(rate, branch, teller, head, count, django_assert_num_queries):
    for n in range(count):
        staff = make_staff(f"t{n}", branch, "TELLER")
        for quality in Quality:
            rate(staff=staff, quality=quality)

    with django_assert_num_queries(3):
        assert len(competence.profiles(people_rated(branch), policy_of(branch, TODAY), TODAY)) == count + 2
