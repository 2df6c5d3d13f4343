"""Settings: TOML < environment < command line, and an unknown key is an error with its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet import settings
from broadsheet.errors import SettingsError


def test_later_layers_win(tmp_path: Path) -> None:
    file = tmp_path / "broadsheet.toml"
    file.write_text('[serve]\nport = 1\n[paper]\nname = "A"\n', encoding="utf-8")
    found = settings.load(
        file, environment={"BROADSHEET_SERVE_PORT": "2", "BROADSHEET_PAPER_NAME": "B"}, overrides={"serve.port": "3"}
    )
    assert (found.serve.port, found.paper.name) == (3, "B")


def test_the_file_that_init_writes_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "broadsheet.toml"
    file.write_text(settings.as_toml(), encoding="utf-8")
    assert settings.load(file, environment={}) == settings.Settings()


def test_every_setting_survives_being_written(tmp_path: Path) -> None:
    file = tmp_path / "broadsheet.toml"
    odd = settings.load(
        None,
        environment={},
        overrides={"paper.name": 'The "Odd" \\ Paper', "fetch.allow_hosts": "a:1,b", "fetch.host_delay_seconds": "0.5"},
    )
    file.write_text(settings.as_toml(odd), encoding="utf-8")
    assert settings.load(file, environment={}) == odd


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[papers]\nname = 'x'\n", "papers"),
        ("[paper]\ncolour = 'red'\n", "paper.colour"),
        ("[serve]\nport = 'high'\n", "serve.port"),
        ("[serve]\nport = -1\n", "serve.port"),
        ("[fetch]\nallow_hosts = 'x'\n", "fetch.allow_hosts"),
        ("[paper]\ntimezone = 'Nowhere/Land'\n", "paper.timezone"),
        ("paper = 3\n", "paper"),
        ("[paper\n", "broadsheet.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "broadsheet.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=named):
        settings.load(file, environment={})


def test_an_unknown_setting_on_the_command_line_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"serve\.prot"):
        settings.load(None, environment={}, overrides={"serve.prot": "1"})
