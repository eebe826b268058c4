"""Seizures: the order of the steps, two people, the report, the right to an appraisal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import moment
from lobby.branches.models import BusinessDay
from lobby.branches.planning import plan_year
from lobby.floor.domain.seizures import appraising, moving, reporting, steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.domain.seizures.steps import Voucher
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.seizures import BY_TWO, ENDED, SEIZURE_MOVES, Authority, ReportReason, SeizureStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.authority import NotForOneself
from lobby.floor.errors.seizures import (
    AppraisalTooLate,
    BadPiece,
    IllegalSeizureMove,
    NoPieces,
    NothingToReport,
    NotInView,
    VoucherTaken,
)
from lobby.floor.models import Alert, Reminder, Seizure
from lobby.live import journal
from lobby.live.models import Entry
from tests.floor.cash.conftest import VOUCHER, note

S = SeizureStatus
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


def test_from_find_to_custody(seized, branch, teller, teller2, lead, at):
    seizure = seized("in_custody")

    assert (seizure.status, seizure.found_by_id, seizure.second_id) == (S.IN_CUSTODY, teller.pk, teller2.pk)
    assert (seizure.custodian_id, seizure.in_view, seizure.has_signed) == (lead.pk, True, True)
    moves = [entry for entry in journal.timeline("seizure", seizure.pk, branch.pk, at) if entry.type == "seizure.moved"]
    assert [entry.payload["step"] for entry in moves] == ["join", "mark", "voucher", "inform", "hand_over"]


VERBS = {
    "join": lambda one, p, at: steps.join(one, second=p["teller2"], at=at),
    "dismiss": lambda one, p, at: steps.dismiss(one, second=p["teller2"], at=at, reason="真币"),
    "mark": lambda one, p, at: steps.mark(one, by=p["teller"], at=at, in_view=True),
    "voucher": lambda one, p, at: steps.write_voucher(one, by=p["teller"], at=at, voucher=VOUCHER),
    "inform": lambda one, p, at: steps.inform(one, by=p["teller"], at=at),
    "hand_over": lambda one, p, at: steps.hand_over(one, custodian=p["lead"], at=at),
    "ask_appraisal": lambda one, p, at: appraising.ask_appraisal(one, by=p["teller"], at=at),
    "confirm": lambda one, p, at: appraising.confirm(one, by=p["lead"], at=at, outcome="假币"),
    "give_back": lambda one, p, at: appraising.give_back(one, by=p["lead"], at=at, outcome="真币,致歉"),
    "close": lambda one, p, at: moving.move(moving.locked(one), "close", ended_at=at),
}


@pytest.mark.parametrize("verb", SEIZURE_MOVES)
@pytest.mark.parametrize("status", SeizureStatus)
def test_every_move_of_the_table(seized, teller, teller2, lead, at, status, verb):
    seizure = seized()
    Seizure.objects.filter(pk=seizure.pk).update(
        status=status,
        second=teller2 if status in BY_TWO else None,
        in_view=True,
        marked_at=at,
        appraisal_until=at.date() + DAY,
        appraisal_asked_at=at,
    )
    people = {"teller": teller, "teller2": teller2, "lead": lead}
    sources, target = SEIZURE_MOVES[verb]

    with journal.unit(by=SYSTEM, at=at):
        if status in sources:
            VERBS[verb](seizure, people, at)
            seizure.refresh_from_db()
            assert seizure.status == target
            assert (seizure.ended_at is not None) == (target in ENDED)
        else:
            with pytest.raises(IllegalSeizureMove):
                VERBS[verb](seizure, people, at)


def test_no_way_leads_back_to_the_customer_but_through_an_appraisal():
    assert [verb for verb, (_, target) in SEIZURE_MOVES.items() if target == S.RETURNED] == ["give_back"]
    assert SEIZURE_MOVES["give_back"][0] == (S.APPRAISAL,)
    assert SEIZURE_MOVES["dismiss"][0] == (S.FOUND,)  # before anything is marked, by a second person


def test_the_database_refuses_a_return_without_an_appraisal(seized):
    seizure = seized("in_custody")

    with pytest.raises(IntegrityError), transaction.atomic():
        Seizure.objects.filter(pk=seizure.pk).update(status=S.RETURNED)


def test_two_different_people(seized, teller, at):
    seizure = seized()

    with pytest.raises(NotForOneself):
        steps.join(seizure, second=teller, at=at)
    with pytest.raises(NotForOneself):
        steps.dismiss(seizure, second=teller, at=at, reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seizure.objects.filter(pk=seizure.pk).update(status=S.JOINED, second=teller)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seizure.objects.filter(pk=seizure.pk).update(status=S.MARKED)


def test_only_the_two_take_the_steps(seized, lead, head, at):
    with pytest.raises(NotForOneself):
        steps.mark(seized("joined"), by=lead, at=at, in_view=True)
    with pytest.raises(NotForOneself):
        steps.write_voucher(seized("marked"), by=head, at=at, voucher=VOUCHER)
    with pytest.raises(NotForOneself):
        steps.inform(seized("vouchered"), by=head, at=at)


def test_whoever_found_it_does_not_keep_it(seized, teller, at):
    with pytest.raises(NotForOneself):
        steps.hand_over(seized("informed"), custodian=teller, at=at)


def test_marking_happens_in_view(seized, teller, at):
    seizure = seized("joined")

    with pytest.raises(NotInView):
        steps.mark(seizure, by=teller, at=at, in_view=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seizure.objects.filter(pk=seizure.pk).update(marked_at=at)


def test_a_customer_who_does_not_sign_stops_nothing(seized, teller, at):
    seizure = steps.write_voucher(
        seized("marked"), by=teller, at=at, voucher=Voucher("JB-9", "张小明", "护照E1", has_signed=False)
    )

    assert (seizure.status, seizure.has_signed) == (S.VOUCHERED, False)
    assert steps.inform(seizure, by=teller, at=at).status == S.INFORMED


def test_a_voucher_is_written_once(seized, teller, at):
    seized("vouchered")

    with pytest.raises(VoucherTaken):
        steps.write_voucher(seized("marked"), by=teller, at=at, voucher=VOUCHER)


def test_who_the_customer_is_stands_nowhere_readable(seized, branch, at):
    seizure = seized("in_custody")

    assert seizure.customer_name == "张小明"
    with connection.cursor() as cursor:
        cursor.execute("SELECT customer_name, customer_identity FROM floor_seizure WHERE id = %s", [seizure.pk])
        stored = str(cursor.fetchone())
    told = str(list(Entry.objects.filter(branch_id=branch.pk).values_list("payload", flat=True)))
    for secret in ("张小明", "110101199001011234"):
        assert secret not in stored
        assert secret not in told
        assert secret not in str(list(Alert.objects.values_list("values", flat=True)))


@pytest.mark.parametrize(
    "piece",
    [
        Piece("note", "100"),
        Piece("note", "0", "AB123456"),
        Piece("note", "100", "AB123456", count=2),
        Piece("note", "100", "<b>x</b>"),
        Piece("note", "100", "AB123456", currency="USD"),
        Piece("foreign", "100", "AB123456"),
        Piece("foreign", "100", "AB123456", currency="dollar"),
        Piece("gold", "100", "AB123456"),
        Piece("coin", "1", count=0),
    ],
)
def test_pieces_are_what_they_say(teller, branch, at, piece):
    with pytest.raises(BadPiece) as refusal:
        steps.find(teller, branch, at=at, pieces=[note(), piece])

    assert "2" in refusal.value.detail
    assert not Seizure.objects.exists()


def test_notes_are_stamped_the_rest_goes_into_an_envelope(teller, branch, at):
    pieces = [note(" ab12345678 "), Piece("coin", "1", count=3), Piece("foreign", "100", "KB1234567A", "usd")]

    seizure = steps.find(teller, branch, at=at, pieces=pieces)

    rows = list(seizure.pieces.all())
    assert [row.marking for row in rows] == ["stamp", "envelope", "envelope"]
    assert (rows[0].serial_no, rows[2].currency, rows[1].denomination) == ("AB12345678", "USD", Decimal("1.00"))


def test_nothing_found_is_nothing_seized(teller, branch, at):
    with pytest.raises(NoPieces):
        steps.find(teller, branch, at=at, pieces=[])


def test_five_pieces_at_once_are_reported_at_once(seized, at):
    four = seized(pieces=[note(f"AB1234567{n}") for n in range(4)])
    assert not four.needs_report
    five = seized(pieces=[note("AB12345678"), Piece("coin", "1", count=4)])

    assert five.report_reasons == [ReportReason.MANY]
    tasks = Reminder.objects.order_by("kind")
    assert [(task.kind, task.team, task.status) for task in tasks] == [
        ("seizure.report_pboc", "HEAD", "due"),
        ("seizure.report_police", "HEAD", "due"),
    ]
    assert {task.due_at for task in tasks} == {at + dt.timedelta(hours=1)}
    assert Alert.objects.get(kind=reporting.TO_REPORT).roles == ["HEAD"]


@pytest.mark.parametrize("reason", [ReportReason.NEW_TECHNIQUE, ReportReason.CLUE, ReportReason.NO_COOPERATION])
def test_other_reasons_are_reported_too_and_once(seized, teller, at, reason):
    seizure = seized("marked")

    reporting.add_reasons(seizure, by=teller, at=at, reasons=[reason], clue="同一人第二次")
    reporting.add_reasons(seizure, by=teller, at=at, reasons=[reason, ReportReason.MANY])

    assert Reminder.objects.count() == 2
    assert Alert.objects.filter(kind=reporting.TO_REPORT).count() == 1


def test_reporting_ends_task_and_alert(seized, head, at):
    seizure = seized("in_custody", pieces=[note(f"AB1234567{n}") for n in range(5)])

    reporting.report(seizure, by=head, at=at, authority=Authority.PBOC, reference="货币金银处 李")
    assert Alert.objects.filter(kind=reporting.TO_REPORT, resolved_at=None).exists()
    seizure = reporting.report(seizure, by=head, at=at, authority=Authority.POLICE, reference="A-1")

    assert not Reminder.objects.filter(ended_at=None).exists()
    assert not Alert.objects.filter(kind=reporting.TO_REPORT, resolved_at=None).exists()
    with pytest.raises(NothingToReport):
        reporting.report(seizure, by=head, at=at, authority=Authority.POLICE, reference="A-2")


def test_found_genuine_by_a_second_person_nobody_is_told(seized, teller, teller2, at):
    seizure = seized(pieces=[note(f"AB1234567{n}") for n in range(5)])

    with pytest.raises(ReasonMissing):
        steps.dismiss(seizure, second=teller2, at=at, reason=" ")
    steps.dismiss(seizure, second=teller2, at=at, reason="点钞机误报")

    assert not Reminder.objects.filter(ended_at=None).exists()
    assert not Alert.objects.filter(resolved_at=None).exists()
    with pytest.raises(IllegalSeizureMove):
        reporting.add_reasons(seizure, by=teller, at=at, reasons=[ReportReason.CLUE])


def test_the_appraisal_is_asked_for_within_three_working_days(seized):
    assert seized("informed").appraisal_until == dt.date(2026, 3, 13)  # Tuesday + 3


def test_the_date_steps_over_a_holiday_and_counts_a_swapped_saturday(seized, branch, at):
    plan_year(branch, 2026)

    seizure = seized("vouchered")
    friday = dt.datetime(2026, 9, 24, 2, 0, tzinfo=dt.UTC)  # Thursday; 25–27 Sept off
    Seizure.objects.filter(pk=seizure.pk).update(marked_at=friday)
    steps.inform(seizure, by=seizure.found_by, at=friday)
    seizure.refresh_from_db()
    assert seizure.appraisal_until == dt.date(2026, 9, 30)  # 28, 29, 30

    later = seized("vouchered", number="JB-2")
    marked = dt.datetime(2026, 9, 30, 2, 0, tzinfo=dt.UTC)  # 1–7 Oct off, Saturday 10 Oct worked
    Seizure.objects.filter(pk=later.pk).update(marked_at=marked)
    steps.inform(later, by=later.found_by, at=marked)
    later.refresh_from_db()
    assert later.appraisal_until == dt.date(2026, 10, 10)  # 8, 9, 10


def test_a_saturday_on_which_the_branch_opens_is_no_working_day(seized, branch, at):
    saturday = dt.date(2026, 3, 14)
    BusinessDay.objects.create(
        branch=branch, date=saturday,
        opens_at=moment(branch, saturday, dt.time(9)), closes_at=moment(branch, saturday, dt.time(12)),
    )  # fmt: skip
    seizure = seized("vouchered")
    Seizure.objects.filter(pk=seizure.pk).update(marked_at=at + 2 * DAY)  # Thursday

    steps.inform(seizure, by=seizure.found_by, at=at + 2 * DAY)

    seizure.refresh_from_db()
    assert seizure.appraisal_until == dt.date(2026, 3, 17)


def test_without_a_request_it_closes_when_the_last_day_is_over(seized):
    seizure = seized("in_custody")
    end = dt.datetime(2026, 3, 13, 20, 0, tzinfo=dt.UTC)

    sweep_deadlines(at=end - MINUTE)
    seizure.refresh_from_db()
    assert seizure.status == S.IN_CUSTODY
    sweep_deadlines(at=end + 2 * DAY)
    seizure.refresh_from_db()
    assert seizure.status == S.CLOSED


def test_asked_on_the_last_evening_it_is_in_time_the_day_after_it_is_not(seized, teller):
    seizure = seized("in_custody")
    end = dt.datetime(2026, 3, 13, 20, 0, tzinfo=dt.UTC)

    with pytest.raises(AppraisalTooLate):
        appraising.ask_appraisal(seizure, by=teller, at=end)
    asked = appraising.ask_appraisal(seizure, by=teller, at=end - MINUTE, appraiser="人行鉴定组")

    assert (asked.status, asked.result_due) == (S.APPRAISAL, dt.date(2026, 4, 3))
    assert sweep_deadlines(at=end + DAY) == 0


def test_a_late_result_is_told_to_the_head(seized, teller, at):
    appraising.ask_appraisal(seized("in_custody"), by=teller, at=at)

    sweep_deadlines(at=at + 60 * DAY)

    assert Alert.objects.get(kind=appraising.RESULT_LATE).roles == ["HEAD"]


def test_genuine_money_goes_back_with_an_apology_by_another_person(seized, teller, lead, at):
    seizure = appraising.ask_appraisal(seized("in_custody"), by=teller, at=at)

    with pytest.raises(NotForOneself):
        appraising.give_back(seizure, by=teller, at=at, outcome="真币")
    with pytest.raises(ReasonMissing):
        appraising.give_back(seizure, by=lead, at=at, outcome=" ")
    seizure = appraising.give_back(seizure, by=lead, at=at, outcome="按面额退还并致歉")

    assert (seizure.status, seizure.outcome) == (S.RETURNED, "按面额退还并致歉")


def test_what_never_reached_custody_is_told_until_it_does(seized, lead):
    seizure = seized("informed")
    end = dt.datetime(2026, 3, 13, 20, 0, tzinfo=dt.UTC)

    sweep_deadlines(at=end)
    assert Alert.objects.filter(kind=appraising.NOT_IN_CUSTODY, resolved_at=None).exists()
    steps.hand_over(seizure, custodian=lead, at=end + MINUTE)
    sweep_deadlines(at=end + DAY)

    seizure.refresh_from_db()
    assert seizure.status == S.CLOSED
    assert not Alert.objects.filter(kind=appraising.NOT_IN_CUSTODY, resolved_at=None).exists()
