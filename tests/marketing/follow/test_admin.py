"""A branch's administrator keeps the branch's rules of follow-up, never the bank's."""

from __future__ import annotations

from django.test import Client

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from marketing.domain.follow import ruling
from marketing.models import FollowUpRule
from tests import factories


def test_rules_of_the_own_branch(branch: Branch, other_branch: Branch, manager: Staff) -> None:
    ruling.install()
    admin = factories.make_staff("sys", branch, RoleCode.SYSADM, is_staff=True)
    other = FollowUpRule.objects.create(branch=other_branch, kind="visit", days=2)
    client, outsider = Client(), Client()
    client.force_login(admin)
    outsider.force_login(manager)
    sent = {"kind": "visit", "days": "5", "position": "0", "is_active": "on"}

    assert client.post("/admin/marketing/followuprule/add/", {**sent, "branch": ""}).status_code == 200
    assert client.post("/admin/marketing/followuprule/add/", {**sent, "branch": branch.pk}).status_code == 302

    assert FollowUpRule.objects.get(branch=branch).days == 5
    assert FollowUpRule.objects.filter(branch=None).count() == len(ruling.SHIPPED)
    page = client.get("/admin/marketing/followuprule/").content.decode()
    assert f"/admin/marketing/followuprule/{other.pk}/change/" not in page
    assert outsider.get("/admin/marketing/followuprule/").status_code != 200
