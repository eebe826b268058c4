"""Pages of checks: who sees and does what, with and without scripts, hostile words, statements."""

import datetime as dt

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.floor.domain.checks import editing, running
from lobby.floor.domain.checks.answering import Answer, act, answer
from lobby.floor.domain.checks.scheduling import run_today, start_by_hand
from lobby.floor.enums.checks import CheckKind, When
from lobby.floor.models import ChecklistRun, ChecklistTemplate, ItemResult
from tests.factories import make_staff
from tests.floor.checks.making import make_item, make_version
from tests.statements import statements_at_most

JSON = {"Accept": "application/json"}
HOSTILE = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def clock(early):
    with time_machine.travel(early, tick=False):
        yield


def post(client, path, body=None, **headers):
    return client.post(path, body or {}, headers=headers)


def fill(run, by, early, value="ok"):
    for item in run.version.items.all():
        answer(run, item, Answer(value=value), by=by.actor, at=early)


def items_of(run):
    return list(run.version.items.all())


def test_day_lists_what_is_to_do(client, run, manager):
    client.force_login(manager)

    page = client.get("/floor/7001/checks/", headers={"Accept-Language": "en"}, data={"lang": "en"})

    assert page.status_code == 200
    assert "Opening check" in page.content.decode()
    assert f"/floor/checks/{run.pk}/" in page.content.decode()


def test_stranger_finds_nothing(client, run, stranger):
    client.force_login(stranger)
    item = items_of(run)[0]

    assert client.get("/floor/7001/checks/").status_code == 404
    assert client.get(f"/floor/checks/{run.pk}/").status_code == 404
    for path in ("submit", "open", "countersign", "sign-off", "reject", "cancel", f"items/{item.pk}"):
        assert post(client, f"/floor/checks/{run.pk}/{path}/", {"value": "ok"}).status_code == 404
    for path in ("checks/", "checks/templates/"):
        assert client.get(f"/head/7001/{path}").status_code == 404
    assert client.get("/floor/7001/checks/safety/").status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client, run):
    assert client.get("/floor/7001/checks/").status_code == 302
    assert post(client, f"/floor/checks/{run.pk}/submit/").status_code == 302


def test_teller_may_look_but_not_carry_it_out(client, run, teller):
    client.force_login(teller)

    page = client.get(f"/floor/checks/{run.pk}/")

    assert page.status_code == 200
    assert "data-post" not in page.content.decode().split("<main")[1]
    assert post(client, f"/floor/checks/{run.pk}/items/{items_of(run)[0].pk}/", {"value": "ok"}).status_code == 403
    assert post(client, f"/floor/checks/{run.pk}/submit/").status_code == 403
    assert post(client, f"/floor/checks/{run.pk}/sign-off/").status_code == 403


def test_answer_by_script_gets_its_row_back(client, run, manager):
    client.force_login(manager)
    item = items_of(run)[0]

    row = post(client, f"/floor/checks/{run.pk}/items/{item.pk}/", {"value": "issue"}, **JSON)

    assert row.status_code == 200
    assert 'data-check-value="issue"' in row.content.decode()
    assert 'name="act" value="task"' in row.content.decode()


def test_answer_without_scripts_comes_back_to_the_item(client, run, manager):
    client.force_login(manager)
    item = items_of(run)[0]

    back = post(client, f"/floor/checks/{run.pk}/items/{item.pk}/", {"value": "ok"})

    assert (back.status_code, back.headers["Location"]) == (302, f"/floor/checks/{run.pk}/#item-{item.pk}-0")


def test_issue_becomes_a_task_by_one_button(client, run, manager):
    client.force_login(manager)
    item = items_of(run)[0]

    row = post(client, f"/floor/checks/{run.pk}/items/{item.pk}/", {"act": "task", "note": "dark"}, **JSON)

    result = ItemResult.objects.get()
    assert (row.status_code, result.value, result.note, result.action) == (200, "issue", "dark", "task")


def test_bad_answers_are_refused(client, run, manager):
    client.force_login(manager)
    path = f"/floor/checks/{run.pk}/items/{items_of(run)[0].pk}/"

    for body in ({}, {"value": "perhaps"}, {"value": "ok", "person": "x"}, {"value": "ok", "count": "-1"}):
        assert post(client, path, body, **JSON).status_code == 400
    assert post(client, path, {"value": "issue", "attachment": ["1", "x"]}, **JSON).status_code == 400
    assert post(client, path, {"value": "issue", "attachment": ["99999"]}, **JSON).status_code == 400
    assert post(client, path, {"value": "ok", "note": "x" * 301}, **JSON).status_code == 400
    assert post(client, path, {"act": "magic"}, **JSON).status_code == 400
    assert post(client, path.replace("items/", "items/9"), {"value": "ok"}, **JSON).status_code == 404
    assert not ItemResult.objects.exists()


def test_hostile_words_are_shown_as_words(client, run, manager, head, early):
    version = run.version
    version.items.update(text_zh=HOSTILE, text_en=HOSTILE, group_zh=HOSTILE[:60])
    result = answer(run, items_of(run)[0], Answer(value="issue", note=HOSTILE), by=manager.actor, at=early)
    act(result, "task", by=manager.actor, at=early)
    answer(run, items_of(run)[1], Answer(value="ok", reason=HOSTILE), by=manager.actor, at=early)
    running.submit(run, by=manager.actor, at=early)
    client.force_login(head)

    for path in (
        f"/floor/checks/{run.pk}/",
        "/head/7001/checks/",
        f"/head/7001/checks/templates/{version.template_id}/",
    ):
        html = client.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_head_signs_with_issues_first(client, run, manager, head, early):
    fill(run, manager, early)
    running.submit(run, by=manager.actor, at=early)
    client.force_login(head)

    assert f"/floor/checks/{run.pk}/" in client.get("/head/7001/checks/").content.decode()
    assert post(client, f"/floor/checks/{run.pk}/reject/", {"note": ""}, **JSON).status_code == 400
    assert post(client, f"/floor/checks/{run.pk}/sign-off/", {"note": "fine"}, **JSON).status_code == 200
    assert post(client, f"/floor/checks/{run.pk}/sign-off/", **JSON).status_code == 409
    assert ChecklistRun.objects.get().decision_note == "fine"


def test_head_who_took_part_cannot_sign(client, run, manager, head, early):
    fill(run, head, early)
    running.submit(run, by=manager.actor, at=early)
    client.force_login(head)

    page = client.get(f"/floor/checks/{run.pk}/").content.decode()

    assert f"/floor/checks/{run.pk}/sign-off/" not in page
    assert post(client, f"/floor/checks/{run.pk}/sign-off/", **JSON).status_code == 403


def test_mystery_visit_is_the_visitors_alone_until_it_is_released(client, branch, early, manager, head):
    version = make_version("mystery", when=When.AD_HOC, roles=["MYST"], signed_by="HEAD")
    item = make_item(version)
    visitor, office = make_staff("visitor", branch, RoleCode.MYST), make_staff("ops", branch, RoleCode.BR_OPS)
    run = start_by_hand(version, branch, by=visitor.actor, at=early)

    def sees(staff):
        client.force_login(staff)
        listed = f"/floor/checks/{run.pk}/" in client.get("/floor/7001/checks/").content.decode()
        return listed, client.get(f"/floor/checks/{run.pk}/").status_code

    assert [sees(staff) for staff in (visitor, manager, head)] == [(True, 200), (False, 404), (False, 404)]
    answer(run, item, Answer(value="ok"), by=visitor.actor, at=early)
    running.submit(run, by=visitor.actor, at=early)
    assert [sees(staff) for staff in (visitor, manager, head)] == [(True, 200), (False, 404), (False, 404)]
    running.release(run, by=office.actor, at=early)
    assert [sees(staff) for staff in (visitor, manager, head)] == [(True, 200)] * 3


def test_begin_by_hand(client, branch, manager, teller):
    version = make_version("mystery", when=When.AD_HOC)
    make_item(version)
    path = f"/floor/7001/checks/start/{version.template_id}/"
    client.force_login(teller)
    assert post(client, path).status_code == 403
    client.force_login(manager)

    assert post(client, path).status_code == 302

    assert ChecklistRun.objects.get().status == "open"


def test_safety_register_shows_areas_and_open_hazards(client, branch, early, manager):
    version = make_version("safety", when=When.AD_HOC)
    camera = make_item(version, "1.1", group_zh="出入口", group_en="Entrance")
    make_item(version, "2.1", group_zh="等候区", group_en="Waiting")
    run = start_by_hand(version, branch, by=manager.actor, at=early)
    act(answer(run, camera, Answer(value="issue"), by=manager.actor, at=early), "task", by=manager.actor, at=early)
    client.force_login(manager)

    with statements_at_most(20):
        page = client.get("/floor/7001/checks/safety/?lang=en").content.decode()

    assert "1 open hazard" in page
    assert "not looked at yet" in page


def test_checklist_is_written_in_the_editor(client, branch, version, head, early):
    client.force_login(head)
    base = "/head/7001/checks/templates"
    assert client.get(f"{base}/").status_code == 200
    assert post(client, f"{base}/{version.template_id}/draft/").status_code == 302
    own = ChecklistTemplate.objects.get(branch=branch)
    draft = own.versions.get()
    item = draft.items.first()
    line = {
        "code": "7", "group_zh": "组", "group_en": "Group", "text_zh": "看", "text_en": "Look", "answer": "tick",
        "weight": 2, "team": "LM", "task_due_s": 60,
    }  # fmt: skip

    for path in (f"{own.pk}/", f"versions/{draft.pk}/preview/", f"versions/{draft.pk}/items/{item.pk}/"):
        assert client.get(f"{base}/{path}").status_code == 200
    at = f"{base}/versions/{draft.pk}"
    added = post(client, f"{at}/items/add/", {f"new-{name}": value for name, value in line.items()}, **JSON)
    assert added.status_code == 200
    assert post(client, f"{at}/items/{item.pk}/save/", {**line, "code": "8"}, **JSON).status_code == 200
    assert post(client, f"{at}/items/{item.pk}/save/", {**line, "code": "7"}, **JSON).status_code == 409
    assert post(client, f"{at}/items/{item.pk}/save/", {**line, "minimum": 3}, **JSON).status_code == 400
    assert post(client, f"{at}/items/{item.pk}/move/", {"way": "down"}).status_code == 302
    assert post(client, f"{at}/items/{item.pk}/drop/").status_code == 302
    fields = {"name_zh": "开门", "name_en": "Open", "roles": ["LM"], "signed_by": "HEAD", "when": "opening"}
    fields |= {"weekday": 0, "month_day": 1}
    assert post(client, f"{at}/", fields, **JSON).status_code == 200
    assert post(client, f"{at}/publish/", {"effective_from": "2026-03-10"}, **JSON).status_code == 200
    assert post(client, f"{at}/publish/", {"effective_from": "2026-03-10"}, **JSON).status_code == 409
    assert [one.code for one in draft.items.all()] == ["1.2", "7"]


def test_bank_wide_checklist_is_the_system_administrators(client, branch, version, head, early):
    draft = editing.begin_draft(version.template, branch, by=head.actor, at=early)
    client.force_login(head)
    assert post(client, f"/head/7001/checks/templates/versions/{draft.pk}/discard/", **JSON).status_code == 404
    assert post(client, f"/head/7001/checks/templates/{version.template_id}/switch/", **JSON).status_code == 404
    client.force_login(make_staff("root", branch, RoleCode.SYSADM))

    assert post(client, f"/head/7001/checks/templates/versions/{draft.pk}/discard/", **JSON).status_code == 200


def test_editor_is_closed_to_the_lobby_manager(client, branch, version, manager):
    client.force_login(manager)

    assert client.get("/head/7001/checks/templates/").status_code == 403
    assert client.get("/head/7001/checks/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_of_the_day_and_of_a_run(client, branch, version, run, manager, early, rows):
    for n in range(rows - 1):
        other = make_version("safety", code=f"safety{n}", when=When.AD_HOC)
        make_item(other)
        start_by_hand(other, branch, by=manager.actor, at=early)
        make_item(version, f"3.{n}")
    fill(run, manager, early, value="issue")
    client.force_login(manager)

    with statements_at_most(16):
        assert client.get("/floor/7001/checks/").status_code == 200
    with statements_at_most(20):
        assert client.get(f"/floor/checks/{run.pk}/").status_code == 200
    with statements_at_most(20):
        client.get("/floor/7001/checks/?day=2026-03-09")


def test_figures_count_opening_checks(client, branch, run, manager, head, early):
    fill(run, manager, early)
    running.submit(run, by=manager.actor, at=early + dt.timedelta(minutes=11))
    client.force_login(head)

    late = client.get("/head/7001/kpi/K22/?day=2026-03-10&lang=en")
    score = client.get("/head/7001/kpi/K22S/?day=2026-03-10&lang=en")

    assert (late.status_code, score.status_code) == (200, 200)
    assert "mark mark-fine" in late.content.decode().split(f"/floor/checks/{run.pk}/")[1]
    assert "100.0" in score.content.decode()


def test_a_counters_run_names_the_counter(client, branch, counter, teller, early):
    make_item(make_version(CheckKind.TELLER_PREP, subject="counter", signed_by="", is_watched=False))
    run = run_today("teller_prep", counter, by=teller.actor, at=early)
    client.force_login(teller)

    page = client.get(f"/floor/checks/{run.pk}/").content.decode()

    assert counter.name in page.split("<h1>")[1].split("</h1>")[0]
