"""E-mail through the bank's SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from marketing.senders.parcels import TIMEOUT_S, DeliveryFailed, Parcel

PORTS = {"smtp": 25, "smtps": 465}
# A wrong password is the bank's trouble, not the message's.
NOT_ITS_FAULT = (530, 534, 535, 538)


def mail(parcel: Parcel) -> None:
    """Hand one e-mail over. Raises DeliveryFailed."""
    try:
        letter = letter_of(parcel)
    except ValueError as error:
        raise DeliveryFailed("bad_address", is_final=True) from error
    try:
        with connected(urlsplit(settings.SMTP_URL)) as server:
            server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise failed(code) from error
    except smtplib.SMTPResponseException as error:
        raise failed(error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryFailed("smtp_unreachable") from error


def failed(code: int) -> DeliveryFailed:
    """What a server's answer means: from 500 on it is not to be tried again."""
    return DeliveryFailed(f"smtp_{code}", is_final=code >= 500 and code not in NOT_ITS_FAULT)


def letter_of(parcel: Parcel) -> EmailMessage:
    """The e-mail; offers can be ended from the mail program itself (RFC 8058). Raises ValueError for a bad address."""
    letter = EmailMessage()
    letter["From"] = settings.MAIL_FROM
    letter["To"] = parcel.to
    letter["Subject"] = " ".join(parcel.title.split())
    letter["Date"] = format_datetime(timezone.now())
    letter["Message-ID"] = f"<{parcel.key}@{urlsplit(settings.PUBLIC_URL).hostname or 'lobby'}>"
    letter["Content-Language"] = parcel.language
    if parcel.opt_out:
        letter["List-Unsubscribe"] = f"<{parcel.opt_out}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(parcel.text)
    return letter


def connected(address: SplitResult) -> smtplib.SMTP:
    """A server that greeted; a password is never said in the clear. Raises DeliveryFailed, OSError, SMTPException."""
    host, port = address.hostname or "localhost", address.port or PORTS[address.scheme]
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif address.username:
            server.close()
            raise DeliveryFailed("smtp_without_tls")
    if address.username:
        server.login(unquote(address.username), unquote(address.password or ""))
    return server
