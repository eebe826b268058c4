"""How devices look: every state by a mark and a word of its own, every kind by a picture."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from devices.api.shapes import DeviceStateShape
from devices.enums import LEVELS, DeviceStatus
from devices.enums.faults import FaultKind, FaultStatus
from devices.enums.looks import KIND_ICONS, TROUBLE, WORST_MARKS
from devices.selectors import Machine
from devices.selectors.fleet import NOT_WATCHED, Cluster, OpenFault, Seen
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Device

CSS = (settings.ROOT / "static/lobby/base.css").read_text()
# What gives a mark its shape, beside its colour.
SHAPES = ("border-radius", "clip-path", "border", "background")


def shape_of(mark: str) -> str:
    """What the style sheet says of a mark's shape."""
    rule = re.search(rf"\.mark-{mark}::before \{{(.*?)\}}", CSS, re.S)
    lines = rule[1].split(";") if rule else []
    return ";".join(sorted(line.strip() for line in lines if line.strip().startswith(SHAPES)))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("status", DeviceStatus)
def test_each_state_has_a_mark_and_a_word_of_its_own(status: DeviceStatus, language: str) -> None:
    with translation.override(language):
        pairs = [(LEVELS[one], str(one.label)) for one in DeviceStatus] + [("off", str(NOT_WATCHED))]
        mine = (LEVELS[status], str(status.label))

    assert pairs.count(mine) == 1
    assert [word for _mark, word in pairs].count(mine[1]) == 1
    assert f".mark-{mine[0]}" in CSS
    assert mine[0] in WORST_MARKS


@pytest.mark.parametrize(("one", "other"), list(combinations(WORST_MARKS, 2)))
def test_marks_differ_by_shape_and_not_by_colour_alone(one: str, other: str) -> None:
    assert shape_of(one) != shape_of(other)


@pytest.mark.parametrize("status", DeviceStatus)
def test_each_state_has_a_pattern_of_its_own_in_the_history(status: DeviceStatus) -> None:
    drawn = render_to_string("devices/fleet/_patterns.html")
    patterns = dict(re.findall(r'<pattern id="state-(\w+)"(.*?)</pattern>', drawn, re.S))

    assert [name for name, inside in patterns.items() if inside == patterns[status]] == [status]


@pytest.mark.parametrize("mark", WORST_MARKS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_mark_has_a_word_where_only_marks_are_counted(mark: str, language: str) -> None:
    with translation.override(language):
        words = {one: render_to_string("devices/fleet/_mark_word.html", {"mark": one}).strip() for one in WORST_MARKS}

    assert list(words.values()).count(words[mark]) == 1


@pytest.mark.parametrize("kind", DeviceKind)
def test_each_kind_has_a_picture(kind: DeviceKind) -> None:
    assert list(KIND_ICONS.values()).count(KIND_ICONS[kind]) == 1
    assert "<svg" in render_to_string("devices/fleet/_cluster.html", cluster_of(kind))


def cluster_of(kind: DeviceKind) -> dict[str, object]:
    device = Device(pk=1, code="X", kind=kind, name_zh="甲", name_en="A")
    return {"cluster": Cluster([Seen(Machine(device))]), "zone": Device(pk=2)}


@pytest.mark.parametrize("status", DeviceStatus)
def test_the_api_tells_states_by_these_words(status: DeviceStatus) -> None:
    assert status.value in DeviceStateShape().fields["state"].choices


def test_a_fault_makes_a_working_device_trouble_until_it_is_mended() -> None:
    device = Device(code="X", kind=DeviceKind.PRINTER)
    quiet = Seen(Machine(device))
    broken = Seen(Machine(device), OpenFault(1, FaultKind.SLOW, 1, FaultStatus.OPEN))
    mended = Seen(Machine(device), OpenFault(1, FaultKind.SLOW, 1, FaultStatus.FIXED))

    assert [one.mark for one in (quiet, broken, mended)] == ["off", "attention", "off"]
    assert [one.is_trouble for one in (quiet, broken, mended)] == [False, True, False]
    assert set(TROUBLE) < set(WORST_MARKS)
