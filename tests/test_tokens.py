"""Colours of every theme can be read: WCAG 2.2 contrast of text (4.5) and of control borders and shapes (3)."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

TOKENS = (settings.ROOT / "static" / "lobby" / "tokens.css").read_text()
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
BACKGROUNDS = ("paper", "surface", "sunken")
TEXTS = ("ink", "ink-2", "ink-3", "accent", "accent-strong", "fine", "attention", "late", "info")


def block(selector: str) -> dict[str, str]:
    """The colours that a rule sets."""
    start = TOKENS.index(f"{selector} {{")
    return dict(COLOUR.findall(TOKENS[start : TOKENS.index("}", start)]))


LIGHT = block(":root")
THEMES = {"light": LIGHT, "dark": block('[data-theme="dark"]'), "contrast": LIGHT | block('[data-theme="contrast"]')}


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_knows_black_and_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_background(theme: str, text: str) -> None:
    colours = THEMES[theme]

    assert {
        name: round(contrast(colours[text], colours[name]), 2)
        for name in BACKGROUNDS
        if contrast(colours[text], colours[name]) < 4.5
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_statuses_can_be_read_on_their_own_tint(theme: str) -> None:
    colours = THEMES[theme]
    pairs = [(name, f"{name}-soft") for name in ("accent", "fine", "attention", "late", "info")]

    assert [
        pair for pair in [*pairs, ("on-accent", "accent")] if contrast(*(colours[part] for part in pair)) < 4.5
    ] == []


@pytest.mark.parametrize("theme", THEMES)
def test_borders_and_focus_stand_out(theme: str) -> None:
    colours = THEMES[theme]

    assert [
        name
        for name in ("line-strong", "focus", "late-fill", "attention-fill")
        if contrast(colours[name], colours["paper"]) < 3
    ] == []


def test_wall_theme_reaches_seven_to_one() -> None:
    dark = THEMES["dark"]

    assert [
        name for name in ("ink", "ink-2", "attention", "info", "fine") if contrast(dark[name], dark["paper"]) < 7
    ] == []


def test_both_ways_into_the_dark_theme_are_the_same() -> None:
    assert block(":root:not([data-theme])") == THEMES["dark"]
