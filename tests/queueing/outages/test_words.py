"""What is told where numbers were given: a failed system is not a day whose numbers are gone."""

from __future__ import annotations

import pytest
from django.utils import translation

from lobby.floor.domain.outages import end
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.issuing import issue
from queueing.enums import Source
from queueing.errors import IssuingStopped
from queueing.selectors.lines import issuing_of, lines, refusals

OUT = "The system is out at the moment. Please see the lobby manager."


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_an_outage_says_that_the_system_is_out(branch, cash, session, declared, manager, at):
    outage = declared()
    cash.refresh_from_db()
    day = issuing_of(branch, at=at).day
    assert [line.stopped for line in lines(branch, day, at=at) if line.service == cash] == [OUT]
    with pytest.raises(IssuingStopped) as refused:
        issue(branch, by=manager.actor, at=at, service=cash, source=Source.KIOSK)
    assert refused.value.detail == OUT

    end(outage, by=manager.actor, at=at)
    cash.refresh_from_db()
    assert refusals(branch, day, [cash], at=at) == {cash.pk: ""}


def test_who_stopped_it_by_hand_keeps_the_banks_words(branch, cash, session, at):
    cash.is_stopped, cash.stopped_message_en = True, "Sold out"
    cash.save()
    assert refusals(branch, issuing_of(branch, at=at).day, [cash], at=at) == {cash.pk: "Sold out"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Our system is down for the moment"), ("zh-hans", "系统暂时不能办理业务")]
)
@pytest.mark.parametrize("name", ["phone-urgent", "kiosk-urgent"])
def test_customers_read_the_notice_in_their_language(branch, cash, session, declared, at, name, language, words):
    outage = declared()

    html = panels.render(name, Scope(branch.pk, language, "branch", None, at))

    assert words in html
    assert ("系统" in html) == (language == "zh-hans")
    assert f'value="{" ".join(str(pk) for pk in outage.stopped)}" data-stopped' in html
