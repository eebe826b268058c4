"""The plan that a branch begins with; it changes everything of it but the law's steps."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import RoleCode
from queueing.enums.peaks import PeakLevel, ServiceStepKind, StepKind

R, S, K = RoleCode, StepKind, ServiceStepKind

STEPS: dict[PeakLevel, list[dict[str, Any]]] = {
    PeakLevel.WARNING: [
        {
            "kind": S.OTHER,
            "role": R.TELLER_LEAD,
            "text_zh": "推迟午休换班，保持开窗",
            "text_en": "Put breaks off, keep the windows open",
        },
        {"kind": S.SPARE_DEVICES, "role": R.LM},
    ],
    PeakLevel.ACTIVE: [
        {"kind": S.CHIEF, "role": R.LM},
        {"kind": S.ASSISTANT, "role": R.LMA},
        {"kind": S.CALL_SUPPORT, "role": R.TELLER_LEAD, "people": 1},
        {"kind": S.OPEN_WINDOW, "role": R.TELLER_LEAD},
        {"kind": S.SIMPLIFY, "role": R.TELLER_LEAD},
        {"kind": S.KEEP_ORDER, "role": R.SEC},
        {"kind": S.EXTRA_PATROL, "role": R.LM},
        {"kind": S.REFRESHMENTS, "role": R.LMA},
        {"kind": S.ANNOUNCE, "role": R.LM},
    ],
}
# Code, kind, Chinese, English, left out in a peak.
SERVICE_STEPS: list[tuple[str, ServiceStepKind, str, str, bool]] = [
    ("identity", K.IDENTITY_CHECK, "核验客户身份", "Check the customer's identity", False),
    ("risk", K.RISK_NOTICE, "风险提示", "Tell of the risk", False),
    ("recording", K.RECORDING, "双录", "Audio and video recording", False),
    ("suitability", K.SUITABILITY, "适当性评估", "Suitability check", False),
    ("authorisation", K.AUTHORISATION, "授权复核", "Authorisation by a second person", False),
    ("pitch", K.MARKETING, "一句话营销", "One-line pitch", True),
    ("leaflet", K.MARKETING, "宣传折页介绍", "Talk through a leaflet", True),
    ("small-talk", K.COURTESY, "寒暄与送别", "Small talk and farewell", True),
    ("rating", K.OTHER, "邀请评价", "Ask for a rating", False),
    ("copies", K.PAPER, "纸质复印留存（非必须）", "Paper copies that no rule asks for", True),
]
