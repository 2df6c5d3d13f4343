"""One message over SMTP (RFC 5321), with an honest end.

Until the message's last dot is on its way nothing can have been delivered: any trouble is ``failed``. From there until
the server's answer it might have been: a broken connection is ``unknown``, and is never tried again by itself.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in. `seconds` bounds each wait; `trust` is a file of certificates to trust besides the system's."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    seconds: float = 30.0
    trust: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """How an attempt ended; `detail` says what the server or the network said."""

    state: Literal["sent", "failed", "unknown"]
    detail: str


def send(server: Server, message: EmailMessage, *, sender: str, recipient: str) -> Sent:
    """Hands in one message for one recipient. Never raises for what a server or a network does."""
    try:
        client = _connected(server)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return Sent("failed", f"{server.host}:{server.port}: {_words(error, server)}")
    try:
        return _handed_in(client, server, message, sender, recipient)
    finally:
        client.close()


def _connected(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=server.trust or None)
    if server.security == "tls":
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.seconds, context=context)
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
    try:
        client.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            client.starttls(context=context)
            client.ehlo()
        if server.user:
            _log_in(client, server)
    except BaseException:
        client.close()
        raise
    return client


def _log_in(client: smtplib.SMTP, server: Server) -> None:
    """Some servers hang up on a wrong password, before the library's next way of logging in."""
    try:
        client.login(server.user, server.password)
    except smtplib.SMTPServerDisconnected as error:
        raise smtplib.SMTPAuthenticationError(421, b"it hung up") from error


def _handed_in(client: smtplib.SMTP, server: Server, message: EmailMessage, sender: str, recipient: str) -> Sent:
    content = message.as_bytes(policy=SMTP)
    committed = False
    try:
        code, said = client.mail(sender, ())
        if code == 250:
            code, said = client.rcpt(recipient, ())
        if code in (250, 251):
            code, said = client.docmd("DATA")
        if code != 354:
            return Sent("failed", f"{code} {_decoded(said)}")
        body = _dotted(content)
        client.send(body)
        committed = True
        client.send(b".\r\n")
        code, said = client.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Sent("unknown" if committed else "failed", _words(error, server))
    if 200 <= code < 300:
        _parted(client)
        return Sent("sent", f"{code} {_decoded(said)}")
    # A code below 200 is what the library makes of a connection that closed in place of an answer.
    return Sent("unknown" if code < 200 else "failed", f"{code} {_decoded(said)}")


def _parted(client: smtplib.SMTP) -> None:
    """QUIT, as is polite; the message is in, whatever becomes of it."""
    try:
        client.quit()
    except (OSError, smtplib.SMTPException):
        return


def _dotted(content: bytes) -> bytes:
    """Lines end in CR LF, and a dot at the head of a line is doubled (RFC 5321, 4.5.2)."""
    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)


def _decoded(said: bytes) -> str:
    return said.decode("utf-8", "replace").replace("\n", " ").strip()[:300]


def _words(error: BaseException, server: Server) -> str:
    """What went wrong, for one who can mend it, without a full stop."""
    words = _own_words(error, server) or str(error) or type(error).__name__
    return " ".join(words.split()).rstrip(".")[:400]


def _own_words(error: BaseException, server: Server) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the server refused the user name or the password ({_answer(error)}); see mail.user and its password"
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        if "STARTTLS" in str(error):
            return "the server offers no encryption on this port; set mail.security to tls (often port 465), or to none for a server on this machine"
        return "the server takes no user name and password here; see mail.security and mail.user"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the server hung up"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not sound ({error.verify_message or 'it cannot be checked'}); see mail.host and mail.trust"
    if isinstance(error, ssl.SSLError):
        return "no encrypted connection came about; see mail.security and mail.port"
    if isinstance(error, ConnectionRefusedError):
        return "nobody answers there; see mail.host and mail.port"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "this name is not known; see mail.host"
    if isinstance(error, TimeoutError):
        return f"it did not answer within {server.seconds:g} seconds"
    return error.strerror or "" if isinstance(error, OSError) else ""


def _answer(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    return f"{error.smtp_code} {_decoded(said) if isinstance(said, bytes) else said}"
