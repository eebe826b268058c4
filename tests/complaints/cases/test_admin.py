"""AD-10: who looks at codes and terms, and who changes them."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from complaints.domain.installing import install
from complaints.models import ComplaintCode, ComplaintTerms
from complaints.selectors.codes import codes_in_use, depth_of
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from tests import factories


def test_only_the_banks_administrator_changes_codes_and_terms(branch: Branch, teller: Staff) -> None:
    assert (install() > 40, install()) == (True, 0)
    root = Staff.objects.create_superuser("root", "x", name="Root")
    keeper, auditor = (factories.make_staff(role, branch, role) for role in (RoleCode.SYSADM, RoleCode.AUDITOR))
    code, terms = ComplaintCode.objects.get(code="wait"), ComplaintTerms.objects.get()
    ComplaintCode.objects.filter(pk=code.pk).update(name_en="Queueing")
    Staff.objects.filter(pk__in=[keeper.pk, auditor.pk, teller.pk]).update(is_staff=True)
    seen = {}

    for person in (root, keeper, auditor, teller):
        client = Client()
        client.force_login(person)
        answers = [
            client.get(reverse(f"admin:complaints_{model}_changelist")).status_code
            for model in ("complaintcode", "complaintterms")
        ]
        answers += [
            client.get(reverse(f"admin:complaints_{model}_change", args=[row.pk])).status_code
            for model, row in (("complaintcode", code), ("complaintterms", terms))
        ]
        answers.append(client.post(reverse("admin:complaints_complaintterms_add"), {"legal_days": 1}).status_code)
        seen[person.username] = answers

    assert seen == {
        "root": [200] * 5,
        RoleCode.SYSADM: [200] * 4 + [403],
        RoleCode.AUDITOR: [200] * 4 + [403],
        teller.username: [302] * 5,
    }
    assert (install(), ComplaintCode.objects.get(pk=code.pk).name_en) == (0, "Queueing")
    assert not ComplaintCode.objects.exclude(official_code="").exists()
    order = codes_in_use()
    depths = depth_of(order["A"])
    assert [depths[one.pk] for one in order["A"] if one.code in ("front", "branch", "app")] == [0, 1, 2]
    assert [one.code for one in order["C"]][:4] == ["service", "attitude", "wait", "operation"]
