"""The demo: somebody knows, somebody must renew, somebody's training lapsed, and there are gaps."""

import pytest

from lobby.branches.calendar import business_date
from lobby.branches.demo import branch as demo_branch
from lobby.branches.demo import shipped
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from lobby.floor.access.competence import people_rated
from lobby.floor.demo import know_how as demo
from lobby.floor.demo import library
from lobby.floor.models.competence import CompetenceRating
from lobby.floor.models.library import QuizAttempt
from lobby.floor.selectors import competence, know_how


@pytest.fixture
def written(db, at):
    """The demo branch with what its people know."""
    demo_branch.write("password", at)
    shipped.write("password", at)
    library.write("password", at)
    demo.write("password", at)
    return Branch.objects.get(code="0001")


def test_it_is_alive_and_a_second_run_changes_nothing(written, at, django_assert_max_num_queries):
    texts = {text.version.item.code: text for text in know_how.listing(written, at)}
    training = texts["training-information-safety"]
    date = business_date(written, at)
    profiles = competence.profiles(people_rated(written), policy_of(written, date), date)

    assert training.lapsed
    assert training.open
    assert training.known
    assert any(profile.gaps for profile in profiles)

    before = CompetenceRating.objects.count(), QuizAttempt.objects.count()
    with django_assert_max_num_queries(2):
        demo.write("password", at)
    assert (CompetenceRating.objects.count(), QuizAttempt.objects.count()) == before
