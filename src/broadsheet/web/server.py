"""Listening: the web app on a port, in a thread of its own."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from broadsheet.errors import BroadsheetError


@contextmanager
def listening(
    folder: Path, *, host: str, port: int, tries: int = 1, now: Callable[[], datetime] | None = None
) -> Iterator[str]:
    """Serves the paper in `folder` for as long as the block runs; gives its address.

    Port 0 takes a free one; where a port is taken, the ones above it are tried, `tries` in all. `now` is the clock of
    the pages, if it is not this machine's. BroadsheetError where no port is free or the address is not ours.
    """
    import uvicorn

    from broadsheet.newsroom.opening import wall_clock
    from broadsheet.web.app import application

    listener = _listener(host, port, tries)
    number = int(listener.getsockname()[1])
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        application(folder, host=host, now=now or wall_clock),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
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


def _listener(host: str, port: int, tries: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, max(port, min(port + tries - 1, 65535)) + 1):
        # Named as TCP, or else answers wait 40 ms for the peer's acknowledgement: asyncio switches that off by this name alone.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE and number < port + tries - 1:
                continue
            raise BroadsheetError(
                f"the paper cannot be served on {host}:{number}: {error.strerror or error}.", hint=_hint(error)
            ) from error
        return listener
    raise BroadsheetError(f"no port from {port} on is free.", hint="Take another one with --port.")


def _hint(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "Take another port with --port, or end the program that has it."
    if error.errno == errno.EACCES:
        return "Take a port above 1023 with --port."
    return "Name an address of this machine with --host, such as 127.0.0.1."


def wait() -> None:
    """Waits for Ctrl-C or for being told to end, which is how serving ends."""
    import signal

    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    while not ended.wait(timeout=1.0):
        pass
