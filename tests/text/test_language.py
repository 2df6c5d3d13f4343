from __future__ import annotations

import pytest

from broadsheet.text.language import code_of, detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council agreed on Monday to rebuild the pier.", "en"),
        ("Die Fähre fährt seit Mittwoch wieder nach Plan.", "de"),
        ("Трамвай связывал рынок с вокзалом, а соседей друг с другом.", "ru"),
        ("町は観光の目玉にしたい考えで、夏まで毎晩点灯を続ける予定だ。", "ja"),
    ],
)
def test_detect(text: str, code: str) -> None:
    found, sure = detect(text)
    assert found == code
    assert 0.5 < sure <= 1


def test_among_limits_the_choice() -> None:
    assert detect("Die Fähre fährt seit Mittwoch wieder.", among=("en", "fr"))[0] in ("en", "fr")


def test_nothing_to_go_by() -> None:
    assert detect("12 : 4 \ud800") == ("", 0.0)


def test_tags() -> None:
    assert [code_of(tag) for tag in ("en-GB", "de_AT", "FR", "", "x", "english language")] == [
        "en",
        "de",
        "fr",
        "",
        "",
        "",
    ]
