"""What the evening review calls kinds of alerts, whose texts are made for one alert with its values."""

import pytest
from django.utils import translation

from lobby.floor.templatetags.briefing_words import alert_name


@pytest.mark.parametrize(
    ("kind", "chinese", "english"),
    [
        ("authority.requested", "申请审批", "Asks for approval"),
        ("incident.active", "预案已启动", "Emergency plan in force"),
        ("fraud.review", "发现 … 个诈骗迹象", "Sees … signs of fraud"),
        ("care.warning", "请及时安抚，避免升级为投诉", "Look after this customer before it becomes a complaint"),
        ("no.longer.known", "No.longer.known", "No.longer.known"),
    ],
)
def test_a_kind_is_named_without_gaps_at_its_ends(kind, chinese, english):
    named = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            named.append(alert_name(kind))

    assert named == [chinese, english]
