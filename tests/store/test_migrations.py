"""The chain of migrations: it leads to the schema, from every step, and keeps what was there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from broadsheet.errors import LedgerError
from broadsheet.store import open_ledger, tables
from tests.store.older import at_step

STEPS = sorted(path.stem for path in (Path(tables.__file__).parent / "migrations" / "versions").glob("0*.py"))

# One row of each table that the first ledger had.
ROWS = """
INSERT INTO articles VALUES ('a', 'https://g.example/a', 'gazette', '2031-05-04 06:30:15', '2031-05-04 06:30:15', NULL);
INSERT INTO addresses VALUES ('https://g.example/a', 'a');
INSERT INTO rounds VALUES (1, 'fetch', '["f"]', '2031-05-04 06:30:15', '2031-05-04 06:30:15', NULL, NULL);
INSERT INTO round_items VALUES (1, 'feeds', 'f', NULL, '', '');
INSERT INTO links VALUES ('l', 'f', 'c', '2031-05-04 06:30:15', '{"id":"l","source_id":"f","url":"https://g.example/a","title":"T"}');
INSERT INTO sightings VALUES (1, 'c', 'https://g.example/a', '2031-05-04 06:30:15', 'response', 200, 'sha256:0', 'd', 5, 9);
INSERT INTO source_states VALUES ('f', '{"source_id":"f","etag":"x"}');
INSERT INTO readings VALUES (1, 'k', 'c', 'a', 'l', 'gazette', '');
INSERT INTO memberships VALUES ('a', 'a', 'original', 'a', 1.0);
"""


@pytest.mark.parametrize("step", STEPS[:-1])
def test_from_every_step_the_rows_are_kept(tmp_path: Path, step: str) -> None:
    path = tmp_path / "ledger.sqlite"
    at_step(path, step)
    with sqlite3.connect(path) as plain:
        plain.executescript(ROWS)
    plain.close()
    with pytest.raises(LedgerError, match="older version"):
        open_ledger(path, write=False)
    ledger = open_ledger(path, write=True)
    try:
        (current,) = ledger.open_rounds()
        assert ledger.pending(current.id, "feeds") == ("f",)
        state, link = ledger.source_state("f"), ledger.link("l")
        assert state is not None
        assert link is not None
        assert (state.etag, state.gap, link.title) == ("x", 0.0, "T")
        assert ledger.article_of("https://g.example/a") == "a"
        assert ledger.archive_ends() == {"d": 14}
        assert ledger.waiting(["f"]) == ()
        assert ledger.check() == ()
    finally:
        ledger.close()


def test_a_story_dated_by_year_one_is_dated_by_its_capture(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    at_step(path, "0004_profiles")
    with sqlite3.connect(path) as plain:
        plain.executescript(
            """INSERT INTO articles VALUES ('a', 'https://g.example/a', 'g', '2031-05-04 06:30:15', '2031-05-04 06:30:15', NULL);
            INSERT INTO rounds VALUES (1, 'import', '["f"]', '2031-05-04 06:30:15', '2031-05-04 06:30:15', NULL, NULL);
            INSERT INTO texts VALUES ('h', '{"content":"","blocks":[]}');
            INSERT INTO versions VALUES ('v', 'a', 'h', '2031-05-04 06:30:15.000000', '0001-01-01 00:00:00.000000', 1, '{}');
            INSERT INTO stories VALUES ('s', '', '0001-01-01 00:00:00.000000', '9999-12-31 23:59:59.000000');
            INSERT INTO story_articles VALUES ('a', 's');"""
        )
    plain.close()
    ledger = open_ledger(path, write=True)
    try:
        (story,) = ledger.stories()
        assert (story.opened.year, story.updated.year) == (2031, 2031)
    finally:
        ledger.close()


def test_the_chain_leads_to_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path, write=True).close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        options = {"include_object": lambda thing, name, kind, reflected, other: not str(name).startswith("search")}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)
    engine.dispose()
    assert found == []


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path, write=True).close()
    with sqlite3.connect(path) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999_later'")
    plain.close()
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(path, write=True)
