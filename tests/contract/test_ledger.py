"""What `store.contract` promises, held against each back end: one class of tests for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import LedgerError, LedgerLocked, LedgerRefused
from broadsheet.model import (
    Block,
    Delivery,
    Edition,
    ItemOutcome,
    Link,
    Membership,
    Moment,
    Place,
    Reader,
    Reading,
    Sighting,
    SourceState,
    StoryChange,
    Text,
    Version,
)
from broadsheet.store import open_ledger
from broadsheet.store.contract import ArticleRow, Ledger, LinkLeft, ProfileRow, UnreadRow, WaitingLink, Withdrawal
from broadsheet.text.addresses import normal
from broadsheet.text.hashing import text_hash

NOW = datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def version(
    id: str, article: str, *, words: str = "The ferry left.", captured: datetime = NOW, title: str = "Ferry"
) -> Version:
    text = Text(words, (Block(0, len(words), "paragraph"),))
    hash = text_hash(title, text)
    url = f"https://gazette.example/{article}"
    return Version(id, article, f"c{id}", "", url, "gazette", title, text, hash, captured, Reader("x"))


def keep(ledger: Ledger, *versions: Version) -> int:
    with ledger.writing() as writer:
        current = writer.open_round("import", ["f"], NOW, NOW)
        for each in versions:
            writer.put_article(ArticleRow(each.article_id, each.url, "gazette", each.captured))
            writer.put_address(each.url, each.article_id)
            writer.put_version(each, current.id)
    return current.id


class LedgerContract:
    """Each back end's class of tests is this one with an `open` of its own."""

    def open(self, folder: Path, *, write: bool = True) -> Ledger:
        raise NotImplementedError

    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        made = self.open(tmp_path)
        yield made
        made.close()

    # Transactions and the lock

    def test_all_of_a_transaction_is_kept_or_none(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError), ledger.writing() as writer:  # noqa: PT012
            writer.put_source_state(SourceState("one"))
            writer.settle(ItemOutcome(1, "feeds", "never planned", "made", ""))
        assert ledger.source_state("one") is None
        with ledger.writing() as writer:
            writer.put_source_state(SourceState("two"))
            assert ledger.source_state("two") is not None, "a write is seen by the reads that follow"
        assert ledger.source_states() == (SourceState("two"),)

    def test_one_writes_and_any_number_read(self, ledger: Ledger, tmp_path: Path) -> None:
        with ledger.writing() as writer:
            writer.put_source_state(SourceState("one"))
        reader = self.open(tmp_path, write=False)
        try:
            assert reader.source_state("one") == SourceState("one")
            with pytest.raises(LedgerError), reader.writing():
                pass
        finally:
            reader.close()
        with pytest.raises(LedgerLocked, match="being written by"):
            open_ledger(tmp_path / "ledger.sqlite", write=True, wait=0.0)

    def test_what_is_not_there_is_nothing_and_no_error(self, ledger: Ledger) -> None:
        for found in (
            ledger.outlet("x"), ledger.source_state("x"), ledger.link("x"), ledger.sighting("x"), ledger.article_of("x"),
            ledger.article("x"), ledger.reading(1, "x"), ledger.version("x"), ledger.story("x"), ledger.story_of("x"),
            ledger.edition("x"),
        ):  # fmt: skip
            assert found is None
        for many in (
            ledger.pending(1, "x"), ledger.outcomes(1), ledger.sightings("x"), ledger.sightings_in("x"), ledger.addresses("x"),
            ledger.versions(["x"]), ledger.versions_of("x"), ledger.newest_versions(["x"]), ledger.statements(["x"]),
            ledger.memberships(["x"]), ledger.story_changes("x"), ledger.editions(recipe="x"), ledger.waiting(["x"]),
            ledger.unread(NOW, NOW + HOUR), ledger.links_left(NOW, NOW + HOUR), ledger.withdrawals(article_id="x"), ledger.readings_of("x"), ledger.links_to("x"), ledger.search("x"),
        ):  # fmt: skip
            assert many == ()
        assert not ledger.is_withdrawn(article_id="x")
        assert ledger.check() == ()

    # Rounds

    def test_each_item_has_one_outcome(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            current = writer.open_round("fetch", ["b", "a"], NOW, NOW)
            writer.plan(current.id, "feeds", ["b", "a", "b"])
            writer.settle(ItemOutcome(current.id, "feeds", "a", "made", ""))
            writer.plan(current.id, "feeds", ["a"])
        assert ledger.pending(current.id, "feeds") == ("b",)
        again, unplanned = (ItemOutcome(current.id, "feeds", key, "failed", "dns") for key in "ac")
        for wrong in (again, unplanned):
            with pytest.raises(LedgerError), ledger.writing() as writer:
                writer.settle(wrong)
        assert ledger.counts(current.id) == {("feeds", "made", ""): 1}
        assert [each.id for each in ledger.open_rounds()] == [current.id]
        with ledger.writing() as writer:
            writer.close_round(current.id, NOW + HOUR)
        assert ledger.open_rounds() == ()
        assert "has no outcome" in ledger.check()[0]

    def test_what_was_in_hand_when_it_broke_is_suspect(self, ledger: Ledger) -> None:
        def hold(*keys: str, broken: bool) -> None:
            with ledger.writing() as writer:
                writer.take_in_hand("articles", keys)
            with ledger.writing() as writer:
                writer.let_go(broken=broken)

        hold("a", "b", broken=False)
        assert ledger.suspects("articles") == {}, "a stop that was asked for makes nobody suspect"
        hold("a", "b", broken=True)
        assert ledger.suspects("articles") == {"a": 0, "b": 0}
        hold("b", broken=True)
        hold("b", broken=False)
        hold("b", broken=True)
        assert ledger.suspects("articles") == {"a": 0, "b": 2}
        assert ledger.suspects("feeds") == {}
        with ledger.writing() as writer:
            writer.put_down("articles", ["b", "never held"])
        assert ledger.suspects("articles") == {"a": 0}

    def test_what_was_set_aside_is_known_until_it_is_tried_again(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            current = writer.open_round("import", ["f"], NOW, NOW)
            writer.plan(current.id, "articles", ["a", "b", "c"])
            outcomes = [
                ItemOutcome(current.id, "articles", "a", "failed", "timeout"),
                ItemOutcome(current.id, "articles", "b", "failed", "http-500"),
                ItemOutcome(current.id, "articles", "c", "rejected", "error"),
            ]
            for outcome in outcomes:
                writer.settle(outcome)
        assert ledger.set_aside() == (outcomes[0],)
        with ledger.writing() as writer:
            writer.tried_again(outcomes[0], 9)
        assert ledger.set_aside() == ()
        assert ledger.outcomes(current.id)[0].reason == "timeout, tried again in round 9"

    def test_a_value_that_cannot_be_kept_is_told_from_a_ledger_that_cannot(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerRefused), ledger.writing() as writer:
            writer.put_address("https://gazette.example/x", "an article that is not there")
        with pytest.raises(UnicodeEncodeError), ledger.writing() as writer:
            writer.put_article(ArticleRow("a", "https://gazette.example/\ud800", "gazette", NOW))
        assert ledger.check() == ()

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

    def test_times_come_back_aware_and_in_utc(self, ledger: Ledger) -> None:
        there = NOW.astimezone(timezone(timedelta(hours=-7)))
        with ledger.writing() as writer:
            writer.open_round("fetch", [], there, there)
        (found,) = ledger.open_rounds()
        assert found.cutoff == NOW
        assert found.cutoff.tzinfo == UTC

    # Links that wait

    def test_links_wait_in_order_and_are_given_up_after_their_tries(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            for id in "abcd":
                writer.put_link(Link(id, "f", f"https://gazette.example/{id}", id), capture_id="c", seen=NOW)
            waiting = [
                WaitingLink("a", "f", NOW),
                WaitingLink("b", "f", None),
                WaitingLink("c", "f", NOW + HOUR),
                WaitingLink("d", "f", NOW),
            ]
            writer.put_waiting(waiting)
        assert [each.link_id for each in ledger.waiting(["f"])] == ["c", "a", "d", "b"]
        with ledger.writing() as writer:
            assert [writer.try_again("a", most=3) for _ in range(3)] == [True, True, False]
            writer.try_again("c", most=3)
            writer.put_waiting([WaitingLink("c", "g", NOW + HOUR)])
            writer.drop_waiting(["b", "nothing"])
        assert ledger.waiting(["g"]) == (WaitingLink("c", "g", NOW + HOUR, 1),)
        assert [each.link_id for each in ledger.waiting(["f"])] == ["d"]

    def test_a_link_stays_as_it_was_first_seen(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            writer.put_link(Link("a", "f", "https://gazette.example/a", "One"), capture_id="c1", seen=NOW)
            writer.put_link(Link("a", "f", "https://gazette.example/a", "Two"), capture_id="c2", seen=NOW)
        kept = ledger.link("a")
        assert kept is not None
        assert (kept.title, ledger.link_capture("a")) == ("One", "c1")
        assert ledger.known_links(["a", "b"]) == {"a"}

    # The archive's index

    def test_sightings_and_the_ends_of_files(self, ledger: Ledger) -> None:
        first = Sighting("c", "https://g.example/", NOW, "response", 200, "sha256:1", Place("d1", 100, 50))
        again = Sighting("c", "https://g.example/", NOW + HOUR, "revisit", 304, "sha256:1", Place("d2", 0, 20))
        with ledger.writing() as writer:
            for each in (again, first, first):
                writer.put_sighting(each)
        assert ledger.sighting("c") == first, "a revisit holds no payload"
        assert ledger.sightings("https://g.example/") == (first, again)
        assert ledger.archive_ends() == {"d1": 150, "d2": 20}
        assert ledger.has_sighting(first.place)
        with ledger.writing() as writer:
            writer.retire("d1", "d1.1", {100: Place("d1.1", 7, 50)})
            writer.retire("d2", "", {})
        assert ledger.retired() == {"d1": "d1.1", "d2": ""}
        assert ledger.archive_ends() == {"d1.1": 57}
        assert [each.place.offset for each in ledger.sightings_in("d1.1")] == [7]
        with ledger.writing() as writer:
            writer.forget_retired("d2")
        assert ledger.retired() == {"d1": "d1.1"}

    # Versions

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

    def test_an_address_leads_to_one_article_for_good(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b", words="Other."))
        with ledger.writing() as writer:
            writer.put_address("https://gazette.example/a", "b")
        assert ledger.article_of("https://gazette.example/a") == "a"

    # Stories

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

    def test_rows_of_an_older_version_are_named_and_not_mixed_with_newer_ones(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b"))
        with ledger.writing() as writer:
            for id, stage in (("v1", "copies/1"), ("v2", "copies/2")):
                writer.put_signature(id, stage.encode(), stage)
                writer.put_statements(id, (), f"statements/{id}")
        assert ledger.older_signatures("copies/2") == ("v1",)
        assert ledger.older_statements("statements/v1") == ("v2",)
        assert set(ledger.signatures(["v1", "v2"])) == {"v1", "v2"}
        assert ledger.signatures(["v1", "v2"], stage_version="copies/2") == {"v2": b"copies/2"}

    def test_versions_of_an_older_reader_are_named_until_they_are_to_be_read_again(self, ledger: Ledger) -> None:
        old, newer = version("v9", "a"), replace(version("v1", "a"), capture_id="cv9", reader=Reader("y"))
        keep(ledger, old)
        assert ledger.older_versions("y", read_again="again:") == (), "what the archive no longer has stays as it is"
        with ledger.writing() as writer:
            writer.put_sighting(Sighting("cv9", old.url, NOW, "response", 200, "d", Place("one.warc.gz", 0, 10)))
        assert ledger.older_versions("y", read_again="again:") == ("v9",)
        assert ledger.older_versions("x", read_again="again:") == ()
        round_id = keep(ledger, newer)
        assert ledger.newest_versions(["a"]) == (newer,), "of one Capture the one of the later round"
        assert ledger.versions_of("a") == (old, newer)
        with ledger.writing() as writer:
            writer.put_reading(round_id, Reading("again:v9", "cv9", "a", "", "gazette", ""))
        assert ledger.older_versions("y", read_again="again:") == ()

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

    # Withdrawal

    def test_a_withdrawn_text_leaves_its_hash_and_no_word(self, ledger: Ledger, tmp_path: Path) -> None:
        gone = version("v1", "a", words="Zanzibarquux was here.", title="Zanzibarquux")
        same = version("v2", "b", words="Zanzibarquux was here.", title="Zanzibarquux")
        other = version("v3", "c", words="Nothing of the kind.")
        number = keep(ledger, gone, other)
        with ledger.writing() as writer:
            writer.put_link(Link("l", "f", gone.url, "Zanzibarquux", summary="Zanzibarquux"), capture_id="c", seen=NOW)
            writer.put_reading(number, Reading("k", gone.capture_id, "a", "l", "gazette"))
            writer.put_signature("v1", b"sig", "1")
        row = Withdrawal("v1", "a", "v1", gone.capture_id, gone.url, gone.text_hash, "sha256:1", "asked for", NOW)
        with ledger.writing() as writer:
            writer.withdraw("a", [row])
        ledger.erase_traces()
        assert ledger.withdrawals() == ledger.withdrawals(article_id="a") == (row,)
        assert ledger.is_withdrawn(article_id="a")
        assert ledger.is_withdrawn(article_id="b", text_hash=same.text_hash)
        assert ledger.version("v1") is None
        assert ledger.article_of(gone.url) == "a", "its address is still known"
        assert ledger.search("Zanzibarquux") == ()
        assert ledger.version("v3") == other
        assert ledger.check() == ()
        assert not any(b"anzibarquux" in path.read_bytes() for path in tmp_path.iterdir() if path.is_file())

    def test_a_text_that_another_article_has_stays_with_it(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b"))
        with ledger.writing() as writer:
            writer.withdraw("a", [])
        assert ledger.version("v2") == version("v2", "b")

    # What an edition leaves out, and one that is removed

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

    def test_an_edition_that_is_removed_leaves_its_deliveries(self, ledger: Ledger) -> None:
        edition = Edition(
            "broadsheet-edition/1", "morning", "P", NOW.date(), "UTC", (NOW, NOW + HOUR), "en", "", (), (), (), ()
        )
        delivery = Delivery("d", "h", "smtp", "a@paper.example", "<m>", "sent", "250", NOW, NOW + HOUR)
        with ledger.writing() as writer:
            writer.put_edition(edition, "h", "one")
            writer.put_edition(edition, "i", "two")
            writer.put_delivery(delivery)
            writer.remove_edition("h")
            writer.remove_edition("nothing")
        assert [row.folder for row in ledger.editions()] == ["two"]
        assert ledger.edition("h") is None
        assert ledger.deliveries(edition_hash="h") == (delivery,)

    # Deliveries

    def test_a_delivery_is_kept_in_its_last_state(self, ledger: Ledger) -> None:
        begun = Delivery("d", "h", "smtp", "a@paper.example", "<m>", "sending", "", NOW)
        ended = Delivery("d", "h", "smtp", "a@paper.example", "<m>", "sent", "250", NOW, NOW + HOUR)
        with ledger.writing() as writer:
            writer.put_delivery(begun)
            writer.put_delivery(ended)
        assert ledger.deliveries(edition_hash="h") == (ended,)


class TestSqlite(LedgerContract):
    def open(self, folder: Path, *, write: bool = True) -> Ledger:
        return open_ledger(folder / "ledger.sqlite", write=write, wait=0.2)
