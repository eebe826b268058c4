"""Many sockets in one process, each frame stamped when it arrives. Run as `python -m bench.listeners` (see `push`)."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import sys
import time

# The number stands in the first bytes of a frame, so a megabyte of panels need not be parsed.
SEQ = re.compile(rb'"seq": ?(\d+)')
HEAD_BYTES = 120
AT_ONCE = 50


class Listener(asyncio.Protocol):
    """A client socket that only reads: RFC 6455 frames from a server, pings answered."""

    def __init__(self, request: bytes, arrivals: dict[int, list[float]], ready: asyncio.Future[None]) -> None:
        self.request, self.arrivals, self.ready = request, arrivals, ready
        self.buffer, self.is_open, self.reached = bytearray(), False, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the handshake."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Stamp and take apart."""
        now = time.monotonic()
        self.buffer += data
        if not self.is_open:
            self.shake_hands()
        while self.is_open and (frame := self.frame()) is not None:
            opcode, head = frame
            if opcode == 9:
                # Its payload comes back as it was; the mask of nothing but zeros leaves it so.
                self.transport.write(bytes([0x8A, 0x80 | len(head)]) + bytes(4) + head)
            elif opcode == 1 and (found := SEQ.search(head)) and int(found[1]) > self.reached:
                # A panel held back by its rate limit follows with the same number: the news came with the first.
                self.reached = int(found[1])
                self.arrivals.setdefault(self.reached, []).append(now)

    def shake_hands(self) -> None:
        """Wait for the end of the handshake."""
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return
        if b" 101 " not in head.split(b"\r\n")[0]:
            self.ready.set_exception(RuntimeError(head.decode(errors="replace")[:300]))
            return
        self.buffer, self.is_open = bytearray(rest), True
        self.ready.set_result(None)

    def frame(self) -> tuple[int, bytes] | None:
        """The next whole frame: its opcode and first bytes."""
        if len(self.buffer) < 2:
            return None
        opcode, length, start = self.buffer[0] & 15, self.buffer[1] & 127, 2
        if length > 125:
            wide = 2 if length == 126 else 8
            length, start = int.from_bytes(self.buffer[2 : 2 + wide], "big"), 2 + wide
        if len(self.buffer) < start + length:
            return None
        head = bytes(self.buffer[start : start + min(length, HEAD_BYTES)])
        del self.buffer[: start + length]
        return opcode, head

    def connection_lost(self, error: Exception | None) -> None:
        """A socket that closes before it opened has failed."""
        if not self.ready.done():
            self.ready.set_exception(RuntimeError("closed during the handshake"))


async def listen(port: int, path: str, key: str, sockets: int) -> None:
    """Open the sockets, say `ready`, stamp until a line comes in, then print arrivals as JSON."""
    loop = asyncio.get_running_loop()
    arrivals: dict[int, list[float]] = {}
    for first in range(0, sockets, AT_ONCE):
        waits = [await join(port, path, key, arrivals) for _ in range(min(AT_ONCE, sockets - first))]
        await asyncio.gather(*waits)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.readline)
    await asyncio.sleep(1)
    sys.stdout.write(json.dumps(arrivals) + "\n")
    sys.stdout.flush()


async def join(port: int, path: str, key: str, arrivals: dict[int, list[float]]) -> asyncio.Future[None]:
    """Open one socket; the future is done after its handshake."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Key {key}\r\n\r\n"
    ).encode()
    await loop.create_connection(lambda: Listener(request, arrivals, ready), "127.0.0.1", port)
    return ready


if __name__ == "__main__":
    asyncio.run(listen(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])))
