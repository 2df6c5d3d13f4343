"""Sending an edition: a Delivery is recorded before the attempt and after it, so that nothing is sent twice by itself."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from broadsheet import deliver, messages
from broadsheet.errors import BroadsheetError, InputError, SettingsError
from broadsheet.model import Delivery, Edition
from broadsheet.pipeline.context import Context
from broadsheet.text.hashing import opaque_id

PASSWORD = "BROADSHEET_MAIL_PASSWORD"
_OLD = timedelta(days=2)  # an edition that is older is no news any more
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=3)


def check(context: Context) -> None:
    """SettingsError or InputError, which names what is missing or wrong, where no mail can be sent."""
    _addresses(context)
    _server(context)


def send(context: Context, edition: Edition, hash: str, folder: str, *, again: bool = False) -> Delivery:
    """Sends an edition to the paper's own address. One that was sent, or might have been, is not sent again unless
    `again` says so. SettingsError names what is missing."""
    sender, recipient = _addresses(context)
    id = opaque_id("d", hash, "smtp", recipient.mailbox.lower())
    known = next((each for each in deliveries(context, hash) if each.id == id), None)
    if known is not None and known.state in ("sent", "unknown") and not again:
        return known
    now = context.now()
    tries = known.tries + 1 if known is not None else 1
    try:
        server = _server(context)
    except BroadsheetError as error:
        # Noted as failed, so that it is tried again once the settings are mended.
        known_as, detail = deliver.message_id(hash, recipient, sender), error.message.rstrip(".")
        _put(context, Delivery(id, hash, "smtp", recipient.mailbox, known_as, "failed", detail, now, now, tries))
        raise
    base = context.settings.paper.base_url.rstrip("/")
    message = deliver.compose_message(
        subject=messages.subject(edition),
        text=messages.text(edition, hash=hash, folder=f"editions/{folder}"),
        html=messages.mail_html(edition, hash=hash, base=base, folder=folder, most=messages.CLIPPED),
        sender=sender,
        recipient=recipient,
        edition_hash=hash,
        recipe=edition.recipe,
        paper=edition.title,
        at=now,
    )
    attempt = Delivery(id, hash, "smtp", recipient.mailbox, str(message["Message-ID"]), "sending", "", now, tries=tries)
    _put(context, attempt)
    ended = deliver.send(server, message, sender=sender.mailbox, recipient=recipient.mailbox)
    done = replace(attempt, state=ended.state, detail=ended.detail, ended=context.now())
    _put(context, done)
    return done


def _put(context: Context, delivery: Delivery) -> None:
    with context.ledger.writing() as writer:
        writer.put_delivery(delivery)


def unsent(context: Context, *, now: datetime | None = None) -> tuple[Delivery, ...]:
    """What failed, of editions of the last two days that are there still; with `now`, only what has waited long enough by
    then: five minutes, then twice as long each time. One that might be in the mailbox is not among them."""
    ends = {row.hash: row.end for row in context.ledger.editions(limit=1000)}
    return tuple(
        each
        for each in deliveries(context)
        if each.state == "failed"
        and each.edition_hash in ends
        and context.now() - ends[each.edition_hash] <= _OLD
        and (now is None or next_try(each) <= now)
    )


def next_try(failed: Delivery) -> datetime:
    """When a Delivery that failed is tried again by itself."""
    wait = _FIRST_WAIT * int(2 ** min(failed.tries - 1, 10))
    return (failed.ended or failed.started) + min(wait, _LONGEST_WAIT)


def deliveries(context: Context, hash: str = "") -> tuple[Delivery, ...]:
    """Deliveries as they stand: one that was being sent when its process ended is unknown."""
    return tuple(
        replace(each, state="unknown", detail=each.detail or "the process ended while it was being sent")
        if each.state == "sending"
        else each
        for each in context.ledger.deliveries(edition_hash=hash)
    )


def _addresses(context: Context) -> tuple[deliver.MailAddress, deliver.MailAddress]:
    """From whom, and to whom."""
    settings = context.settings.mail
    if not settings.to or not settings.host:
        missing = "mail.to" if not settings.to else "mail.host"
        raise SettingsError(
            f"{missing} is empty, so no mail can be sent.", hint="Set it in broadsheet.toml under [mail]."
        )
    recipient = deliver.address(settings.to, setting="mail.to")
    sender = deliver.address(settings.sender or settings.to, setting="mail.sender")
    return sender, recipient


def _server(context: Context) -> deliver.Server:
    settings = context.settings.mail
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
