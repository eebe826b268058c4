"""The web process of socket tests: the real application, with the sample app's screens and panels registered."""

import os
import socket
import sys

import uvicorn

from lobby.config.asgi import pages

FLAGS = {
    "lifespan": "on",
    "ws": "websockets-sansio",
    "ws_per_message_deflate": False,
    "ws_max_size": 4096,
    "timeout_graceful_shutdown": 1,
    "access_log": False,
    "log_level": "warning",
}


def main() -> None:
    """Serve on the inherited listening socket whose number is the only argument."""
    from lobby.live.hub import BEAT_S, Hub
    from lobby.live.serving.process import web_process
    from tests.live import sample

    sample.register()
    hub = Hub(float(os.environ.get("BEAT_S", BEAT_S)))
    config = uvicorn.Config(web_process(pages, hub), **FLAGS)
    # As a socket and not as `fd=`, which uvicorn would take for a unix socket and serve with delayed writes.
    with socket.socket(fileno=int(sys.argv[1])) as listening:
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
