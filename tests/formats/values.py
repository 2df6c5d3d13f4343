"""Any value of a noun, by its type hints: within what JSON can say and the nouns allow."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

_FIRST, _LAST = datetime(1995, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(codec="utf-8"), max_size=8),
    int: st.integers(-(2**40), 2**40),
    float: st.floats(0, 9, allow_nan=False),
    bool: st.booleans(),
    date: st.dates(_FIRST.date(), _LAST.date()),
    datetime: st.datetimes(_FIRST, _LAST, timezones=st.just(UTC)),
    NoneType: st.none(),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of that type: plain ones, literals, unions, tuples and dataclasses of these."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{each.name: any_of(hints[each.name]) for each in fields(hint)})
    args = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(args)
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([any_of(each) for each in args])
    if get_origin(hint) is tuple and args[-1] is Ellipsis:
        return st.lists(any_of(args[0]), max_size=2).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*map(any_of, args))
    raise NotImplementedError(hint)
