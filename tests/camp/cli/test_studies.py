"""Lock, enrol and unblind from the command line; --arm is refused in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from attention_camp.camp.cli.app import app
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.debriefing import WHAT
from attention_camp.camp.dataset.studies.enrolment import guesses_of
from attention_camp.resources.texts import UserError


def said(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_a_study_from_template_to_unblinding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    data, key, study = tmp_path / "data", tmp_path / "key.pem", tmp_path / "study.yaml"
    said("lock", "--new-key", key)
    said("lock", "--template", study)
    locked = said("lock", study, "--dataset", data, "--statistician", f"{key}.pub")
    assert "Hash of the allocation list" in locked
    assert "code " in said("enrol", "01", "--dataset", data, "--arm", "code")
    with pytest.raises(UserError, match="nobody chooses an arm"):
        said("enrol", "02", "--dataset", data, "--arm", "yoked")
    run = ("run", "--dataset", data, "--protocol", "adults", "--dry-run")
    with pytest.raises(UserError, match="nobody chooses an arm"):
        said(*run, "--arm", "closed-loop")
    assert "is checked" not in said(*run, "--participant", "01")
    with pytest.raises(UserError, match="not enrolled"):
        said("run", "--dataset", data, "--protocol", "adults", "--participant", "02",
             "--headless", "--observer", "default", "--board", "simulated")  # fmt: skip
    with pytest.raises(UserError, match="public key"):
        said("lock", study, "--dataset", data)
    with pytest.raises(UserError, match="--protocol FILE"):
        said("lock", "--dataset", data, "--deviation", "longer", "--who", "A. Lee")
    guess = ("guess", "01", "--dataset", data, "--role", "operator", "--arm")
    assert "Kept" in said(*guess, "yoked", "--sure", "2")
    with pytest.raises(UserError, match="must be one of closed-loop, yoked"):
        said(*guess, "magic")
    opened = said("unblind", data, "--key", key, "--reason", "done", "--who", "A. Lee")
    assert opened.startswith("01: ")
    shown = said("lock", "--dataset", data)
    assert "unchanged since it was locked" in shown
    assert "unblinded" in shown
    arm = opened.split(": ")[1].strip().splitlines()[0]
    letter = next(data.rglob("debriefing/sub-01.txt")).read_text(encoding="utf-8")
    assert "You were in the arm" in letter
    assert WHAT[arm] in letter
    assert guesses_of(locking.read_lock(data), "operator") == [(arm, "yoked")]
