"""Form templates: versions, and the administration page that makes them."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import RoleCode
from lobby.live.models import Entry
from queueing.domain.eforms import fill
from queueing.domain.templates import publish, withdraw
from queueing.enums.eforms import FormSource
from queueing.models import FormInstance, FormTemplate
from queueing.selectors.eforms import papers_of
from tests import factories
from tests.queueing.prereview.conftest import FIELDS, TYPED

NAMES = {"code": "open", "name_zh": "开户申请", "name_en": "Open an account"}
LIST = reverse("admin:queueing_formtemplate_changelist")
ADD = reverse("admin:queueing_formtemplate_add")


@pytest.fixture
def sysadm(branch):
    return factories.make_staff("sys", branch, RoleCode.SYSADM)


def test_change_is_a_new_version_and_begun_forms_keep_theirs(template, ticket, filled, manager, at):
    newer = publish(template.service, by=manager.actor, at=at, fields=FIELDS[:1], **NAMES)

    template.refresh_from_db()
    assert (newer.version, newer.is_active, template.is_active) == (2, True, False)
    assert FormInstance.objects.get().template == template
    assert [paper.template for paper in papers_of(ticket)] == [template]
    form = fill(
        template, by=CUSTOMER, at=at, holder=ticket, source=FormSource.PHONE, typed={"amount": "9"}, is_final=True
    )
    assert form.values == {**TYPED, "amount": "9"}
    other = factories.make_ticket(template.service, at, by=manager)
    assert [paper.template for paper in papers_of(other)] == [newer]
    assert Entry.objects.get(type="template.published").payload["version"] == 2


def test_withdrawn_form_is_offered_no_longer(template, ticket, manager, at):
    withdraw(template, by=manager.actor, at=at)

    assert papers_of(ticket) == []


def test_lines_that_ask_for_a_secret_are_not_published(cash, manager, at):
    with pytest.raises(ValidationError):
        publish(cash, by=manager.actor, at=at, fields=[{**FIELDS[0], "label_zh": "交易密码"}], **NAMES)
    assert not FormTemplate.objects.exists()


def test_administrator_publishes_looks_and_withdraws(client, cash, sysadm):
    client.force_login(sysadm)
    body = {"service": cash.pk, "fields": json.dumps(FIELDS), "position": 0, "needs_signature": "on", **NAMES}

    for version in (1, 2):
        assert client.post(ADD, body).status_code == 302
        assert FormTemplate.objects.get(is_active=True).version == version
    page = client.get(reverse("admin:queueing_formtemplate_change", args=[FormTemplate.objects.latest("pk").pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    chosen = {"action": "withdraw", "_selected_action": [FormTemplate.objects.latest("pk").pk]}
    client.post(LIST, chosen)
    assert not FormTemplate.objects.filter(is_active=True).exists()


def test_administrator_is_told_what_is_wrong_with_a_line(client, cash, sysadm):
    client.force_login(sysadm)
    client.cookies["django_language"] = "en"
    bad = [{**FIELDS[0], "key": "cvv"}]

    answer = client.post(ADD, {"service": cash.pk, "fields": json.dumps(bad), "position": 0, **NAMES})

    assert "never kept" in answer.content.decode()
    assert not FormTemplate.objects.exists()


def test_templates_of_other_branches_are_out_of_reach(client, template, other_branch, teller):
    client.force_login(factories.make_staff("far", other_branch, RoleCode.SYSADM))
    assert client.get(reverse("admin:queueing_formtemplate_change", args=[template.pk])).status_code == 302
    body = {"service": template.service_id, "fields": json.dumps(FIELDS), "position": 0, **NAMES, "code": "mine"}
    assert client.post(ADD, body).status_code == 200
    client.post(LIST, {"action": "withdraw", "_selected_action": [template.pk]})
    template.refresh_from_db()
    assert template.is_active
    client.force_login(teller)
    assert client.get(LIST).status_code == 302
