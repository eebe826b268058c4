"""The wall: what it shows and never shows, who may look at it, and what it costs."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Staff
from lobby.live import journal, panels, screens
from lobby.live.credentials import Credentials
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next, recall
from queueing.domain.days import begun_day, close_day, stop_issuing
from queueing.domain.serving import finish, start
from queueing.domain.walls import announce_setup
from queueing.estimate import waits_by_service
from queueing.models import Announcement, WallSettings
from queueing.selectors import wall as selectors
from queueing.selectors.lines import minutes_of
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def page(wall):
    return reverse("queueing:wall", args=[wall.code])


@pytest.fixture
def screen(browser_of, wall):
    return browser_of(wall)


def serve_next(session, at):
    ticket = call_next(session, by=session.staff.actor, at=at)
    start(ticket, by=session.staff.actor, at=at)
    return finish(ticket, by=session.staff.actor, at=at)


def scope_of(branch, at, language="zh-hans"):
    return Scope(branch.pk, language, "branch", None, at)


def test_newest_call_comes_first_and_carries_what_the_speaker_needs(screen, page, session, cash, manager, at):
    for _ in range(2):
        factories.make_ticket(cash, at, by=manager)
    serve_next(session, at)
    call_next(session, by=session.staff.actor, at=at)

    html = screen.get(page).content.decode()

    newest = Announcement.objects.order_by("-id").first()
    rows = re.findall(r'data-announcement="(\d+)" data-number="(\w+)" data-counter="(\w+)" data-at="([^"]+)"', html)
    assert [row[1] for row in rows] == ["A002", "A001"]
    assert rows[0] == (str(newest.pk), "A002", "1", "2026-03-10T10:00:00+08:00")
    assert f'data-last="{newest.pk}"' in html


def test_a_recall_is_a_new_announcement_in_the_same_row(branch, session, cash, manager, at):
    factories.make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=session.staff.actor, at=at)
    first = selectors.calls_today(branch, at=at)

    recall(ticket, by=session.staff.actor, at=at + dt.timedelta(seconds=30))

    again = selectors.calls_today(branch, at=at)
    assert [call.number for call in again] == ["A001"]
    assert again[0].announcement > first[0].announcement


def test_calls_of_yesterday_are_not_shown(branch, session, cash, manager, at):
    factories.make_ticket(cash, at, by=manager)
    call_next(session, by=session.staff.actor, at=at)

    assert selectors.calls_today(branch, at=at + dt.timedelta(days=1)) == []


def test_both_languages_stand_side_by_side(screen, page, cash):
    for language in ("zh-hans", "en"):
        html = screen.get(page, {"lang": language}).content.decode()

        assert f'<html lang="{language}"' in html
        assert '<span lang="zh-Hans">业务cash</span> <span lang="en">Service cash</span>' in html
        assert '<span lang="zh-Hans">支行7001</span> <span lang="en">Branch 7001</span>' in html
        assert re.search(r'<span lang="en">in line</span>', html)


def test_no_name_of_a_person_reaches_the_wall(screen, page, branch, session, cash, teller, manager, wall, at):
    Staff.objects.filter(pk=teller.pk).update(name="上官柜员")
    Staff.objects.filter(pk=manager.pk).update(name="司马经理")
    customer = factories.make_customer(branch, at, by=manager, name="欧阳小明")
    factories.make_ticket(cash, at, by=manager, customer=customer)
    call_next(session, by=teller.actor, at=at)

    html = screen.get(page).content.decode()
    news = screen.get("/live/wall/", {"branch": branch.code, "since": 0}).content.decode()

    assert "A001" in html
    assert "A001" in news
    for name in ("欧阳小明", "小明", "上官柜员", "司马经理"):
        assert name not in html
        assert name not in news


def test_counts_and_minutes_of_every_service(screen, page, session, cash, personal, manager, at):
    for _ in range(2):
        factories.make_ticket(cash, at, by=manager)

    html = screen.get(page).content.decode()

    told = {pk: minutes_of(wait.p50_s) for pk, wait in waits_by_service(cash.branch, at=at).items()}
    for service, waiting in ((cash, 2), (personal, 0)):
        figures = f'<b data-key="waiting-{service.code}">{waiting}</b>.*?about {told[service.pk]} min'
        assert re.search(f'data-service="{service.code}".*?{figures}', html, re.S)


def test_settings_of_the_wall_are_in_its_style_sheet_and_speaker(screen, page, wall, cash, personal):
    settings = WallSettings.objects.create(
        device=wall,
        rows=8,
        counter_word_zh="柜台",
        counter_word_en="Desk",
        voice_languages=["en"],
        volume=30,
        quiet_from=dt.time(12),
        quiet_until=dt.time(13, 30),
    )
    settings.services.set([personal])

    html = screen.get(page).content.decode()
    sheet = screen.get(reverse("queueing:wall-layout", args=[wall.code]))

    assert '<span lang="zh-Hans">柜台</span> <span lang="en">Desk</span>' in html
    for attribute in ('languages="en"', 'volume="30"', 'quiet="12:00-13:30"'):
        assert f"data-{attribute}" in html
    assert "到 {counter} 号柜台" in html
    assert sheet["Content-Type"].startswith("text/css")
    assert ".wall-call:nth-child(n + 10)" in sheet.content.decode()
    assert '.wall-line:not([data-service="personal"])' in sheet.content.decode()


def test_wall_without_settings_speaks_both_languages_and_shows_everything(screen, page, wall, cash):
    html = screen.get(page).content.decode()
    sheet = screen.get(reverse("queueing:wall-layout", args=[wall.code])).content.decode()

    assert 'data-languages="zh,en" ' in html
    assert 'data-volume="80" data-quiet=""' in html
    assert "到 {counter} 号窗口" in html
    assert ".wall-call:nth-child(n + 8)" in sheet
    assert "wall-line:not" not in sheet


def test_notice_says_that_issuing_is_stopped_and_that_the_day_is_over(branch, manager, at):
    stop_issuing(branch, by=manager.actor, at=at, reason="系统维护")
    assert "系统维护" in panels.render("wall-notice", scope_of(branch, at))

    close_day(begun_day(branch, at=at), by=manager.actor, at=at)
    stopped = panels.render("wall-notice", scope_of(branch, at))

    assert "09:00–17:00" in panels.render("wall-notice", scope_of(branch, at + dt.timedelta(days=1, hours=8)))
    assert "Closed for today" in panels.render("wall-notice", scope_of(branch, at + dt.timedelta(days=1, hours=8)))
    assert "系统维护" in stopped


def test_somebody_of_the_branch_may_look_and_nobody_else(client, page, wall, manager, stranger, branch):
    assert client.get(page).status_code == 404
    client.force_login(stranger)
    assert client.get(page).status_code == 404
    client.force_login(factories.make_staff("sys", branch, RoleCode.SYSADM))
    assert client.get(page).status_code == 403
    client.force_login(manager)
    assert client.get(page).status_code == 200


def test_other_devices_find_nothing(browser_of, page, wall, kiosk, branch, other_branch):
    elsewhere = factories.make_device(other_branch, "WALLX", DeviceKind.WALL)
    beside = factories.make_device(branch, "WALL2", DeviceKind.WALL)

    for device in (kiosk, elsewhere, beside):
        assert browser_of(device).get(page).status_code == 404
    assert browser_of(beside).get(reverse("queueing:wall", args=["WALL2"])).status_code == 200
    assert browser_of(kiosk).get(reverse("queueing:wall-layout", args=[wall.code])).status_code == 404


@pytest.mark.parametrize("code", ["NOPE", "a" * 300, "%00", "a'--", "%F0%9F%92%A5"])
def test_unknown_and_hostile_codes_find_nothing(screen, code):
    assert screen.get(f"/wall/{code}/").status_code == 404


def test_a_wall_that_is_switched_off_shows_nothing(screen, page, wall):
    assert screen.get(page).status_code == 200
    wall.is_active = False
    wall.save()

    assert screen.get(page).status_code == 404


def test_screen_is_open_to_walls_of_the_branch_and_its_staff(branch, other_branch, wall, kiosk, manager, stranger):
    wall_screen = screens.find("wall")

    for allowed in ({"device": wall}, {"staff": manager}, {"device": wall, "staff": stranger}):
        assert wall_screen.audience_for(Credentials(language="en", **allowed), branch)
    for refused in ({}, {"device": kiosk}, {"staff": stranger}, {"token": "x"}):
        assert wall_screen.audience_for(Credentials(language="en", **refused), branch) is None
    assert wall_screen.audience_for(Credentials(language="en", device=wall), other_branch) is None


def test_a_device_counts_before_the_person_who_set_it_up(branch, wall, manager):
    both = screens.find("wall").audience_for(Credentials(language="en", device=wall, staff=manager), branch)

    assert (both.device, both.person) == (wall.pk, None)


def test_setting_up_a_wall_is_news_for_walls(branch, wall, manager, at):
    announce_setup(wall, by=manager.actor, at=at)

    entry = Entry.objects.get(branch_id=branch.pk)
    assert entry.type == "wall.set_up"
    assert screens.find("wall").shows("wall.set_up")
    assert journal.current_seq(branch.pk) == entry.seq


@pytest.mark.parametrize("rows", [1, 3])
def test_page_and_panels_cost_the_same_at_any_length(
    screen, page, session, cash, manager, at, rows, django_assert_num_queries
):
    for _ in range(rows):
        factories.make_ticket(cash, at, by=manager)
        serve_next(session, at)
        factories.make_service(cash.branch, f"more{_}", f"X{'ABC'[_]}")

    with django_assert_num_queries(1):
        calls = selectors.calls_today(cash.branch, at=at)
    # The key, the journal's number, settings, newest call; the board 2, the notice 2, the peak, the lines 6.
    with django_assert_num_queries(20):
        screen.get(page)

    assert len(calls) == rows


def test_rows_are_limited(branch, wall):
    assert selectors.rows_shown(WallSettings(device=wall, rows=0)) == 1
    assert selectors.rows_shown(WallSettings(device=wall, rows=200)) == selectors.MOST_ROWS
