"""Calling the WSGI application once, inside a thread, so that the answer can be sent without one."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import quote

from a2wsgi.wsgi import build_environ

from lobby.live.serving.body import IN_MEMORY_BYTES, Scope

CHARSET = re.compile(r";\s*charset=[^;]*", re.IGNORECASE)
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class FileBody:
    """`wsgi.file_wrapper`: a file that the event loop sends, so that no thread waits for a slow download."""

    def __init__(self, file: IO[bytes], block_size: int = 65536) -> None:
        self.file = file

    def __iter__(self) -> Iterable[bytes]:
        return iter(lambda: self.file.read(65536), b"")

    def close(self) -> None:
        """Close the file and, through Django, the response."""
        self.file.close()


@dataclass(slots=True)
class Answer:
    """A finished response: small ones as bytes, others as a file."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    content: bytes = b""
    file: IO[bytes] | None = None

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        """Keep what the application says first; Django never uses the `write` callable that WSGI allows."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def call(application: WsgiApplication, scope: Scope, body: IO[bytes]) -> Answer:
    """Run the application to its end and return its answer; generated ones over a megabyte lie on disk."""
    answer = Answer()
    with body:
        result = application(environ_of(scope, body), answer.start_response)
        if isinstance(result, FileBody):
            answer.file = result.file
            return answer
        try:
            _gather(result, answer)
        finally:
            getattr(result, "close", lambda: None)()
    return answer


def environ_of(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The WSGI environment of a request whose body has been read.

    Header names with an underscore are dropped: WSGI cannot tell `X_Forwarded_For` from the proxy's `X-Forwarded-For`.
    """
    clean: Any = {
        **scope,
        "query_string": quote(scope["query_string"], safe="!#$%&'()*+,/:;=?@[]~-._").encode(),
        "headers": [header for header in scope["headers"] if b"_" not in header[0]],
    }
    readable: Any = body
    environ: dict[str, Any] = {**build_environ(clean, readable)}
    environ["CONTENT_LENGTH"] = str(body.seek(0, os.SEEK_END))
    body.seek(0)
    # Everything is UTF-8. Django would try whatever codec the header names, and `bz2` is one.
    environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
    environ["wsgi.file_wrapper"] = FileBody
    environ["wsgi.multiprocess"] = False
    return environ


def _gather(result: Iterable[bytes], answer: Answer) -> None:
    """Collect the chunks; Django's ordinary responses are one chunk."""
    parts: list[bytes] = []
    size = 0
    spool: IO[bytes] | None = None
    for chunk in result:
        size += len(chunk)
        if spool is None and size > IN_MEMORY_BYTES and parts:
            spool = tempfile.TemporaryFile()  # noqa: SIM115  closed when it has been sent
            spool.writelines(parts)
        if spool is not None:
            spool.write(chunk)
        else:
            parts.append(chunk)
    if spool is not None:
        spool.seek(0)
        answer.file = spool
    else:
        answer.content = b"".join(parts)
