"""Files that were sent to be imported: kept encrypted, taken up by the sweep, deleted when their run has ended."""

from __future__ import annotations

import datetime as dt
import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

import structlog
from django.conf import settings
from django.db import OperationalError, connection, transaction

from lobby.branches import access
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.importing.rows import Problem
from lobby.customers.domain.importing.running import run_import
from lobby.customers.encryption import decrypt_bytes, encrypt_bytes
from lobby.customers.enums.imports import ImportStatus
from lobby.customers.errors.imports import BadFile, TooManyImports
from lobby.customers.models import CustomerImport, ImportProblem

log = structlog.get_logger(__name__)

LIMIT_BYTES = 64 * 1024 * 1024
PIECE = 64 * 1024
# Imports of one person that wait or run at a time.
MOST_OPEN = 3
OPEN = (ImportStatus.WAITING, ImportStatus.RUNNING)
# Names the lock that a worker holds while it runs an import.
LOCK = 7_001


def folder() -> Path:
    """Where waiting files lie."""
    path = Path(settings.MEDIA_ROOT) / "imports"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def begin(file: IO[bytes], *, by: Staff, at: dt.datetime, is_dry_run: bool) -> CustomerImport:
    """Keep an upload for the sweep. Raises TooManyImports."""
    if CustomerImport.objects.filter(by=by, status__in=OPEN).count() >= MOST_OPEN:
        raise TooManyImports
    name = f"{secrets.token_hex(16)}.sealed"
    with (folder() / name).open("xb") as sealed:
        while piece := file.read(PIECE):
            sealed.write(encrypt_bytes(piece) + b"\n")
    with transaction.atomic():
        return CustomerImport.objects.create(by=by, created_at=at, is_dry_run=is_dry_run, file=name)


class Sealed(io.RawIOBase):
    """Reads a kept file, decrypting a piece at a time; it can be begun again and nothing else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pieces: Iterator[bytes] = opened(path)
        self.rest = b""

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Back to the beginning."""
        self.pieces, self.rest = opened(self.path), b""
        return 0

    def seekable(self) -> bool:
        """To its beginning."""
        return True

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; 0 at the end."""
        if not self.rest:
            self.rest = next(self.pieces, b"")
        taken = self.rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self.rest = self.rest[len(taken) :]
        return len(taken)


def opened(path: Path) -> Iterator[bytes]:
    """The pieces of a kept file."""
    with path.open("rb") as sealed:
        for line in sealed:
            yield decrypt_bytes(line.rstrip(b"\n"))


def run_waiting(*, at: dt.datetime) -> int:
    """Run what waits, and what a dead process left, one after the other; returns how many. Safe to run twice."""
    done = 0
    for run in (
        CustomerImport.objects.filter(status__in=OPEN).exclude(file="").order_by("created_at").select_related("by")
    ):
        with locked(run) as is_mine:
            if is_mine and CustomerImport.objects.filter(pk=run.pk, status__in=OPEN).exists():
                run_one(run, at=at)
                done += 1
    return done


@contextmanager
def locked(run: CustomerImport) -> Iterator[bool]:
    """Whether this worker alone runs the import; the lock goes when the worker does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, run.pk])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, run.pk])


def run_one(run: CustomerImport, *, at: dt.datetime) -> None:
    """Run one upload, into the branches where its sender may import now."""
    path, sender = folder() / run.file, run.by
    branches = access.branches_for(sender, Permission.CUSTOMER_IMPORT) if sender else Branch.objects.none()
    CustomerImport.objects.filter(pk=run.pk).update(status=ImportStatus.RUNNING)
    run.refresh_from_db(from_queryset=CustomerImport.objects.select_related("by"))
    if run.is_dry_run:
        ImportProblem.objects.filter(run=run).delete()
    try:
        with io.BufferedReader(Sealed(path), PIECE) as file:
            by = sender.actor if sender else SYSTEM
            run_import(file, run, by=by, at=at, branches=branches, report=partial(keep_problems, run))
        run.status = ImportStatus.DONE
    except BadFile as error:
        run.status, run.refusal = ImportStatus.FAILED, error.detail[:300]
    except OperationalError:
        # The database's trouble, not the file's: it goes on later.
        raise
    except Exception as error:
        # It would fail again, and keep all others waiting. Its words may name somebody.
        log.error("import_failed", customer_import=run.pk, error=type(error).__name__)
        run.status = ImportStatus.FAILED
    run.finished_at, run.file = at, ""
    run.save()
    path.unlink(missing_ok=True)


def keep_problems(run: CustomerImport, problems: list[Problem]) -> None:
    """Keep what is wrong for the page."""
    ImportProblem.objects.bulk_create(
        ImportProblem(run=run, line=one.line, column=one.column, reason=one.reason, is_refused=one.is_refused)
        for one in problems
    )
