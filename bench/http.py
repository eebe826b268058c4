"""A small HTTP client: one kept connection, JSON in and out. The load generator must cost little of the machine."""

from __future__ import annotations

import json
import socket
from typing import Any


class Client:
    """One connection with one key."""

    def __init__(self, port: int, key: str) -> None:
        self.key, self.socket = key, socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """POST and return the parsed answer, None when it is empty. Raises RuntimeError on any refusal."""
        data = json.dumps(body or {}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Key {self.key}\r\n"
            f"Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        self.socket.sendall(head.encode() + data)
        status, answer = self.read()
        if status >= 300:
            raise RuntimeError(f"{path}: {status} {answer[:300]!r}")
        return json.loads(answer) if answer else None

    def read(self) -> tuple[int, bytes]:
        """Read one response."""
        status, length = int(self.file.readline().split()[1]), 0
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, self.file.read(length)

    def close(self) -> None:
        """Hang up."""
        self.file.close()
        self.socket.close()
