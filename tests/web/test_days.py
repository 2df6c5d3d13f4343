"""Pages of a paper whose articles are known to the day only, and lists that have no such page."""

from __future__ import annotations

import json
from pathlib import Path

from broadsheet.web import listening
from tests.newsroom.papers import article, command
from tests.web.test_pages import get


def test_a_day_is_a_day_and_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    rows = [article(number) | {"published": "2026-03-03"} for number in range(3)]
    rows[1]["outlet"] = rows[0]["outlet"]
    (tmp_path / "days.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    command("init", "paper", cwd=tmp_path)
    command("import", "../days.jsonl", cwd=tmp_path / "paper")
    assert "00:00" not in command("stories", cwd=tmp_path / "paper").stdout.decode()
    with listening(tmp_path / "paper", host="127.0.0.1", port=0) as url:
        for path in ("/stories", "/search?q=ferry"):
            body = get(url + path)[2]
            assert "3 March 2026" in body
            assert "00:00" not in body
        assert "The Hallin Post (hallinpost.example)" in get(f"{url}/search")[2]
        status, _, body = get(f"{url}/stories?page=99")
        assert status == 404
        assert "There is no page 99 of this list." in body
        assert 'href="/stories"' in body
