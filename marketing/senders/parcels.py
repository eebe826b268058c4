"""What a sender gets, how it says that it failed, and which one a message goes by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from marketing.enums.messages import MessageWay

TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message as it goes out. `key` is the same for every attempt, so that a receiver can drop a second one."""

    key: str
    way: str
    to: str
    title: str
    text: str
    language: str
    opt_out: str = ""


class DeliveryFailed(Exception):
    """A sender could not hand it over; `code` names why and never to whom. One that `is_final` is not tried again."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        """Keep both."""
        super().__init__(code)
        self.code = code
        self.is_final = is_final


# Hands one message over within TIMEOUT_S for each step. Raises DeliveryFailed.
Sender = Callable[[Parcel], None]
FILES = "marketing.senders.files.write"
SMTP = "marketing.senders.smtp.mail"
WEBHOOK = "marketing.senders.webhook.post"


def sender_of(way: str) -> tuple[str, Sender]:
    """The sender of a way and its short name; a file stands in for what is not set up."""
    if way == MessageWay.EMAIL:
        path = SMTP if settings.SMTP_URL else FILES
    else:
        path = settings.SMS_SENDER or (WEBHOOK if settings.MESSAGE_WEBHOOK_URL else FILES)
    return path.rsplit(".", 2)[-2], import_string(path)
