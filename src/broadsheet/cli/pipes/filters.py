"""The filters: each reads records, asks one room, writes records. The contract of their fields is in docs/pipes.md."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from broadsheet.cli.pipes.lines import JsonRecord, Lines, text, write
from broadsheet.errors import InputError
from broadsheet.model import Block, BlockKind, Capture, Made, Moment, Outlet, Rejected, Text, Version
from broadsheet.text.hashing import capture_id, digest


def run(name: str, files: Sequence[Path], *, stream: bool) -> bool:
    """Runs the filter; False where a line was bad."""
    if name == "feeds":
        return _feeds(files)
    if name == "extract":
        return _extract(files)
    lines = Lines(files)
    if name == "stories" and stream:
        _stories_stream(lines)
    else:
        rooms: dict[str, Callable[[Lines], None]] = {
            "copies": _copies,
            "stories": _stories,
            "statements": _statements,
            "digest": _digest,
        }
        rooms[name](lines)
    return lines.sound


def _moment(text: str) -> datetime | None:
    from broadsheet.languages.dates_in_words.dates import parse

    found = parse(text, origin="import") if text else None
    return found.at if found else None


def _iso(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.iso()


def _feeds(files: Sequence[Path]) -> bool:
    from broadsheet import feeds
    from broadsheet.cli.pipes.lines import opened

    if not files:
        raise InputError("the pipe feeds takes files.", hint="Example: broadsheet pipe feeds feed.xml")
    sound = True
    now = datetime.now(UTC)
    for path in files:
        try:
            with opened(path) as handle:
                body = handle.read()
        except (OSError, EOFError, zlib.error) as error:
            print(f"{path}: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
            sound = False
            continue
        found = feeds.parse(body, captured=now)
        if not isinstance(found, Made):
            reason = getattr(found, "reason", None) or getattr(found, "error", "failed")
            write({"feed": str(path), "rejected": reason, "detail": getattr(found, "detail", "")})
            continue
        for entry in found.value.entries:
            write(
                {
                    "feed": str(path),
                    "id": entry.id or entry.link,
                    "title": entry.title,
                    "link": entry.link,
                    "published": _iso(entry.published),
                    "summary": entry.summary,
                    "authors": list(entry.authors),
                    "modified": _iso(entry.modified),
                    "content": entry.content,
                    "credit": list(entry.credits),
                }
            )
    return sound


# extract


def _extract(files: Sequence[Path]) -> bool:
    from broadsheet.archive import read_warc, sniff

    if not files:
        return _extract_lines(Lines([]))
    sound = True
    for path in files:
        try:
            kind = sniff(path)
            if kind == "warc":
                for found in read_warc(path):
                    if isinstance(found, Made):
                        capture = found.value
                        stamp = capture.at.strftime("%Y-%m-%dT%H:%M:%SZ")
                        write(_read_page(f"{capture.url} {stamp}", capture))
                    else:
                        print(
                            f"{path}: {getattr(found, 'reason', '')} {getattr(found, 'detail', '')}".rstrip(),
                            file=sys.stderr,
                        )
            elif kind == "jsonl":
                sound = _extract_lines(Lines([path])) and sound
            else:
                from broadsheet.cli.pipes.lines import opened

                with opened(path) as handle:
                    write(_read_page(str(path), _capture("", handle.read(), charset="")))
        except OSError as error:
            print(f"{path}: {error.strerror or error}", file=sys.stderr)
            sound = False
    return sound


def _extract_lines(lines: Lines) -> bool:
    for record in lines:
        if isinstance(record.get("html"), str):
            body = record["html"].encode("utf-8", "surrogatepass")
            write(_read_page(record["id"], _capture(text(record, "url"), body, charset="utf-8")))
        elif isinstance(record.get("text"), str):
            write(_clean(record))
        else:
            write({**_empty(record["id"], text(record, "url")), "rejected": "no html and no text"})
    return lines.sound


def _capture(url: str, body: bytes, *, charset: str) -> Capture:
    kind = "text/html" + (f"; charset={charset}" if charset else "")
    payload = digest(body)
    return Capture(capture_id(url, payload), url, datetime.now(UTC), 200, (("Content-Type", kind),), body, payload)


def _empty(id: str, url: str) -> JsonRecord:
    return {
        "id": id,
        "url": url,
        "title": "",
        "standfirst": None,
        "authors": [],
        "published": None,
        "modified": None,
        "language": "",
        "kind": "",
        "access": "",
        "text": "",
        "blocks": [],
    }


_readers: dict[str, Any] = {}


def _read_page(id: str, capture: Capture) -> JsonRecord:
    from broadsheet import articles

    if "page" not in _readers:
        _readers["page"] = articles.prepare()
    outlet = Outlet("", "", "")
    found = _readers["page"]([articles.Page(capture, None, "a", outlet)])[0]
    if not isinstance(found, Made):
        reason = found.reason if isinstance(found, Rejected) else getattr(found, "error", "failed")
        return {**_empty(id, capture.url), "rejected": reason}
    version: Version = found.value.version
    return {
        "id": id,
        "url": capture.url,
        "title": version.title,
        "authors": list(version.authors),
        "published": _iso(version.published),
        "modified": _iso(version.modified),
        "language": version.language,
        "kind": version.kind,
        "access": version.access,
        "credit": list(version.credit),
        "section": version.section,
        **_text_fields(version.text),
    }


def _text_fields(found: Text) -> JsonRecord:
    standfirst = None
    if found.standfirst:
        first, last = found.standfirst
        standfirst = [found.blocks[first].start, found.blocks[last - 1].end]
    return {
        "standfirst": standfirst,
        "text": found.content,
        "blocks": [_block_fields(block) for block in found.blocks],
    }


def _block_fields(block: Block) -> JsonRecord:
    """An embedded post is a quotation to those who know five kinds of block; `embed` says that it is one."""
    kind = "quote" if block.kind == "embed" else block.kind
    more = {"embed": True} if block.kind == "embed" else {}
    return {"start": block.start, "end": block.end, "kind": kind, **more}


def _clean(record: JsonRecord) -> JsonRecord:
    from broadsheet import articles
    from broadsheet.text.language import detect
    from broadsheet.text.textblocks import build

    title, standfirst, blocks = articles.clean_text(record["text"])
    above: list[tuple[BlockKind, str]] = [("paragraph", standfirst)] if standfirst else []
    found = build([*above, *blocks], standfirst=len(above))
    base = _empty(record["id"], text(record, "url"))
    if not found.content:
        return {**base, "rejected": "no-text"}
    return {
        **base,
        "title": title,
        "language": detect(found.content)[0],
        "kind": "news",
        "access": "full",
        **_text_fields(found),
    }


# copies and stories


def _copies(lines: Lines) -> None:
    from broadsheet import copies

    docs = [
        copies.Doc(
            id=record["id"],
            outlet=text(record, "outlet"),
            published=_moment(text(record, "published")),
            title=text(record, "title"),
            text=text(record, "text"),
        )
        for record in lines
    ]
    for row in copies.relations(docs):
        write(
            {
                "id": row.id,
                "report": row.report,
                "original": row.original,
                "relation": row.relation,
                "containment": row.containment,
            }
        )


def _docs(lines: Lines) -> Any:
    from broadsheet import stories

    for record in lines:
        yield stories.StreamDoc(
            id=record["id"],
            published=_moment(text(record, "published")),
            title=text(record, "title"),
            text=text(record, "text"),
        )


def _stories(lines: Lines) -> None:
    from broadsheet import stories

    for id, story in stories.assign(list(_docs(lines))):
        write({"id": id, "story": story})


def _stories_stream(lines: Lines) -> None:
    from broadsheet import stories

    for change in stories.stream(_docs(lines)):
        record: JsonRecord = {"id": change.id, "story": change.story}
        if change.change:
            record["change"] = change.change
        write(record)
        sys.stdout.flush()


# statements and digest


def _statements(lines: Lines) -> None:
    from broadsheet import statements
    from broadsheet.model import Block

    for record in lines:
        words = text(record, "text")
        if not words.strip():
            write({"id": record["id"], "statements": [], "rejected": "no text"})
            continue
        given = record.get("blocks")
        blocks = None
        if isinstance(given, list):
            try:
                blocks = [Block(int(each["start"]), int(each["end"]), each.get("kind", "paragraph")) for each in given]
            except (KeyError, TypeError, ValueError, AttributeError):
                write({"id": record["id"], "statements": [], "rejected": "blocks need start and end"})
                continue
        found = statements.find_in(words, blocks, language=text(record, "language"))
        write(
            {
                "id": record["id"],
                "statements": [
                    {
                        "content": [list(span.offsets) for span in each.content],
                        "cue": [list(span.offsets) for span in each.cue] or None,
                        "source": [list(span.offsets) for span in each.source] or None,
                        "speaker": each.speaker or None,
                        "speaker_span": list(each.speaker_span.offsets) if each.speaker_span else None,
                        "kind": each.kind,
                    }
                    for each in found
                ],
            }
        )


def _digest(lines: Lines) -> None:
    from broadsheet import editions

    for record in lines:
        budget = record.get("budget_words")
        given = [each for each in record.get("articles") or [] if isinstance(each, dict)]
        articles = [
            editions.DigestText(text(each, "title"), text(each, "text"), text(each, "outlet"), text(each, "language"))
            for each in given
        ]
        chosen = editions.choose(articles, budget_words=budget if isinstance(budget, int) else 70)
        slices = [articles[line.article].text[line.start : line.end] for line in chosen]
        write(
            {
                "id": record["id"],
                "summary": " ".join(slices),
                "lines": [{"article": line.article, "start": line.start, "end": line.end} for line in chosen],
                **({} if chosen else {"rejected": _why_none(articles)}),
            }
        )


def _why_none(articles: Sequence[Any]) -> str:
    """Why nothing was chosen: no text is in a language of which sentences are chosen, or nothing fits."""
    from broadsheet import languages

    spoken = [languages.spoken_by(each.text, each.language) for each in articles]
    if spoken and not any(each.can.digest for each in spoken):
        return f"no sentences are chosen in {', '.join(sorted({each.name for each in spoken}))}"
    return "nothing fits"
