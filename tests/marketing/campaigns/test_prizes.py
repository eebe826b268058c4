"""Draws and gifts never hang on a purchase (N07); stock, codes, décor with a photo."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image

from lobby.branches.errors import NotFound
from lobby.floor.domain import attachments
from lobby.floor.domain.library import writing
from lobby.floor.errors import EmptyText
from lobby.floor.errors.attachments import AttachmentUnknown
from lobby.floor.errors.stock import NotEnough, PrizeForPurchase
from lobby.floor.models import StockMove
from lobby.floor.selectors.stock import on_hand
from lobby.live.models import Entry
from marketing.domain.campaigns import holding, inviting, planning, prizes, showing
from marketing.errors.campaigns import (
    DecorUpAlready,
    DrawnAlready,
    DrawTooLate,
    GiftGivenAlready,
    IllegalEventMove,
    NoApprovedMaterial,
    NobodyToDraw,
    NoGuestFound,
    NotAGift,
    NotTheseDays,
    NotYet,
    OwnerElsewhere,
    PhotoMissing,
    SpanUnfit,
    SpendTooEarly,
)
from marketing.errors.contacting import Silenced
from marketing.errors.prompts import VisitOver
from marketing.models import Draw, PrizeIssue, ScanDay, ScanInterest
from marketing.selectors.campaigns.lists import codes_of, decor_of
from tests.factories import make_ticket
from tests.floor.stock.conftest import material
from tests.marketing.campaigns.conftest import DAY, HOUR
from tests.marketing.factories import make_visit
from tests.statements import statements_at_most

__all__ = ["material"]
RULES = {"rules_zh": "到场客户均可参加,与购买无关", "rules_en": "Everybody who is here takes part, no purchase needed"}


def test_a_draw_tied_to_a_purchase_is_refused(event, cup, material, adviser, at):
    talk = event()
    said = {"by": adviser, "at": at, "material": cup, "prizes": 1, "basis": "participation", **RULES}
    for bad in (
        {"basis": "purchase"},
        {"basis": "购买"},
        {"rules_zh": "购买理财产品即可参加抽奖"},
        {"rules_zh": "購買基金滿一萬元可抽獎一次"},
        {"rules_en": "Buy the fund and enter the draw"},
        {"rules_en": "Buy any fund to enter our prize draw"},
    ):
        with pytest.raises(PrizeForPurchase):
            prizes.plan_draw(talk, **{**said, **bad})
    for bad, error in (
        ({"rules_en": " "}, EmptyText),
        ({"material": material("leaflets")}, NotAGift),
    ):
        with pytest.raises(error):
            prizes.plan_draw(talk, **{**said, **bad})
    draw = prizes.plan_draw(talk, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(basis="purchase")
    with pytest.raises(IllegalEventMove):
        prizes.plan_draw(event("cancelled"), **said)
    with pytest.raises(DrawTooLate):
        prizes.plan_draw(talk, **{**said, "at": talk.starts_at})


def test_who_was_there_wins_and_the_stock_knows(event, guest, cup, adviser, at):
    talk, door = event(seats=9), at + 2 * DAY
    said = {"by": adviser, "at": at, "material": cup, **RULES}
    everybody = prizes.plan_draw(talk, prizes=2, basis="participation", **said)
    knowing = prizes.plan_draw(talk, prizes=3, basis="quiz", **said)
    people = [guest(talk, f"C{n}") for n in range(4)]
    with pytest.raises(NotYet):
        prizes.draw_lots(everybody, by=adviser, at=at)
    with pytest.raises(NobodyToDraw):
        prizes.draw_lots(everybody, by=adviser, at=door)
    for one in people[:3]:
        inviting.sign_in(one, by=adviser, at=door)
    inviting.mark_quiz(people[1], by=adviser, at=door)
    with pytest.raises(NoGuestFound):
        inviting.mark_quiz(people[3], by=adviser, at=door)

    won = prizes.draw_lots(everybody, by=adviser, at=door)
    (clever,) = prizes.draw_lots(knowing, by=adviser, at=door)

    assert len({one.guest_id for one in won} & {one.pk for one in people[:3]}) == 2
    assert (clever.guest, clever.purpose) == (people[1], "education")
    assert (on_hand(cup, at=door), Draw.objects.get(pk=everybody.pk).entered) == (2, 3)
    with pytest.raises(DrawnAlready):
        prizes.draw_lots(everybody, by=adviser, at=door)
    prizes.give_to_guest(people[0], cup, by=adviser, at=door)
    for one, error in ((people[0], GiftGivenAlready), (people[3], NoGuestFound)):
        with pytest.raises(error):
            prizes.give_to_guest(one, cup, by=adviser, at=door)
    assert on_hand(cup, at=door) == 1
    notes = set(StockMove.objects.filter(reason="issued").values_list("note", flat=True))
    assert all(one.startswith(f"event {talk.pk} guest ") for one in notes)
    assert not [one for one in Entry.objects.all() if "张" in str(one.payload)]


def test_gifts_of_events_are_written_while_a_campaign_is_held(campaign, event, at):
    """Else one at the door and one in the hall wait for each other: for the campaign, and for the stock."""
    for lock, row in ((planning.locked, campaign()), (holding.locked, event())):
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            lock(row)
        assert " FOR NO KEY UPDATE" in asked[-1]["sql"]


def test_a_gift_in_a_visit_lowers_the_stock_once(campaign, branch, other_branch, cup, material, adviser, at):
    running, planned, visit = campaign("R"), campaign("P", is_approved=False), make_visit(branch, at)
    said = {"by": adviser, "at": at, "purpose": "participation"}
    for which, where, what, more, error in (
        (running, visit, cup, {"purpose": "purchase"}, PrizeForPurchase),
        (planned, visit, cup, {}, SpendTooEarly),
        (running, visit, cup, {"at": at + 40 * DAY}, NotTheseDays),
        (running, visit, material("forms2"), {}, NotAGift),
        (running, make_visit(other_branch, at), cup, {}, NotFound),
        (running, visit, cup, {"at": at + DAY}, VisitOver),
    ):
        with pytest.raises(error):
            prizes.give_in_visit(which, where, what, **{**said, **more})
    prize = prizes.give_in_visit(running, visit, cup, **said)
    move = prize.move
    assert (on_hand(cup, at=at), move.subject_type, move.subject_id) == (4, "visit", visit.pk)
    with pytest.raises(GiftGivenAlready):
        prizes.give_in_visit(running, visit, cup, **said)
    assert on_hand(cup, at=at) == 4
    for _again in range(4):
        prizes.give_in_visit(running, make_visit(branch, at), cup, **said)
    with pytest.raises(NotEnough):
        prizes.give_in_visit(running, make_visit(branch, at), cup, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrizeIssue.objects.update(purpose="purchase")


def test_scans_are_counted_without_saying_who(branch, other_branch, cash, poster, make, willing, adviser, manager, at):
    for item in (make("draft").item, make("in_review").item):
        with pytest.raises(NoApprovedMaterial):
            showing.make_code(branch, by=adviser, at=at, item=item, place="门口")
    code = showing.make_code(branch, by=adviser, at=at, item=poster, place="门口")
    with statements_at_most(2):
        assert showing.scan(code, at=at).item == poster
    showing.scan(code, at=at + HOUR)
    showing.scan(code, at=at + DAY)
    assert list(ScanDay.objects.order_by("day").values_list("scans", flat=True)) == [2, 1]
    with statements_at_most(4):
        (line,) = codes_of(branch, (at + DAY).date(), at=at)
    assert (line.total, [n for _day, n in line.days]) == (3, [1, 2])

    tickets = []
    for n, customer in enumerate((willing("1"), willing("2", consent_marketing_at=None), None)):
        ticket = make_ticket(cash, at + n * HOUR, by=manager)
        ticket.visit.customer = customer
        ticket.visit.save(update_fields=["customer"])
        tickets.append(ticket)
    showing.note_interest(code, tickets[0], at=at)
    showing.note_interest(code, tickets[0], at=at)
    for ticket in tickets[1:]:
        with pytest.raises(Silenced):
            showing.note_interest(code, ticket, at=at)
    assert ScanInterest.objects.count() == 1

    writing.withdraw(poster.versions.get(), by=adviser.actor, at=at, reason="旧")
    assert showing.scan(code, at=at) is None
    gone = showing.switch_code(code, by=adviser, at=at, is_active=False)
    for act in (lambda: showing.scan(gone, at=at), lambda: showing.note_interest(gone, tickets[0], at=at)):
        with pytest.raises(NotFound):
            act()


def test_decor_is_up_when_a_photo_shows_it(branch, adviser, manager, stranger, at):
    today = at.date()
    said = {"by": adviser, "at": at, "name_zh": "中秋", "name_en": "Mid-autumn", "owner": manager}
    for days, error in (
        ({"due_on": today, "ends_on": today - DAY}, SpanUnfit),
        ({"due_on": today, "ends_on": today, "owner": stranger}, OwnerElsewhere),
    ):
        with pytest.raises(error):
            showing.plan_decor(branch, **{**said, **days})
    late = showing.plan_decor(branch, **said, due_on=today - DAY, ends_on=today + 9 * DAY)
    due = showing.plan_decor(branch, **said, due_on=today, ends_on=today + 9 * DAY)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    photo = attachments.keep(ContentFile(picture.getvalue()), name="a.png", branch=branch, by=manager, at=at)
    with pytest.raises(PhotoMissing):
        showing.put_up(due, by=manager, at=at, photos=[])
    with pytest.raises(AttachmentUnknown):
        showing.put_up(due, by=adviser, at=at, photos=[photo.pk])
    showing.put_up(due, by=manager, at=at, photos=[photo.pk])
    with pytest.raises(DecorUpAlready):
        showing.put_up(due, by=manager, at=at, photos=[photo.pk])
    with statements_at_most(2):
        lines = decor_of(branch, today)
    assert [(one.decor, one.is_late, len(one.photos)) for one in lines] == [(late, True, 0), (due, False, 1)]
    for one in (late, due):
        showing.take_down(one, by=manager, at=at)
        with pytest.raises(DecorUpAlready):
            showing.take_down(one, by=manager, at=at)
