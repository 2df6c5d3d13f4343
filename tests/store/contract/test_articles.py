"""Articles, their Versions, what was read and what was left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.model import ItemOutcome, Link, Moment, Place, Reading, Sighting
from broadsheet.store.contract import ArticleRow, Ledger, LinkLeft, ProfileRow, UnreadRow, WaitingLink
from broadsheet.text.addresses import normal
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite, keep, version


class ArticlesContract(Contract):
    """Articles, their Versions, what was read and what was left."""

    def test_a_time_out_of_range_that_was_kept_is_none(self, ledger: Ledger) -> None:
        early = Moment(datetime(1, 1, 1, tzinfo=UTC), "minute", "page")
        link = Link("l", "f", "https://gazette.example/a", "T", published=early)
        keep(ledger, replace(version("v", "a"), published=early))
        with ledger.writing() as writer:
            writer.put_link(link, capture_id="c", seen=NOW)
        found, kept = ledger.version("v"), ledger.link("l")
        assert found is not None
        assert kept is not None
        assert (found.published, kept.published) == (None, None)
        assert found.times_reason == "time-out-of-range: published 0001-01-01T00:00:00+00:00"

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
    @given(
        words=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\n"), min_size=1, max_size=60)
    )
    def test_any_text_comes_back_as_it_was(self, ledger: Ledger, words: str) -> None:
        number = str(ledger.totals()["versions"])
        made = version(f"v{number}", f"a{number}", words=words, title=words)
        keep(ledger, made)
        assert ledger.version(made.id) == made

    def test_the_newest_version_is_found_and_searched(self, ledger: Ledger) -> None:
        old = version("v1", "a", words="The ferry left at noon.")
        new = version("v2", "a", words="The ferry left at one.", captured=NOW + HOUR)
        keep(ledger, new, old)
        assert ledger.versions_of("a") == (old, new)
        assert ledger.newest_versions(["a"]) == (new,)
        assert ledger.newest_versions(["a"], before=NOW + HOUR) == (old,)
        assert [hit.version_id for hit in ledger.search("ferry")] == ["v2"]
        assert ledger.search("noon") == ()
        assert ledger.articles_seen(NOW, NOW + HOUR) == ("a",)
        assert ledger.access(NOW) == {("gazette", "full"): 1}
        assert ledger.access(NOW + HOUR) == {}
        assert ledger.newest_articles() == {"gazette": NOW}

    def test_what_came_late_is_known_by_its_round(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"))
        last = ledger.rounds(limit=1)[0].id
        again = version("v2", "a", words="The ferry left before noon.", captured=NOW - HOUR)
        keep(ledger, again, version("v3", "b", words="Other."))
        assert [(row.id, row.first_version) for row in ledger.came_late(NOW + HOUR, after=last)] == [("b", NOW)]
        assert ledger.came_late(NOW, after=last) == ()
        assert [row.id for row in ledger.came_late(NOW + HOUR, after=last - 1)] == ["a", "b"]

    def test_an_address_leads_to_one_article_for_good(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b", words="Other."))
        with ledger.writing() as writer:
            writer.put_address("https://gazette.example/a", "b")
        assert ledger.article_of("https://gazette.example/a") == "a"

    def test_what_was_learned_of_an_outlet_is_kept_in_order(self, ledger: Ledger) -> None:
        later = ProfileRow("gazette", NOW + HOUR, 16, "gazette/2", "{}")
        first, other = ProfileRow("gazette", NOW, 8, "gazette/1", "{}"), ProfileRow("post", NOW, 9, "", "{}")
        with ledger.writing() as writer:
            for row in (later, other, first, replace(first, version="another")):
                writer.put_profile(row)
        assert ledger.profiles("gazette") == (first, later), "what was learned once is never replaced"
        assert ledger.profiles("nobody") == ()

    def test_the_last_articles_of_an_outlet(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b", captured=NOW + HOUR), version("v3", "c", words="Later."))
        with ledger.writing() as writer:
            writer.put_article(ArticleRow("d", "https://gazette.example/d", "gazette", NOW + 2 * HOUR))
        assert list(ledger.last_articles("gazette", limit=2).items()) == [("b", NOW + HOUR), ("a", NOW)]
        assert list(ledger.last_articles("gazette", limit=9)) == ["b", "a", "c"], "one without a text is none"

    def test_outlets_are_read_where_a_page_made_a_version(self, ledger: Ledger) -> None:
        cases = (
            ("page", "response", "made", ""),
            ("line", "resource", "made", ""),
            ("same", "response", "unchanged", ""),
            ("feed", "response", "made", "robots"),
        )
        with ledger.writing() as writer:
            current = writer.open_round("fetch", ["f"], NOW, NOW)
            for at, (name, kind, outcome, why) in enumerate(cases):
                place = Place("one.warc.gz", at * 10, 10)
                writer.put_sighting(Sighting(f"c{name}", f"https://{name}.example/a", NOW, kind, 200, "d", place))  # type: ignore[arg-type]
                writer.put_reading(current.id, Reading(name, f"c{name}", "a", "", name, why))
                writer.settle(ItemOutcome(current.id, "articles", name, outcome, ""))  # type: ignore[arg-type]
        assert ledger.outlets_read(current.id) == ("page",)
        assert ledger.outlets_read(current.id + 1) == ()

    def test_readings_that_made_nothing_are_found_by_their_time(self, ledger: Ledger) -> None:
        cases = (
            ("page:1", NOW, "rejected", "language"),
            ("page:2", NOW - HOUR, "rejected", "no-text"),
            ("page:3", NOW, "made", ""),
            ("link:4", NOW - 9 * HOUR, "failed", "timeout"),
        )
        with ledger.writing() as writer:
            current = writer.open_round("fetch", ["f"], NOW, NOW)
            for at, (key, when, outcome, reason) in enumerate(cases):
                place = Place("one.warc.gz", at * 10, 10)
                writer.put_sighting(Sighting(f"c{key}", f"https://x.example/{key}", when, "response", 200, "d", place))
                writer.put_reading(current.id, Reading(key, f"c{key}", f"a{key[-1]}", "", "x"))
                writer.settle(ItemOutcome(current.id, "articles", key, outcome, reason, "de"))  # type: ignore[arg-type]
        found = ledger.unread(NOW, NOW + HOUR)
        assert found == (UnreadRow("a1", "language", "de"), UnreadRow("a4", "timeout", "de"))
        assert ledger.unread(NOW - HOUR, NOW) == (UnreadRow("a2", "no-text", "de"),)

    def test_links_that_were_never_asked_for_wait_or_were_too_old(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            current = writer.open_round("fetch", ["f"], NOW, NOW)
            for id, address in (("a", "old"), ("b", "waits"), ("c", "asked"), ("d", "known"), ("e", "old")):
                writer.put_link(Link(id, "f", f"https://gazette.example/{address}", id), capture_id="c", seen=NOW)
            writer.put_link(Link("z", "f", "https://gazette.example/later", "z"), capture_id="c", seen=NOW + HOUR)
            writer.put_waiting([WaitingLink("b", "f", NOW)])
            writer.plan(current.id, "pages", ["c"])
            writer.settle(ItemOutcome(current.id, "pages", "c", "rejected", "robots"))
            writer.put_article(ArticleRow("known", "https://gazette.example/known", "gazette", NOW))
            writer.put_address(normal("https://gazette.example/known"), "known")
        assert ledger.links_left(NOW, NOW + HOUR) == (LinkLeft("a", False), LinkLeft("b", True))


class TestSqlite(Sqlite, ArticlesContract):
    """In one SQLite file."""
