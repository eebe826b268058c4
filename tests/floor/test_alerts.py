"""Alerts: one an episode, accepted, escalated, resolved; every move of the table."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from lobby.branches.actors import SYSTEM
from lobby.floor import kinds
from lobby.floor.domain.alerts import accept, escalate, raise_alert, reopen, resolve, resolve_about
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums import ALERT_MOVES, AlertStatus
from lobby.floor.errors import AlertOpenAgain, IllegalAlertMove, NobodyAbove, TooLate
from lobby.floor.models import Alert, Deadline
from lobby.live import journal
from lobby.live.models import Entry

MINUTE = dt.timedelta(minutes=1)


def types(alert, at):
    return [entry.type for entry in journal.timeline("alert", alert.pk, alert.branch_id, at)]


def test_raise_alert_twice_is_one_episode(raised, branch, at):
    first = raised()
    again = raised()

    assert again.pk == first.pk
    assert Alert.objects.count() == 1
    assert types(first, at) == ["alert.raised"]
    assert first.roles == ["LMA"]


def test_raise_alert_after_resolving_is_a_new_episode(raised, manager, at):
    first = raised()
    resolve(first, by=manager.actor, at=at)

    assert raised().pk != first.pk


def test_a_second_open_alert_is_refused_by_the_database(raised, branch, at):
    alert = raised()

    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(
            branch=branch, kind=alert.kind, subject_type="thing", subject_id=1, severity="late", roles=[], raised_at=at
        )


def test_raise_alert_of_an_unknown_kind_leaves_nothing(branch, at):
    with pytest.raises(KeyError):
        raise_alert(branch, "test.unheard", by=SYSTEM, at=at, subject=("thing", 1))

    assert not Alert.objects.exists()


def test_accept_stops_the_timer(raised, manager, at):
    alert = accept(raised(), by=manager.actor, at=at + MINUTE)

    assert (alert.status, alert.accepted_by_id, alert.accepted_at) == (AlertStatus.ACCEPTED, manager.pk, at + MINUTE)
    assert sweep_deadlines(at=at + 60 * MINUTE) == 0


def test_nobody_accepts_so_manager_and_then_head_hear_of_it(raised, at):
    alert = raised()

    assert sweep_deadlines(at=at + 5 * MINUTE - dt.timedelta(seconds=1)) == 0
    assert sweep_deadlines(at=at + 5 * MINUTE) == 1
    alert.refresh_from_db()
    assert (alert.status, alert.level, alert.roles) == (AlertStatus.ESCALATED, 1, ["LMA", "LM"])
    assert sweep_deadlines(at=at + 10 * MINUTE) == 1
    alert.refresh_from_db()
    assert (alert.level, alert.roles) == (2, ["LMA", "LM", "HEAD"])
    assert sweep_deadlines(at=at + 600 * MINUTE) == 0
    assert types(alert, at) == ["alert.raised", "alert.escalated", "alert.escalated"]
    assert Deadline.objects.get().escalated_at == at + 10 * MINUTE


def test_escalate_beyond_the_head_is_refused(raised, manager, at):
    alert = escalate(escalate(raised(), by=SYSTEM, at=at), by=SYSTEM, at=at)

    with pytest.raises(NobodyAbove):
        escalate(alert, by=SYSTEM, at=at)


def test_resolve_about_ends_what_is_open_about_a_subject(raised, at):
    alert, other = raised(1), raised(2)

    ended = resolve_about(("thing", 1), at=at, reason="gone")

    assert [one.pk for one in ended] == [alert.pk]
    assert (ended[0].resolved_by_id, ended[0].resolve_reason) == (None, "gone")
    other.refresh_from_db()
    assert other.status == AlertStatus.RAISED


def test_reopen_takes_ones_own_resolving_back(raised, manager, at):
    alert = resolve(raised(), by=manager.actor, at=at)

    again = reopen(alert, by=manager.actor, at=at + MINUTE)

    assert (again.status, again.accepted_by_id, again.resolved_at) == (AlertStatus.ACCEPTED, manager.pk, None)


def test_reopen_is_for_a_minute(raised, manager, at):
    alert = resolve(raised(), by=manager.actor, at=at)

    with pytest.raises(TooLate):
        reopen(alert, by=manager.actor, at=at + MINUTE + dt.timedelta(seconds=1))


def test_reopen_of_somebody_elses_resolving_is_refused(raised, manager, head, at):
    alert = resolve(raised(), by=manager.actor, at=at)

    with pytest.raises(IllegalAlertMove):
        reopen(alert, by=head.actor, at=at)


def test_reopen_beside_a_new_episode_is_refused(raised, manager, at):
    alert = resolve(raised(), by=manager.actor, at=at)
    raised()

    with pytest.raises(AlertOpenAgain):
        reopen(alert, by=manager.actor, at=at)


VERBS = {"accept": accept, "escalate": escalate, "resolve": resolve, "reopen": reopen}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", AlertStatus)
def test_every_move_of_the_table(raised, manager, at, status, verb):
    alert = raised()
    is_over = status == AlertStatus.RESOLVED
    Alert.objects.update(status=status, resolved_at=at if is_over else None, resolved_by=manager if is_over else None)
    before, entries = Alert.objects.values().get(), Entry.objects.count()
    sources, target = ALERT_MOVES[verb]

    if status in sources:
        assert VERBS[verb](alert, by=manager.actor, at=at).status == target
        assert Entry.objects.count() == entries + 1
        return
    with pytest.raises(IllegalAlertMove):
        VERBS[verb](alert, by=manager.actor, at=at)
    assert (Alert.objects.values().get(), Entry.objects.count()) == (before, entries)


def test_the_text_is_in_the_readers_language(leak):
    where = {"where": {"zh": "现金区", "en": "cash zone"}}

    with translation.override("en"):
        assert kinds.alert_text("test.leak", {}) == "A leak"
        assert kinds.alert_help("test.leak", where) == "cash zone"
    with translation.override("zh-hans"):
        assert kinds.alert_text("test.leak", {}) == "漏水"
        assert kinds.alert_help("test.leak", where) == "现金区"


def test_words_survive_a_missing_value_and_an_unknown_kind():
    assert kinds.alert_help("test.leak", {}) == "…"
    assert kinds.alert_text("test.gone", {}) == "test.gone"


def test_two_kinds_of_one_name_are_refused(leak):
    other = kinds.AlertKind(name="test.leak", text="other", severity=leak.severity, roles=())

    with pytest.raises(ValueError, match=r"test\.leak"):
        kinds.register_alert(other)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_kind_has_a_name_without_the_values_of_a_single_alert(language: str) -> None:
    with translation.override(language):
        names = {name: kinds.alert_name(name) for name in kinds._alert_kinds}

    assert {name: text for name, text in names.items() if "{" in text or "…" in text or not text} == {}
    assert kinds.alert_name("test.gone") == "test.gone"
