"""For whom the score would steer, how it differs between people, and its worst case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.cli.app import main
from attention_camp.models.data.headsets import headset
from attention_camp.models.data.recordings import DataError
from attention_camp.models.evaluation import groups, permission, worst_case
from attention_camp.models.evaluation.headset_table import aucs
from attention_camp.models.evaluation.headsets import answer_of, by_person
from attention_camp.models.evaluation.left_out import learned_without
from attention_camp.models.figures import auc
from attention_camp.models.score.views import slowed
from attention_camp.models.windows import prepare, some

WORN = tuple(headset(name) for name in ("19 at the ears", "Cyton-8"))


@pytest.fixture
def few_headsets(monkeypatch):
    """Let every evaluation look at two headsets only."""
    for module in (groups, permission, worst_case):
        monkeypatch.setattr(module, "headsets_for", lambda _: WORN)


def test_rest_and_task_take_turns_in_blocks_of_one_length(made_up) -> None:
    person = made_up(0)
    blocks = permission.in_turn(person)
    assert [one.label for one in blocks] == ["rest", "engaged"] * 3
    assert {len(one.windows) for one in blocks} == {2}
    rest = person.X[person.y == 0]
    for number, one in enumerate(blocks[::2]):
        np.testing.assert_array_equal(one.windows, rest[4 * number : 4 * number + 2])


def test_people_whose_score_tells_nothing_will_not_steer(
    made_up, people, monkeypatch
) -> None:
    """Of four people left out, alpha goes with work in two."""
    monkeypatch.setattr(permission, "headsets_for", lambda _: WORN[1:])
    people[:] = [_longer(made_up, k, 0.5 if k < 2 else 1.5) for k in range(4)]
    found = permission.permissions([], n_folds=2)
    steers = {one.person: one.report.permission for one in found}
    assert not steers["made/sub-2"]
    assert not steers["made/sub-3"]
    refused = [one.report for one in found if not one.report.permission]
    text = permission.as_text(found)
    assert f"| Cyton-8 | 4 | {len(refused)}: {len(refused) / 4:.2f} [" in text
    assert "chance" in text


def _longer(made_up, number, alpha_at_work):
    """Return a person with three times the windows."""
    some = [made_up(number + 10 * k, alpha_at_work=alpha_at_work) for k in range(3)]
    parts = {
        name: np.concatenate([getattr(one, name) for one in some])
        for name in ("X", "y", "run", "session", "is_baseline")
    }
    return replace(some[0], **parts)


def test_groups_are_those_of_the_table_and_what_is_not_known_is_said(
    people, few_headsets, tmp_path
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    rows = [
        *("participant_id\tsex\tage", "sub-0\tF\t34"),
        *("sub-1\tfemale\t71", "sub-2\tMale\tn/a"),
    ]
    (folder / "participants.tsv").write_text("\n".join(rows) + "\n")
    found = groups.members([folder], n_folds=2)
    assert [one.person for one in found] == [
        f"made/sub-{k}" for k in (0, 2, 1, 3)
    ]  # by the part that was left out
    text = groups.as_text(found)
    for line in (
        "| sex | female | 2 |", "| sex | male | 1 |", "| sex | unknown | 1 |",
        "| age | 18 to 39 | 1 |", "| age | 60 up | 1 |", "| age | unknown | 2 |",
        "Unknown for all 4 people: handedness, headset.",
    ):  # fmt: skip
        assert line in text
    assert "nan" not in text  # a group of one has no interval
    with pytest.raises(DataError, match=r"column shoe; known are age, handedness"):
        groups.members([folder], ["shoe"])


def test_the_headset_is_known_of_people_that_no_table_names(tmp_path) -> None:
    """participants.tsv may lack, and sidecars still say what was worn."""
    eeg = tmp_path / "sub-01" / "eeg"
    eeg.mkdir(parents=True)
    (eeg / "sub-01_task-rest_eeg.json").write_text('{"Manufacturer": "OpenBCI"}')
    said = groups.traits_of([tmp_path], ["headset", "sex"])
    expected = {"headset": "OpenBCI", "sex": groups.UNKNOWN}
    assert said == {f"{tmp_path.name}/sub-01": expected}


def test_differences_between_groups_have_intervals() -> None:
    own = [
        groups.Member(str(k), {"sex": "F" if k < 12 else "M"}, 0.9, k < 12, 0.01 * k)
        for k in range(20)
    ]
    text = groups.as_text(own, ["sex"])
    # Newcombe's interval of 0 of 8 against 12 of 12, by hand from Wilson's
    assert "| sex | M | 8 | 0.900 [0.900, 0.900] | 0.00 [0.00, 0.32] " in text
    assert "-1.00 [-1.00, -0.59]" in text
    assert "+0.100 [+0.0" in text


def test_the_gradient_is_that_of_the_line(people) -> None:
    """A step along any direction changes the line by what the gradient says."""
    learned = learned_without(people, (WORN[0], headset("Muse-4")), n_folds=2)
    for one in list(learned.each())[::2]:
        fast = np.fft.irfft(np.fft.rfft(one.person.X), 512) * 2
        call = {"sfreq": 128.0, "ch_names": one.person.ch_names}
        windows = prepare(fast, **call)
        own = one.score.aligned(some(windows, one.person.is_baseline))
        shown = some(windows, ~one.person.is_baseline)
        rng = np.random.default_rng(0)
        way = 1e-7 * rng.standard_normal(shown.data.shape)
        ahead, back = (
            _line(own, replace(shown, data=shown.data + sign * way)) for sign in (1, -1)
        )
        expected = (worst_case.gradient(own, shown) * way).sum(axis=(1, 2))
        np.testing.assert_allclose((ahead - back) / 2, expected, rtol=0.02, atol=2e-4)


def _line(score, windows):
    """Return what the line that is used says of windows."""
    views, paths = score.views(slowed(windows)), score.weights.own_rest
    if views.is_over_head.all():
        return paths.over_head(views.over_head)
    return paths.pooled(views.pooled)


def test_a_channel_of_no_known_electrode_is_not_changed(people) -> None:
    """The score does not look at it; what it looks at is changed all the same."""
    one = next(learned_without(people, WORN[1:], n_folds=2).each())
    plain = worst_case.worst_change(one, 2e-6)
    more = replace(
        one.person,
        X=np.concatenate([one.person.X[:, :1], one.person.X], axis=1),
        ch_names=("pulse", *one.person.ch_names),
    )
    change = worst_case.worst_change(replace(one, person=more), 2e-6)
    assert (change[:, 0] == 0).all()
    np.testing.assert_array_equal(change[:, 1:], plain)
    assert (plain != 0).any()


def test_the_worst_change_comes_before_an_average_is_taken(people) -> None:
    """Else every window had another reference than rest, and none a score."""
    worn = headset("19, average")
    learned = learned_without(people, (WORN[0], worn), n_folds=2)
    one = next(one for one in learned.each() if one.headset == worn)
    usual, worst = (
        answer_of(one.score, person, "", "", with_rest=True)
        for person in (
            one.person,
            worst_case.changed(one.person, worst_case.worst_change(one, 5e-6), worn),
        )
    )
    assert not np.isnan(worst.engaged).any()
    task = worst.y == 1
    assert (worst.engaged[task] < usual.engaged[task]).all()
    assert (worst.engaged[~task] > usual.engaged[~task]).all()


def test_whose_rest_is_short_is_tested_on_what_learning_left_for_it(people) -> None:
    """Where a minute would be all of the rest, own rest is its first third."""
    for person in people:
        person.is_baseline[:] = person.y == 0
    for one in learned_without(people, WORN[1:], n_folds=2).each():
        said = answer_of(one.score, one.person, "", "", with_rest=True)
        assert len(said.y) == 16
        assert auc(said.y, said.engaged) > 0.9


def test_one_person_alone_is_not_tested(people) -> None:
    with pytest.raises(DataError, match="sub-0 is the only person here"):
        learned_without(people[:1], WORN, n_folds=2)
    people[:] = [replace(one, y=np.zeros_like(one.y)) for one in people]
    with pytest.raises(DataError, match="windows of both a task and rest"):
        learned_without(people, WORN, n_folds=2)


def test_the_worst_change_is_small_and_worse_than_one_by_lot(
    people, few_headsets
) -> None:
    one = next(learned_without(people, WORN[1:], n_folds=2).each())
    change = worst_case.worst_change(one, 2e-6)
    assert np.abs(change).max() <= 2e-6 * (1 + 1e-9)
    found = worst_case.worst_cases([], n_folds=2)
    for name in (one.name for one in WORN):
        values = {
            model: float(np.mean(aucs(found, model, name)))
            for model in ("score", worst_case.RANDOM, *worst_case.WORST.values())
        }
        assert values["worst, 5 µV"] < values[worst_case.RANDOM]
        assert values["worst, 5 µV"] <= values["worst, 1 µV"] <= values["score"]
        kept = by_person(found, "worst, 5 µV", name)
        assert set(kept) == {person.name for person in people}
    assert "| Cyton-8 |" in worst_case.as_text(found)


def test_one_table_is_printed_at_a_time(monkeypatch, capsys, tmp_path) -> None:
    command = ["evaluate", "--data", str(tmp_path), "--permission", "--by", "sex"]
    monkeypatch.setattr("sys.argv", ["attention-camp", *command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code
    assert "One table at a time: --permission or --by." in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--twins", "--protocol", "calibrated"],
        ["--montages", "--keep", "kept"],
        ["--robustness", "--estimators", "pope"],
    ],
)
def test_an_option_that_a_table_does_not_heed_is_refused(
    monkeypatch, capsys, tmp_path, options
) -> None:
    command = ["evaluate", "--data", str(tmp_path), *options]
    monkeypatch.setattr("sys.argv", ["attention-camp", *command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code
    told = " ".join(capsys.readouterr().err.split())
    assert f"{options[0]} takes no --protocol, --keep or --estimators" in told


@pytest.mark.parametrize(
    ("option", "line"),
    [
        (["--robustness"], "worst, 5 µV"),
        (["--permission"], "will not steer"),
        (["--by", "headset"], "Unknown for all 4 people: headset."),
    ],
)
def test_the_command_prints_each_table(
    people, monkeypatch, capsys, tmp_path, option, line
) -> None:
    for module in (groups, permission, worst_case):
        monkeypatch.setattr(module, "headsets_for", lambda _: WORN[:1])
    command = ["evaluate", "--data", str(tmp_path), "--folds", "2", *option]
    monkeypatch.setattr("sys.argv", ["attention-camp", *command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert line in capsys.readouterr().out
