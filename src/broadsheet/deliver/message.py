"""A mail message as RFC 5322 has it: both parts, and the headers that tell machines what it is."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from broadsheet.errors import InputError

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """A mailbox: `name` may be empty."""

    name: str
    mailbox: str

    @property
    def domain(self) -> str:
        return self.mailbox.rpartition("@")[2]


def address(text: str, *, setting: str) -> MailAddress:
    """The address in ``Name <a@b.example>`` or ``a@b.example``. InputError names the setting."""
    name, mailbox = parseaddr(text)
    if not _ADDRESS.fullmatch(mailbox) or "\n" in text or "\r" in text:
        raise InputError(f"{setting} {text!r} is no mail address.", hint=f'Write it as {setting} = "you@example.com"')
    return MailAddress(name, mailbox)


def message_id(edition_hash: str, recipient: MailAddress, sender: MailAddress) -> str:
    """One id for one edition to one address, so that a repeat is known for the same message."""
    digest = hashlib.sha256(f"{edition_hash}\0{recipient.mailbox.lower()}".encode()).hexdigest()[:40]
    return f"<{digest}@{sender.domain}>"


def compose_message(
    *,
    subject: str,
    text: str,
    html: str,
    sender: MailAddress,
    recipient: MailAddress,
    edition_hash: str,
    recipe: str,
    paper: str,
    at: datetime,
) -> EmailMessage:
    """The message. `at` is aware; `paper` and `recipe` name the list (RFC 2919)."""
    made = EmailMessage(policy=SMTP)
    made["From"] = _header(sender)
    made["To"] = _header(recipient)
    made["Subject"] = " ".join(subject.split())
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id(edition_hash, recipient, sender)
    made["List-Id"] = f"{_phrase(paper)} <{recipe}.broadsheet.{sender.domain}>".lstrip()
    made["List-Unsubscribe"] = f"<mailto:{sender.mailbox}?subject=unsubscribe%20{recipe}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Edition-Hash"] = edition_hash
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    return made


def _header(address: MailAddress) -> HeaderAddress:
    user, _, domain = address.mailbox.rpartition("@")
    return HeaderAddress(display_name=address.name, username=user, domain=domain)


_SPECIAL = re.compile(r'[()<>\[\]:;@\\,."]')  # RFC 5322, 3.2.3: a phrase has them in a quoted string only


def _phrase(name: str) -> str:
    """A name as a header's phrase. Letters outside of ASCII become encoded words (RFC 2047) when the header is written;
    a quoted string cannot hold those, so that beside them marks are left out and letters never."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name).replace("=?", "= ?")
    if not plain.isascii():
        return " ".join(_SPECIAL.sub(" ", plain).split())
    words = " ".join(plain.split())
    if not _SPECIAL.search(words):
        return words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
