"""The privacy audit: chance is 0.5, a memorised person is caught, files stay."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from attention_camp.models.auditing.artefacts import ADAPTER, WEIGHTS, Artefact
from attention_camp.models.auditing.attacks import (
    attack,
    attack_person_files,
    halves,
    likelihood_ratio,
    shadows,
)
from attention_camp.models.auditing.people import Audited, Half, Values, traits_of
from attention_camp.models.auditing.release import AUDIT, ReleaseError, release
from attention_camp.models.auditing.verdict import (
    LIMIT,
    Figure,
    Verdict,
    as_text,
    verdict,
)
from attention_camp.models.weights import BASELINES, CARD, TORCH, write_weights

N_FIELDS = 12


def _person(seed: int) -> Audited:
    """Return a person who differs from others, and is alike in both halves."""
    rng = np.random.default_rng(seed)
    y = np.arange(20) % 2
    own = rng.standard_normal(N_FIELDS)
    common = np.linspace(-1, 1, N_FIELDS)

    def half() -> Half:
        fields = rng.standard_normal((20, N_FIELDS)) + y[:, None] * (common + own)
        return Half(fields, y)

    return Audited(f"sub-{seed:02d}", half(), half(), seed % 2)


@pytest.fixture(scope="module")
def people() -> list[Audited]:
    return [_person(seed) for seed in range(12)]


def _chance(people: Sequence[Audited], weights: Values) -> Values:
    """Learn nothing of anybody."""
    seed = int.from_bytes(weights.tobytes() + people[0].learned.fields[:1].tobytes())
    return np.random.default_rng(seed % 2**32).standard_normal(N_FIELDS + 1)


def _verdict(
    people: Sequence[Audited],
    artefact: Artefact,
    n: int = 200,
    weights: Values | None = None,
) -> Verdict:
    found = shadows(people, artefact, n=n, weights=weights)
    return verdict(artefact.name, people, attack(people, artefact, found), n)


def test_everybody_is_in_as_often_as_out() -> None:
    drawn = halves(12, 40, np.random.default_rng(0))
    assert (drawn.sum(axis=0) == 20).all()
    assert (drawn.sum(axis=1) == 6).all()


def test_likelihood_ratio_tells_a_difference_of_spread_alone() -> None:
    """A threshold cannot; the ratio of two distributions can."""
    rng = np.random.default_rng(0)
    is_in = halves(2, 400, rng)
    values = rng.standard_normal((400, 2)) * np.where(is_in, 3.0, 0.5)
    ratio = likelihood_ratio(values, is_in)
    assert ratio[is_in].mean() > 0.5 > 0 > ratio[~is_in].mean()


def test_numbers_that_were_learned_from_nobody_tell_of_nobody(
    people: list[Audited],
) -> None:
    nothing = replace(WEIGHTS, learn=lambda chosen, w: np.ones(N_FIELDS + 1))
    found = shadows(people, nothing, n=20)
    for told in attack(people, nothing, found)[:3]:
        assert told.by_person == pytest.approx(0.5)


def test_a_line_tells_who_was_learned_from_and_is_refused(
    people: list[Audited],
) -> None:
    found = _verdict(people, WEIGHTS)
    by_name = {figure.attack: figure for figure in found.figures}
    assert by_name["membership"].value > 0.6
    assert by_name["membership"].upper > by_name["membership"].value
    assert not found.may_be_released
    assert "refused: not shown" in as_text([found])


def test_a_person_who_counts_more_is_caught(people: list[Audited]) -> None:
    for k in (0, 5, 11):
        weights = np.ones(len(people))
        weights[k] = 20.0
        found = _verdict(people, WEIGHTS, weights=weights)
        membership = next(f for f in found.figures if f.attack == "membership")
        assert membership.worst == people[k].name
        assert membership.worst_lower > LIMIT
        assert not found.may_be_released


def test_adapters_and_person_files_are_told_of(people: list[Audited]) -> None:
    adapters = _verdict(people, ADAPTER)
    assert [figure.attack for figure in adapters.figures] == [
        "reconstruction", "membership", "identity", "attribute",
    ]  # fmt: skip
    told = {one.attack: one.by_person for one in attack_person_files(people)}
    assert told["reconstruction"] == pytest.approx(1.0)
    assert told["membership"] == pytest.approx(1.0)
    assert told["identity"].mean() > 0.9


def test_what_is_not_known_is_not_shown(people: list[Audited]) -> None:
    unknown = [replace(person, attribute=None) for person in people]
    found = _verdict(unknown, WEIGHTS, n=20)
    attribute = found.figures[-1]
    assert np.isnan(attribute.value)
    assert not attribute.is_shown


def _weights(folder: Path) -> Path:
    write_weights(folder, {TORCH: b"numbers"}, {"figures": {}})
    (folder / BASELINES).write_bytes(b"spectra of single windows")
    return folder


def _shown(upper: float = 0.55, n_shadows: int = 200) -> Verdict:
    names = ("reconstruction", "membership", "identity", "attribute")
    figures = tuple(Figure(name, 0.5, upper, "sub-01", 0.4) for name in names)
    return Verdict("weights", 24, n_shadows, figures)


def test_a_release_holds_what_was_audited_and_no_more(tmp_path: Path) -> None:
    folder = _weights(tmp_path / "weights")
    release(folder, tmp_path / "out", [_shown()])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {CARD, TORCH, AUDIT}
    stated = json.loads((tmp_path / "out" / AUDIT).read_text())
    assert stated[0]["may_be_released"]
    with pytest.raises(ReleaseError, match="already"):
        release(folder, tmp_path / "out", [_shown()])


@pytest.mark.parametrize("one", [_shown(upper=0.61), _shown(n_shadows=199)])
def test_what_was_not_shown_is_not_released(tmp_path: Path, one: Verdict) -> None:
    with pytest.raises(ReleaseError, match="Not shown"):
        release(_weights(tmp_path / "weights"), tmp_path / "out", [one])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("within", [False, True])
def test_a_person_file_is_never_released(tmp_path: Path, within: bool) -> None:
    from attention_camp.camp.cli.app import app

    folder = _weights(tmp_path / "weights")
    own = (folder if within else tmp_path) / "sub-01_ses-01_task-x_person.safetensors"
    own.write_bytes(b"windows")
    with pytest.raises(ReleaseError, match="never released"):
        release(folder if within else own, tmp_path / "out", [_shown()])
    asked = [
        str(folder if within else own),
        "--data",
        str(tmp_path),
        "--release",
        "out",
    ]
    done = CliRunner().invoke(app, ["federate", "audit", *asked])
    assert isinstance(done.exception, ReleaseError)
    assert not (tmp_path / "out").exists()


def test_noise_that_the_card_does_not_state_is_not_believed(tmp_path: Path) -> None:
    from attention_camp.camp.cli.app import app

    folder = _weights(tmp_path / "weights")
    asked = [str(folder), "--data", str(tmp_path), "--noise", "8"]
    done = CliRunner().invoke(app, ["federate", "audit", *asked])
    assert "without noise" in str(done.exception)


def test_traits_come_from_the_table_of_participants(tmp_path: Path) -> None:
    (tmp_path / "participants.tsv").write_text(
        "participant_id\tage\tsex\nsub-01\t20\tF\nsub-02\t30\tM\nsub-03\tn/a\tF\n"
        "sub-04\t40\tM\n"
    )
    name = tmp_path.name
    assert traits_of([tmp_path], "sex") == {
        f"{name}/sub-01": 0, f"{name}/sub-02": 1, f"{name}/sub-03": 0,
        f"{name}/sub-04": 1,
    }  # fmt: skip
    assert traits_of([tmp_path], "age") == {
        f"{name}/sub-01": 0, f"{name}/sub-02": 0, f"{name}/sub-04": 1,
    }  # fmt: skip
