"""The lines that a form may have: a small set of our own, its check, and how a value is typed, checked and masked.

Pure: no database, no request. A template keeps its lines as JSON; `parse_fields` is the one reader.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from queueing.enums.eforms import SENSITIVE, FieldKind

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_FIELDS = 40
MOST_TEXT = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# What may never be kept: secrets of a card and templates of a body (R12, JR/T 0171 class C3).
SECRET_WORDS = {"pin", "cvv", "cvc", "cvv2", "cvc2", "password", "passcode", "track", "fingerprint", "otp"}
SECRET_HANZI = re.compile("密码|口令|安全码|验证码|校验码|磁道|磁条|指纹|人脸")
PROPERTIES = {"key", "kind", "label_zh", "label_en", "required", "choices", "help_zh", "help_en"}
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
PHONE = re.compile(r"\+?[0-9][0-9 -]{4,18}[0-9]")
ID_NUMBER = re.compile(r"[0-9A-Za-z()-]{5,20}")
RESIDENT = re.compile(r"[0-9]{17}[0-9Xx]")
# GB 11643: weights of the first seventeen digits, and the last character for each remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    value: str
    label_zh: str
    label_en: str

    def label_in(self, language: str) -> str:
        """The answer in words."""
        return self.label_en if language.startswith("en") else self.label_zh


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form."""

    key: str
    kind: FieldKind
    label_zh: str
    label_en: str
    required: bool = True
    choices: tuple[Option, ...] = ()
    help_zh: str = ""
    help_en: str = ""

    @property
    def is_sensitive(self) -> bool:
        """Whether most people see it masked."""
        return self.kind in SENSITIVE

    def label_in(self, language: str) -> str:
        """What the line asks for."""
        return self.label_en if language.startswith("en") else self.label_zh

    def help_in(self, language: str) -> str:
        """How to answer, may be empty."""
        return self.help_en if language.startswith("en") else self.help_zh

    def clean(self, typed: str) -> str:
        """What is kept of what was typed: the very text without the spaces around it. Raises ValidationError."""
        text = typed.strip()
        if text:
            CHECKS_OF_KIND[self.kind](self, text)
        return text

    def shown(self, value: str, language: str) -> str:
        """A value as people read it."""
        if self.kind != FieldKind.CHOICE:
            return value
        return next((one.label_in(language) for one in self.choices if one.value == value), value)

    def masked(self, value: str) -> str:
        """A value for those who need not know it: the last four characters of what is sensitive."""
        if not self.is_sensitive or not value:
            return value
        kept = value[-SHOWN_DIGITS:] if len(value) > SHOWN_DIGITS else ""
        return "••••" + kept


def parse_fields(raw: Any) -> list[Field]:
    """Read the lines of a template. Raises ValidationError that names the first line that is wrong."""
    if not isinstance(raw, list) or not 0 < len(raw) <= MOST_FIELDS:
        raise ValidationError(_("A form has 1 to 40 lines."))
    fields = [parse_field(one) for one in raw]
    if len({field.key for field in fields}) != len(fields):
        raise ValidationError(_("Two lines of the form have the same key."))
    return fields


def parse_field(raw: Any) -> Field:
    """Read one line."""
    if not isinstance(raw, Mapping) or not KEY.fullmatch(str(raw.get("key", ""))) or set(raw) - PROPERTIES:
        raise ValidationError(
            _("A line has a key of small letters and only the known properties: %(line)s") % {"line": raw}
        )
    key, kind = raw["key"], raw.get("kind")
    if kind not in FieldKind.values:
        raise ValidationError(_("Line %(key)s: this kind is not known.") % {"key": key})
    words = {name: raw.get(name, "") for name in ("label_zh", "label_en", "help_zh", "help_en")}
    if not all(isinstance(text, str) for text in words.values()) or not words["label_zh"] or not words["label_en"]:
        raise ValidationError(_("Line %(key)s: it needs a label in both languages.") % {"key": key})
    if asks_for_secret(key, *words.values()):
        raise ValidationError(_("Line %(key)s: passwords, card codes and biometrics are never kept.") % {"key": key})
    choices = parse_choices(key, raw.get("choices", []), is_choice=kind == FieldKind.CHOICE)
    return Field(key, FieldKind(kind), required=raw.get("required", True) is True, choices=choices, **words)


def parse_choices(key: str, raw: Any, *, is_choice: bool) -> tuple[Option, ...]:
    """The answers of a choice; no other kind has any."""
    try:
        choices = tuple(Option(str(one["value"]), str(one["label_zh"]), str(one["label_en"])) for one in raw)
    except (TypeError, KeyError) as error:
        raise ValidationError(_("Line %(key)s: an answer is a value and two labels.") % {"key": key}) from error
    if bool(choices) != is_choice:
        raise ValidationError(_("Line %(key)s: a choice has answers, and nothing else has.") % {"key": key})
    return choices


def asks_for_secret(*words: str) -> bool:
    """Whether a key, label or help asks for what must not be kept."""
    return any(SECRET_WORDS & set(re.split(r"[^a-z0-9]+", text.lower())) or SECRET_HANZI.search(text) for text in words)


def refuse(matches: bool, words: Any) -> None:
    """Raise ValidationError unless the text fits its kind."""
    if not matches:
        raise ValidationError(words)


def check_text(field: Field, text: str) -> None:
    """A short line of words."""
    refuse(len(text) <= MOST_TEXT and not CONTROL.search(text), _("Please write at most 200 characters in one line."))


def check_date(field: Field, text: str) -> None:
    """A day as `2026-03-10`."""
    try:
        refuse(
            bool(DATE.fullmatch(text)) and bool(dt.date.fromisoformat(text)),
            _("Please give a date such as 2026-03-10."),
        )
    except ValueError as error:
        raise ValidationError(_("Please give a date such as 2026-03-10.")) from error


def check_number(field: Field, text: str) -> None:
    """Digits with a decimal point."""
    refuse(bool(NUMBER.fullmatch(text)), _("Please give a number in digits."))


def check_amount(field: Field, text: str) -> None:
    """Money over zero."""
    refuse(
        bool(AMOUNT.fullmatch(text)) and float(text) > 0, _("Please give an amount in digits, such as 50000 or 120.50.")
    )


def check_choice(field: Field, text: str) -> None:
    """One of the answers."""
    refuse(text in {one.value for one in field.choices}, _("Please choose one of the answers."))


def check_phone(field: Field, text: str) -> None:
    """A phone number."""
    refuse(bool(PHONE.fullmatch(text)), _("Please give a phone number in digits."))


def check_id_number(field: Field, text: str) -> None:
    """The number of an identity paper; of a resident's the last digit proves the others."""
    refuse(bool(ID_NUMBER.fullmatch(text)), _("Please give the number as it stands on the paper."))
    if RESIDENT.fullmatch(text):
        total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, text[:17], strict=True))
        refuse(text[17].upper() == CHECKS[total % 11], _("This identity number has a typing error: please compare it."))


CHECKS_OF_KIND: dict[FieldKind, Callable[[Field, str], None]] = {
    FieldKind.TEXT: check_text,
    FieldKind.DATE: check_date,
    FieldKind.NUMBER: check_number,
    FieldKind.AMOUNT: check_amount,
    FieldKind.CHOICE: check_choice,
    FieldKind.PHONE: check_phone,
    FieldKind.ID_NUMBER: check_id_number,
}
