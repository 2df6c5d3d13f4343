"""Mail to real servers: what arrives, and what is said of it when a server breaks at any moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import deliver
from broadsheet.deliver.smtp import _dotted
from broadsheet.errors import InputError
from tests.deliver.servers import CERTIFICATE, PASSWORD, PHASES, BreakingServer, mail_server

AT = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
ME = deliver.MailAddress("Ada Holm", "ada@reader.example")


def message(text: str = "Plain words.\n.\n..and a dot\n"):  # type: ignore[no-untyped-def]
    return deliver.compose_message(
        subject="The Test: ferry “aground”",
        text=text,
        html="<p>Words</p>",
        sender=deliver.MailAddress("The Test", "paper@reader.example"),
        recipient=ME,
        edition_hash="ab" * 32,
        recipe="morning",
        paper="The Test, “daily”",
        at=AT,
    )


def test_a_message_arrives_whole_over_tls_after_a_login() -> None:
    with mail_server(login=True) as inbox:
        server = deliver.Server("localhost", inbox.port, "starttls", "reader", PASSWORD, 10, str(CERTIFICATE))
        done = deliver.send(server, message(), sender="paper@reader.example", recipient=ME.mailbox)
    assert done.state == "sent", done.detail
    (found,) = inbox.messages
    assert found["Subject"] == "The Test: ferry “aground”"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["List-Id"] == "The Test “daily” <morning.broadsheet.reader.example>"
    assert found["List-Unsubscribe"].startswith("<mailto:paper@reader.example?")
    assert found["Message-ID"] == deliver.message_id("ab" * 32, ME, deliver.MailAddress("", "paper@reader.example"))
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]
    plain = found.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().splitlines() == ["Plain words.", ".", "..and a dot"]


def test_a_wrong_password_and_an_unknown_certificate_fail() -> None:
    with mail_server(login=True) as inbox:
        wrong = deliver.Server("localhost", inbox.port, "starttls", "reader", "wrong", 10, str(CERTIFICATE))
        assert deliver.send(wrong, message(), sender="p@r.example", recipient=ME.mailbox).state == "failed"
        unknown = deliver.Server("localhost", inbox.port, "starttls", "reader", PASSWORD, 10)
        done = deliver.send(unknown, message(), sender="p@r.example", recipient=ME.mailbox)
        assert done.state == "failed"
        assert "certificate" in done.detail.lower()
    assert not inbox.messages


@pytest.mark.parametrize("phase", PHASES)
def test_a_server_that_breaks_in_any_phase(phase: str) -> None:
    with BreakingServer(phase) as server:
        where = deliver.Server("127.0.0.1", server.port, "none", seconds=5)
        done = deliver.send(where, message(), sender="p@r.example", recipient=ME.mailbox)
    # A connection that drops within the body may look as if the last dot had gone out: unknown is then the honest end.
    assert done.state in {"dot": ("unknown",), "body": ("failed", "unknown")}.get(phase, ("failed",)), done
    assert done.detail
    assert server.attempts == 1
    assert bool(server.whole) == (phase == "dot")


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
def test_a_refusal_is_told_in_the_servers_words(phase: str) -> None:
    with BreakingServer(phase, refuse="550 5.7.1 not here") as server:
        where = deliver.Server("127.0.0.1", server.port, "none", seconds=5)
        done = deliver.send(where, message(), sender="p@r.example", recipient=ME.mailbox)
    assert done.state == "failed"
    assert "550 5.7.1 not here" in done.detail


def test_a_server_that_is_not_there() -> None:
    with BreakingServer("connect") as server:
        port = server.port
    done = deliver.send(
        deliver.Server("127.0.0.1", port, "none", seconds=2), message(), sender="p@r.example", recipient=ME.mailbox
    )
    assert done.state == "failed"
    assert str(port) in done.detail


@given(st.binary(max_size=400))
def test_any_content_comes_out_of_the_dots_as_it_went_in(content: bytes) -> None:
    sent = _dotted(content)
    assert b"\r\n.\r\n" not in b"\r\n" + sent
    undotted = b"\r\n".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in sent.split(b"\r\n"))
    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    wanted = lines[:-1] if lines[-1] == b"" else lines
    assert undotted == b"".join(line + b"\r\n" for line in wanted)


@pytest.mark.parametrize("text", ["", "nobody", "a@b@c", "a b@c.example", "x@y.example\nBcc: z@y.example"])
def test_what_is_no_address_names_its_setting(text: str) -> None:
    with pytest.raises(InputError, match="mail.to"):
        deliver.address(text, setting="mail.to")


def words_of(server: deliver.Server) -> str:
    done = deliver.send(server, message(), sender="p@r.example", recipient=ME.mailbox)
    assert done.state == "failed"
    return done.detail


def test_what_went_wrong_is_told_in_plain_words() -> None:
    """A person reads it: no name of a class, no full stop of the library's, and the setting to look at."""
    with mail_server(tls=False) as inbox:
        told = {
            "mail.security": words_of(deliver.Server("127.0.0.1", inbox.port, "starttls", seconds=5)),
            "mail.user": words_of(deliver.Server("127.0.0.1", inbox.port, "none", "ada", "x", 5)),
            "mail.port": words_of(deliver.Server("127.0.0.1", inbox.port, "tls", seconds=5)),
        }
    told["mail.host and mail.port"] = words_of(deliver.Server("127.0.0.1", 1, "none", seconds=5))
    told["mail.host"] = words_of(deliver.Server("nowhere.invalid", 25, "none", seconds=5))
    with mail_server(login=True) as inbox:
        wrong = deliver.Server("localhost", inbox.port, "starttls", "reader", "wrong", 10, str(CERTIFICATE))
        told["the user name or the password"] = words_of(wrong)
    for setting, words in told.items():
        assert setting in words, words
        assert "SMTP" not in words.replace("STARTTLS", "").partition("(")[0]
        assert "Error" not in words
        assert not words.endswith(".")
