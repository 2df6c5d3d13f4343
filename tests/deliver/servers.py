"""Real mail servers on the loopback: one that takes mail, with TLS and a login, and one that breaks where it is told to."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

HERE = Path(__file__).parent
CERTIFICATE, KEY = HERE / "localhost.crt", HERE / "localhost.key"  # made for these tests, for localhost alone
PASSWORD = "correct horse"


@dataclass
class Inbox:
    """What a server has taken."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.raw.append(envelope.content)
        parsed = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(parsed, EmailMessage)
        self.messages.append(parsed)
        return "250 taken"


def _login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.login == b"reader" and data.password == PASSWORD.encode())


@contextmanager
def mail_server(*, login: bool = False, tls: bool = True) -> Iterator[Inbox]:
    """A server that takes mail on 127.0.0.1, by STARTTLS where `tls`, after a login where `login`."""
    inbox = Inbox()
    context = None
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(CERTIFICATE, KEY)
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=0,
        tls_context=context,
        require_starttls=tls,
        authenticator=_login if login else None,
        auth_required=login,
        auth_require_tls=tls,
    )
    with _free_port(controller):
        inbox.port = controller.port
        yield inbox


@contextmanager
def _free_port(controller: Controller) -> Iterator[None]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    try:
        yield
    finally:
        controller.stop()


PHASES = ("connect", "greeting", "ehlo", "mail", "rcpt", "data", "body", "dot")


class BreakingServer:
    """Speaks SMTP up to a phase and then drops the connection, or answers with `refuse` there.

    ``dot``: everything was received, and the connection drops in place of the answer.
    """

    def __init__(self, phase: str, *, refuse: str = "") -> None:
        self.phase, self.refuse = phase, refuse
        self.whole: list[bytes] = []
        self.attempts = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> BreakingServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self.attempts += 1
                try:
                    self._speak(connection)
                except OSError:
                    continue

    def _speak(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        stream = connection.makefile("rb")
        if self.phase == "connect":
            return
        if not self._answer(connection, "greeting", "220 here"):
            return
        for line in stream:
            verb = line.strip().split(b" ")[0].upper()
            phase = {b"EHLO": "ehlo", b"HELO": "ehlo", b"MAIL": "mail", b"RCPT": "rcpt", b"DATA": "data"}.get(verb, "")
            if verb == b"QUIT":
                connection.sendall(b"221 bye\r\n")
                return
            if not self._answer(connection, phase, "354 go on" if phase == "data" else "250 well"):
                return
            if phase == "data" and not (self.refuse and self.phase == "data") and not self._body(connection, stream):
                return

    def _body(self, connection: socket.socket, stream: Any) -> bool:
        content = b""
        for line in stream:
            if line == b".\r\n":
                self.whole.append(content)
                return self._answer(connection, "dot", "250 taken")
            content += line
            if self.phase == "body":
                connection.shutdown(socket.SHUT_RDWR)
                return False
        return False

    def _answer(self, connection: socket.socket, phase: str, words: str) -> bool:
        if phase == self.phase:
            if self.refuse:
                connection.sendall(f"{self.refuse}\r\n".encode())
                return True
            return False
        connection.sendall(f"{words}\r\n".encode())
        return True
