"""Lines of a form: what a template may ask for, what fits each kind, what others see."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from queueing.eforms.fields import parse_field, parse_fields

NAME = {"key": "name", "kind": "text", "label_zh": "姓名", "label_en": "Name"}


def field(kind, **more):
    return parse_field({**NAME, "kind": kind, **more})


@pytest.mark.parametrize(
    "bad",
    [
        [],
        "text",
        [NAME, NAME],
        [NAME] * 41,
        [{**NAME, "kind": "password"}],
        [{**NAME, "key": "Name"}],
        [{**NAME, "label_en": ""}],
        [{**NAME, "colour": "red"}],
        [{**NAME, "kind": "choice"}],
        [{**NAME, "choices": [{"value": "a", "label_zh": "甲", "label_en": "A"}]}],
        [{**NAME, "kind": "choice", "choices": ["a"]}],
    ],
)
def test_template_of_another_shape_is_refused(bad):
    with pytest.raises(ValidationError):
        parse_fields(bad)


@pytest.mark.parametrize(
    "secret",
    [
        {"key": "card_pin"},
        {"key": "cvv"},
        {"label_en": "Your password"},
        {"label_zh": "银行卡密码"},
        {"label_zh": "短信验证码"},
        {"help_en": "The CVC on the back"},
        {"help_zh": "按指纹"},
    ],
)
def test_secrets_are_never_asked_for(secret):
    with translation.override("en"), pytest.raises(ValidationError, match="never kept"):
        parse_field({**NAME, **secret})


def test_word_that_only_looks_like_a_secret_may_be_asked_for():
    assert parse_field({**NAME, "key": "shipping", "label_en": "Opinion on spinning tracks"})


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", ["张 三", "x" * 200], ["x" * 201, "a\x00b", "a\nb"]),
        ("date", ["2026-02-28"], ["2026-02-30", "28.2.2026", "20260228", "2026-W09-6"]),
        ("number", ["12", "-3.5"], ["1e5", "１２", "NaN", "1,000"]),
        ("amount", ["0.01", "50000"], ["0", "-5", "1.234", "五万"]),
        ("phone", ["13800138000", "+86 138-0013-8000"], ["12", "abc", "1380013800x"]),
        ("id_number", ["11010519491231002X", "11010519491231002x", "E12345678"], ["110105194912310021", "1", "中文"]),
    ],
)
def test_each_kind_takes_what_fits(kind, good, bad):
    for text in good:
        assert field(kind).clean(f" {text} ") == text
    for text in bad:
        with pytest.raises(ValidationError):
            field(kind).clean(text)
    assert field(kind).clean("  ") == ""


@given(st.from_regex(r"[0-9]{17}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_an_identity_number_is_noticed(digits, place, step):
    good = next(digits + last for last in "0123456789X" if fits(digits + last))
    wrong = good[:place] + str((int(good[place]) + step) % 10) + good[place + 1 :]

    assert not fits(wrong)


def fits(text):
    try:
        return field("id_number").clean(text) == text
    except ValidationError:
        return False


@given(st.sampled_from(["phone", "id_number"]), st.text("0123456789X", min_size=5, max_size=20))
def test_mask_shows_the_last_four_at_most(kind, value):
    assert field(kind).masked(value) == "••••" + value[-4:]


@pytest.mark.parametrize(("value", "shown"), [("", ""), ("1234", "••••"), ("12", "••••")])
def test_mask_of_a_short_value_shows_nothing(value, shown):
    assert field("phone").masked(value) == shown
    assert field("text").masked(value) == value
