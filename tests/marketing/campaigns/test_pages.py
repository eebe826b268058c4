"""The pages of BH-8 for those who read them, posts for those who may, and the pages without a login."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from lobby.branches.enums import RoleCode
from lobby.floor.domain import goals
from lobby.floor.enums.briefing import GoalKind
from lobby.floor.models import Goal
from marketing.domain.campaigns import planning, showing
from marketing.enums.campaigns import EventStatus, GuestStatus
from marketing.models import Activation, Campaign, Draw, Event, EventGuest, MaterialCode, PrizeIssue, ScanDay
from queueing.models import Visit
from tests.factories import make_staff, make_ticket
from tests.marketing.campaigns.conftest import DAY
from tests.marketing.factories import make_visit
from tests.statements import statements_at_most


def signed(staff):
    client = Client()
    client.force_login(staff)
    return client


def url(name, *args):
    return reverse(f"marketing:{name}", args=args)


@pytest.fixture
def filled(branch, campaign, event, guest, poster, cup, adviser, manager, head, at, clock):
    """One row of everything, at 10:00."""
    found = {"campaign": campaign(materials=[poster]), "event": event(seats=9)}
    found["guest"] = guest(found["event"], "C1")
    found["code"] = showing.make_code(branch, by=adviser, at=at, item=poster, place="门口")
    found["decor"] = showing.plan_decor(
        branch, by=adviser, at=at, name_zh="春", name_en="Spring", due_on=at.date(), ends_on=at.date(), owner=manager
    )
    found["visit"] = make_visit(branch, at, found["guest"].customer)
    found["goal"] = goals.set_goal(branch, by=head.actor, at=at, kind=GoalKind.KEY, product="基金", target=3)
    return found


def test_who_reads_what(filled, branch, adviser, head, manager, teller, stranger, other_branch, reviewer):
    pages = {
        url("campaigns", branch.code): (adviser, reviewer),
        url("campaign", filled["campaign"].pk): (adviser, reviewer),
        url("campaign-compare", branch.code): (adviser, reviewer),
        url("events", branch.code): (adviser, reviewer),
        url("event", filled["event"].pk): (adviser, reviewer),
        url("event-door", filled["event"].pk): (adviser, manager),
        url("materials", branch.code): (adviser, reviewer),
        url("code", filled["code"].pk): (adviser, reviewer),
        url("decor", branch.code): (adviser, reviewer),
        url("goals", branch.code): (head,),
        url("visit", filled["visit"].pk): (manager,),
    }
    auditor = make_staff("cai", branch, RoleCode.AUDITOR)
    for address, readers in pages.items():
        for staff in readers:
            assert signed(staff).get(address).status_code == 200, address
        assert signed(stranger).get(address).status_code == 404, address
        if "door" not in address and "visits" not in address:
            assert signed(teller).get(address).status_code == 403, address
        if readers[-1] == reviewer:
            assert (
                '<form method="post"'
                not in signed(auditor).get(address).content.decode().replace('action="/logout/"', "").split("<main")[1]
            )
    page = signed(adviser).get(url("event", filled["event"].pk)).content.decode()
    assert "张小明" not in page
    assert "张*明" in page


def test_pages_cost_the_same_at_one_and_three_rows(filled, branch, campaign, event, guest, poster, adviser, at):
    client = signed(adviser)
    more = {"by": adviser, "at": at}

    def grow():
        for n in range(2):
            campaign(f"M{n}")
            guest(filled["event"], f"G{n}")
            event("planned")
            showing.make_code(branch, **more, item=poster, place=f"{n}")
            said = {"name_zh": "夏", "name_en": "Summer", "due_on": at.date(), "ends_on": at.date(), "owner": adviser}
            showing.plan_decor(branch, **more, **said)
            planning.charge(filled["campaign"], **more, amount=5, what="x")

    ids = {"campaign": filled["campaign"].pk, "event": filled["event"].pk, "event-door": filled["event"].pk}
    limits = {
        "campaigns": 14,
        "events": 17,
        "materials": 14,
        "decor": 12,
        "campaign": 27,
        "event": 28,
        "event-door": 13,
    }
    for rows in (1, 3):
        if rows == 3:
            grow()
        for name, limit in limits.items():
            with statements_at_most(limit):
                assert client.get(url(name, ids.get(name, branch.code))).status_code == 200, name


def test_a_campaign_from_the_form_to_its_results(branch, poster, cup, adviser, head, teller, at, clock):
    client, approver = signed(adviser), signed(head)
    form = {
        "code": "NEW",
        "name_zh": "信用卡周",
        "name_en": "Card week",
        "family": "credit_card",
        "starts_on": at.date(),
        "ends_on": (at + 6 * DAY).date(),
        "budget": 900,
        "owner": adviser.pk,
        "materials": [poster.pk],
    }
    assert client.post(url("campaign-plan", branch.code), {**form, "budget": "x"}).status_code == 400
    assert signed(teller).post(url("campaign-plan", branch.code), form).status_code == 403
    assert client.post(url("campaign-plan", branch.code), form).status_code == 302
    campaign = Campaign.objects.get()
    address = url("campaign-act", campaign.pk, "approve")
    assert client.post(address).status_code == 403
    assert approver.post(address).status_code == 302
    assert approver.post(address).status_code == 409
    duty = {"date": at.date(), "staff": teller.pk, "place": "门口"}
    assert client.post(url("campaign-act", campaign.pk, "duty"), duty).status_code == 302
    assert client.post(url("campaign-off-duty", campaign.duties.get().pk)).status_code == 302
    assert client.post(url("campaign-act", campaign.pk, "charge"), {"amount": 90, "what": "海报"}).status_code == 302
    for query in ("", f"?campaign={campaign.pk}", f"?campaign={campaign.pk}&first=2026-03-01&last=2026-03-31"):
        assert client.get(url("campaign-compare", branch.code) + query).status_code == 200
    for query in ("?campaign=x", "?campaign=99999", "?first=2026-03-09&last=2026-03-01", "?first=%00"):
        assert client.get(url("campaign-compare", branch.code) + query).status_code == 400, query
    for verb, status in (("nothing", 404), ("cancel", 400)):
        assert client.post(url("campaign-act", campaign.pk, verb)).status_code == status
    visit = make_visit(branch, at)
    gift = {"campaign": campaign.pk, "material": cup.pk, "purpose": "purchase"}
    give = url("visit-gift", visit.pk)
    desk = signed(make_staff("mei2", branch, RoleCode.LM))
    assert desk.post(give, gift, headers={"accept": "application/json"}).json()["code"] == "prize_for_purchase"
    assert desk.post(give, {**gift, "purpose": "participation"}).status_code == 302
    assert PrizeIssue.objects.get().visit == visit
    assert desk.get(url("visit", visit.pk)).status_code == 200
    assert desk.post(url("visit-activation", visit.pk), {"help": "explained", "is_by_customer": 1}).status_code == 404
    assert client.post(url("campaign-act", campaign.pk, "cancel"), {"reason": "改期"}).status_code == 302


def test_an_event_from_the_form_to_the_draw(branch, poster, cup, willing, adviser, head, manager, stranger, at, clock):
    client, approver = signed(adviser), signed(head)
    form = {"name_zh": "沙龙", "name_en": "Salon", "owner": adviser.pk, "day": (at + DAY).date(), "begins": "15:00"}
    form |= {"ends": "16:00", "place": "二楼", "seats": 1, "budget": 100, "family": "savings", "material": poster.pk}
    assert client.post(url("event-plan", branch.code), {**form, "ends": "14:00"}).status_code == 400
    assert client.post(url("event-plan", branch.code), form).status_code == 302
    event = Event.objects.get()
    assert (event.starts_at - at).total_seconds() == 29 * 3600
    assert client.post(url("event-act", event.pk, "approve")).status_code == 403
    assert client.post(url("event-act", event.pk, "open")).status_code == 409
    assert approver.post(url("event-act", event.pk, "approve")).status_code == 302
    assert client.post(url("event-act", event.pk, "start_inviting")).status_code == 302
    one, two = willing("1"), willing("2")
    for asked, status in ([one.pk, two.pk], 302), (["x"], 400), ([], 400):
        assert client.post(url("event-invite", event.pk), {"customer": asked}).status_code == status
    assert client.post(url("event-act", event.pk, "open")).status_code == 302
    draw = {"material": cup.pk, "prizes": 1, "basis": "quiz", "rules_zh": "答对三题", "rules_en": "Three right answers"}
    bad = {**draw, "rules_zh": "购买理财即可抽奖"}
    refused = client.post(url("event-act", event.pk, "draw"), bad, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (409, "prize_for_purchase")
    assert client.post(url("event-act", event.pk, "draw"), draw).status_code == 302

    guest, waiting = EventGuest.objects.order_by("pk")
    phone = Client()
    page, answer = url("invitation", guest.token), url("invitation-answer", guest.token)
    assert "张*明" in phone.get(page).content.decode()
    assert phone.get(page)["X-Robots-Tag"] == "noindex"
    for again in (1, 2):
        assert phone.post(answer, {"answer": "accept"}).status_code == 302, again
    assert phone.post(url("invitation-answer", waiting.token), {"answer": "accept"}).status_code == 302
    assert client.post(answer, {"answer": "decline"}).status_code == 403  # staff do not answer for a guest
    for token in ("x" * 32, "%00", "é"):
        assert phone.get(f"/invitation/{token}/").status_code == 404
        assert phone.post(f"/invitation/{token}/answer/", {"answer": "accept"}).status_code == 404
    assert phone.post(answer, {"answer": "buy"}).status_code == 404
    states = list(EventGuest.objects.order_by("pk").values_list("status", flat=True))
    assert states == [GuestStatus.GOING, GuestStatus.WAITING]

    clock.move_to(at + 1.25 * DAY)
    client, greeter = signed(adviser), signed(manager)
    sign_in = url("event-guest", guest.pk, "sign-in")
    assert signed(stranger).post(sign_in).status_code == 404
    assert greeter.post(sign_in).status_code == 302
    assert greeter.post(sign_in).status_code == 409
    for verb, given, status in (
        ("quiz", {}, 302),
        ("gift", {"material": cup.pk}, 302),
        ("lead", {}, 302),
        ("x", {}, 404),
    ):
        assert greeter.post(url("event-guest", guest.pk, verb), given).status_code == status, verb
    assert greeter.get(url("event-door", event.pk)).status_code == 200
    assert client.post(url("event-draw", Draw.objects.get().pk)).status_code == 302
    assert "张*明" in client.get(url("event", event.pk)).content.decode().split("camp-draw")[1]  # who won is named
    assert PrizeIssue.objects.filter(guest=guest).count() == 2
    for verb, given in (("hold", {}), ("evaluate", {"spent": 90, "finding": "好"})):
        assert client.post(url("event-act", event.pk, verb), given).status_code == 302
    assert Event.objects.get().status == EventStatus.EVALUATED
    assert phone.get(page).status_code == 200
    assert phone.post(answer, {"answer": "decline"}).status_code in (302, 409)


def test_a_leaflet_counts_what_people_open(filled):
    page = url("scan", filled["code"].token)
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile", "Sec-Fetch-Dest": "document"}
    uncounted = (
        {"Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"X-Moz": "prefetch"},
        {"Sec-Fetch-Dest": "iframe"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"},
    )

    for headers in uncounted:
        assert Client().get(page, headers=phone | headers).status_code == 200, headers
    assert Client().head(page, headers=phone).status_code == 200
    assert not ScanDay.objects.exists()
    for _person in range(2):
        browser = Client()
        for _look in range(3):
            assert browser.get(page, headers=phone).status_code == 200
        cookie = browser.cookies["opened"]
        assert (cookie["path"], cookie["httponly"], cookie["max-age"], cookie["expires"]) == (page, True, "", "")

    assert ScanDay.objects.get().scans == 2


def test_leaflets_count_and_tell_nobody(filled, branch, cash, willing, adviser, manager, at):
    phone, code = Client(), filled["code"]
    ticket = make_ticket(cash, at, by=manager)
    page = url("scan", code.token)
    for address in (page, f"{page}?ticket={ticket.page_token}", f"{page}?lang=en"):
        assert phone.get(address).status_code == 200
        assert "interests me" not in phone.get(address).content.decode()
    assert ScanDay.objects.get().scans == 1
    refused = phone.post(f"{url('scan-interest', code.token)}?lang=en", {"ticket": ticket.page_token})
    assert refused.status_code == 409
    assert f"/t/{ticket.page_token}/?lang=en" in refused.content.decode()
    ticket.visit.customer = willing("C9")
    ticket.visit.save(update_fields=["customer"])
    assert "interest/" in phone.get(f"{page}?ticket={ticket.page_token}").content.decode()
    # Whoever typed a phone number neither learns that its customer agreed to offers, nor speaks for them.
    Visit.objects.filter(pk=ticket.visit_id).update(known_by="phone")
    assert "interest/" not in phone.get(f"{page}?ticket={ticket.page_token}").content.decode()
    assert phone.post(url("scan-interest", code.token), {"ticket": ticket.page_token}).status_code == 409
    Visit.objects.filter(pk=ticket.visit_id).update(known_by="document")
    told = phone.post(f"{url('scan-interest', code.token)}?lang=en&text=large", {"ticket": ticket.page_token})
    assert told.url == f"{page}?lang=en&text=large&ticket={ticket.page_token}"
    assert code.token in phone.get(url("whats-on", ticket.page_token)).content.decode()
    for address in ("/q/nothing/", f"{page}?ticket=x", "/whats-on/x/"):
        unknown = phone.get(address)
        assert (unknown.status_code, unknown.context["is_public"]) == (404, True)
        assert ">首页<" not in unknown.content.decode()
    client = signed(adviser)
    form = {"item": code.item_id, "place": "桌面"}
    assert client.post(url("code-make", branch.code), form).status_code == 302
    assert client.post(url("code-make", branch.code), {**form, "item": 0}).status_code == 400
    assert client.post(url("code-switch", code.pk, "off")).status_code == 302
    assert phone.get(page).status_code == 404
    assert MaterialCode.objects.filter(is_active=True).count() == 1
    svg = client.get(url("code", code.pk)).content.decode()
    assert re.search(r"<svg[^>]*class=\"qr\"", svg)


def test_decor_goals_and_activation_from_pages(filled, branch, adviser, head, teller, teller2, manager, at):
    client = signed(adviser)
    form = {"name_zh": "冬", "name_en": "Winter", "owner": adviser.pk, "due_on": at.date(), "ends_on": at.date()}
    assert client.post(url("decor-plan", branch.code), form).status_code == 302
    decor = filled["decor"]
    for verb, status in (("put-up", 400), ("take-down", 302), ("take-down", 409), ("x", 404)):
        assert client.post(url("decor-act", decor.pk, verb)).status_code == status, verb
    share = url("goal-share", filled["goal"].pk)
    guard = make_staff("bao", branch, RoleCode.SEC)
    people = set(signed(head).get(url("goals", branch.code)).context["people"])
    assert {teller, teller2, adviser, manager} <= people  # whoever speaks to customers about offers
    assert guard not in people
    given = {f"share-{teller.pk}": 2, f"share-{teller2.pk}": 1}
    assert client.post(share, given).status_code == 403
    assert signed(head).post(share, {f"share-{teller.pk}": 2}).status_code == 400
    assert signed(head).post(share, given).status_code == 302
    assert Goal.objects.filter(staff__isnull=False).count() == 2
    assert signed(head).get(url("goals", branch.code)).status_code == 200
    activation = url("visit-activation", filled["visit"].pk)
    desk = signed(manager)
    assert desk.post(activation, {"help": "family"}).status_code == 409
    for status in (302, 409):
        assert desk.post(activation, {"help": "family", "is_by_customer": 1}).status_code == status
    assert Activation.objects.get().visit == filled["visit"]
