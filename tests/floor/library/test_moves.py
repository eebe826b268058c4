"""Every state against every verb, legal and not; who may decide; one version in force."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.timing import take
from lobby.floor.domain.library.wording import wording_of
from lobby.floor.enums.library import CONTENT_MOVES, ENDED, IN_FORCE, ContentKind, ContentStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.library import (
    ApprovalNumberMissing,
    ApprovalOver,
    ExpiryInvalid,
    ExtraInvalid,
    IllegalContentMove,
    OwnWork,
    TextMissing,
    TextRefused,
    VersionInTheMaking,
)
from lobby.floor.models import Deadline
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force
from lobby.live import journal
from lobby.live.models import Entry
from tests.factories import make_staff
from tests.floor.library.conftest import DAY, bring, words
from tests.undone import undone

S = ContentStatus


def expire(version, at):
    with journal.unit(by=SYSTEM, at=at):
        take(version, "expire", at=at)


@pytest.fixture
def in_state(make, at):
    """A version in any state, also those that only the clock reaches."""

    def build(status):
        if status not in (S.EXPIRING, S.EXPIRED):
            return make(status)
        version = make(days=10)
        if status == S.EXPIRED:
            expire(version, version.expires_at)
        return version

    return build


@pytest.fixture
def verbs(manager, reviewer, at):
    """What each verb of people is called with."""
    later = at + dt.timedelta(minutes=5)
    return {
        "edit": lambda v: writing.edit(v, by=manager, at=later, wording=words(title_en="Other")),
        "submit": lambda v: writing.submit(v, by=manager, at=later),
        "recall": lambda v: writing.recall(v, by=manager, at=later),
        "approve": lambda v: reviewing.approve(v, by=reviewer, at=later, number="C-2", expires_at=later + DAY),
        "reject": lambda v: reviewing.reject(v, by=reviewer, at=later, note="no"),
        "publish": lambda v: reviewing.publish(v, by=manager.actor, at=later),
        "withdraw": lambda v: writing.withdraw(v, by=manager.actor, at=later, reason="wrong"),
        "warn": lambda v: clocked(v, "warn", later),
        "expire": lambda v: clocked(v, "expire", later),
    }


def clocked(version, verb, at):
    with journal.unit(by=SYSTEM, at=at):
        take(version, verb, at=at)
    return version


@pytest.mark.parametrize("status", S.values)
def test_every_state_against_every_verb(in_state, verbs, status, subtests):
    pk = in_state(status).pk
    assert {*verbs, "supersede"} == set(CONTENT_MOVES)
    for verb in verbs:
        with subtests.test(verb=verb), undone():
            version = LibraryVersion.objects.get(pk=pk)
            assert version.status == status
            try_verb(verb, version, verbs)


def try_verb(verb, version, verbs):
    status = version.status
    sources, target = CONTENT_MOVES[verb]
    before = Entry.objects.count()

    if status in sources:
        verbs[verb](version)

        version.refresh_from_db()
        assert version.status == target
        assert (version.ended_at is not None) == (target in ENDED)
        assert Entry.objects.count() > before
    else:
        with pytest.raises(IllegalContentMove):
            verbs[verb](version)

        version.refresh_from_db()
        assert version.status == status
        assert Entry.objects.count() == before


def test_a_new_version_supersedes_the_old_one_in_the_same_moment(make, manager, reviewer, branch, at):
    old = make(days=10)
    newer = writing.revise(old.item, by=manager, at=at + DAY, wording=words(body_en="Better."))
    bring(newer, S.APPROVED, by=manager, reviewer=reviewer, at=at + DAY)

    assert [one.pk for one in in_force(None, branch, at + DAY)] == [old.pk]
    reviewing.publish(newer, by=manager.actor, at=at + 2 * DAY)

    old.refresh_from_db()
    assert [one.pk for one in in_force(None, branch, at + 2 * DAY)] == [newer.pk]
    assert (old.status, old.superseded_by_id, old.ended_at) == (S.EXPIRED, newer.pk, at + 2 * DAY)
    assert not Deadline.objects.filter(subject_id=old.pk, kind="library.expiry", done_at=None).exists()
    types = list(Entry.objects.order_by("seq").values_list("type", flat=True))
    assert types[-3:] == ["library.superseded", "reminder.cancelled", "library.published"]


def test_one_version_on_its_way_at_a_time(make, manager, at):
    version = make(S.DRAFT)

    with pytest.raises(VersionInTheMaking):
        writing.revise(version.item, by=manager, at=at, wording=wording_of(version))


def test_the_database_refuses_two_versions_in_force(make):
    version = make()
    twin = LibraryVersion.objects.get(pk=version.pk)
    twin.pk, twin.number = None, 2

    with pytest.raises(IntegrityError, match="library_one_version_in_force"), transaction.atomic():
        twin.save()


def test_nobody_decides_on_words_of_their_own(make, branch, at):
    both = make_staff("both", branch, RoleCode.COMPL)
    version = make(S.IN_REVIEW, by=both)

    for verb in (
        lambda: reviewing.approve(version, by=both, at=at, number="C-1", expires_at=at + DAY),
        lambda: reviewing.reject(version, by=both, at=at, note="no"),
    ):
        with pytest.raises(OwnWork):
            verb()


def test_whoever_changed_it_does_not_decide_either(make, manager, reviewer, at):
    version = make(S.DRAFT)
    writing.edit(version, by=reviewer, at=at, wording=words(title_en="Mine now"))
    writing.submit(version, by=manager, at=at)

    with pytest.raises(OwnWork):
        reviewing.approve(version, by=reviewer, at=at, number="C-1", expires_at=at + DAY)


def test_the_database_refuses_an_author_who_approves(make, manager):
    version = make()
    version.reviewed_by = manager

    with pytest.raises(IntegrityError, match="library_nobody_approves_own"), transaction.atomic():
        version.save()


@pytest.mark.parametrize("field", ["approval_number", "expires_at", "reviewed_by"])
def test_the_database_refuses_an_approval_without_number_end_or_approver(make, field):
    version = make()
    setattr(version, field, "" if field == "approval_number" else None)

    with pytest.raises(IntegrityError, match="library_approved"), transaction.atomic():
        version.save()


def test_an_approval_needs_number_and_end(make, reviewer, at):
    version = make(S.IN_REVIEW)

    with pytest.raises(ApprovalNumberMissing):
        reviewing.approve(version, by=reviewer, at=at, number=" ", expires_at=at + DAY)
    for end in (at, at - DAY, at + 4 * 366 * DAY):
        with pytest.raises(ExpiryInvalid):
            reviewing.approve(version, by=reviewer, at=at, number="C-1", expires_at=end)


def test_reasons_are_required(make, manager, reviewer, at):
    with pytest.raises(ReasonMissing):
        writing.withdraw(make(), by=manager.actor, at=at, reason=" ")
    with pytest.raises(ReasonMissing):
        reviewing.reject(make(S.IN_REVIEW), by=reviewer, at=at, note="")


def test_what_has_run_out_meanwhile_is_not_published(make, manager, at):
    version = make(S.APPROVED, days=1)

    with pytest.raises(ApprovalOver):
        reviewing.publish(version, by=manager.actor, at=at + DAY)


@pytest.mark.parametrize("missing", ["title_zh", "title_en", "body_zh", "body_en"])
def test_both_languages_are_written(make, missing):
    with pytest.raises(TextMissing):
        make(S.DRAFT, wording=words(**{missing: "  "}))


def test_looks_are_no_ground_in_any_text(make, manager, reviewer, at):
    version = make(S.DRAFT, wording=words(body_zh="看到名牌包就请到理财专区。", body_en="See a bag, go on."))

    with pytest.raises(TextRefused) as refusal:
        writing.submit(version, by=manager, at=at)

    assert "名牌" in refusal.value.detail
    LibraryVersion.objects.filter(pk=version.pk).update(status=S.IN_REVIEW)
    with pytest.raises(TextRefused):
        reviewing.approve(version, by=reviewer, at=at, number="C-1", expires_at=at + DAY)


@pytest.mark.parametrize(
    "extra",
    [{}, {"link": "dance"}, {"link": 5}, {"link": ["greet"]}, {"link": "greet", "body_language_zh": "x" * 501}],
)
def test_what_a_kind_asks_for_is_checked(make, extra):
    with pytest.raises(ExtraInvalid):
        make(S.DRAFT, kind=ContentKind.ETIQUETTE, wording=words(extra=extra))


@pytest.mark.parametrize("seconds", [4, 121, True, "12", 12.5, None])
def test_seconds_on_a_screen_are_a_whole_number(make, seconds):
    with pytest.raises(ExtraInvalid):
        make(S.DRAFT, kind=ContentKind.WALL_CONTENT, wording=words(extra={"category": "service", "seconds": seconds}))


def test_what_a_kind_does_not_know_is_dropped(make):
    version = make(S.DRAFT, kind=ContentKind.ETIQUETTE, wording=words(extra={"link": "greet", "evil": "<script>"}))

    assert version.extra == {"link": "greet", "body_language_zh": "", "body_language_en": ""}


def test_an_approved_text_never_changes(make, manager, at):
    for status in [one for one in S.values if one != S.DRAFT and one not in IN_FORCE and one != S.EXPIRED]:
        with pytest.raises(IllegalContentMove):
            writing.edit(make(status), by=manager, at=at, wording=words(title_en="Other"))
