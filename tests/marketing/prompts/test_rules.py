"""The rules as versions, their page, and what a machine shows after the business is done (S170)."""

from __future__ import annotations

import datetime as dt
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from devices.enums.smart import SmartStatus
from devices.events.smart import SmartCompleted
from devices.models.smart import SmartSession
from devices.offers import offer_after
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer, RiskAssessment
from lobby.floor.models.library import LibraryVersion
from lobby.live import journal
from marketing.domain.rules import add_rule, change_rule, switch_off, switch_on, wording_of
from marketing.errors.prompts import (
    CodeTaken,
    ProductElsewhere,
    RuleChanged,
    ScriptMissing,
    SettingInvalid,
    UnknownTrigger,
)
from marketing.models import Product, Prompt, Rule
from queueing.models import Ticket
from tests import factories

JSON = {"Accept": "application/json"}


@pytest.fixture
def keeper(branch: Branch) -> Staff:
    """Compliance keeps the rules."""
    return factories.make_staff("he", branch, RoleCode.COMPL)


def test_versions_follow_each_other(
    ships: None, products: dict[str, Product], keeper: Staff, branch: Branch, at: dt.datetime
) -> None:
    first = Rule.objects.get(code="payday")
    wording = wording_of(first)

    second = change_rule(first, by=keeper, at=at, wording=wording_of(first))
    off = switch_off(second, by=keeper, at=at)
    third = switch_on(off, by=keeper, at=at)

    rows = Rule.objects.filter(code="payday").order_by("version")
    assert [(row.version, row.is_active, row.ended_by) for row in rows] == [
        (1, False, keeper),
        (2, False, keeper),
        (3, True, None),
    ]
    assert (third.values, third.by) == ({"day": 15, "days": 3}, keeper)
    for stale in (first, second):
        for verb in (switch_on, switch_off):
            with pytest.raises(RuleChanged):
                verb(stale, by=keeper, at=at)
        with pytest.raises(RuleChanged):
            change_rule(stale, by=keeper, at=at, wording=wording)
    with pytest.raises(RuleChanged):
        switch_on(third, by=keeper, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.filter(code="payday").update(is_active=True, ended_at=None)

    def refused(error: type[Exception], code: str = "own", **changed: Any) -> None:
        fields = {**{name: getattr(wording, name) for name in wording.__dataclass_fields__}, **changed}
        with pytest.raises(error):
            add_rule(code, by=keeper, at=at, wording=type(wording)(**fields))

    refused(CodeTaken, code="payday")
    refused(UnknownTrigger, trigger="looks")
    refused(ScriptMissing, script="none")
    refused(ProductElsewhere, product=products["wealth"])
    for values in ({"day": 0}, {"day": "15"}, {"day": True}, {"days": 99}):
        refused(SettingInvalid, values=values)
    for trigger, values in (
        ("festival", {"festivals": ["x"]}),
        ("festival", {"festivals": "spring"}),
        ("corporate", {"who": "x"}),
        ("service", {"services": ["x" * 21]}),
        ("service", {"services": [1]}),
    ):
        refused(SettingInvalid, trigger=trigger, values=values)
    LibraryVersion.objects.update(expires_at=at)
    refused(ScriptMissing)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_waited_for_another_is_refused(
    ships: None, products: dict[str, Product], keeper: Staff, at: dt.datetime
) -> None:
    """It holds the row that was the newest when it began to wait."""
    first = Rule.objects.get(code="payday")
    wording = wording_of(first)

    def late() -> Any:
        try:
            return change_rule(first, by=keeper, at=at, wording=wording)
        except RuleChanged as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            change_rule(first, by=keeper, at=at, wording=wording)
            other = pool.submit(late)
            wait_for_a_lock()

        assert isinstance(other.result(), RuleChanged)


def wait_for_a_lock() -> None:
    """Until somebody waits for what this transaction holds."""
    for _n in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def test_the_page_of_the_rules(
    ships: None, products: dict[str, Product], keeper: Staff, manager: Staff, at: dt.datetime
) -> None:
    mine, theirs = Client(), Client()
    mine.force_login(keeper)
    theirs.force_login(manager)
    pages = [
        reverse("marketing:rules"),
        reverse("marketing:rule", args=["payday"]),
        reverse("marketing:rule-new", args=["need"]),
    ]
    change, switch = (reverse(f"marketing:rule-{verb}", args=["payday"]) for verb in ("change", "switch"))
    words = {
        "name_zh": "发薪",
        "name_en": "Pay",
        "family": "savings",
        "script": "say-payday",
        "priority": "5",
        "version": "1",
    }

    with time_machine.travel(at, tick=False):
        assert [mine.get(page).status_code for page in pages] == [200, 200, 200]
        named = re.findall(r'<option value="[0-9]+"[^>]*>([^<]+)', mine.get(pages[1]).content.decode())
        assert "发薪日" in named  # by its name, not by its code
        assert not {"payday", *products} & set(named)
        assert [theirs.get(page, headers=JSON).status_code for page in pages] == [403, 403, 403]
        assert theirs.post(switch, {"version": "1", "on": "0"}, headers=JSON).status_code == 403
        assert mine.get(reverse("marketing:rule", args=["none"]), headers=JSON).status_code == 404
        assert mine.get(reverse("marketing:rule-new", args=["looks"]), headers=JSON).status_code == 400
        assert mine.post(change, {**words, "set_day": "99", "set_days": "3"}, headers=JSON).status_code == 400
        assert mine.post(change, {**words, "set_day": "10", "set_days": "2"}, headers=JSON).status_code == 200
        assert mine.post(change, {**words, "set_day": "11", "set_days": "2"}, headers=JSON).status_code == 409
        for version in ("", "x", "²", "1", "9" * 5000):
            assert mine.post(switch, {"version": version, "on": "0"}, headers=JSON).status_code in {400, 409}
        assert mine.post(switch, {"version": "2", "on": "0"}, headers=JSON).status_code == 200
        own = {**words, "code": "my-own", "set_needs": ["bills", "cash"]}
        assert mine.post(reverse("marketing:rule-add", args=["need"]), own, headers=JSON).status_code == 200

    assert not Rule.objects.filter(code="payday", is_active=True).exists()
    assert Rule.objects.get(code="my-own").values == {"needs": ["bills", "cash"]}


def test_a_machine_offers_once_what_is_suitable(
    ships: None,
    products: dict[str, Product],
    ticket: Ticket,
    customer: Customer,
    branch: Branch,
    keeper: Staff,
    at: dt.datetime,
) -> None:
    machine = factories.make_device(branch, "SC9", DeviceKind.SMART_COUNTER)

    def finished() -> SmartSession:
        session = SmartSession.objects.create(
            branch=branch,
            device=machine,
            day=at.date(),
            status=SmartStatus.DONE,
            since=at,
            service=ticket.service,
            subject_type="ticket",
            subject_id=ticket.pk,
            touched_at=at,
            started_at=at,
            ended_at=at,
        )
        for _n in range(2):
            with journal.unit(by=SYSTEM, at=at):
                journal.record(
                    SmartCompleted(
                        branch_id=branch.pk,
                        smart_session=session.pk,
                        device=machine.pk,
                        code=machine.code,
                        service=ticket.service.code,
                        status="done",
                        about_type="ticket",
                        about_id=ticket.pk,
                    )
                )
        return session

    for change, product in (
        (lambda: None, "W1"),
        (lambda: Product.objects.filter(code="W1").update(issuer_risk=3), None),
        (lambda: RiskAssessment.objects.all().delete(), None),
        (lambda: Customer.objects.update(consent_marketing_at=None), None),
        (lambda: switch_off(Rule.objects.get(code="node-deposit"), by=keeper, at=at), None),
    ):
        before = transaction.savepoint()
        change()
        offer = offer_after(finished(), at)
        assert list(Prompt.objects.values_list("product__code", "place")) == ([(product, "machine")] if product else [])
        assert (offer.title if offer else None) == ("稳健理财一号" if product else None)
        transaction.savepoint_rollback(before)
