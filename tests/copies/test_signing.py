"""What is kept of a text for comparing it with others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.copies.signing import PERMUTATIONS, SAMPLED, Signature, shingles, sign

WORDS = st.lists(st.sampled_from("ferry quay Senby rope tide mayor wall dawn fog bell".split()), max_size=120).map(
    " ".join
)


@given(WORDS)
def test_a_signature_comes_back_from_its_bytes(text: str) -> None:
    made = sign(text)
    assert Signature.from_bytes(made.to_bytes()) == made


@given(WORDS)
def test_the_sample_is_the_shingles_that_their_hash_chooses(text: str) -> None:
    made, every = sign(text), shingles(text)
    assert made.shingles == len(every)
    assert np.frombuffer(made.sampled, dtype="<u4").tolist() == [each for each in every.tolist() if each % SAMPLED == 0]
    assert made.words == len(text.split())


def test_the_words_of_a_quotation_make_no_shingles() -> None:
    said = "“The wall will stand for another hundred years, and the ferry with it,”"
    one = f"{said} the mayor of Senby said at the quay on Monday after the storm had gone."
    two = f"Holt heard it in a full hall far from the sea, where nobody believed a word. {said} she was told."
    assert not set(shingles(one).tolist()) & set(shingles(two).tolist())


def test_case_and_marks_make_no_difference() -> None:
    assert sign("The ferry ran aground off Senby at dawn.") == sign("the FERRY ran aground, off Senby - at dawn")


@pytest.mark.parametrize("size", [0, 7, 8 + 4 * PERMUTATIONS - 1, 8 + 4 * PERMUTATIONS + 2])
def test_damaged_bytes_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="no signature"):
        Signature.from_bytes(b"x" * size)


def test_a_text_too_short_for_a_shingle_is_like_no_other() -> None:
    assert sign("Ferry aground off Senby").shingles == 0
    assert sign("").words == 0
