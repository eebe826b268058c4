"""Writing a message in approved words and putting it into the outbox."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.customers.enums import ContactWay
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.models import Customer
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors.library import in_force
from lobby.live import journal
from marketing.domain.contact_hours import next_time
from marketing.domain.messages.moving import cancelled, locked, news_of
from marketing.enums.messages import CancelCause, MessageWay
from marketing.errors.messages import BadRecipient, NoTemplate, ValueMissing
from marketing.events.messages import MessageQueued
from marketing.models import Message
from marketing.selectors.terms import in_force as terms_in_force

Values = Mapping[str, Any]
NAME = re.compile(r"\{([a-z_]+)\}")
PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
ZH, EN = "zh-hans", "en"
OPT_OUT = {
    ZH: "不想再收到此类消息，请点：{link}",
    EN: "To stop messages like this one: {link}",
}


def send(
    customer: Customer,
    template: str,
    *,
    branch: Branch,
    by: Actor,
    at: dt.datetime,
    values: Values,
    purpose: str = ConsentPurpose.MARKETING,
    family: str = "",
    language: str = "",
    key: str = "",
    subject: tuple[str, int] | None = None,
    at_once: bool = False,
    until: dt.datetime | None = None,
) -> Message:
    """Put a message to a customer into the outbox, in their language unless another is named; a repeated `key` is the first message.

    Consent, holds and contact hours are looked at again when it is sent. Without consent or address it stands there as
    not sent and why. An offer that is sent counts as a contact by itself. Raises NoTemplate, ValueMissing.
    """
    version = template_of(template, branch, at)
    language = EN if (language or customer.language).startswith("en") else ZH
    way = way_of(customer)
    with journal.unit(by=by, at=at):
        message, is_new = put(
            branch,
            version,
            by=by,
            at=at,
            values=values,
            language=language,
            customer=customer,
            way=way,
            purpose=purpose,
            family=family,
            key=key,
            subject=subject,
            is_at_once=at_once,
            until=until,
        )
        if is_new and not has_agreed(customer, purpose):
            return cancelled(message, CancelCause.NO_CONSENT, ended_at=at)
        if is_new and not way:
            return cancelled(message, CancelCause.NO_ADDRESS, ended_at=at)
    return message


def send_to(
    recipient: str,
    template: str,
    *,
    branch: Branch,
    by: Actor,
    at: dt.datetime,
    values: Values,
    language: str = ZH,
    key: str = "",
    subject: tuple[str, int] | None = None,
    at_once: bool = False,
    until: dt.datetime | None = None,
    is_test: bool = False,
) -> Message:
    """Put a message into the outbox for somebody without a card who asked for it, such as for a booking.

    Raises BadRecipient, NoTemplate, ValueMissing.
    """
    way, recipient = checked_recipient(recipient)
    version = template_of(template, branch, at)
    with journal.unit(by=by, at=at):
        return put(
            branch,
            version,
            by=by,
            at=at,
            values=values,
            language=language,
            recipient=recipient,
            way=way,
            purpose=ConsentPurpose.SERVICE,
            key=key,
            subject=subject,
            is_at_once=at_once,
            until=until,
            is_test=is_test,
        )[0]


def send_test(
    version: LibraryVersion, *, branch: Branch, by: Staff, at: dt.datetime, to: str, language: str
) -> Message:
    """Send a template to oneself with made-up values, at once. Raises BadRecipient, NoTemplate."""
    return send_to(
        to,
        version.item.code,
        branch=branch,
        by=by.actor,
        at=at,
        values=examples(version, language),
        language=language,
        at_once=True,
        is_test=True,
    )


def put(
    branch: Branch,
    version: LibraryVersion,
    *,
    by: Actor,
    at: dt.datetime,
    values: Values,
    language: str,
    key: str,
    is_at_once: bool,
    subject: tuple[str, int] | None,
    **fields: Any,
) -> tuple[Message, bool]:
    """Write the row and tell, or the row that is there for a repeated key; whether it is new (2–4 statements)."""
    about = {"subject_type": subject[0], "subject_id": subject[1]} if subject else {}
    new = {
        "version": version,
        "template": version.item.code,
        "language": language,
        "title": render(version.title_in(language), values),
        "body": render(version.body_in(language), values),
        "is_at_once": is_at_once,
        "created_at": at,
        "by_id": by.staff_id,
        "due_at": at if is_at_once else next_time(branch, at, terms_in_force(at)),
        **about,
        **fields,
    }
    if key:
        message, is_new = Message.objects.get_or_create(branch=branch, key=key, defaults=new)
    else:
        message, is_new = Message.objects.create(branch=branch, **new), True
    if is_new:
        journal.record(MessageQueued(**news_of(message)))
    return message, is_new


def cancel(message: Message, *, by: Actor, at: dt.datetime) -> Message:
    """Somebody calls it off before it is sent. Raises IllegalMessageMove."""
    with journal.unit(by=by, at=at):
        return cancelled(locked(message), CancelCause.BY_HAND, ended_at=at)


def template_of(code: str, branch: Branch, at: dt.datetime) -> LibraryVersion:
    """The approved version in force (1 query). Raises NoTemplate."""
    found = in_force(ContentKind.MESSAGE_TEMPLATE, branch, at).filter(item__code=code).first()
    if found is None:
        raise NoTemplate(code=code)
    return found


def names_in(text: str) -> list[str]:
    """What a text names in braces, each once, in order."""
    return list(dict.fromkeys(NAME.findall(text)))


def render(text: str, values: Values) -> str:
    """Fill in what the text names in braces; nothing in the values is read as more than text. Raises ValueMissing."""
    missing = next((name for name in names_in(text) if name not in values), None)
    if missing is not None:
        raise ValueMissing(name=missing)
    return NAME.sub(lambda found: str(values[found[1]]), text)


def examples(version: LibraryVersion, language: str) -> dict[str, str]:
    """Made-up values for a preview, in a language."""
    known = EXAMPLES[EN if language.startswith("en") else ZH]
    names = names_in(version.title_in(language) + version.body_in(language))
    return {name: known.get(name, f"〔{name}〕") for name in names}


def way_of(customer: Customer) -> str:
    """How a customer is written to: by e-mail where that is wished, else to the phone; empty when nothing is known."""
    if customer.email and (customer.contact_way == ContactWay.EMAIL or not customer.phone):
        return MessageWay.EMAIL
    return MessageWay.SMS if customer.phone else ""


def address_of(message: Message) -> str:
    """Where it goes now: the customer's address or number of today, else the recipient's."""
    if message.customer is None:
        return message.recipient
    return message.customer.email if message.way == MessageWay.EMAIL else message.customer.phone


def has_agreed(customer: Customer, purpose: str) -> bool:
    """Whether the customer agreed to be contacted for this."""
    if purpose == ConsentPurpose.MARKETING:
        return customer.consent_marketing_at is not None
    return customer.consent_service_at is not None


def checked_recipient(text: str) -> tuple[str, str]:
    """An e-mail address or a phone number, and how it is reached. Raises BadRecipient."""
    text = text.strip()
    if PHONE.fullmatch(text):
        return MessageWay.SMS, re.sub(r"[ -]", "", text)
    try:
        validate_email(text)
    except ValidationError as error:
        raise BadRecipient from error
    return MessageWay.EMAIL, text


def text_of(message: Message) -> str:
    """The words as they go out; every offer carries the way out in one tap (N09)."""
    if message.purpose != ConsentPurpose.MARKETING:
        return message.body
    line = OPT_OUT[EN if message.language.startswith("en") else ZH].format(link=opt_out_link(message))
    return f"{message.body}\n{line}"


def opt_out_link(message: Message) -> str:
    """The address that ends messages like this one, without signing in."""
    return settings.PUBLIC_URL + reverse("marketing:opt-out", args=[message.token])


EXAMPLES: dict[str, dict[str, str]] = {
    ZH: {
        "time": "3月12日10:30",
        "branch": "城东支行",
        "service": "个人业务",
        "documents": "身份证",
        "link": "https://lobby.example/a/…",
        "number": "B012",
        "ahead": "2",
        "minutes": "8",
        "until": "3月15日",
        "handler": "李经理",
        "hours": "9:00–17:00",
        "quiet": "14:00",
        "date": "3月20日",
        "staff": "李经理",
        "name": "张先生",
        "phone": "0755-1234567",
    },
    EN: {
        "time": "10:30 on 12 March",
        "branch": "East Branch",
        "service": "personal business",
        "documents": "your identity card",
        "link": "https://lobby.example/a/…",
        "number": "B012",
        "ahead": "2",
        "minutes": "8",
        "until": "15 March",
        "handler": "Ms Li",
        "hours": "9:00–17:00",
        "quiet": "14:00",
        "date": "20 March",
        "staff": "Ms Li",
        "name": "Mr Zhang",
        "phone": "0755-1234567",
    },
}
