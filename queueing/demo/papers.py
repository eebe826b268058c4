"""Demo forms, and at branch 0002 a customer whose papers were pre-reviewed and one who filled in a form at home."""

from __future__ import annotations

import base64
import datetime as dt

from django.db import transaction

from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Service, Staff
from queueing.domain.cases import resume_case, start_case
from queueing.domain.eforms import fill
from queueing.domain.issuing import issue
from queueing.domain.prereview import Check, review
from queueing.domain.signing import sign
from queueing.enums import Source
from queueing.enums.eforms import FormSource
from queueing.enums.prereview import DocState
from queueing.errors import BranchClosed
from queueing.models import FormTemplate, Ticket

NAME = {"key": "name", "kind": "text", "label_zh": "姓名", "label_en": "Name as on the identity paper"}
IDENTITY = {
    "key": "id_number",
    "kind": "id_number",
    "label_zh": "证件号码",
    "label_en": "Number of the identity paper",
}
MOBILE = {"key": "mobile", "kind": "phone", "label_zh": "手机号码", "label_en": "Mobile phone"}
TEMPLATES = [
    {
        "service": "personal",
        "code": "open-account",
        "name_zh": "个人开户申请",
        "name_en": "Open a personal account",
        "fields": [
            NAME,
            IDENTITY,
            {"key": "valid_until", "kind": "date", "label_zh": "证件有效期至", "label_en": "Paper valid until"},
            MOBILE,
            {"key": "occupation", "kind": "text", "label_zh": "职业", "label_en": "Occupation"},
            {
                "key": "purpose",
                "kind": "choice",
                "label_zh": "账户用途",
                "label_en": "What the account is for",
                "choices": [
                    {"value": "salary", "label_zh": "工资", "label_en": "Salary"},
                    {"value": "savings", "label_zh": "储蓄", "label_en": "Savings"},
                    {"value": "business", "label_zh": "经营", "label_en": "Own business"},
                ],
            },
        ],
    },
    {
        "service": "cash",
        "code": "large-transfer",
        "name_zh": "大额转账",
        "name_en": "Large transfer",
        "fields": [
            NAME,
            MOBILE,
            {"key": "payee", "kind": "text", "label_zh": "收款人", "label_en": "Payee"},
            {"key": "payee_bank", "kind": "text", "label_zh": "收款银行", "label_en": "Bank of the payee"},
            {
                "key": "amount",
                "kind": "amount",
                "label_zh": "金额（元）",
                "label_en": "Amount (yuan)",
                "help_zh": "只填数字，例如 50000",
                "help_en": "Digits only, such as 50000",
            },
            {"key": "reason", "kind": "text", "label_zh": "用途", "label_en": "Purpose", "required": False},
        ],
    },
]
ACCOUNT = {
    "name": "李晓明",
    "id_number": "11010519491231002X",
    "valid_until": "2035-06-30",
    "mobile": "13800138000",
    "occupation": "教师",
    "purpose": "salary",
}
# A short stroke, as the signature field writes it.
STROKE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAHgAAAAoCAYAAAA16j4lAAAA1klEQVR42u3Z2w3CMBBE0ZRACVRA/92BaABQiO3Z9blS/vLYzNXa"
    "jnMcAAAAAAAAmMft/ni+D0k0lPrpkFJTsURvJJfkwnKvPN8UFPSys66tNEq1kJtwn8Tpp6zoqwtPDeOMrPKiRxWbFMRVYspJHl1k"
    "QhAjhJSQPKu4lUGMfnas4NmFzZa84nmRgjt1U9XPtRZyVwyZW8tNWtWmLqTIDek2e+HBq71/Ok/Xpi/lf9gpOnPelmLTQ/B7cpN5"
    "aXux316uUxBbdqvhi2Biu4uWDgAAAACgAC8uDcYJ/GTC8wAAAABJRU5ErkJggg=="
)


@transaction.atomic
def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run on the same day changes nothing."""
    for fields in TEMPLATES:
        for service in Service.objects.filter(branch__is_demo=True, code=fields["service"]):
            FormTemplate.objects.get_or_create(
                service=service, code=fields["code"], defaults={**fields, "service": service}
            )
    branch, reviewer = Branch.objects.get(code="0002"), Staff.objects.get(username="manager2")
    if Ticket.objects.filter(branch=branch, day=business_date(branch, at)).exists():
        return
    try:
        write_customers(branch, reviewer, at)
    except BranchClosed:
        return  # hours were changed by hand


def write_customers(branch: Branch, reviewer: Staff, at: dt.datetime) -> None:
    """Two customers who wait: one with papers ready and a signed form, one who began at home."""
    service = Service.objects.get(branch=branch, code="personal")
    template = FormTemplate.objects.get(service=service, code="open-account")
    by = reviewer.actor
    first = issue(branch, by=by, at=at, service=service, source=Source.TABLET)
    found = Check(DocState.PRESENT, is_copied=True)
    review(first, by=by, at=at, checks={one.pk: found for one in service.requirements.all()}, passed=True)
    typed = {"by": CUSTOMER, "at": at, "source": FormSource.PHONE, "typed": ACCOUNT, "is_final": True}
    form = fill(template, holder=first, **typed)  # type: ignore[arg-type]
    sign(form, by=CUSTOMER, at=at, image=STROKE, device="phone")

    case = start_case(branch, by=CUSTOMER, at=at, service=service)
    fill(template, holder=case, **typed)  # type: ignore[arg-type]
    second = issue(branch, by=by, at=at, service=service, source=Source.TABLET)
    resume_case(case, by=by, at=at, ticket=second)
