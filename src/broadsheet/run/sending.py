"""Sending an edition: a Delivery is recorded before the attempt and after it, so that nothing is sent twice by itself."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from broadsheet import deliver, messages
from broadsheet.errors import InputError, SettingsError
from broadsheet.model import Delivery, Edition
from broadsheet.run.desk import Desk
from broadsheet.text.hashing import opaque_id

PASSWORD = "BROADSHEET_MAIL_PASSWORD"


def send(desk: Desk, edition: Edition, hash: str, folder: str, *, again: bool = False) -> Delivery:
    """Sends an edition to the paper's own address. One that was sent, or might have been, is not sent again unless
    `again` says so. SettingsError names what is missing."""
    settings = desk.settings.mail
    if not settings.to or not settings.host:
        missing = "mail.to" if not settings.to else "mail.host"
        raise SettingsError(
            f"{missing} is empty, so no mail can be sent.", hint="Set it in broadsheet.toml under [mail]."
        )
    recipient = deliver.address(settings.to, setting="mail.to")
    sender = deliver.address(settings.sender or settings.to, setting="mail.sender")
    id = opaque_id("d", hash, "smtp", recipient.mailbox.lower())
    known = next((each for each in deliveries(desk, hash) if each.id == id), None)
    if known is not None and known.state in ("sent", "unknown") and not again:
        return known
    now = desk.now()
    base = desk.settings.paper.base_url.rstrip("/")
    message = deliver.compose_message(
        subject=messages.subject(edition),
        text=messages.text(edition, hash=hash, folder=f"editions/{folder}"),
        html=messages.mail_html(edition, hash=hash, web=f"{base}/editions/{folder}/" if base else ""),
        sender=sender,
        recipient=recipient,
        edition_hash=hash,
        recipe=edition.recipe,
        paper=edition.title,
        at=now,
    )
    attempt = Delivery(id, hash, "smtp", recipient.mailbox, str(message["Message-ID"]), "sending", "", now)
    with desk.ledger.writing() as writer:
        writer.put_delivery(attempt)
    ended = deliver.send(_server(desk), message, sender=sender.mailbox, recipient=recipient.mailbox)
    done = replace(attempt, state=ended.state, detail=ended.detail, ended=desk.now())
    with desk.ledger.writing() as writer:
        writer.put_delivery(done)
    return done


def deliveries(desk: Desk, hash: str = "") -> tuple[Delivery, ...]:
    """Deliveries as they stand: one that was being sent when its process ended is unknown."""
    return tuple(
        replace(each, state="unknown", detail=each.detail or "the process ended while it was being sent")
        if each.state == "sending"
        else each
        for each in desk.ledger.deliveries(edition_hash=hash)
    )


def _server(desk: Desk) -> deliver.Server:
    settings = desk.settings.mail
    if settings.security not in ("starttls", "tls", "none"):
        raise SettingsError(f"mail.security is {settings.security!r}.", hint="It can be starttls, tls or none.")
    return deliver.Server(
        host=settings.host,
        port=settings.port,
        security=settings.security,  # type: ignore[arg-type]
        user=settings.user,
        password=_password(settings.password_file) if settings.user else "",
        seconds=settings.seconds,
        trust=settings.trust,
    )


def _password(file: str) -> str:
    found = os.environ.get(PASSWORD, "")
    if found:
        return found
    if not file:
        raise InputError(
            "there is no password for the mail server.",
            hint=f"Put it into {PASSWORD}, or name a file in mail.password_file.",
        )
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the password file {file} cannot be read: {error}.", hint="See mail.password_file."
        ) from error
