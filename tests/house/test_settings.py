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
        ("[paper]\nlanguages = ['German']\n", "paper.languages"),
        ("[paper]\nlanguages = ['de-AT']\n", "paper.languages"),
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


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("127.0.0.1:8091", ("127.0.0.1:8091",)),
        ('["127.0.0.1:8091"]', ("127.0.0.1:8091",)),
        ("['a.example', 'b.example:80',]", ("a.example", "b.example:80")),
        ("[a.example,b.example]", ("a.example", "b.example")),  # a shell has taken the quotation marks out
        ("[]", ()),
        ("", ()),
        ("[::1]", ("[::1]",)),
        ("[::1]:8080, a.example", ("[::1]:8080", "a.example")),
    ],
)
def test_a_list_on_the_command_line_may_stand_as_toml_has_it(text: str, hosts: tuple[str, ...]) -> None:
    found = settings.load(None, environment={}, overrides={"fetch.allow_hosts": text})
    assert found.fetch.allow_hosts == hosts


def test_a_text_on_the_command_line_may_stand_in_quotation_marks() -> None:
    found = settings.load(None, environment={"BROADSHEET_PAPER_TIMEZONE": '"Europe/Vienna"'}, overrides={})
    assert found.paper.timezone == "Europe/Vienna"
    odd = settings.load(None, environment={}, overrides={"paper.name": '"Ebb" and "Flow"'})
    assert odd.paper.name == '"Ebb" and "Flow"'


def test_an_empty_list_of_languages_reads_all() -> None:
    assert settings.load(None, environment={}, overrides={"paper.languages": "[]"}).paper.languages == ()


def test_a_file_that_cannot_be_read_says_how_to_see_a_sound_one(tmp_path: Path) -> None:
    file = tmp_path / "broadsheet.toml"
    file.write_text("[paper\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"line 1.*Mend .*make a second paper: broadsheet init DIR"):
        settings.load(file, environment={})
