"""Listening: the web app on a port, in a thread of its own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broadsheet.errors import BroadsheetError


@contextmanager
def listening(folder: Path, *, host: str, port: int) -> Iterator[str]:
    """Serves the paper in `folder` for as long as the block runs; gives its address.

    Port 0 takes a free one. BroadsheetError where the port is taken or the address is not ours.
    """
    import uvicorn

    from broadsheet.web.app import application

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or else answers wait 40 ms for the peer's acknowledgement: asyncio switches that off by this name alone.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise BroadsheetError(
            f"the paper cannot be served on {host}:{port}: {error.strerror or error}.",
            hint="Take another port with --port, or end the program that has it.",
        ) from error
    number = int(listener.getsockname()[1])
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        application(folder, host=host), log_level="warning", access_log=False, server_header=False, lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="web", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://{shown}:{number}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


def wait() -> None:
    """Waits for Ctrl-C or for being told to end, which is how serving ends."""
    import signal

    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    while not ended.wait(timeout=1.0):
        pass
