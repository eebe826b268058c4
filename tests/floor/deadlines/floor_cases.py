"""A case for every kind of deadline that the floor registers."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from lobby.branches.actors import SYSTEM
from lobby.branches.authority import install_limits
from lobby.branches.calendar import business_date
from lobby.branches.enums import AuthorityAction, RoleCode
from lobby.floor import kinds
from lobby.floor.domain import activities, alerts, authority, dual_signs, loans, plans, reminders, security, unread
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.checks import scheduling
from lobby.floor.domain.content import freshness, playlists
from lobby.floor.domain.fraud import checks
from lobby.floor.domain.incidents import moves, reporting, responding
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.domain.seizures import appraising, steps
from lobby.floor.domain.seizures.pieces import Piece
from lobby.floor.domain.stock import levels, materials, moving
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.checks import CheckKind
from lobby.floor.enums.dual_signs import DualKind
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.security import Behaviour
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import (
    Activity,
    Alert,
    AuthorityUse,
    ChecklistRun,
    ChecklistTemplate,
    Deadline,
    DualSign,
    FraudCheck,
    Incident,
    Material,
    Reminder,
    Seizure,
    SuspiciousReport,
)
from lobby.floor.models.library import LibraryVersion
from tests.floor.checks.making import make_item, make_version
from tests.floor.deadlines.stages import DAY, HOUR, Case, Stage, Subject
from tests.floor.incidents.conftest import finish_tasks

TITLE = {"title_zh": "通知", "title_en": "Notice", "body_zh": "请阅读。", "body_en": "Please read."}


def calls(kind: str, subject: Subject) -> int:
    """How many alerts of a kind about a subject were ever raised."""
    return Alert.objects.filter(kind=kind, subject_type=subject[0], subject_id=subject[1]).count()


def open_calls(subject: Subject) -> int:
    """How many alerts about a subject are open."""
    return Alert.objects.filter(subject_type=subject[0], subject_id=subject[1], resolved_at=None).count()


def running_activity(stage: Stage) -> Subject:
    """The manager guides customers."""
    activity = activities.start_activity(
        stage.manager, stage.branch, kind=ActivityKind.GUIDE, by=stage.manager.actor, at=stage.at
    )
    return "activity", activity.pk


def requested_use(stage: Stage) -> Subject:
    """A teller asks for more than the limit."""
    install_limits()
    asked = authority.use(
        stage.teller(),
        stage.branch,
        at=stage.at,
        action=AuthorityAction.FEE_WAIVER,
        amount="50",
        reason=UseReason.LONG_WAIT,
    )
    return "authority_use", asked.pk


def seen_use(stage: Stage, pk: int) -> object:
    """Its status, and the calls for a supervisor that are open."""
    return AuthorityUse.objects.get(pk=pk).status, open_calls(("authority_use", pk))


def half_signed(stage: Stage) -> Subject:
    """The first of two has signed."""
    sign = dual_signs.open_sign(stage.teller(), stage.branch, at=stage.at, kind=DualKind.VAULT, text="金库")
    return "dual_sign", sign.pk


def in_custody(stage: Stage, number: str = "JB0001") -> Seizure:
    """Counterfeit money, found, marked and in custody; the customer may still ask for an appraisal."""
    finder, second, at = stage.teller(), stage.teller("chen"), stage.at
    seizure = steps.find(finder, stage.branch, at=at, pieces=[Piece("note", "100", f"AB{number}")])
    steps.join(seizure, second=second, at=at)
    steps.mark(seizure, by=finder, at=at, in_view=True)
    voucher = steps.Voucher(number, "张小明", "110101199001011234", has_signed=True)
    steps.write_voucher(seizure, by=finder, at=at, voucher=voucher)
    steps.inform(seizure, by=finder, at=at)
    return steps.hand_over(seizure, custodian=stage.lead, at=at)


def open_window(stage: Stage) -> Subject:
    """Nobody has asked for an appraisal yet."""
    return "seizure", in_custody(stage).pk


def awaited_result(stage: Stage) -> Subject:
    """The customer asked for an appraisal."""
    seizure = in_custody(stage, "JB0002")
    appraising.ask_appraisal(seizure, by=stage.teller(), at=stage.at)
    return "seizure", seizure.pk


def reviewed_check(stage: Stage) -> Subject:
    """Two signs of fraud: a supervisor is called."""
    made = checks.check(stage.teller(), stage.branch, at=stage.at, signs=[FraudSign.CODES, FraudSign.HURRY])
    return "fraud_check", made.pk


def seen_check(stage: Stage, pk: int) -> object:
    """Its status, and the calls for a supervisor that are open."""
    return FraudCheck.objects.get(pk=pk).status, open_calls(("fraud_check", pk))


def waiting_alert(stage: Stage) -> Subject:
    """Nobody has accepted it."""
    thing = ("accept", stage.branch.pk)
    return "alert", raise_alert(stage.branch, "test.leak", by=SYSTEM, at=stage.at, subject=thing).pk


def snoozed_alert(stage: Stage) -> Subject:
    """Accepted and put off for an hour."""
    alert = raise_alert(stage.branch, "test.leak", by=SYSTEM, at=stage.at, subject=("snooze", stage.branch.pk))
    by = stage.staff("xiao", RoleCode.LMA).actor
    alerts.accept(alert, by=by, at=stage.at)
    alerts.snooze(alert, by=by, at=stage.at, until=stage.at + HOUR)
    return "alert", alert.pk


def own_reminder(stage: Stage) -> Subject:
    """The manager's own, due in two hours."""
    due_at = stage.at + 2 * HOUR
    made = reminders.create(
        stage.manager, stage.branch, by=stage.manager.actor, at=stage.at, due_at=due_at, text="补充填单"
    )
    return "reminder", made.pk


def seen_reminder(stage: Stage, pk: int) -> object:
    """Its status, and how often the managers were told."""
    return Reminder.objects.get(pk=pk).status, calls(kinds.OVERDUE, ("reminder", pk))


def published(stage: Stage, kind: ContentKind, *, days: int, must_acknowledge: bool = False) -> LibraryVersion:
    """A text of the branch, in force from now on."""
    author, reviewer = stage.manager, stage.staff("zhu", RoleCode.COMPL)
    wording = Wording(**TITLE, must_acknowledge=must_acknowledge)
    roles = [RoleCode.LM] if must_acknowledge else []
    version = writing.begin(stage.branch, by=author, at=stage.at, kind=kind, wording=wording, roles=roles)
    version = writing.submit(version, by=author, at=stage.at)
    version = reviewing.approve(version, by=reviewer, at=stage.at, number="C-1", expires_at=stage.at + days * DAY)
    return reviewing.publish(version, by=author.actor, at=stage.at)


def ending_text(stage: Stage) -> Subject:
    """In force for fifteen days: its owner is warned a fortnight before the end."""
    return "library-version", published(stage, ContentKind.GUIDE, days=15).pk


def seen_text(stage: Stage, pk: int) -> object:
    """Its status, and how many tasks to renew it there are."""
    version = LibraryVersion.objects.get(pk=pk)
    return version.status, Reminder.objects.filter(kind="library.renew", subject_id=version.item_id).count()


def unread_notice(stage: Stage) -> Subject:
    """The manager has to acknowledge it; the first ring finds the next opening."""
    published(stage, ContentKind.NOTICE, days=90, must_acknowledge=True)
    sweep_deadlines(at=stage.at)
    return unread.SUBJECT, stage.branch.pk


def lent_glasses(stage: Stage) -> Subject:
    """A pair of glasses is out."""
    values = {"code": "glasses", "kind": MaterialKind.CARE_KIT, "name_zh": "老花镜", "name_en": "Glasses"}
    kit = materials.add(Material(branch=stage.branch, is_lendable=True, **values), by=SYSTEM, at=stage.at)
    moving.receive(kit, quantity=2, by=SYSTEM, at=stage.at)
    loans.lend(kit, by=stage.manager, at=stage.at, label="A001")
    return loans.SUBJECT, stage.branch.pk


def seen_loans(stage: Stage, pk: int) -> object:
    """How many tasks to find what is out were made."""
    return Reminder.objects.filter(kind=loans.UNRETURNED, subject_id=pk).count()


def last_day(stage: Stage) -> dt.date:
    """The calendar date after the stage's."""
    return stage.at.astimezone(ZoneInfo(stage.days.zone)).date() + DAY


def expiring_lot(stage: Stage) -> Subject:
    """Forms that may be used until tomorrow."""
    values = {"code": "forms", "kind": MaterialKind.FORM, "name_zh": "单据", "name_en": "Forms"}
    forms = materials.add(Material(branch=stage.branch, **values), by=SYSTEM, at=stage.at)
    lot = moving.receive(forms, quantity=30, by=SYSTEM, at=stage.at, expires_on=last_day(stage))
    return levels.LOT, lot.pk


def midnight_after_last_day(stage: Stage) -> dt.datetime:
    """The end of that date on the wall clock."""
    return stage.wall(f"{last_day(stage) + DAY}T00:00")


def fresh_playlist(stage: Stage) -> Subject:
    """What the walls play has just changed."""
    return freshness.PLAYLIST, playlists.playlist_of(stage.branch, by=stage.manager.actor, at=stage.at).pk


def reported(stage: Stage, kind: IncidentKind) -> Incident:
    """An incident that the manager reported; the head is there to hear of it."""
    assert stage.head
    return reporting.report(stage.branch, by=stage.manager.actor, at=stage.at, kind=kind)


def unclassified(stage: Stage) -> Subject:
    """Nobody has said how grave it is."""
    return "incident", reported(stage, IncidentKind.INJURY).pk


def lasting(stage: Stage) -> Subject:
    """Classified and not resolved."""
    incident = reported(stage, IncidentKind.SYSTEM_FAILURE)
    reporting.classify(incident, by=stage.head.actor, at=stage.at, severity=IncidentSeverity.III)
    return "incident", incident.pk


def seen_level(stage: Stage, pk: int) -> object:
    """The response level, and how many calls of that level are open."""
    about = Alert.objects.filter(kind=moves.LEVEL, subject_id=pk, resolved_at=None)
    return Incident.objects.get(pk=pk).response_level, about.count()


def unreviewed(stage: Stage) -> Subject:
    """Service is back, the report is owed."""
    plans.install(by=SYSTEM, at=stage.at)
    incident = reported(stage, IncidentKind.SUDDEN_ILLNESS)
    reporting.classify(incident, by=stage.head.actor, at=stage.at, severity=IncidentSeverity.II)
    finish_tasks(incident, stage.head, stage.at)
    responding.contain(incident, by=stage.head.actor, at=stage.at)
    responding.recover(incident, by=stage.head.actor, at=stage.at)
    finish_tasks(incident, stage.head, stage.at)
    return "incident", incident.pk


def seen_act(stage: Stage) -> Subject:
    """Somebody watched others enter their PIN."""
    found = security.report_suspicion(
        stage.branch, by=stage.manager.actor, at=stage.at, behaviour=Behaviour.WATCHES_PIN
    )
    return "suspicion", found.pk


def seen_suspicion(stage: Stage, pk: int) -> object:
    """Whether it is still known, and the calls about it that are open."""
    return SuspiciousReport.objects.filter(pk=pk).exists(), open_calls(("suspicion", pk))


def opening_check() -> None:
    """The whole bank checks before it opens."""
    if not ChecklistTemplate.objects.filter(kind=CheckKind.OPENING).exists():
        make_item(make_version())


def planned_check(stage: Stage) -> Subject:
    """The next day's opening check is there and not open yet."""
    opening_check()
    day = business_date(stage.branch, stage.wall(stage.days.check) + HOUR)
    scheduling.schedule_day(stage.branch, day, at=stage.at)
    return "check_run", ChecklistRun.objects.get(branch=stage.branch, day=day).pk


def seen_run(stage: Stage, pk: int) -> object:
    """Its status, and how often people were told that it is due."""
    return ChecklistRun.objects.get(pk=pk).status, calls("check.not_handed_in", ("check_run", pk))


def looked_after(stage: Stage) -> Subject:
    """The branch's checks are made day by day from now on."""
    opening_check()
    scheduling.begin(stage.branch, at=stage.at)
    return "branch", stage.branch.pk


def next_days(stage: Stage, pk: int) -> object:
    """When the clock of the days rings next."""
    clocks = Deadline.objects.filter(kind=scheduling.DAY_CLOCK, subject_id=pk, done_at=None)
    return clocks.get().due_at


def ring(stage: Stage, days: int = 0) -> dt.datetime:
    """The same time of the wall clock some days on."""
    return stage.wall(stage.days.ring) + days * DAY


CASES = {
    "activity.close": Case(
        running_activity,
        Stage.closes,
        lambda _stage, pk: Activity.objects.get(pk=pk).ended_at,
        None,
        Stage.closes,
    ),
    "authority.lapse": Case(requested_use, lambda stage: stage.day_ends, seen_use, ("requested", 1), ("lapsed", 0)),
    "dual_sign.expiry": Case(
        half_signed,
        lambda stage: stage.after("dual_sign_within_s"),
        lambda _stage, pk: DualSign.objects.get(pk=pk).status,
        "open",
        "expired",
    ),
    "seizure.appraisal_window": Case(
        open_window,
        lambda stage: stage.wall(stage.days.working[3]),
        lambda _stage, pk: Seizure.objects.get(pk=pk).status,
        "in_custody",
        "closed",
    ),
    "seizure.appraisal_result": Case(
        awaited_result,
        lambda stage: stage.wall(stage.days.working[15]),
        lambda _stage, pk: calls(appraising.RESULT_LATE, ("seizure", pk)),
        0,
        1,
    ),
    "fraud.lapse": Case(reviewed_check, lambda stage: stage.day_ends, seen_check, ("in_review", 1), ("lapsed", 0)),
    "alert.accept": Case(
        waiting_alert,
        lambda stage: stage.after("alert_accept_s"),
        lambda _stage, pk: Alert.objects.get(pk=pk).level,
        0,
        1,
    ),
    "alert.snooze": Case(
        snoozed_alert,
        lambda stage: stage.at + HOUR,
        lambda _stage, pk: Alert.objects.get(pk=pk).snoozed_until is None,
        False,
        True,
    ),
    "reminder": Case(
        own_reminder,
        lambda stage: stage.at + 2 * HOUR - dt.timedelta(minutes=2),
        seen_reminder,
        ("scheduled", 0),
        ("due", 0),
        late=("escalated", 1),
    ),
    "library.expiry": Case(ending_text, lambda stage: stage.at + DAY, seen_text, ("published", 0), ("expiring", 1)),
    "library.unread": Case(
        unread_notice,
        Stage.opens,
        lambda _stage, pk: calls(unread.ALERT, (unread.SUBJECT, pk)),
        0,
        1,
        is_at_work=True,
    ),
    "care.loans_at_closing": Case(lent_glasses, Stage.closes, seen_loans, 0, 1),
    "stock.expiry": Case(
        expiring_lot,
        midnight_after_last_day,
        lambda _stage, pk: calls(levels.EXPIRED, (levels.LOT, pk)),
        0,
        1,
    ),
    "content.freshness": Case(
        fresh_playlist,
        lambda stage: stage.after("content_max_age_s"),
        lambda _stage, pk: calls(freshness.STALE, (freshness.PLAYLIST, pk)),
        0,
        1,
        early=9 * HOUR,
    ),
    "incident.classify": Case(
        unclassified,
        lambda stage: stage.after("incident_classify_s"),
        lambda _stage, pk: calls(moves.UNCLASSIFIED, ("incident", pk)),
        0,
        1,
    ),
    "incident.level": Case(
        lasting, lambda stage: stage.after("incident_level_two_s"), seen_level, (1, 0), (2, 1), late=(3, 1)
    ),
    "incident.review": Case(
        unreviewed,
        lambda stage: stage.closes(3),
        lambda _stage, pk: calls(moves.REVIEW_LATE, ("incident", pk)),
        0,
        1,
    ),
    "suspicion.expiry": Case(
        seen_act,
        lambda stage: stage.at + stage.policy.suspicion_kept_days * DAY,
        seen_suspicion,
        (True, 1),
        (False, 0),
    ),
    "check.run": Case(
        planned_check,
        lambda stage: stage.wall(stage.days.check),
        seen_run,
        ("scheduled", 0),
        ("open", 0),
        late=("missed", 0),
        calls_off=("cancelled", 0),
    ),
    "check.day": Case(
        looked_after,
        ring,
        next_days,
        ring,
        lambda stage: ring(stage, 1),
        late=lambda stage: ring(stage, 3),
        is_at_work=True,
    ),
}
