"""Fraud: the five questions, the supervisor's decision, talks and cases in five steps."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import Image

from lobby.branches.actors import SYSTEM
from lobby.floor.domain import attachments
from lobby.floor.domain.fraud import cases, checks, talks
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.fraud import (
    BLOCKING,
    CASE_MOVES,
    CHECK_MOVES,
    STEPS,
    CaseStatus,
    CheckStatus,
    FraudKind,
    FraudSign,
    FraudStep,
)
from lobby.floor.errors import ReasonMissing, TooLate
from lobby.floor.errors.attachments import AttachmentUnknown
from lobby.floor.errors.authority import BadAmount, NotForOneself, SubjectUnknown
from lobby.floor.errors.fraud import (
    CaseClosed,
    FraudGate,
    IllegalCheckMove,
    StepIncomplete,
    StepOutOfOrder,
    StepsMissing,
    UnderReview,
)
from lobby.floor.models import Alert, Attachment, FraudCase, FraudCheck, Reminder
from lobby.floor.selectors import fraud as selectors
from lobby.live import journal
from lobby.live.models import Entry

TWO = [FraudSign.CODES, FraudSign.HURRY]
SHEET = ("test.sheet", 7)
DAY = dt.timedelta(days=1)


@pytest.fixture
def reviewed(teller, branch, at):
    return checks.check(teller, branch, at=at, signs=TWO, amount="80000", subject=SHEET)


@pytest.fixture
def case(teller, branch, at):
    return cases.open_case(
        teller,
        branch,
        at=at,
        kind=FraudKind.PHONE,
        amount="30000",
        customer_name="李大爷",
        customer_phone="13800000000",
    )


@pytest.fixture
def picture(teller, branch, at):
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    drawn.seek(0)
    return attachments.keep(drawn, name="聊天记录.png", branch=branch, by=teller, at=at)


def step(case, by, at, number, **fields):
    fields = {"note": "已完成", **({"police_no": "A110-7"} if number == FraudStep.POLICE else {}), **fields}
    return cases.take_step(case, by=by, at=at, step=FraudStep(number), **fields)


def test_one_sign_is_written_down_and_goes_on(teller, branch, at):
    made = checks.check(teller, branch, at=at, signs=[FraudSign.LINKS, FraudSign.LINKS], amount="60000", subject=SHEET)

    assert (made.status, made.signs) == (CheckStatus.CLEAR, ["links"])
    assert not Alert.objects.exists()
    checks.check_gate(SHEET)


def test_two_signs_need_a_supervisor_and_hold_the_service(reviewed, lead):
    assert reviewed.status == CheckStatus.IN_REVIEW
    assert Alert.objects.get().values["signs"] == 2
    with pytest.raises(FraudGate):
        checks.check_gate(SHEET)


def test_released_it_goes_on_stopped_it_does_not(reviewed, teller, branch, lead, at):
    checks.release(reviewed, by=lead, at=at, decision="已核实收款人为其子")
    checks.check_gate(SHEET)
    again = checks.check(teller, branch, at=at, signs=TWO, subject=SHEET)
    checks.stop(again, by=lead, at=at, decision="冒充公检法")

    with pytest.raises(FraudGate):
        checks.check_gate(SHEET)


def test_a_second_check_does_not_go_round_the_review(reviewed, teller, branch, at):
    with pytest.raises(UnderReview):
        checks.check(teller, branch, at=at, signs=[], subject=SHEET)


def test_nobody_decides_on_their_own_check(branch, lead, at):
    made = checks.check(lead, branch, at=at, signs=TWO)

    with pytest.raises(NotForOneself):
        checks.release(made, by=lead, at=at, decision="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        FraudCheck.objects.filter(pk=made.pk).update(decided_by=lead)


def test_a_decision_has_grounds(reviewed, lead, at):
    with pytest.raises(ReasonMissing):
        checks.release(reviewed, by=lead, at=at, decision=" ")


@pytest.mark.parametrize("verb", CHECK_MOVES)
@pytest.mark.parametrize("status", CheckStatus)
def test_every_move_of_a_check(reviewed, lead, at, status, verb):
    decided = {"decided_by": lead} if status in (CheckStatus.RELEASED, CheckStatus.STOPPED) else {}
    FraudCheck.objects.filter(pk=reviewed.pk).update(status=status, **decided)
    act = {
        "release": lambda: checks.release(reviewed, by=lead, at=at, decision="x"),
        "stop": lambda: checks.stop(reviewed, by=lead, at=at, decision="x"),
        "lapse": lambda: checks.move(checks.locked(reviewed), "lapse"),
    }[verb]
    sources, target = CHECK_MOVES[verb]

    with journal.unit(by=SYSTEM, at=at):
        if status in sources:
            assert act().status == target
        else:
            with pytest.raises(IllegalCheckMove):
                act()


def test_a_review_lapses_with_the_business_day_once(reviewed, at):
    for _ in range(2):
        sweep_deadlines(at=at + 2 * DAY)

    reviewed.refresh_from_db()
    assert reviewed.status == CheckStatus.LAPSED
    assert reviewed.status not in BLOCKING
    assert Entry.objects.filter(type="fraud.decided").count() == 1


def test_after_its_day_nobody_releases_it_though_the_sweep_is_late(reviewed, lead, at):
    with pytest.raises(TooLate):
        checks.release(reviewed, by=lead, at=at + DAY, decision="问过了")

    assert checks.stop(reviewed, by=lead, at=at + DAY, decision="不办").status == CheckStatus.STOPPED


def test_prevented_frauds_are_counted_and_summed(teller, branch, other_branch, at):
    for convinced, amount in ((True, "50000"), (True, "1234.56"), (False, "9000")):
        talks.talk(teller, branch, at=at, kind=FraudKind.PHONE, is_convinced=convinced, amount=amount, police="96110")
    talks.talk(teller, other_branch, at=at, kind=FraudKind.PHONE, is_convinced=True, amount=1)
    talks.talk(teller, branch, at=at + 31 * DAY, kind=FraudKind.PHONE, is_convinced=True, amount=1)

    assert selectors.prevented(branch, dt.date(2026, 3, 1), dt.date(2026, 3, 31)) == (2, Decimal("51234.56"))
    assert selectors.prevented(branch, dt.date(2026, 1, 1), dt.date(2026, 1, 31)) == (0, Decimal(0))


@pytest.mark.parametrize("amount", ["-1", "0.001", "NaN", "many"])
def test_a_talk_has_a_sum_of_money(teller, branch, at, amount):
    with pytest.raises(BadAmount):
        talks.talk(teller, branch, at=at, kind=FraudKind.PHONE, is_convinced=True, amount=amount)


def test_another_branchs_check_is_not_talked_about(reviewed, stranger, other_branch, at):
    with pytest.raises(SubjectUnknown):
        talks.talk(stranger, other_branch, at=at, kind=FraudKind.PHONE, is_convinced=True, amount=1, check=reviewed)


def test_a_case_takes_five_steps_in_their_order(case, teller, at):
    for number in FraudStep:
        for other in FraudStep:
            if other != number:
                with pytest.raises(StepOutOfOrder):
                    step(case, teller, at, other)
        with pytest.raises(StepsMissing):
            cases.close(case, by=teller, at=at, recovered=0, outcome="x")
        step(case, teller, at + number * dt.timedelta(minutes=1), number)
    case.refresh_from_db()

    assert (case.steps_done, case.police_no) == (STEPS, "A110-7")
    assert [one.at for one in case.steps.all()] == [at + n * dt.timedelta(minutes=1) for n in FraudStep]
    assert cases.close(case, by=teller, at=at, recovered="12000", outcome="追回部分").status == CaseStatus.CLOSED


def test_the_database_closes_no_case_before_its_fifth_step(case, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        FraudCase.objects.filter(pk=case.pk).update(status=CaseStatus.CLOSED, closed_at=at)


def test_steps_say_what_was_done_and_the_fourth_its_police_number(case, teller, at):
    with pytest.raises(StepIncomplete):
        step(case, teller, at, 1, note=" ")
    for number in (1, 2, 3):
        step(case, teller, at, number)
    with pytest.raises(StepIncomplete):
        step(case, teller, at, 4, police_no="")


def test_evidence_is_kept_with_its_hash(case, picture, teller, branch, at):
    step(case, teller, at, 1)
    step(case, teller, at, 2, evidence=[picture.pk])

    entry = Entry.objects.filter(branch_id=branch.pk, type="fraud.step_taken").latest("seq")
    assert entry.payload["evidence"] == [picture.sha256]
    case.refresh_from_db()
    assert [one.sha256 for found in selectors.evidence_of(case).values() for one in found] == [picture.sha256]


def test_evidence_of_somebody_else_is_refused_and_the_step_with_it(case, picture, teller2, at):
    step(case, teller2, at, 1)

    with pytest.raises(AttachmentUnknown):
        step(case, teller2, at, 2, evidence=[picture.pk])

    case.refresh_from_db()
    assert case.steps_done == 1
    assert Attachment.objects.get().subject_id is None


def test_follow_ups_remind_the_owner_and_end_with_the_case(case, teller, at):
    with pytest.raises(ReasonMissing):
        cases.follow_up(case, by=teller, at=at, due_at=at + DAY, text="")
    cases.follow_up(case, by=teller, at=at, due_at=at + DAY, text="问派出所进展")
    sweep_deadlines(at=at + DAY)
    assert Reminder.objects.get().status == "overdue"

    for number in FraudStep:
        step(case, teller, at, number)
    cases.close(case, by=teller, at=at + DAY, recovered=0, outcome="未追回")

    assert Reminder.objects.get().status == "cancelled"


@pytest.mark.parametrize("verb", CASE_MOVES)
def test_nothing_is_added_to_a_closed_case(case, teller, at, verb):
    for number in FraudStep:
        step(case, teller, at, number)
    cases.close(case, by=teller, at=at, recovered=0, outcome="x")

    with pytest.raises(CaseClosed):
        {
            "take_step": lambda: step(case, teller, at, 5),
            "follow_up": lambda: cases.follow_up(case, by=teller, at=at, due_at=at, text="x"),
            "close": lambda: cases.close(case, by=teller, at=at, recovered=0, outcome="x"),
        }[verb]()


def test_who_was_cheated_stands_nowhere_readable(case, branch):
    with connection.cursor() as cursor:
        cursor.execute("SELECT customer_name, customer_phone FROM floor_fraudcase")
        stored = str(cursor.fetchone())
    told = str(list(Entry.objects.filter(branch_id=branch.pk).values_list("payload", flat=True)))

    assert "李大爷" not in stored + told
    assert "13800000000" not in stored + told
