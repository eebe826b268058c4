"""The demo branch's campaigns and events in every state, leaflets with scans, décor with a photo, activations."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import business_date, moment
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.domain import attachments
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryItem, Material
from marketing.domain.campaigns import activating, choosing, holding, inviting, planning, prizes, showing
from marketing.enums.campaigns import ActivationHelp, DrawBasis
from marketing.enums.products import Family
from marketing.models import Activation, Campaign, Decor, Event, EventGuest, MaterialCode, ScanDay

BRANCH = "0001"
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
THREE, HALF_PAST_FOUR = dt.time(15), dt.time(16, 30)
# Code, names, family, begins and ends in days from today, budget, whether it is approved, money spent.
CAMPAIGNS = [
    ("MOBILE", "掌上银行体验月", "Mobile banking month", Family.MOBILE_BANK, -20, 10, 4000, True, [1200, 650]),
    ("SAFETY", "金融知识普及周", "Financial safety week", "", -12, 2, 2000, True, [480]),
    ("PENSION", "养老规划咨询月", "Pension advice month", Family.PENSION, 5, 35, 6000, False, []),
]
# Code, titles and texts of what lies on the tables.
LEAFLETS = [
    (
        "leaflet-evening",
        "网点客户沙龙",
        "An afternoon at the branch",
        "我们定期在二楼会客室举办小型沙龙，讲解常见问题，现场答疑。到场不办理业务，也不需要购买任何产品。",
        "Small talks on the second floor, with time for questions. Nothing is sold there and nothing has to be bought.",
    ),
    (
        "leaflet-mobile",
        "手机银行怎么开通",
        "Setting up mobile banking",
        "带上身份证和本人手机，由您自己操作，工作人员在旁讲解。长辈可以请子女一起来设置简明界面。",
        "Bring your ID and your own phone. You operate it yourself; we explain beside you. Families are welcome to help.",
    ),
    (
        "leaflet-fraud",
        "转账前多想一分钟",
        "One minute before a transfer",
        "不认识的人要求转账、要求提供验证码时，请先停下来，向大堂经理或家人问一句。",
        "When somebody you do not know asks for a transfer or a code, stop and ask the lobby manager or your family.",
    ),
]
PLACES = ("大门口展架", "等候区桌面", "理财室门前")
SCANS = ((9, 12, 7), (4, 6, 8), (2, 1, 3))
RULES_ZH = "到场的客户都可以参加，与办理任何业务无关。"
RULES_EN = "Everybody who is here takes part; nothing has to be bought or opened."


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    manager, head = Staff.objects.get(username="manager"), Staff.objects.get(username="head")
    wealth = Staff.objects.get(username="wealth1")
    items = leaflets(branch, manager, at=at)
    if not Campaign.objects.filter(branch=branch).exists():
        write_campaigns(branch, manager, head, items, at=at)
    if not MaterialCode.objects.filter(branch=branch).exists():
        write_codes(branch, manager, items, at=at)
    if not Event.objects.filter(branch=branch).exists():
        write_events(branch, wealth, head, items, at=at)
    if not Decor.objects.filter(branch=branch).exists():
        write_decor(branch, manager, at=at)
    if not Activation.objects.filter(branch=branch).exists():
        write_activations(branch, manager, at=at)


def leaflets(branch: Branch, manager: Staff, *, at: dt.datetime) -> list[LibraryItem]:
    """What lies on the tables, approved a month ago."""
    found = {one.code: one for one in LibraryItem.objects.filter(branch=branch, code__in=[row[0] for row in LEAFLETS])}
    reviewer, since = Staff.objects.get(username="compliance1"), at - 30 * DAY
    for code, title_zh, title_en, body_zh, body_en in LEAFLETS:
        if code in found:
            continue
        wording = Wording(
            title_zh=title_zh,
            title_en=title_en,
            body_zh=body_zh,
            body_en=body_en,
            extra={"category": Category.SERVICE},
        )
        version = writing.begin(branch, by=manager, at=since, kind=ContentKind.WALL_CONTENT, wording=wording, code=code)
        version = writing.submit(version, by=manager, at=since + HOUR)
        number = f"LOBBY-DEMO-{code.upper()}"
        version = reviewing.approve(version, by=reviewer, at=since + DAY, number=number, expires_at=at + 300 * DAY)
        found[code] = reviewing.publish(version, by=manager.actor, at=since + DAY).item
    return [found[row[0]] for row in LEAFLETS]


def write_campaigns(branch: Branch, manager: Staff, head: Staff, items: list[LibraryItem], *, at: dt.datetime) -> None:
    """One that ran for weeks, one of this week, one that waits for approval."""
    today = business_date(branch, at)
    for code, name_zh, name_en, family, first, last, budget, is_approved, costs in CAMPAIGNS:
        planned_at = at - 30 * DAY
        campaign = planning.plan(
            branch,
            by=manager,
            at=planned_at,
            code=code,
            name_zh=name_zh,
            name_en=name_en,
            family=family,
            starts_on=today + first * DAY,
            ends_on=today + last * DAY,
            budget=budget,
            owner=manager,
            materials=items,
        )
        if not is_approved:
            continue
        planning.approve(campaign, by=head, at=planned_at + DAY)
        for n, amount in enumerate(costs):
            planning.charge(campaign, by=manager, at=at - (6 - n) * DAY, amount=amount, what="展架与折页")
        planning.put_on_duty(campaign, by=manager, at=at, date=today, staff=manager, place="大堂东侧")


def write_codes(branch: Branch, manager: Staff, items: list[LibraryItem], *, at: dt.datetime) -> None:
    """Three leaflets, opened now and then."""
    campaign = Campaign.objects.filter(branch=branch, code="MOBILE").first()
    today = business_date(branch, at)
    for item, place, scans in zip(items, PLACES, SCANS, strict=False):
        code = showing.make_code(branch, by=manager, at=at - 10 * DAY, item=item, place=place, campaign=campaign)
        ScanDay.objects.bulk_create(ScanDay(code=code, day=today - ago * DAY, scans=n) for ago, n in enumerate(scans))


def write_events(branch: Branch, wealth: Staff, head: Staff, items: list[LibraryItem], *, at: dt.datetime) -> None:
    """A salon that was held, one open for sign-up, one that waits for approval."""
    today = business_date(branch, at)
    material = items[0]
    common: dict[str, Any] = {"by": wealth, "owner": wealth, "material": material}

    def planned(ago: int, name_zh: str, name_en: str, family: Family, seats: int, planned_at: dt.datetime) -> Event:
        day = today + ago * DAY
        times: dict[str, Any] = {
            "starts_at": moment(branch, day, THREE),
            "ends_at": moment(branch, day, HALF_PAST_FOUR),
        }
        names: dict[str, Any] = {"name_zh": name_zh, "name_en": name_en, "place": "二楼会客室"}
        return holding.plan(branch, **common, **times, **names, at=planned_at, seats=seats, family=family, budget=1500)

    planned(12, "亲子财商课堂", "Money lessons for families", Family.SAVINGS, 16, at)
    long_ago = at - 20 * DAY
    held = planned(-6, "养老规划沙龙", "Pension salon", Family.PENSION, 12, long_ago)
    coming = planned(4, "反诈与安心用卡讲座", "Talk: safe cards, no fraud", Family.SAVINGS, 3, at - 5 * DAY)
    for event, since in ((held, long_ago), (coming, at - 5 * DAY)):
        holding.approve(event, by=head, at=since + HOUR)
        holding.start_inviting(event, by=wealth, at=since + 2 * HOUR)
        holding.open_sign_up(event, by=wealth, at=since + 3 * HOUR)
    gift = Material.objects.filter(branch=branch, code="prize-cup").first()
    write_held(held, wealth, gift, at=at)
    for n, guest in enumerate(invited(coming, wealth, 6, at=at - 4 * DAY)):
        if n < 4:
            inviting.accept(guest, by=CUSTOMER, at=at - 3 * DAY + n * MINUTE)
    if gift is not None:
        said: dict[str, Any] = {"material": gift, "prizes": 2, "rules_zh": RULES_ZH, "rules_en": RULES_EN}
        prizes.plan_draw(coming, by=wealth, at=at - 3 * DAY, basis=DrawBasis.PARTICIPATION, **said)


def write_held(event: Event, wealth: Staff, gift: Material | None, *, at: dt.datetime) -> None:
    """Who came, what they got, what was learned."""
    guests = invited(event, wealth, 5, at=event.starts_at - 10 * DAY)
    for guest in guests[:4]:
        inviting.accept(guest, by=CUSTOMER, at=event.starts_at - 8 * DAY)
    for guest in guests[:3]:
        inviting.sign_in(guest, by=wealth, at=event.starts_at)
    for guest in guests[:2]:
        inviting.note_lead(guest, by=wealth, at=event.starts_at + HOUR)
    if gift is not None and guests:
        prizes.give_to_guest(guests[0], gift, by=wealth, at=event.starts_at + HOUR)
    holding.hold(event, by=wealth, at=event.ends_at)
    holding.evaluate(event, by=wealth, at=event.ends_at + DAY, spent=1280, finding="问答环节最受欢迎，下次留足时间。")


def invited(event: Event, wealth: Staff, n: int, *, at: dt.datetime) -> list[EventGuest]:
    """The first customers who may be asked."""
    chosen = choosing.candidates(event, wealth, at=at, limit=n)
    return inviting.invite_all(event, chosen, by=wealth, at=at)[0]


def write_decor(branch: Branch, manager: Staff, *, at: dt.datetime) -> None:
    """What is up with its photo, and what is to be put up."""
    today = business_date(branch, at)
    said = {"by": manager, "owner": manager}
    up = showing.plan_decor(
        branch,
        **said,
        at=at - 9 * DAY,
        name_zh="秋季绿植与暖色桌旗",
        name_en="Autumn plants and runners",
        due_on=today - 7 * DAY,
        ends_on=today + 20 * DAY,
    )
    photo = attachments.keep(ContentFile(picture()), name="decor.png", branch=branch, by=manager, at=at - 7 * DAY)
    showing.put_up(up, by=manager, at=at - 7 * DAY, photos=[photo.pk])
    showing.plan_decor(
        branch,
        **said,
        at=at - 2 * DAY,
        name_zh="新年灯笼与福字",
        name_en="New Year lanterns",
        due_on=today + 6 * DAY,
        ends_on=today + 30 * DAY,
    )


def picture() -> bytes:
    """A drawing that stands for the photo."""
    drawn = Image.new("RGB", (640, 480), "#f3efe6")
    pen = ImageDraw.Draw(drawn)
    for x in range(60, 600, 120):
        pen.ellipse((x, 120, x + 70, 220), fill="#2f7d6b")
        pen.rectangle((x + 20, 220, x + 50, 330), fill="#9a6b3f")
    kept = io.BytesIO()
    drawn.save(kept, "PNG")
    return kept.getvalue()


def write_activations(branch: Branch, manager: Staff, *, at: dt.datetime) -> None:
    """Two customers who set mobile banking up themselves."""
    tellers = Staff.objects.filter(grants__branch=branch, grants__role=RoleCode.TELLER).order_by("pk")
    helper = tellers.first() or manager
    for customer, how in zip(
        Customer.objects.filter(branch=branch).order_by("pk")[:2],
        (ActivationHelp.FAMILY, ActivationHelp.EXPLAINED),
        strict=False,
    ):
        activating.activate(branch, customer, by=helper, at=at - HOUR, help=how, is_by_customer=True)
