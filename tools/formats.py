"""Writes docs/formats.md from the wire types and their docstrings: python -m tools.formats

A test compares the page with the types, so that it cannot grow old.
"""

from __future__ import annotations

import inspect
import json
import re
from datetime import date, datetime
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from broadsheet import formats
from broadsheet.formats.v1 import edition, exports, journal

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"
CHAPTERS: tuple[tuple[str, ModuleType], ...] = (
    ("Editions and their proofs", edition),
    ("The journal", journal),
    ("Exported lines", exports),
)
HEAD = """# Formats

{what}

## The archive

One file a day, `archive/YYYY-MM-DD.warc.gz`, in the standard format WARC/1.1, each record a gzip member of its own. What came in is a `response` record
(`resource` where it is no HTTP response, `revisit` where the payload is kept already), behind the `request` and a `metadata` record with the redirects that led
there. Payloads have SHA-256 digests. The journal stands between them. Any program that reads WARC reads it all; [why/warc.md](why/warc.md) says why ours is written here.

`ledger.sqlite` is no format that lasts: migrations bring it along, and `broadsheet replay` makes it again from the archive.
"""
_PLAIN: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime: "time",
    date: "day",
    NoneType: "null",
}


def page() -> str:
    """The whole page."""
    parts = [HEAD.format(what=_words(formats))]
    for title, module in CHAPTERS:
        parts.append(f"## {title}\n\n{_words(module)}\n")
        parts += [_table(kind) for kind in kinds(module)]
    return "\n".join(parts)


def kinds(module: ModuleType) -> list[type[msgspec.Struct]]:
    """The wire types of a module, in its order."""
    found = [each for each in vars(module).values() if inspect.isclass(each) and issubclass(each, msgspec.Struct)]
    return [each for each in found if each.__module__ == module.__name__ and each.__struct_fields__]


def _words(of: object) -> str:
    """A docstring as Markdown."""
    return re.sub(r"``(.+?)``", r"`\1`", inspect.getdoc(of) or "")


def _table(kind: type[msgspec.Struct]) -> str:
    rows = ["| field | type | default |", "| --- | --- | --- |"]
    if kind.__struct_config__.tag:
        rows.append(f'| `type` | `"{kind.__struct_config__.tag}"` | |')
    rows += [f"| `{each.name}` | {_type(each.type)} | {_default(each)} |" for each in msgspec.structs.fields(kind)]
    return f"### {kind.__name__}\n\n{_words(kind)}\n\n" + "\n".join(rows) + "\n"


def _type(hint: Any) -> str:
    if hint in _PLAIN:
        return _PLAIN[hint]
    args = get_args(hint)
    if get_origin(hint) is Literal:
        return ", ".join(f'`"{each}"`' for each in args)
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_type(each) for each in args)
    if get_origin(hint) is tuple and args[-1] is Ellipsis:
        return f"list of {_type(args[0])}"
    if get_origin(hint) is tuple:
        return f"list of {len(args)}: {', '.join(_type(each) for each in args)}"
    return str(hint.__name__)


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return ""
    value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    return f"`{json.dumps(msgspec.to_builtins(value))}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
