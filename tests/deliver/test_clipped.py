"""Mail that readers would cut off, and headers with letters outside of ASCII."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import deliver, messages
from broadsheet.editions.write.build import numbered
from broadsheet.model import (
    ComputedLine,
    Edition,
    Entry,
    Group,
    LabelLine,
    OutletName,
    QuotedLine,
    Section,
    Slot,
    Span,
    Words,
)
from tests.editions.material import FERRY_STORY, compose

ME = deliver.MailAddress("", "ada@reader.example")


def long_edition(stories: int, words: int) -> Edition:
    """An edition of so many made-up stories with so many words each."""
    edition, _ = compose(FERRY_STORY)
    lines = [line for line in edition.lines() if isinstance(line, QuotedLine)]
    source, outlet = lines[0].spans[0].version_id, next(p for p in lines[0].parts if isinstance(p, OutletName))

    def quoted(text: str, name: str) -> QuotedLine:
        slot = Slot(name, Span(source, "title", 0, len(text)), text)
        return QuotedLine("", "headline", (slot, Words(" — "), outlet))

    entries = tuple(
        Entry(
            f"s{n}",
            "short",
            (
                Group("headline", None, (quoted(f"Ærlig harbour number {n} opens", "headline"),)),
                Group("what-happened", None, (quoted("fisk = ål " * words, "sentence"),)),
            ),
        )
        for n in range(stories)
    )
    sections, closing = numbered([Section(LabelLine("", "The news"), entries)], edition.closing)
    from dataclasses import replace

    made: Edition = replace(edition, sections=tuple(sections), closing=tuple(closing))
    return made


def encoded(html: str) -> int:
    """Bytes of the HTML part as it is sent."""
    made = deliver.compose_message(
        subject="x", text="x", html=html, sender=ME, recipient=ME, edition_hash="ab", recipe="morning", paper="P",
        at=datetime(2026, 3, 4, tzinfo=UTC),
    )  # fmt: skip
    part = message_from_bytes(made.as_bytes(policy=SMTP), policy=default).get_body(("html",))
    assert part is not None
    return len(part.as_bytes(policy=SMTP).partition(b"\r\n\r\n")[2])


def test_a_mail_that_fits_is_whole() -> None:
    edition, _ = compose(FERRY_STORY)
    html = messages.mail_html(edition, hash="ab", most=messages.CLIPPED)
    assert html == messages.mail_html(edition, hash="ab")
    assert "cut off" not in html


@pytest.mark.parametrize(("stories", "words"), [(40, 400), (300, 60), (1, 40_000), (3, 12_000)])
@pytest.mark.parametrize("base", ["", "https://paper.example"])
def test_a_long_mail_is_cut_between_stories_and_says_what_is_left_off(stories: int, words: int, base: str) -> None:
    edition = long_edition(stories, words)
    html = messages.mail_html(edition, hash="ab" * 32, base=base, folder="2026-03-04-morning", most=messages.CLIPPED)
    assert encoded(html) <= messages.CLIPPED
    printed = re.findall(r'data-line="(L\d+)"', html)
    left = len(edition.lines()) - len(printed)
    notice = html[: html.index("<h2")] if "<h2" in html else html
    assert f"{left} more line" in notice
    assert f"of {stories} item" in notice
    assert ("https://paper.example/editions/2026-03-04-morning/" in notice) is bool(base)
    assert ("broadsheet edition show 2026-03-04-morning --text" in notice) is (not base)
    assert {line.id for line in edition.closing} <= set(printed)
    assert all(isinstance(line, ComputedLine) for line in edition.closing)


@given(st.text(max_size=3000))
def test_the_size_of_a_mail_is_not_taken_for_less_than_it_is(text: str) -> None:
    text = text.replace("\r", "").replace("\x0b", "").replace("\x0c", "")
    clean = "".join(letter for letter in text if not 0xD800 <= ord(letter) <= 0xDFFF)
    assert encoded(clean) <= messages.size_as_sent(clean) + 4


@pytest.mark.parametrize(
    "name",
    ["Ærlig Morgenblad", "Größe täglich", "Утро города", "朝刊", "The Daily, Inc.", 'The "Post"', "Plain Paper", "Été & Cie. <été>", "Blåbær 🫐 " * 12],
)  # fmt: skip
def test_headers_hold_every_letter_of_the_name(name: str) -> None:
    made = deliver.compose_message(
        subject=f"{name}: news", text="x", html="<p>x</p>", sender=deliver.MailAddress(name, ME.mailbox), recipient=ME,
        edition_hash="ab", recipe="morning", paper=name, at=datetime(2026, 3, 4, tzinfo=UTC),
    )  # fmt: skip
    raw = made.as_bytes(policy=SMTP)
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 998 for line in head.splitlines())
    found = message_from_bytes(raw, policy=default)
    letters = re.sub(r"[\W_]+", "", name)
    for header in ("List-Id", "Subject", "From"):
        assert letters in re.sub(r"[\W_]+", "", str(found[header])), header
    assert str(found["List-Id"]).endswith("<morning.broadsheet.reader.example>")
