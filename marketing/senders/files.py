"""The outbox of a system without gateways: a file for each day and way that only the system's own user reads."""

from __future__ import annotations

import json
import os
from dataclasses import asdict

from django.conf import settings
from django.utils import timezone

from marketing.senders.parcels import DeliveryFailed, Parcel


def write(parcel: Parcel) -> None:
    """Append the message as one line of JSON. Raises DeliveryFailed."""
    now = timezone.localtime()
    line = json.dumps({"at": now.isoformat(), **asdict(parcel)}, ensure_ascii=False)
    try:
        settings.OUTBOX.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = settings.OUTBOX / f"{parcel.way}-{now:%Y-%m-%d}.jsonl"
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as outbox:
            outbox.write(line + "\n")
    except OSError as error:
        raise DeliveryFailed("file") from error
