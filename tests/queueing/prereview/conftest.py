"""A service with papers and a form, and a customer who waits for it."""

from __future__ import annotations

import struct
import zlib

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import DocRequirement
from queueing.domain.cases import start_case
from queueing.domain.eforms import fill
from queueing.enums.eforms import FormSource
from queueing.models import FormTemplate
from tests import factories

FIELDS = [
    {"key": "name", "kind": "text", "label_zh": "姓名", "label_en": "Name"},
    {"key": "id_number", "kind": "id_number", "label_zh": "证件号码", "label_en": "Identity number"},
    {"key": "mobile", "kind": "phone", "label_zh": "手机号码", "label_en": "Mobile phone"},
    {"key": "amount", "kind": "amount", "label_zh": "金额", "label_en": "Amount", "required": False},
    {
        "key": "purpose",
        "kind": "choice",
        "label_zh": "用途",
        "label_en": "Purpose",
        "choices": [
            {"value": "salary", "label_zh": "工资", "label_en": "Salary"},
            {"value": "savings", "label_zh": "储蓄", "label_en": "Savings"},
        ],
    },
]
TYPED = {
    "name": "王小明",
    "id_number": "11010519491231002X",
    "mobile": "13800138000",
    "amount": "50000.50",
    "purpose": "salary",
}


@pytest.fixture
def identity(cash):
    """A required document of which one copy is kept."""
    return DocRequirement.objects.create(service=cash, name_zh="身份证件", name_en="Identity paper", copies=1)


@pytest.fixture
def card(cash):
    """A document that helps where it is at hand."""
    return DocRequirement.objects.create(
        service=cash, name_zh="银行卡", name_en="Bank card", is_required=False, position=1
    )


@pytest.fixture
def template(cash):
    """A form with every kind of care: required, sensitive, optional, a choice."""
    return FormTemplate.objects.create(
        service=cash, code="open", name_zh="开户申请", name_en="Open an account", fields=FIELDS
    )


@pytest.fixture
def ticket(cash, manager, at):
    """A waiting ticket."""
    return factories.make_ticket(cash, at, by=manager)


@pytest.fixture
def filled(template, ticket, at):
    """The form, filled in on the phone."""
    return fill(template, by=CUSTOMER, at=at, holder=ticket, source=FormSource.PHONE, typed=TYPED, is_final=True)


@pytest.fixture
def case(branch, cash, at):
    """A piece of work begun online."""
    return start_case(branch, by=CUSTOMER, at=at, service=cash)


@pytest.fixture
def png():
    """What a browser's canvas writes: `png()` with a stroke, `png(blank=True)` without."""

    def make(width=60, height=20, *, blank=False):
        ink = b"\x00\x00\x00\x00" if blank else b"\x10\x20\x30\xff"
        row = b"\x00" + ink * (width // 2) + b"\x00\x00\x00\x00" * (width - width // 2)
        header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
        parts = [(b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")]
        chunks = (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in parts
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)

    return make
