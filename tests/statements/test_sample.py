"""The sample articles, against what is known of who says what in them."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from broadsheet.demo import content
from broadsheet.demo.truth import TrueStatement, truth
from broadsheet.model import Statement
from broadsheet.statements import find_in

LAST = max(piece.published for piece in content.pieces()) + timedelta(days=1)


@cache
def found_in(article: str) -> tuple[str, tuple[Statement, ...]]:
    text = content.piece(article).at(LAST).text()
    return text, find_in(text)


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip()


def holders(statement: TrueStatement) -> list[Statement]:
    """The attributions that hold the words of a true statement."""
    text, found = found_in(statement.article)
    held = []
    for each in found:
        said = _bare(" ".join(text[slice(*piece.offsets)] for piece in each.content))
        if any(_bare(words) in said for words in statement.words):
            held.append(each)
    return held


def of_kind(*kinds: str) -> list[TrueStatement]:
    return [each for each in truth().statements if each.kind in kinds]


def test_nobody_is_given_the_words_of_another() -> None:
    wrong = [
        (each.article, each.words[0], each.speaker, held.speaker)
        for each in truth().statements
        for held in holders(each)
        if held.speaker and held.speaker != each.speaker
    ]
    assert wrong == []


def test_direct_speech_is_found_with_its_speaker() -> None:
    direct = of_kind("direct")
    right = [each for each in direct if each.speaker in {held.speaker for held in holders(each)}]
    assert len(right) >= 0.95 * len(direct)


def test_a_speech_is_one_statement() -> None:
    for each in of_kind("direct"):
        text, _ = found_in(each.article)
        whole = [_bare(" ".join(text[slice(*piece.offsets)] for piece in held.content)) for held in holders(each)]
        assert any(all(_bare(words) in said for words in each.words) for said in whole), each


def test_reported_and_mixed_speech_is_found_with_its_speaker() -> None:
    told = of_kind("indirect", "mixed")
    right = [each for each in told if each.speaker in {held.speaker for held in holders(each)}]
    assert len(right) >= 0.9 * len(told)


def test_direct_speech_is_known_as_such() -> None:
    kinds = [held.kind for each in of_kind("direct") for held in holders(each) if held.speaker == each.speaker]
    assert kinds.count("direct") >= 0.95 * len(kinds)


def test_roles_say_what_the_speaker_is() -> None:
    """Where a role is given, the office of the true role stands in it."""
    for each in truth().statements:
        text, _ = found_in(each.article)
        for held in holders(each):
            if held.role and held.speaker == each.speaker:
                role = text[slice(*held.role.offsets)].lower()
                assert set(re.findall(r"\w+", role)) & set(re.findall(r"\w+", each.role.lower())), (each.speaker, role)


def test_most_speakers_come_with_their_role() -> None:
    told = [held for each in truth().statements for held in holders(each) if held.speaker]
    assert sum(held.role is not None for held in told) >= 0.75 * len(told)
