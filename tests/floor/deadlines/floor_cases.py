"""A case for every kind of deadline of the floor's day; those of cash and incidents stand in `cash_cases`."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import activities, alerts, loans, reminders, unread
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.checks import scheduling
from lobby.floor.domain.content import freshness, playlists
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.domain.stock import levels, materials, moving
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.enums.checks import CheckKind
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import (
    Activity,
    Alert,
    ChecklistRun,
    ChecklistTemplate,
    Deadline,
    Material,
    Reminder,
)
from lobby.floor.models.library import LibraryVersion
from tests.floor.checks.making import make_item, make_version
from tests.floor.deadlines.stages import DAY, HOUR, Case, Stage, Subject, calls

TITLE = {"title_zh": "通知", "title_en": "Notice", "body_zh": "请阅读。", "body_en": "Please read."}


def running_activity(stage: Stage) -> Subject:
    """The manager guides customers."""
    activity = activities.start_activity(
        stage.manager, stage.branch, kind=ActivityKind.GUIDE, by=stage.manager.actor, at=stage.at
    )
    return "activity", activity.pk


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


def published(
    stage: Stage, kind: ContentKind, *, days: int, must_acknowledge: bool = False, valid_days: int | None = None
) -> LibraryVersion:
    """A text of the branch, in force from now on."""
    author, reviewer = stage.manager, stage.staff("zhu", RoleCode.COMPL)
    wording = Wording(**TITLE, must_acknowledge=must_acknowledge, valid_days=valid_days)
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
