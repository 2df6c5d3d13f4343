"""Reports and stories."""

from __future__ import annotations

from broadsheet.model import Membership, StoryChange
from broadsheet.store.contract import Ledger
from tests.store.contract.base import NOW, Contract, Sqlite, keep, version


class StoriesContract(Contract):
    """Reports and stories."""

    def test_stories_follow_their_changes(self, ledger: Ledger) -> None:
        number = keep(ledger, *(version(f"v{n}", n, words=f"Words {n}.") for n in "abc"))
        with ledger.writing() as writer:
            writer.replace_memberships(
                [Membership("a", "a", "original", "a", 1.0), Membership("b", "a", "copy", "a", 0.9)]
            )
            writer.add_story_changes(
                [StoryChange("s1", "opened", ("a", "b")), StoryChange("s2", "opened", ("c",))], number, NOW
            )
            writer.add_story_changes([StoryChange("s1", "merged", ("c",), "s2")], number, NOW)
        found = ledger.story("s2")
        assert found is not None
        assert (found.id, found.article_ids) == ("s1", ("a", "b", "c"))
        assert [each.article_id for each in ledger.members_of(["a"])] == ["a", "b"]
        assert ledger.story_round(number)
        assert ledger.check() == ()


class TestSqlite(Sqlite, StoriesContract):
    """In one SQLite file."""
