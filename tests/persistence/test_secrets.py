"""PINs are hashed slowly, with a pepper that is not in the store."""

from __future__ import annotations

from pos_desktop.persistence.secrets import Argon2Secrets


def test_a_pin_is_verified_and_no_other_is() -> None:
    secrets = Argon2Secrets(b"p" * 32)
    hashed = secrets.hash("2468")
    assert hashed.startswith("$argon2id$")
    assert "2468" not in hashed
    assert secrets.verify(hashed, "2468")
    assert not secrets.verify(hashed, "2469")
    assert not secrets.verify(hashed, "")


def test_without_the_pepper_a_hash_is_worth_nothing() -> None:
    hashed = Argon2Secrets(b"p" * 32).hash("2468")
    assert not Argon2Secrets(b"q" * 32).verify(hashed, "2468")


def test_the_same_pin_is_hashed_differently_each_time() -> None:
    secrets = Argon2Secrets(b"p" * 32)
    assert secrets.hash("1357") != secrets.hash("1357")


def test_a_password_is_the_same_however_its_accents_were_typed() -> None:
    secrets = Argon2Secrets(b"p" * 32)
    assert secrets.verify(secrets.hash("cafe\u0301-owner"), "caf\u00e9-owner")


def test_what_is_no_hash_verifies_nothing() -> None:
    assert not Argon2Secrets(b"p" * 32).verify("not a hash", "2468")
    assert not Argon2Secrets(b"p" * 32).verify("", "2468")
