"""A case for every entry of the beat schedule."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from complaints.domain import ratings
from complaints.enums.ratings import RatingSource
from complaints.models import Rating
from devices.domain import vtm
from devices.domain.reporting import tell
from devices.domain.states import report as put
from devices.domain.uptime import sum_up_all
from devices.domain.vtm.wiping import UNSIGNED_KEPT
from devices.enums import DeviceStatus
from devices.models import DeviceDay, DevicePoll, DeviceState
from devices.models.vtm import VtmSession
from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import BusinessDay, IdempotentAnswer
from lobby.customers.domain.importing import uploads
from lobby.customers.models import Customer, CustomerImport, RiskAssessment, Segment, SegmentMember
from lobby.floor.domain import attachments
from lobby.floor.domain.checks.scheduling import DAY_CLOCK
from lobby.floor.domain.checks.shipped.installing import install
from lobby.floor.domain.library.installing import install as install_words
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import Alert, Attachment, ChecklistRun, Deadline, PlayHour, Reminder
from lobby.live import partitions
from marketing.domain.follow.rounds import CLOCK as ROUND_CLOCK
from marketing.domain.messages import send_to
from marketing.domain.messages.sending import deliver_due
from marketing.models import Message
from queueing.alerts.tickets import COMPANION, LONG_WAIT
from queueing.domain.calling import call_next
from queueing.domain.care import notes
from queueing.domain.flow import sweeping
from queueing.domain.serving import finish, start
from queueing.models import (
    BookingCount,
    CounterSession,
    FlowState,
    PeakWatch,
    ServiceStats,
    SimulationRun,
    ThroughputWatch,
    Ticket,
    VisitNote,
    WaitModel,
)
from queueing.simulation.runs import start_run
from tests import factories
from tests.devices.status.reports import report
from tests.floor.deadlines.floor_cases import opening_check, own_reminder, published
from tests.floor.deadlines.stages import DAY, HOUR, MINUTE, Stage
from tests.floor.deadlines.video_cases import talk


@dataclass(frozen=True, slots=True)
class SweepCase:
    """One entry: how its work is made, when that is due, and what is read before (`pending`) and after it (`done`).

    `done` may be asked of the stage and the moment at which the sweep ran.
    """

    make: Callable[[Stage], object]
    due: Callable[[Stage], dt.datetime]
    seen: Callable[[Stage], Any]
    pending: Any
    done: Any


def queued_message(stage: Stage) -> Message:
    """Somebody who booked is written to, by a file of this moment's outbox."""
    install_words(stage.branch, at=stage.at - DAY, kinds=[ContentKind.MESSAGE_TEMPLATE])
    words = {"branch": "城东支行", "staff": "李经理", "link": "-"}
    by = {"branch": stage.branch, "by": CUSTOMER, "at": stage.at}
    return send_to("13900000001", "message-keep-in-touch", values=words, at_once=True, **by)


def sent_message(stage: Stage) -> None:
    """It went out at once."""
    queued_message(stage)
    deliver_due(at=stage.at)


def session_of(stage: Stage) -> CounterSession:
    """A counter is open."""
    return factories.make_session(stage.counter("1"), stage.teller(), stage.at)


def waiting_and_called(stage: Stage) -> None:
    """One customer was called, one waits."""
    session = session_of(stage)
    for _customer in range(2):
        factories.make_ticket(stage.service(), stage.at, by=stage.manager)
    call_next(session, by=session.staff.actor, at=stage.at)


def seen_tickets(stage: Stage) -> object:
    """What became of both, and how often the lobby was told of a long wait."""
    told = Alert.objects.filter(kind=LONG_WAIT, branch=stage.branch).count()
    return list(Ticket.objects.filter(branch=stage.branch).order_by("pk").values_list("status", flat=True)), told


def alone(stage: Stage) -> None:
    """A customer with complex business waits without a companion."""
    complex_one = factories.make_service(stage.branch, "loan", "L", zone=stage.zone, complexity="complex")
    factories.make_ticket(complex_one, stage.at, by=stage.manager)


def unbound_upload(stage: Stage) -> None:
    """A photo that belongs to nothing."""
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    drawn.seek(0)
    attachments.keep(drawn, name="a.png", branch=stage.branch, by=stage.manager, at=stage.at)


def old_plays(stage: Stage) -> None:
    """An hour of a wall's log."""
    wall = factories.make_device(stage.branch, "WALL", DeviceKind.WALL)
    version = published(stage, ContentKind.GUIDE, days=30)
    times = {"hour": stage.at, "first_at": stage.at, "last_at": stage.at}
    PlayHour.objects.create(wall=wall, version=version, plays=1, seconds=10, **times)


def kept_note(stage: Stage) -> None:
    """What a customer told without consent to keep it."""
    ticket = factories.make_ticket(stage.service(), stage.at, by=stage.manager)
    notes.note(ticket.visit, by=stage.manager, at=stage.at, text="孩子上大学")


def forgotten_at(stage: Stage) -> dt.datetime:
    """When the note goes."""
    moment = VisitNote.objects.get().forget_at
    assert moment is not None
    return moment


def begun(stage: Stage) -> None:
    """A business day with a customer who still waits."""
    factories.make_ticket(stage.service(), stage.at, by=stage.manager)


def seen_day(stage: Stage) -> object:
    """Whether the day is closed, and the state of its ticket."""
    day = BusinessDay.objects.get(branch=stage.branch, date=dt.date(2026, 3, 10))
    return day.closed_at is not None, Ticket.objects.get(branch=stage.branch).ended_at is not None


def demo(stage: Stage) -> None:
    """The branch is a demo branch."""
    stage.branch.is_demo = True
    stage.branch.save(update_fields=["is_demo"])


def simulated(stage: Stage) -> None:
    """A simulated day runs."""
    demo(stage)
    start_run(stage.branch, at=stage.at, seed=1)


def unprepared_counter(stage: Stage) -> None:
    """A counter of a demo branch whose teller has not prepared it."""
    demo(stage)
    install(at=stage.at, effective_from=dt.date(2026, 1, 1), codes=("teller-prep",))
    stage.counter("1")
    for name in ("ling", "chen"):
        stage.teller(name)


def served_customer(stage: Stage) -> None:
    """One customer was served for eight minutes."""
    session = session_of(stage)
    by = session.staff.actor
    factories.make_ticket(stage.service(), stage.at, by=stage.manager)
    ticket = call_next(session, by=by, at=stage.at)
    assert ticket is not None
    start(ticket, by=by, at=stage.at)
    finish(Ticket.objects.get(pk=ticket.pk), by=by, at=stage.at + 8 * MINUTE)


def rated_with_words(stage: Stage) -> None:
    """The customer wrote something with the rating."""
    served_customer(stage)
    at = stage.at + 9 * MINUTE
    ratings.give(Ticket.objects.get(), by=CUSTOMER, at=at, score=4, source=RatingSource.PHONE, comment="谢谢")


def words_forgotten_at(stage: Stage) -> dt.datetime:
    """When the words go."""
    moment = Rating.objects.get().forget_at
    assert moment is not None
    return moment


def forecast_branch(stage: Stage) -> None:
    """The branch works and its forecast is due."""
    session_of(stage)
    FlowState.objects.update_or_create(branch=stage.branch, defaults={"due_at": stage.at, "corrected_at": None})


def model_to_train(stage: Stage) -> None:
    """The branch works, its wait model is due."""
    session_of(stage)
    WaitModel.objects.create(branch=stage.branch, due_at=stage.at)


def old_answer(stage: Stage) -> None:
    """A stored answer to an idempotent request."""
    IdempotentAnswer.objects.create(credential="k", key="1", body_hash="x", status=200, body={}, at=stage.at)


def silent_machine(stage: Stage) -> None:
    """A machine told once that it works."""
    device = factories.make_device(stage.branch, "MUTE", DeviceKind.ATM)
    tell(device, report(stage.at), by=device.actor, at=stage.at)


def asked_machine(stage: Stage) -> None:
    """A machine that is asked every minute and does not answer."""
    device = factories.make_device(stage.branch, "ASKED", DeviceKind.ATM)
    address = "http://127.0.0.1:9/"
    DevicePoll.objects.create(device=device, adapter="http", address=address, due_at=stage.at)


def wiped_session(stage: Stage) -> None:
    """A video session that ended before anything was signed."""
    session, agent = talk(stage, "shen")
    vtm.end_early(session, by=agent.actor, at=stage.at, reason="bad line")


def working_machine(stage: Stage) -> None:
    """A machine works, and the morning is summed up already."""
    device = factories.make_device(stage.branch, "WORKS", DeviceKind.ATM)
    put(device, DeviceStatus.AVAILABLE, by=stage.manager.actor, at=stage.at)
    sum_up_all(at=stage.at)


def uptime(_stage: Stage) -> list[tuple[int, int]]:
    """Days and hours that were summed up."""
    return [(row.day.day, row.up_s // 3600) for row in DeviceDay.objects.order_by("day")]


def count_of(rows: Any) -> Callable[[Stage], int]:
    """How many rows there are."""
    return lambda _stage: rows.objects.count()


def value_of(rows: Any, column: str) -> Callable[[Stage], Any]:
    """A column of the branch's row, None where there is none."""
    return lambda stage: rows.objects.filter(branch=stage.branch).values_list(column, flat=True).first()


def ran_at(_stage: Stage, back: dt.datetime) -> dt.datetime:
    """The moment of the run."""
    return back


def at_once(stage: Stage) -> dt.datetime:
    """Due from the beginning."""
    return stage.at


FAR = dt.datetime(2031, 11, 13, tzinfo=dt.UTC)


def assessed(stage: Stage) -> None:
    """A customer's risk tolerance, valid for a day more."""
    customer = factories.make_customer(stage.branch, stage.at, by=stage.manager)
    RiskAssessment.objects.create(
        customer=customer, level=2, assessed_at=stage.at, valid_until=stage.at + DAY, by=stage.manager
    )


def sent_file(stage: Stage) -> None:
    """A file of customers waits."""
    sysadm = factories.make_staff("sysadm", stage.branch, RoleCode.SYSADM)
    content = f"branch,reference,name\n{stage.branch.code},K1,张小明\n".encode()
    uploads.begin(io.BytesIO(content), by=sysadm, at=stage.at, is_dry_run=False)


def changed_rule(stage: Stage) -> None:
    """A rule of a segment, and a customer who meets it."""
    factories.make_customer(stage.branch, stage.at, by=stage.manager, tier="vip")
    Segment.objects.create(code="vip", name_zh="贵宾", name_en="VIP", tiers=["vip"])


def long_gone(stage: Stage) -> None:
    """A customer who left three years ago."""
    left = stage.at.date().replace(year=stage.at.year - 3)
    factories.make_customer(stage.branch, stage.at, by=stage.manager, closed_on=left)


def old_card_note(stage: Stage) -> None:
    """A note that the customer let us keep."""
    ticket = factories.make_ticket(stage.service("cash", "A"), stage.at, by=stage.manager)
    VisitNote.objects.create(visit=ticket.visit, text="想换房", has_consent=True, at=stage.at, by_staff=stage.manager)


CASES = {
    "customers-run-imports": SweepCase(
        sent_file,
        at_once,
        lambda _stage: (CustomerImport.objects.get().status, Customer.objects.count()),
        ("waiting", 0),
        ("done", 1),
    ),
    "customers-sweep-segments": SweepCase(changed_rule, at_once, count_of(SegmentMember), 0, 1),
    "customers-forget-cards": SweepCase(
        long_gone, at_once, lambda _stage: Customer.objects.get().name == "", False, True
    ),
    "marketing-forget-notes": SweepCase(old_card_note, lambda stage: stage.at + 365 * DAY, count_of(VisitNote), 1, 0),
    "floor-sweep-deadlines": SweepCase(
        own_reminder,
        lambda stage: stage.at + 2 * HOUR,
        lambda _stage: Reminder.objects.get().status,
        "scheduled",
        "escalated",
    ),
    "floor-sweep-attachments": SweepCase(unbound_upload, lambda stage: stage.at + DAY, count_of(Attachment), 1, 0),
    "customers-expire-assessments": SweepCase(
        assessed, lambda stage: stage.at + DAY, lambda _stage: RiskAssessment.objects.get().status, "valid", "expired"
    ),
    "floor-begin-checks": SweepCase(
        lambda _stage: opening_check(),
        at_once,
        lambda stage: Deadline.objects.filter(kind=DAY_CLOCK, subject_id=stage.branch.pk, done_at=None).count(),
        0,
        1,
    ),
    "marketing-send-messages": SweepCase(
        queued_message,
        at_once,
        lambda _stage: Message.objects.get().status,
        "queued",
        "sent",
    ),
    "marketing-forget-messages": SweepCase(
        sent_message,
        lambda stage: stage.at + 90 * DAY,
        lambda _stage: bool(Message.objects.get().body),
        True,
        False,
    ),
    "marketing-begin-rounds": SweepCase(
        lambda _stage: None,
        at_once,
        lambda stage: Deadline.objects.filter(kind=ROUND_CLOCK, subject_id=stage.branch.pk, done_at=None).count(),
        0,
        1,
    ),
    "floor-forget-plays": SweepCase(old_plays, lambda stage: stage.at + 100 * DAY, count_of(PlayHour), 1, 0),
    "devices-sweep-silent": SweepCase(
        silent_machine,
        lambda stage: stage.after("heartbeat_s"),
        lambda _stage: DeviceState.objects.get().pending_since,
        None,
        ran_at,
    ),
    "devices-sweep-polls": SweepCase(
        asked_machine,
        at_once,
        lambda _stage: DevicePoll.objects.get().due_at,
        at_once,
        lambda _stage, back: back + MINUTE,
    ),
    "devices-wipe-video-sessions": SweepCase(
        wiped_session,
        lambda stage: stage.at + UNSIGNED_KEPT,
        lambda _stage: VtmSession.objects.get().wiped_at,
        None,
        ran_at,
    ),
    "devices-sum-up-uptime": SweepCase(working_machine, Stage.closes, uptime, [(10, 1)], [(10, 8), (11, 8), (12, 8)]),
    "queueing-sweep-tickets": SweepCase(
        waiting_and_called,
        lambda stage: stage.after("long_wait_s"),
        seen_tickets,
        (["called", "waiting"], 0),
        (["no_show", "waiting"], 1),
    ),
    "queueing-sweep-care": SweepCase(
        alone,
        lambda stage: stage.after("companion_after_s"),
        lambda stage: Alert.objects.filter(kind=COMPANION, branch=stage.branch).count(),
        0,
        1,
    ),
    "queueing-sweep-throughput": SweepCase(session_of, at_once, value_of(ThroughputWatch, "sampled_at"), None, ran_at),
    "queueing-forget-moods": SweepCase(kept_note, forgotten_at, count_of(VisitNote), 1, 0),
    "complaints-forget-words": SweepCase(
        rated_with_words,
        words_forgotten_at,
        lambda _stage: [(one.score, one.comment) for one in Rating.objects.all()],
        [(4, "谢谢")],
        [(4, "")],
    ),
    "queueing-sweep-days": SweepCase(begun, lambda stage: stage.day_ends, seen_day, (False, False), (True, True)),
    "queueing-sweep-peaks": SweepCase(session_of, at_once, value_of(PeakWatch, "sampled_at"), None, ran_at),
    "queueing-step-simulations": SweepCase(
        simulated, lambda stage: stage.at + 10 * HOUR, value_of(SimulationRun, "ended_at"), None, ran_at
    ),
    "queueing-prepare-demo": SweepCase(
        unprepared_counter,
        at_once,
        lambda _stage: list(ChecklistRun.objects.values_list("day", "status")),
        [],
        [(dt.date(2026, 3, 12), "submitted")],
    ),
    "branches-forget-answers": SweepCase(old_answer, lambda stage: stage.at + DAY, count_of(IdempotentAnswer), 1, 0),
    "queueing-learn-service-times": SweepCase(
        served_customer,
        lambda stage: stage.at + 10 * MINUTE,
        lambda _stage: list(ServiceStats.objects.values_list("samples", flat=True)),
        [],
        [1],
    ),
    "queueing-sweep-forecasts": SweepCase(
        forecast_branch,
        at_once,
        value_of(FlowState, "due_at"),
        at_once,
        lambda _stage, back: back + sweeping.LEASE,
    ),
    "queueing-correct-forecasts": SweepCase(
        forecast_branch, at_once, value_of(FlowState, "corrected_at"), None, ran_at
    ),
    "queueing-sweep-wait-models": SweepCase(model_to_train, at_once, value_of(WaitModel, "claimed_at"), None, ran_at),
    "queueing-forget-booking-counts": SweepCase(
        lambda stage: BookingCount.objects.create(
            branch=stage.branch, day=dt.date(2026, 3, 10), address_index="x", count=1
        ),
        lambda stage: stage.at + 8 * DAY,
        count_of(BookingCount),
        1,
        0,
    ),
    "live-extend-partitions": SweepCase(
        lambda _stage: None, lambda _stage: FAR, lambda _stage: partitions.months_ahead(at=FAR), 0, 3
    ),
}
