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
    stated,
    verdict,
)
from attention_camp.models.data.recordings import DataError
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


def test_noise_tells_of_nobody(people: list[Audited]) -> None:
    rng = np.random.default_rng(0)
    noise = replace(WEIGHTS, learn=lambda *_: rng.standard_normal(N_FIELDS + 1))
    found = shadows(people, noise, n=200)
    for told in attack(people, noise, found)[:3]:
        assert told.by_person.mean() == pytest.approx(0.5, abs=0.05), told.attack


def test_people_of_two_traits_are_few_to_compare(people: list[Audited]) -> None:
    """At chance an AUC of six and six has the variance of Mann & Whitney (1947)."""
    told = attack(people, WEIGHTS, shadows(people, WEIGHTS, n=20))[-1]
    assert told.n_by_trait == (6, 6)
    at_chance = replace(told, by_person=np.full(12, 0.5))
    figure = verdict("weights", people, [at_chance], 200).figures[0]
    spread = np.sqrt((6 + 6 + 1) / (12 * 6 * 6))
    assert figure.upper == pytest.approx(0.5 + 1.96 * spread, abs=0.01)
    assert not figure.is_shown


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


def _weights(
    folder: Path,
    encoder: dict[str, np.ndarray] | None = None,
    about: dict[str, object] | None = None,
) -> Path:
    from safetensors.numpy import save

    numbers = {"direct.weight": np.ones(3, np.float32), **(encoder or {})}
    write_weights(folder, {TORCH: save(numbers)}, {"figures": {}, **(about or {})})
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
    text = (tmp_path / "out" / AUDIT).read_text()
    assert json.loads(text)[0]["may_be_released"]
    assert "sub-01" not in text
    assert "sub-01" in stated([_shown()])
    with pytest.raises(ReleaseError, match="already"):
        release(folder, tmp_path / "out", [_shown()])


def test_an_encoder_that_nobody_audited_is_not_released(tmp_path: Path) -> None:
    head = {"head.weight": np.ones((1, 2), np.float32)}
    with pytest.raises(ReleaseError, match="hold an encoder"):
        release(_weights(tmp_path / "weights", head), tmp_path / "out", [_shown()])
    assert not (tmp_path / "out").exists()


def test_a_release_that_was_broken_off_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".out.partial").mkdir()
    (tmp_path / ".out.partial" / BASELINES).write_bytes(b"of a former version")
    release(_weights(tmp_path / "weights"), tmp_path / "out", [_shown()])
    assert not (tmp_path / "out" / BASELINES).exists()


def test_what_was_not_measured_is_written_as_json(people: list[Audited]) -> None:
    unknown = [replace(person, attribute=None) for person in people]
    values = json.loads(
        stated([_verdict(unknown, WEIGHTS, n=20)]), parse_constant=pytest.fail
    )
    assert values[0]["figures"][-1]["upper"] is None


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


@pytest.mark.parametrize("learned", [{}, {"private": False}, {"private": True}])
def test_noise_that_the_card_does_not_state_is_not_believed(
    tmp_path: Path, learned: dict[str, bool]
) -> None:
    """Nor is it where the card does not say in how many rounds it was added."""
    from attention_camp.camp.cli.app import app

    folder = _weights(tmp_path / "weights", about={"federated": learned})
    asked = [str(folder), "--data", str(tmp_path), "--noise", "8"]
    done = CliRunner().invoke(app, ["federate", "audit", *asked])
    assert "does not say that noise was added" in str(done.exception)


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
    (tmp_path / "participants.tsv").write_text(
        "participant_id\thand\nsub-01\tleft\nsub-02\tright\nsub-03\tboth\n"
    )
    with pytest.raises(DataError, match="3 different words"):
        traits_of([tmp_path], "hand")


def test_one_word_spelt_two_ways_is_one_and_what_is_not_said_is_none(
    tmp_path: Path,
) -> None:
    """Else the halves are cut in the middle of three words or of five."""
    (tmp_path / "participants.tsv").write_text(
        "participant_id\tage\tsex\nsub-01\t20\tF\nsub-02\t30\tM\n"
        "sub-03\tnan\tfemale\nsub-04\t40\t\nsub-05\tunknown\tMale\nsub-06\n"
    )
    name = tmp_path.name
    assert traits_of([tmp_path], "sex") == {
        f"{name}/sub-01": 0, f"{name}/sub-02": 1, f"{name}/sub-03": 0,
        f"{name}/sub-05": 1,
    }  # fmt: skip
    assert traits_of([tmp_path], "age") == {
        f"{name}/sub-01": 0, f"{name}/sub-02": 0, f"{name}/sub-04": 1,
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_secret_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    from attention_camp.camp.cli.errors import CommandError
    from attention_camp.camp.cli.federate import secret_of

    (tmp_path / "secret.bin").write_bytes(content)
    with pytest.raises(CommandError, match="16 random ones"):
        secret_of(tmp_path, Path("secret.bin"))
    (tmp_path / "secret.bin").write_bytes(bytes(32))
    assert secret_of(tmp_path, Path("secret.bin")) == bytes(32)
    assert secret_of(tmp_path, None) == b""


def test_delta_is_below_one_in_all_people() -> None:
    from attention_camp.camp.cli.errors import CommandError
    from attention_camp.camp.cli.federate import check_delta

    check_delta(0.001, 24)
    with pytest.raises(CommandError, match="below 1 / people"):
        check_delta(0.05, 20)
