"""Columns of the file, by their English and Chinese heads, and the words that stand in them."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from django.utils.translation import gettext as _

from lobby.customers.enums.cards import Capacity, ContactWay, Tier
from lobby.customers.enums.profile import LifeEventKind
from lobby.customers.errors.imports import BadFile


class Column(StrEnum):
    """What a file may say of a customer; the first three it must."""

    BRANCH = "branch"
    REFERENCE = "reference"
    NAME = "name"
    TIER = "tier"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    CONTACT_WAY = "contact_way"
    LANGUAGE = "language"
    PREFERS_COUNTER = "prefers_counter"
    CAPACITY = "capacity"
    PAYROLL = "payroll"
    CORPORATE = "corporate"
    EMPLOYER = "employer"
    HOUSEHOLD = "household"
    HOUSEHOLD_CONSENT = "household_consent"
    SERVICE_CONSENT = "service_consent"
    MARKETING_CONSENT = "marketing_consent"
    CONSENT_ON = "consent_on"
    RISK_LEVEL = "risk_level"
    ASSESSED_ON = "assessed_on"
    OWNER = "owner"
    HOLDINGS = "holdings"
    LIFE_EVENTS = "life_events"
    CLOSED_ON = "closed_on"


C = Column
REQUIRED = (C.BRANCH, C.REFERENCE, C.NAME)
ZH = {
    C.BRANCH: "机构号",
    C.REFERENCE: "客户号",
    C.NAME: "姓名",
    C.TIER: "客户等级",
    C.BIRTH_DATE: "出生日期",
    C.PHONE: "手机号",
    C.EMAIL: "电子邮箱",
    C.CONTACT_WAY: "联系方式",
    C.LANGUAGE: "语言",
    C.PREFERS_COUNTER: "偏好柜台",
    C.CAPACITY: "行为能力",
    C.PAYROLL: "代发工资",
    C.CORPORATE: "对公客户",
    C.EMPLOYER: "代发单位客户号",
    C.HOUSEHOLD: "家庭编号",
    C.HOUSEHOLD_CONSENT: "家庭关联同意",
    C.SERVICE_CONSENT: "服务同意",
    C.MARKETING_CONSENT: "营销同意",
    C.CONSENT_ON: "同意日期",
    C.RISK_LEVEL: "风险等级",
    C.ASSESSED_ON: "评估日期",
    C.OWNER: "客户经理",
    C.HOLDINGS: "持有产品",
    C.LIFE_EVENTS: "人生事件",
    C.CLOSED_ON: "销户日期",
}
HEADS = {**{one.value: one for one in C}, **{head: one for one, head in ZH.items()}}
YES_NO = {"yes": True, "y": True, "1": True, "true": True, "是": True} | {
    "no": False, "n": False, "0": False, "false": False, "否": False,
}  # fmt: skip
TIERS = {one.value: one for one in Tier} | {"普通": Tier.STANDARD, "金卡": Tier.GOLD, "贵宾": Tier.VIP}
WAYS = {one.value: one for one in ContactWay} | {
    "电话": ContactWay.PHONE,
    "短信": ContactWay.SMS,
    "邮件": ContactWay.EMAIL,
}
CAPACITIES = {one.value: one for one in Capacity} | {
    "完全": Capacity.FULL,
    "限制": Capacity.LIMITED,
    "无": Capacity.NONE,
}
LANGUAGES = {"zh-hans": "zh-hans", "zh": "zh-hans", "中文": "zh-hans", "en": "en", "英文": "en"}
LEVELS = {f"c{level}": level for level in range(1, 6)}
EVENTS = {one.value: one for one in LifeEventKind} | {
    "购房": LifeEventKind.HOME,
    "结婚": LifeEventKind.WEDDING,
    "生育": LifeEventKind.CHILD,
    "子女教育": LifeEventKind.SCHOOL,
    "出国": LifeEventKind.ABROAD,
    "退休": LifeEventKind.RETIREMENT,
    "创业": LifeEventKind.BUSINESS,
}


def columns_of(cells: list[str]) -> tuple[Column, ...]:
    """What the header names, in its order. Raises BadFile for an unknown, a doubled or a missing column."""
    found = []
    for cell in cells:
        head = unicodedata.normalize("NFKC", cell).strip().lower()
        if head not in HEADS:
            raise BadFile(reason=_("there is no column “{head}”").format(head=cell[:30]))
        found.append(HEADS[head])
    doubled = [one for one in found if found.count(one) > 1]
    if doubled:
        raise BadFile(reason=_("the column “{head}” stands there twice").format(head=doubled[0]))
    missing = [one for one in REQUIRED if one not in found]
    if missing:
        raise BadFile(reason=_("the column “{head}” is missing").format(head=missing[0]))
    return tuple(found)
