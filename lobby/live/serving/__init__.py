"""One web process: HTTP in a fixed pool of threads, sockets on the event loop."""
