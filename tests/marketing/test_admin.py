"""The terms of marketing: auditors look, the bank's administrator writes the next row."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from marketing.models import MarketingTerms
from marketing.selectors.terms import in_force
from tests import factories


def test_terms_are_looked_at_by_auditors_and_written_by_the_banks_administrator(branch: Branch, teller: Staff) -> None:
    root = Staff.objects.create_superuser("root", "x", name="Root")
    auditor = factories.make_staff("auditor", branch, RoleCode.AUDITOR)
    Staff.objects.filter(pk__in=[auditor.pk, teller.pk]).update(is_staff=True)
    listed, added = reverse("admin:marketing_marketingterms_changelist"), reverse("admin:marketing_marketingterms_add")
    fields = [field for field in MarketingTerms._meta.fields if field.name not in {"id", "effective_from"}]
    said = {field.name: str(field.get_default()) for field in fields}
    said |= {"effective_from": "2026-01-01", "cool_off_days": "45"}
    seen = {}

    for person in (teller, auditor, root):
        client = Client()
        client.force_login(person)
        seen[person.username] = (client.get(listed).status_code, client.post(added, said).status_code)

    assert seen == {teller.username: (302, 302), "auditor": (200, 403), "root": (200, 302)}
    assert in_force(timezone.now()).cool_off_days == 45
    assert in_force(timezone.now() - dt.timedelta(days=10_000)).cool_off_days == 30
