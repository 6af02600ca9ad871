"""Answers that noise makes private: what it is, what it costs, who may answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch


def test_two_trainings_at_once_add_up_in_the_ledger(tmp_path: Path) -> None:
    pytest.importorskip("opacus")
    from attention_camp.models.training.federated.private import Mechanism

    ledger = tmp_path / "privacy.json"
    settings = {"noise": 2.0, "clip": 0.1, "delta": 1e-3}
    alone = Mechanism(**settings)
    for one in [Mechanism(**settings, ledger=ledger) for _ in range(2)]:
        one.mean(np.zeros((5, 35)))
        alone.mean(np.zeros((5, 35)))
    assert Mechanism(**settings, ledger=ledger).epsilon == pytest.approx(alone.epsilon)


@pytest.mark.parametrize("content", ["", "{", '[[2.0, "all", 3]]', "[[2.0, 1.0]]"])
def test_a_ledger_that_cannot_be_read_is_not_taken_for_empty(
    tmp_path: Path, content: str
) -> None:
    pytest.importorskip("opacus")
    from attention_camp.models.training.federated.private import LedgerError, Mechanism

    ledger = tmp_path / "privacy.json"
    ledger.write_text(content)
    with pytest.raises(LedgerError, match="Nothing was sent"):
        Mechanism(noise=2.0, clip=0.1, delta=1e-3, ledger=ledger)
    assert ledger.read_text() == content


def test_noise_is_as_strong_as_it_says_and_not_of_a_seed() -> None:
    """PyTorch's generator has but 2^32 beginnings: its noise can be taken off again."""
    pytest.importorskip("opacus")
    from attention_camp.models.training.federated.private import Mechanism

    drawn = []
    for _ in range(2):
        torch.manual_seed(0)
        mechanism = Mechanism(noise=3.0, clip=0.1, delta=1e-3)
        drawn.append(mechanism.mean(np.zeros((5, 4000))) * 5 / 0.1)
    assert np.std(drawn) == pytest.approx(3.0, rel=0.05)
    assert abs(np.corrcoef(drawn)[0, 1]) < 0.1


def test_one_person_moves_a_private_answer_by_no_more_than_the_clip() -> None:
    pytest.importorskip("opacus")
    from attention_camp.models.training.federated.private import Mechanism

    each = np.random.default_rng(0).standard_normal((5, 35))
    each[0] *= 1e6
    mechanism = Mechanism(noise=1e-9, clip=0.1, delta=1e-3)  # next to none
    clipped = each / np.maximum(np.linalg.norm(each, axis=1) / 0.1, 1)[:, None]
    assert mechanism.mean(each) == pytest.approx(clipped.mean(axis=0), abs=1e-6)


def test_private_weights_are_audited_as_they_were_learned() -> None:
    """In as many rounds as sites took, and the same when an audit is repeated."""
    pytest.importorskip("opacus")
    from attention_camp.models.auditing.people import Audited, Half
    from attention_camp.models.training.federated.noisy_line import private_weights
    from attention_camp.models.training.federated.settings import Privacy

    rng = np.random.default_rng(0)
    half = Half(rng.standard_normal((20, 40)), np.arange(20) % 2)
    people, ones = [Audited("sub-01", half, half)] * 4, np.ones(4)
    quiet = Privacy(noise=1e-9)
    once, twice = (private_weights(quiet, n).learn(people, ones) for n in (1, 2))
    assert np.abs(twice - once).max() > 0.01
    first, again = (private_weights(Privacy(), 2).learn(people, ones) for _ in "ab")
    assert first == pytest.approx(again)
