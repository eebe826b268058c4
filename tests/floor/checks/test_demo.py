"""The demo's checks."""

from lobby.branches.demo import shipped
from lobby.branches.enums import RoleCode
from lobby.floor.demo import checks as demo
from lobby.floor.models import ChecklistRun, ChecklistTemplate, ItemResult, Reminder
from tests.factories import make_branch, make_hours, make_policy, make_staff


def test_yesterday_is_signed_today_is_under_way_and_a_second_run_changes_nothing(db, at):
    branch = make_branch("0001", is_demo=True)
    make_hours(branch)
    make_policy(branch)
    make_staff("manager", branch, RoleCode.LM)
    make_staff("head", branch, RoleCode.HEAD)

    shipped.write("password", at)
    demo.write("password", at)
    before = (ChecklistRun.objects.count(), ItemResult.objects.count(), ChecklistTemplate.objects.count())
    demo.write("password", at)

    openings = ChecklistRun.objects.filter(kind="opening").order_by("day")
    assert [run.status for run in openings][:2] == ["signed_off", "in_progress"]
    assert Reminder.objects.get().subject_type == "check-item"
    assert before == (ChecklistRun.objects.count(), ItemResult.objects.count(), ChecklistTemplate.objects.count())
