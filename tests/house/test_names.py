"""One meaning a name: no class and no alias of a type is defined twice."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

from tests.conftest import ROOT

# Each with its reason.
TWICE = {
    "Entry": "a story in an edition; in the journal the union of its records, always written journal.Entry",
    "Headers": "headers as they are kept; in the archive any sequence of pairs",
}
# Wire types bear the names of the nouns whose form they fix; the SQLite side of a contract bears the contract's.
NAMESAKES = ("src/broadsheet/formats/", "src/broadsheet/store/domains/")
_CLASS = re.compile(r"[A-Z][a-z]\w*")


def defined() -> dict[str, list[str]]:
    """Where each class, and each alias with a name like one, is defined."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "src").rglob("*.py")):
        if path.relative_to(ROOT).as_posix().startswith(NAMESAKES):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        assigned = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
        names += [each.id for each in assigned if isinstance(each, ast.Name) and _CLASS.fullmatch(each.id)]
        for name in names:
            found[name].append(str(path.relative_to(ROOT)))
    return found


def test_no_name_of_a_type_stands_twice() -> None:
    found = defined()
    assert len(found) > 200
    assert {name: places for name, places in found.items() if len(places) > 1 and name not in TWICE} == {}
