"""Walls, their reports and pictures, the desk: who gets in, what strangers and hostile callers get, what walls never hear."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from lobby.branches import keys
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.floor import wall_notices
from lobby.floor.domain import attachments
from lobby.floor.domain.content import playlists
from lobby.floor.domain.library import writing
from lobby.floor.events.library import SUBJECT
from lobby.floor.models import PlayHour, PlaylistEntry
from lobby.floor.wall_notices import WallNotice
from lobby.live import journal, panels, screens
from lobby.live.credentials import Credentials
from lobby.live.scopes import Scope
from tests.factories import make_device, make_staff

JSON = {"accept": "application/json"}
NOTICES: list[WallNotice] = []


@pytest.fixture
def at():
    """Pages read the clock themselves."""
    return timezone.now()


@pytest.fixture
def tip(content, playlist, play):
    version = content("tip", body_zh="<script>alert(1)</script>", body_en="<b>Bring</b> your card")
    play(playlist, version)
    return version


def browser_of(device, at):
    _key, secret = keys.create_key(device, at=at)
    client = Client()
    client.cookies[DEVICE_COOKIE] = secret
    return client


@pytest.fixture
def screen(wall, at):
    return browser_of(wall, at)


def drawn(branch, at, name="content-round"):
    return panels.attempt(panels.get(name), Scope(branch.pk, "zh-hans", "branch", None, at))


@pytest.mark.parametrize("address", ["/wall/TESTWALL/content/", "/wall/TESTWALL/"])
def test_the_wall_plays_its_round_in_both_languages(screen, tip, address):
    html = screen.get(address).content.decode()

    assert "标题tip" in html
    assert "Title tip" in html
    assert "<script>alert" not in html
    assert "<b>Bring" not in html
    assert f'data-slide="{tip.pk}" data-seconds="10" data-ends-at="' in html
    assert 'data-reports="/wall/TESTWALL/plays/"' in html


def test_who_looks_at_it_reports_nothing(client, teller, wall, tip):
    client.force_login(teller)

    html = client.get("/wall/TESTWALL/content/").content.decode()

    assert "Title tip" in html
    assert "data-reports" not in html


def test_strangers_see_no_wall(client, stranger, wall, other_branch, tip, at):
    assert client.get("/wall/TESTWALL/content/").status_code == 404
    client.force_login(stranger)
    assert client.get("/wall/TESTWALL/content/").status_code == 404
    assert browser_of(make_device(other_branch, "W9"), at).get("/wall/TESTWALL/content/").status_code == 404


def test_withdrawn_content_leaves_the_panel_and_the_wall_is_told(branch, tip, manager, at):
    assert "Title tip" in drawn(branch, at)
    panel = panels.get("content-round")

    writing.withdraw(tip, by=manager.actor, at=at, reason="wrong rate")

    assert "Title tip" not in drawn(branch, at)
    told = journal.timeline("branch", branch.pk, branch.pk, at)
    assert [entry.type for entry in told if panel.is_dirtied_by(entry.type)] == ["content.changed"]
    assert panels.get("wall-content").is_dirtied_by("content.changed")


def test_expired_content_leaves_the_panel_without_any_worker(branch, tip, at):
    assert "Title tip" in drawn(branch, tip.expires_at - dt.timedelta(seconds=1))
    assert "Title tip" not in drawn(branch, tip.expires_at)


def test_a_wall_hears_of_nothing_but_panels(branch, wall, at):
    screen = screens.find("content-wall")

    audience = screen.audience_for(Credentials(device=wall, language="zh-hans"), branch)

    assert audience.person is None
    assert [panel.name for panel in panels.for_viewer("content-wall", audience)] == ["content-round"]
    for event in ("alert.raised", "incident.activated", "stock.issued", "library.withdrawn", "ticket.called"):
        assert not screen.shows(event)
    assert not any(panels.get("content-round").is_dirtied_by(event) for event in ("incident.activated", "alert.raised"))


def test_no_staff_data_is_on_a_wall(screen, tip, manager, head):
    html = screen.get("/wall/TESTWALL/content/").content.decode()

    assert not any(word in html for word in (manager.name, head.name, "HG-1", manager.username))


def test_only_walls_and_staff_of_the_branch_get_the_screen(branch, other_branch, kiosk, stranger, teller, at):
    screen = screens.find("content-wall")
    others = make_device(other_branch, "W9")

    for who in ({"device": kiosk}, {"device": others}, {"staff": stranger}, {}):
        assert screen.audience_for(Credentials(language="zh-hans", **who), branch) is None
    assert screen.audience_for(Credentials(language="zh-hans", staff=teller), branch).person == teller.pk


# Urgent notices.


@pytest.fixture
def _source():
    wall_notices.register_notice_source("test", notices_of)
    yield
    NOTICES.clear()


def notices_of(branch):
    return list(NOTICES)


@pytest.mark.usefixtures("_source")
def test_a_notice_comes_before_everything_worst_first(branch, tip, at):
    NOTICES.append(WallNotice(key="incident:1", level="attention", title_zh="系统故障", title_en="Systems are down"))
    NOTICES.append(
        WallNotice(
            key="incident:2", level="late", title_zh="请立即离开", title_en="Please leave now",
            body_zh="- 走楼梯", body_en="- <i>Take</i> the stairs",
        )
    )  # fmt: skip

    html = drawn(branch, at)

    assert html.index("Please leave now") < html.index("Systems are down") < html.index("Title tip")
    assert "&lt;i&gt;Take" in html


@pytest.mark.usefixtures("_source")
def test_a_changed_notice_is_pushed(branch, at):
    with journal.unit(by=SYSTEM, at=at):
        wall_notices.changed(branch)

    assert [one.type for one in journal.timeline("branch", branch.pk, branch.pk, at)] == ["content.notices"]


@pytest.mark.usefixtures("_source")
def test_two_sources_of_one_name_are_refused():
    with pytest.raises(ValueError, match="test"):
        wall_notices.register_notice_source("test", lambda branch: [])


# Reports.


def send(client, rows, key="k1", wall="TESTWALL"):
    headers = {**JSON, "idempotency-key": key}
    return client.post(f"/wall/{wall}/plays/", {"plays": json.dumps(rows)}, headers=headers)


def test_a_report_counts_once(screen, tip, at):
    rows = [[tip.pk, at.isoformat(), 10]]

    first, again = send(screen, rows), send(screen, rows)
    other = send(screen, [[tip.pk, at.isoformat(), 11]])
    following = send(screen, rows, key="k2")

    assert (first.json(), again.json(), following.json()) == ({"taken": 1},) * 3
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_mismatch")
    assert PlayHour.objects.get().plays == 2


@pytest.mark.parametrize(
    "plays",
    [
        "", "x", "{}", "[1]", "[[1]]", '[["1", "2026-03-10T02:00:00Z", 1]]', '[[1, "2026-03-10T02:00:00", 1]]',
        '[[1, "soon", 1]]', '[[true, "2026-03-10T02:00:00Z", 1]]', f'[[{10**30}, "2026-03-10T02:00:00Z", 1]]',
        '[[1, "2026-03-10T02:00:00Z", 1, 2]]', "[" * 5000, "x" * 30_000, '[[1, "2026-13-10T02:00:00Z", 1]]',
    ],
)  # fmt: skip
def test_nonsense_from_a_wall_is_refused(screen, plays):
    answer = screen.post("/wall/TESTWALL/plays/", {"plays": plays}, headers={**JSON, "idempotency-key": "k"})

    assert (answer.status_code, answer.json()["code"]) == (400, "report_invalid")
    assert PlayHour.objects.count() == 0


@pytest.mark.parametrize("key", ["", "x" * 101, "a b", "ключ", "a-b"])
def test_a_report_has_a_key(screen, tip, at, key):
    headers = {**JSON, "idempotency-key": key.encode().decode("latin-1")}

    answer = screen.post("/wall/TESTWALL/plays/", {"plays": "[]"}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_idempotency_key")


def test_only_the_wall_itself_reports(client, manager, tip, wall, kiosk, at):
    rows = [[tip.pk, at.isoformat(), 10]]
    client.force_login(manager)

    for caller in (client, Client(), browser_of(kiosk, at), browser_of(make_device(wall.branch, "W2"), at)):
        assert send(caller, rows).status_code == 404
    assert PlayHour.objects.count() == 0


# Pictures.


@pytest.fixture
def picture(settings, tmp_path, branch, manager, at):
    settings.MEDIA_ROOT = tmp_path

    def bind(version):
        drawn = io.BytesIO()
        Image.new("RGB", (8, 8), "teal").save(drawn, "PNG")
        drawn.seek(0)
        kept = attachments.keep(drawn, name="p", branch=branch, by=manager, at=at)
        attachments.bind([kept.pk], subject=(SUBJECT, version.pk), branch=branch, by=manager)
        return version

    return bind


def test_a_wall_gets_the_pictures_of_what_it_plays(screen, tip, picture):
    picture(tip)

    page = screen.get(f"/wall/TESTWALL/pictures/{tip.pk}/")

    assert b"".join(page.streaming_content).startswith(b"\xff\xd8")
    assert f'data-picture="{tip.pk}"' in screen.get("/wall/TESTWALL/content/").content.decode()


def test_a_wall_gets_no_other_pictures(screen, client, tip, content, picture, manager, stranger, at):
    unplayed = picture(content("unplayed"))
    without = tip

    assert screen.get(f"/wall/TESTWALL/pictures/{unplayed.pk}/").status_code == 404
    assert screen.get(f"/wall/TESTWALL/pictures/{without.pk}/").status_code == 404
    picture(tip)
    writing.withdraw(tip, by=manager.actor, at=at, reason="x")
    assert screen.get(f"/wall/TESTWALL/pictures/{tip.pk}/").status_code == 404
    client.force_login(stranger)
    assert client.get(f"/wall/TESTWALL/pictures/{tip.pk}/").status_code == 404


# The figure.


def test_the_head_reads_k23_with_the_walls_behind_it(client, head, branch, wall, tip, screen, at):
    send(screen, [[tip.pk, at.isoformat(), 10]])
    client.force_login(head)

    html = client.get(f"/head/{branch.code}/kpi/K23/").content.decode()

    assert "TESTWALL" in html


# The desk.


@pytest.mark.parametrize(("language", "word"), [("en", "What was played"), ("zh-hans", "播放")])
def test_the_desk_is_there_in_both_languages(client, manager, branch, wall, tip, language, word):
    client.force_login(manager)
    client.cookies["django_language"] = language

    html = client.get(f"/floor/{branch.code}/content/").content.decode()

    assert word in html
    assert "data-panel-error" not in html


def test_arranging_by_hand(client, manager, branch, wall, tip, content):
    client.force_login(manager)
    more = content("more", "product")

    def post(address, **values):
        return client.post(address, values, headers=JSON)

    assert post(f"/floor/{branch.code}/content/add/", item=more.item_id, wall="").status_code == 200
    assert post(f"/floor/{branch.code}/content/add/", item=more.item_id, wall=wall.code).status_code == 200
    entry = PlaylistEntry.objects.get(item=more.item, playlist__wall=None)
    assert post(f"/content/entries/{entry.pk}/shift/", steps="-1").status_code == 200
    limits = {"first_day": "2030-01-01", "last_day": "2030-01-02", "from_time": "09:00", "until_time": "12:00"}
    assert post(f"/content/entries/{entry.pk}/limit/", **limits).status_code == 200
    removed = post(f"/content/entries/{entry.pk}/remove/")
    assert post(removed.json()["undo"]).status_code == 200

    entry.refresh_from_db()
    assert (entry.position, entry.removed_at) == (1, None)
    assert entry.ends_at - entry.starts_at == dt.timedelta(days=2)
    html = client.get(f"/content/entries/{entry.pk}/").content.decode()
    assert 'value="2030-01-01"' in html
    assert 'value="2030-01-02"' in html


@pytest.mark.parametrize(
    ("what", "values"),
    [("add", {}), ("add", {"item": "x"}), ("add", {"item": "1", "wall": "NOWHERE"}), ("shift", {"steps": "5"}),
     ("limit", {"first_day": "soon"}), ("limit", {"from_time": "25:00"}), ("limit", {"from_time": "09:00"})],
)  # fmt: skip
def test_the_desk_refuses_nonsense(client, manager, branch, tip, what, values):
    client.force_login(manager)
    entry = PlaylistEntry.objects.get()
    address = f"/floor/{branch.code}/content/add/" if what == "add" else f"/content/entries/{entry.pk}/{what}/"

    assert client.post(address, values, headers=JSON).status_code == 400


def test_others_do_not_arrange(client, branch, other_branch, tip, teller):
    entry = PlaylistEntry.objects.get()
    strange = make_staff("qi", other_branch, RoleCode.LM)

    for who, status in ((teller, 403), (strange, 404)):
        client.force_login(who)
        assert client.get(f"/floor/{branch.code}/content/").status_code == status
        assert client.get(f"/content/entries/{entry.pk}/").status_code == status
        assert client.post(f"/floor/{branch.code}/content/add/", {"item": 1}, headers=JSON).status_code == status
        for verb in ("shift", "limit", "remove", "restore"):
            assert client.post(f"/content/entries/{entry.pk}/{verb}/", {"steps": 1}, headers=JSON).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_panels_cost(branch, wall, content, playlist, play, at, manager, django_assert_num_queries, count):
    for number in range(count):
        play(playlist, content(f"n{number}"))
        make_device(branch, f"W{number}")
    own = playlists.playlist_of(branch, by=manager.actor, at=at, wall=wall)
    play(own, content("own"))

    with django_assert_num_queries(6):
        drawn(branch, at)
    with django_assert_num_queries(9):
        drawn(branch, at, "content-desk")
