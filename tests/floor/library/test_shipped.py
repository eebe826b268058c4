"""What the product ships with: all of it, in force for a year, in both languages, approved by the product itself."""

import re

import pytest

from lobby.floor.domain import unread
from lobby.floor.domain.library import writing
from lobby.floor.domain.library.installing import HOLDS_FOR, install
from lobby.floor.domain.library.shipped import SHIPPED
from lobby.floor.enums.library import ContentKind, EtiquetteLink
from lobby.floor.models import Deadline
from lobby.floor.models.library import LibraryVersion
from lobby.floor.registrations import library as registered
from lobby.floor.selectors.library import Wish, in_force, search
from tests.factories import make_branch

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def installed(branch, at):
    """The library of the first day."""
    return install(branch, at=at)


def test_everything_counts_for_the_whole_bank_and_ends_after_a_year(installed, branch, other_branch, at):
    assert installed == len(SHIPPED)
    for one in (branch, other_branch):
        assert in_force(None, one, at).count() == len(SHIPPED)
        assert not in_force(None, one, at + HOLDS_FOR).exists()
    versions = LibraryVersion.objects.all()
    assert {(one.author_id, one.reviewed_by_id, one.number) for one in versions} == {(None, None, 1)}
    assert len({one.approval_number for one in versions}) == len(SHIPPED)
    assert Deadline.objects.filter(kind="library.expiry", done_at=None).count() == len(SHIPPED)


def test_a_second_run_changes_nothing(installed, branch, at, django_assert_num_queries):
    with django_assert_num_queries(3):  # the transaction and one query
        assert install(branch, at=at) == 0


def test_a_later_branch_is_watched_too(installed, at, django_assert_num_queries):
    late = make_branch("7009")
    with django_assert_num_queries(4):
        registered.install(late, at, at.date())

    assert Deadline.objects.filter(branch=late, kind=unread.CLOCK, done_at=None).count() == 1


def test_what_the_bank_withdrew_is_not_put_back(installed, branch, manager, at):
    version = in_force(ContentKind.GREETING, branch, at).get()
    writing.withdraw(version, by=manager.actor, at=at, reason="own one")

    assert install(branch, at=at) == 0
    assert not in_force(ContentKind.GREETING, branch, at).exists()


def test_all_six_links_of_etiquette_are_there_and_found(installed, branch, at):
    links = {one.extra["link"] for one in in_force(ContentKind.ETIQUETTE, branch, at)}
    assert links == set(EtiquetteLink.values)
    for one in in_force(ContentKind.ETIQUETTE, branch, at):
        assert one.extra["body_language_zh"]
        assert one.extra["body_language_en"]
        assert one in search(in_force(None, branch, at), Wish(q=one.title_zh))
        assert one in search(in_force(None, branch, at), Wish(q=one.title_en))
    assert (
        "45" in in_force(ContentKind.ETIQUETTE, branch, at).get(item__code="etiquette-greet").extra["body_language_en"]
    )


@pytest.mark.parametrize(
    ("kind", "least"),
    [("emergency_card", 11), ("first_fix_card", 4), ("risk_notice", 3), ("note_feature", 4), ("guide", 8),
     ("order_card", 3), ("greeting", 1), ("message_template", 4), ("wall_content", 4)],
)  # fmt: skip
def test_enough_of_each_kind(installed, branch, at, kind, least):
    assert in_force(kind, branch, at).count() >= least


def test_each_language_holds_its_own_words():
    for one in SHIPPED:
        for zh, en in (one.title, one.body):
            assert CHINESE.search(zh), one.code
            assert not CHINESE.search(en), one.code
        assert one.body[0].count("\n1. ") == one.body[1].count("\n1. "), one.code


def test_placeholders_are_the_same_in_both_languages():
    for one in SHIPPED:
        assert set(re.findall(r"{\w+}", one.body[0])) == set(re.findall(r"{\w+}", one.body[1])), one.code
