"""Forms of the ground floor."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password; the refusal never says which of the two was wrong."""

    # The length is checked before anybody counts the attempt: longer names cannot exist.
    username = UsernameField(label=_("User name"), max_length=40)

    error_messages = {
        "invalid_login": _("User name and password do not match. Please check both and try again."),
        "inactive": _("This account is closed. Please ask the system administrator."),
    }
