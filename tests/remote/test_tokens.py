from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.control.roles import Role
from studio.remote.tokens import Grant, Tokens


def test_a_token_opens_what_it_was_made_for() -> None:
    tokens = Tokens()
    token = tokens.issue(Role.OPERATOR, "Xiao Li's phone")
    grant = tokens.check(token)
    assert grant is not None
    assert (grant.role, grant.name) == (Role.OPERATOR, "Xiao Li's phone")


@pytest.mark.parametrize("token", ["", "wrong", "琼花", "\ud800", "x" * 10_000])
def test_any_other_word_opens_nothing(token: str) -> None:
    tokens = Tokens()
    tokens.issue(Role.PERFORMER, "this machine")
    assert tokens.check(token) is None


def test_no_two_tokens_are_alike_and_none_is_short() -> None:
    tokens = Tokens()
    made = {tokens.issue(Role.VIEWER, "wall") for _ in range(50)}
    assert len(made) == 50
    assert min(map(len, made)) >= 43


def test_a_kept_token_outlives_the_show_and_others_do_not(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "tokens.json"
    before = Tokens(path)
    kept, passing = before.issue(Role.BRAND, "brand", keep=True), before.issue(Role.PERFORMER, "this machine")
    after = Tokens(path)
    assert after.check(kept) == before.check(kept)
    assert after.check(passing) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_the_file_is_the_users_own_and_opens_nothing_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    token = Tokens(path).issue(Role.OPERATOR, "小李的手机", keep=True)
    assert path.stat().st_mode & 0o077 == 0
    assert token not in path.read_text(encoding="utf-8")
    assert "小李的手机" in path.read_text(encoding="utf-8")


def test_a_token_taken_back_is_gone_for_good_and_whoever_uses_it_is_told(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    token = tokens.issue(Role.OPERATOR, "phone", keep=True)
    gone: list[Grant] = []
    tokens.on_revoked(gone.append)
    (grant,) = tokens.grants
    tokens.revoke(grant.id)
    tokens.revoke(grant.id)
    assert gone == [grant]
    assert tokens.check(token) is None
    assert Tokens(tmp_path / "tokens.json").grants == ()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"tokens": 5}', '{"tokens": [{"id": 1}]}', "[" * 100_000, '{"tokens":[{"role":"god"}]}']
)
def test_a_damaged_file_lets_nobody_in_and_is_set_aside(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(content)
    tokens = Tokens(path)
    assert tokens.grants == ()
    assert (tmp_path / "tokens.damaged").read_text() == content
    assert "let in anew" in caplog.text
    tokens.issue(Role.VIEWER, "wall", keep=True)
    assert len(Tokens(path).grants) == 1
