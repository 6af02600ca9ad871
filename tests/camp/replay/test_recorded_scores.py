"""A session whose model is not here is replayed from its recorded scores."""

from __future__ import annotations

import sys

import pytest

from attention_camp.camp.cli.app import main
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.replay.replay_run import follow_scores, replay_run

UNKNOWN = "0123456789ab" + "0" * 52


def unknown_model(header) -> None:
    header["eeg"]["model_hash"] = UNKNOWN


def unknown_estimator(header) -> None:
    header["eeg"]["estimator"] = "wavelets"


def no_headset(header) -> None:
    header["eeg"] = {}


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (unknown_model, "model theta-alpha 0123456789ab is not here"),
        (unknown_estimator, "model wavelets "),
        (no_headset, "no headset answered when the session began"),
    ],
)
def test_the_decisions_follow_from_the_recorded_scores(
    changed, steering, edit, why
) -> None:
    result = replay_run(changed(steering, 1, edit))
    assert why in result.not_scored
    assert result.differences == []
    assert result.n_same == result.n_decisions == 44


@pytest.mark.parametrize(
    ("number", "edit"),
    [
        (-1, lambda line: line["decision"].update(level=1)),
        (-3, lambda line: line["score"].update(value=0.99)),
    ],
)
def test_a_changed_decision_or_score_is_noticed_without_the_model_too(
    changed, steering, number, edit
) -> None:
    n_lines = len(read_ledger(steering.decisions).lines)
    paths = changed(steering, n_lines + 1 + number, edit)
    text = paths.decisions.read_text()
    model = read_ledger(paths.decisions).header.eeg.model_hash
    paths.decisions.write_text(text.replace(model, UNKNOWN, 1))
    result = replay_run(paths)
    assert result.not_scored
    # once in the replay, once where the ledger says the same in another place
    assert len(result.differences) == 2


def test_the_command_says_so_and_ends_well(
    changed, steering, monkeypatch, capsys
) -> None:
    paths = changed(steering, 1, unknown_model)
    monkeypatch.setattr(sys, "argv", ["attention-camp", "replay", str(paths.dataset)])
    with pytest.raises(SystemExit) as ended:
        main()
    out, _ = capsys.readouterr()
    assert not ended.value.code
    assert (
        f"{paths.stem}: the scores were not made again: model theta-alpha "
        "0123456789ab is not here"
    ) in out
    assert f"{paths.stem}: 44 of 44 decisions the same, from the recorded" in out
    assert "22 of 22 decisions the same, largest difference of a score" in out


def test_a_trial_is_not_explained_by_another_model(changed, attention) -> None:
    paths = changed(attention, 1, unknown_model)
    with pytest.raises(DatasetError, match="cannot be made again: model attention"):
        follow_scores(paths, until_trial=20)
