"""`Idempotency-Key`: a repeated POST gets the first answer, written in the same transaction as the work itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.api.authentication import credential_of
from lobby.branches.errors import BadIdempotencyKey, IdempotencyMismatch
from lobby.branches.models import IdempotentAnswer

KEPT = dt.timedelta(hours=24)
KEY_PATTERN = "^[!-~]{1,100}$"
CLAIM = """
    INSERT INTO branches_idempotentanswer AS mine (credential, key, body_hash, status, body, at)
    VALUES (%s, %s, %s, 0, NULL, %s)
    ON CONFLICT (credential, key) DO UPDATE SET body_hash = excluded.body_hash, at = excluded.at WHERE mine.at < %s
    RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a POST says: status and JSON body (None = empty)."""

    status: int
    body: Any = None


def answer_once(request: Request, work: Callable[[], Answer], *, within: AbstractContextManager[Any]) -> Response:
    """Run `work` once for each Idempotency-Key of a credential, inside the transaction `within`.

    Raises BadIdempotencyKey, IdempotencyMismatch (same key, other request). A refusal raised by `work` is not stored:
    it changed nothing, and the same request may succeed later.
    """
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(KEY_PATTERN, key):
        raise BadIdempotencyKey
    with within:
        return respond(work() if key is None else stored_answer(request, key, work))


def stored_answer(request: Request, key: str, work: Callable[[], Answer]) -> Answer:
    """The first answer to this key and request of the caller's credential. Raises IdempotencyMismatch."""
    return first_answer(credential_of(request), key, hash_of(request), work, at=timezone.now())


def first_answer(credential: str, key: str, body_hash: str, work: Callable[[], Answer], *, at: dt.datetime) -> Answer:
    """Claim the key, then work; the unique claim makes a concurrent twin wait here for this transaction's end.

    Raises IdempotencyMismatch when the key was used for a request with another hash.
    """
    if not claim(credential, key, body_hash, at):
        first = IdempotentAnswer.objects.get(credential=credential, key=key)
        if first.body_hash != body_hash:
            raise IdempotencyMismatch
        return Answer(first.status, first.body)
    answer = work()
    IdempotentAnswer.objects.filter(credential=credential, key=key).update(status=answer.status, body=answer.body)
    return answer


def claim(credential: str, key: str, body_hash: str, at: dt.datetime) -> bool:
    """Insert the key, or take over one that is older than a day; False when it is taken (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [credential, key, body_hash, at, at - KEPT])
        return cursor.fetchone() is not None


def hash_of(request: Request) -> str:
    """SHA-256 over method, path and the parsed body, so that formatting does not matter."""
    body = json.dumps(request.data, sort_keys=True, default=printed)
    return hashlib.sha256(f"{request.method} {request.path}\n{body}".encode()).hexdigest()


def printed(value: Any) -> str:
    """A value that is no JSON as text; of an uploaded file what is in it counts."""
    if not isinstance(value, UploadedFile):
        return str(value)
    digest = hashlib.sha256(b"".join(value.chunks())).hexdigest()
    value.seek(0)
    return digest


def respond(answer: Answer) -> Response:
    """The DRF response of an answer."""
    return Response(answer.body, status=answer.status)


def forget_old_answers(*, at: dt.datetime) -> int:
    """Delete answers older than a day; returns how many."""
    deleted, _ = IdempotentAnswer.objects.filter(at__lt=at - KEPT).delete()
    return deleted
