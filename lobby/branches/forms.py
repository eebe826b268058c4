"""Forms of the ground floor."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Days outside of these cannot be counted on from, or told on every clock of the world.
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)


def check_in_calendar(value: dt.date) -> None:
    """A day or moment that everybody can reckon with. Raises ValidationError."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if not FIRST <= day <= LAST:
        raise ValidationError(_("Please give a day between 2000 and 2199."), code="calendar")


class DayField(forms.DateField):
    """A day that can be reckoned with."""

    default_validators = [check_in_calendar]


class MomentField(forms.DateTimeField):
    """A moment that can be reckoned with."""

    default_validators = [check_in_calendar]

    def to_python(self, value: Any) -> dt.datetime | None:
        """A moment that no clock of the world tells is none. Raises ValidationError."""
        try:
            return super().to_python(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class SignInForm(AuthenticationForm):
    """User name and password; the refusal never says which of the two was wrong."""

    # The length is checked before anybody counts the attempt: longer names cannot exist.
    username = UsernameField(label=_("User name"), max_length=40)

    error_messages = {
        "invalid_login": _("User name and password do not match. Please check both and try again."),
        "inactive": _("This account is closed. Please ask the system administrator."),
    }


class UnlockForm(SignInForm):
    """The password alone; whose it is says the session, never the browser."""

    error_messages = {**SignInForm.error_messages, "invalid_login": _("This is not your password. Please try again.")}
