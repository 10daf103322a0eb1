"""What the operator sets in the environment, and what the program makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.env import Misconfigured, database, env_bool, env_int, env_secret, env_str


def test_a_variable_without_a_default_must_be_set_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLACE", raising=False)
    with pytest.raises(Misconfigured, match="set PLACE or PLACE_FILE"):
        env_str("PLACE")
    assert env_str("PLACE", "here") == "here"


def test_a_value_may_be_kept_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "place"
    file.write_text("there\n")
    monkeypatch.setenv("PLACE_FILE", str(file))
    assert env_str("PLACE") == "there"
    file.unlink()
    with pytest.raises(Misconfigured, match="PLACE_FILE"):
        env_str("PLACE")


@pytest.mark.parametrize(("word", "meaning"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_a_switch_understands_plain_words(monkeypatch: pytest.MonkeyPatch, word: str, meaning: bool) -> None:
    monkeypatch.setenv("SWITCH", word)
    assert env_bool("SWITCH", not meaning) is meaning


def test_what_makes_no_sense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "perhaps")
    monkeypatch.setenv("NUMBER", "many")
    with pytest.raises(Misconfigured, match="SWITCH"):
        env_bool("SWITCH")
    with pytest.raises(Misconfigured, match="NUMBER"):
        env_int("NUMBER", 1)


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SECRET", raising=False)
    file = tmp_path / "home" / "secret"
    secret = env_secret("SECRET", file)
    assert len(secret) > 40
    assert env_secret("SECRET", file) == secret
    assert file.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET", "mine")
    assert env_secret("SECRET", file) == "mine"


def test_a_database_address_may_name_a_port_or_a_socket_and_hold_odd_passwords() -> None:
    server = database("postgresql://app:p%40ss@[::1]:5433/tsunagu?sslmode=require")
    assert (server["HOST"], server["PORT"], server["NAME"]) == ("::1", "5433", "tsunagu")
    assert (server["USER"], server["PASSWORD"]) == ("app", "p@ss")
    assert server["OPTIONS"]["sslmode"] == "require"
    socket = database("postgresql://app:x@/tsunagu?host=%2Frun%2Fpostgresql")
    assert (socket["HOST"], socket["PORT"]) == ("/run/postgresql", "")


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "postgresql://host:port/name"])
def test_another_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(Misconfigured, match="must look like postgresql://"):
        database(address)
