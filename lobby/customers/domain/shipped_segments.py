"""Segments that ship with the product: by data of the core system and by what customers say, never by looks."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import Grade
from lobby.customers.enums.cards import Tier
from lobby.customers.enums.profile import LifeEventKind

E = LifeEventKind
SEGMENTS: tuple[dict[str, Any], ...] = (
    {"code": "vip", "name_zh": "贵宾客户", "name_en": "VIP customers", "tiers": [Tier.VIP]},
    {"code": "gold", "name_zh": "金卡客户", "name_en": "Gold customers", "tiers": [Tier.GOLD]},
    {"code": "payroll", "name_zh": "代发工资客户", "name_en": "Salary customers", "is_payroll": True},
    {"code": "corporate", "name_zh": "对公客户", "name_en": "Companies", "is_corporate": True},
    {"code": "elder", "name_zh": "六十岁以上", "name_en": "Sixty and over", "age_from": 60},
    {"code": "young", "name_zh": "三十岁以下", "name_en": "Up to thirty", "age_from": 18, "age_to": 30},
    {
        "code": "home",
        "name_zh": "安家",
        "name_en": "Setting up home",
        "life_events": [E.HOME, E.WEDDING],
    },
    {
        "code": "family",
        "name_zh": "养育子女",
        "name_en": "Raising children",
        "life_events": [E.CHILD, E.SCHOOL],
        "life_event_days": 1095,
    },
    {
        "code": "saver",
        "name_zh": "定期存款客户",
        "name_en": "Time deposits",
        "families": ["time_deposit"],
    },
)
# Tier, grade of whoever owns them, how many one person owns at most.
OWNERS = ((Tier.VIP, Grade.SENIOR, 80), (Tier.GOLD, Grade.JUNIOR, 200))
