"""Labelled people come from BIDS datasets, and figures from people left out."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.cli.app import main
from attention_camp.models import load_estimator
from attention_camp.models.calibration import calibrate
from attention_camp.models.data.alike import alike
from attention_camp.models.data.labels import Span, blocks_of, windows_in_blocks
from attention_camp.models.data.recordings import DataError, read_people
from attention_camp.models.data.references import EARS
from attention_camp.models.evaluation import predictions, tested
from attention_camp.models.evaluation.comparison import as_text
from attention_camp.models.evaluation.evaluate import MONTAGES, evaluate
from attention_camp.models.evaluation.sharing import do_here
from attention_camp.models.evaluation.stretches import stretches_of
from attention_camp.models.figures import auc, calibration_error
from attention_camp.models.scorer import Scorer
from attention_camp.models.summaries import from_bytes
from attention_camp.models.training.baselines import baselines_of
from attention_camp.models.training.fitting import Options
from attention_camp.models.training.train import train as train_network
from attention_camp.models.training.train_score import train
from attention_camp.models.weights import BASELINES

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
SFREQ = 128.0
EEGMAT = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "eegmat"
needs_eegmat = pytest.mark.skipif(
    not EEGMAT.is_dir(), reason="the recordings of eegmat are not at hand"
)


def write_run(folder, name, seconds, *, alpha, seed, notes=()):
    """Write a recording whose alpha is of some strength."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * SFREQ)) / SFREQ
    rhythm = np.sin(2 * np.pi * (10 * t + rng.random((8, 1))))
    data = 1e-5 * (rng.standard_normal((8, len(t))) + alpha * rhythm)
    raw = mne.io.RawArray(data, mne.create_info(CYTON, SFREQ, "eeg"), verbose="error")
    raw.set_annotations(mne.Annotations(*zip(*notes, strict=True)) if notes else None)
    folder.mkdir(parents=True, exist_ok=True)
    raw.save(folder / f"{name}_eeg.fif", overwrite=True, verbose="error")


ALL = {"8": CYTON}


def make_sessions(root):
    """Two people, two sessions each: rest, search."""
    description = {"Name": "Two", "BIDSVersion": "1.9.0", "License": "CC0"}
    (root / "dataset_description.json").write_text(json.dumps(description))
    for k in range(4):
        name, session = f"sub-{k // 2}", f"ses-{k % 2}"
        folder = root / name / session / "eeg"
        stem = f"{name}_{session}"
        for task, alpha in (("rest1", 2), ("search1", 0.5), ("rest2", 2)):
            seed = 100 * k + len(list(folder.glob("*")))
            write_run(folder, f"{stem}_task-{task}", 28, alpha=alpha, seed=seed)


@pytest.fixture
def dataset(tmp_path):
    root = tmp_path / "camp"
    root.mkdir()
    description = {"Name": "Test", "BIDSVersion": "1.9.0", "License": "CC0"}
    (root / "dataset_description.json").write_text(json.dumps(description))
    for k in range(4):
        name = f"sub-{k:02}"
        folder = root / name / "eeg"
        write_run(folder, f"{name}_task-rest", 48, alpha=2, seed=10 * k)
        write_run(folder, f"{name}_task-search", 24, alpha=0.5, seed=10 * k + 1)
    return root


def test_rest_is_told_from_task_and_the_first_minute_is_the_baseline(dataset):
    people = read_people([dataset])
    assert [p.name for p in people] == [f"camp/sub-{k:02}" for k in range(4)]
    assert (people[0].y == 0).sum() == 12
    assert (people[0].y == 1).sum() == 6
    assert people[0].is_baseline.sum() == 12
    assert not people[0].is_baseline[people[0].y == 1].any()


def test_events_of_rest_and_bad_stretches_inside_a_run_are_honoured(dataset):
    folder = dataset / "sub-09" / "eeg"
    notes = [(0.0, 16.0, "rest"), (30.0, 1.0, "BAD_gap")]
    write_run(folder, "sub-09_task-camp", 48, alpha=1, seed=5, notes=notes)
    person = read_people([dataset])[-1]
    assert person.y.tolist() == [0] * 4 + [1] * 7
    assert [len(s.windows) for s in stretches_of(person)] == [4, 7]


def test_a_folder_that_is_no_dataset_and_one_without_rest_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"no dataset_description\.json"):
        read_people([tmp_path])
    (tmp_path / "dataset_description.json").write_text("{}")
    write_run(tmp_path / "sub-1" / "eeg", "sub-1_task-search", 12, alpha=1, seed=0)
    with pytest.raises(DataError, match="No window of rest"):
        read_people([tmp_path])


def test_two_datasets_of_one_name_are_refused(tmp_path):
    """Else sub-01 of one would be taken for sub-01 of the other."""
    with pytest.raises(DataError, match=r"two datasets of one name.*bids/sub-01"):
        read_people([tmp_path / "a" / "bids", tmp_path / "b" / "bids"])


def test_a_network_is_trained_and_scores(dataset, tmp_path):
    more_rest(dataset)
    options = Options(n_epochs=1)
    train_network([dataset], tmp_path / "w", options=options, n_folds=2)
    estimator = load_estimator("attention", weights=tmp_path / "w")
    person = read_people([dataset])[0]
    own = {"sfreq": person.sfreq, "ch_names": person.ch_names}
    estimator = estimator.personalise(person.X[person.is_baseline], **own)
    assert estimator.score(person.X, person.y, **own) > 0.9


def test_two_processes_write_the_weights_figures_and_summaries_of_one(
    dataset, tmp_path
):
    """Each reads its share of the people, and trains and tests its share of folds."""
    more_rest(dataset)
    train_network([dataset], tmp_path / "one", n_folds=3)
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from attention_camp.models.training.train import train\n"
        "if __name__ == '__main__':\n"
        "    train([Path(sys.argv[1])], Path(sys.argv[2]), n_folds=3)\n"
    )
    subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--standalone"),
            *("--nproc-per-node", "2", script, dataset, tmp_path / "two"),
        ],
        check=True,
        capture_output=True,
    )
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    assert len(json.loads(one["attention.json"])["figures"]) > 1


def test_one_command_trains_a_folder_that_scores(dataset, tmp_path):
    steps = []
    card = train([dataset], tmp_path / "w", progress=lambda s, _: steps.append(s))
    assert card["figures"]["n_people"] == 4
    assert card["trained_on"] == [{"Name": "Test", "License": "CC0"}]
    assert card["people"] == {"camp": 4}
    # weights stay when somebody withdraws, so they name nobody
    assert not [p for p in (tmp_path / "w").iterdir() if b"sub-0" in p.read_bytes()]
    assert steps == sorted(steps)
    assert steps[-1] == 1.0
    baselines = from_bytes((tmp_path / "w" / BASELINES).read_bytes())
    assert baselines.summaries.covariance.shape == (72, 8, 8)
    estimator = load_estimator("attention", weights=tmp_path / "w")
    person = read_people([dataset])[0]
    own = {"sfreq": person.sfreq, "ch_names": person.ch_names}
    estimator = estimator.personalise(person.X[person.is_baseline], **own)
    assert estimator.score(person.X, person.y, **own) > 0.9


def test_baselines_learn_from_windows_in_which_every_channel_is_good(dataset):
    person = read_people([dataset])[0]
    X = person.X.copy()
    X[3, 2] = 0.0
    labelled = from_bytes(baselines_of([replace(person, X=X)]))
    assert len(labelled.y) == len(person.y) - 1
    assert labelled.summaries.log_power.min() > -40


def test_weights_of_one_person_say_that_nobody_tested_them(
    dataset, tmp_path, monkeypatch, capsys
):
    for k in range(1, 4):
        shutil.rmtree(dataset / f"sub-{k:02}")
    folder = tmp_path / "w"
    arguments = ["train", "--data", str(dataset), "--out", str(folder)]
    monkeypatch.setattr("sys.argv", ["attention-camp", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert "learned from one person and tested on nobody" in capsys.readouterr().err
    card = json.loads((folder / "attention.json").read_text("utf-8"))
    assert card["figures"] == {}
    assert "tested on nobody" in card["warning"]


def test_the_table_has_all_estimators_and_both_controls(dataset):
    more_rest(dataset)
    text = as_text(evaluate([dataset], estimators=["theta-alpha", "band-power"]))
    assert text.count("| theta-alpha |") == text.count("| amplitude |") == 2
    rows = {r.estimator: r for r in evaluate([dataset], estimators=["band-power"])}
    assert rows["band-power"].auc > 0.95
    assert rows["band-power"].n_people == 4


def test_calibrated_people_are_tested_on_chunks_left_out(dataset):
    for k in range(4):
        folder = dataset / f"sub-{k:02}" / "eeg"
        write_run(folder, f"sub-{k:02}_task-search", 40, alpha=0.5, seed=k)
    rows = evaluate([dataset], protocol="calibrated", estimators=["theta-alpha"])
    assert {row.setting for row in rows} == {"calibrated"}
    assert rows[0].auc > 0.95


def test_a_wrong_protocol_and_a_lone_session_are_named(dataset):
    with pytest.raises(ValueError, match="protocol: one of loso"):
        evaluate([dataset], protocol="shuffled")
    with pytest.raises(DataError, match="cross-session needs at least two people"):
        evaluate([dataset], protocol="cross-session")


def test_one_person_is_never_tested_on_a_model_that_knows_them(dataset):
    for k in range(1, 4):
        shutil.rmtree(dataset / f"sub-{k:02}")
    with pytest.raises(DataError, match="loso needs at least two people, got 1"):
        evaluate([dataset], estimators=["theta-alpha"])


def test_later_sessions_are_tested_with_the_rest_of_then_and_of_now(tmp_path):
    make_sessions(tmp_path)
    rows = evaluate(
        [tmp_path], protocol="cross-session", estimators=["theta-alpha"], montages=ALL
    )
    own = {row.setting: row for row in rows if row.estimator == "theta-alpha"}
    assert set(own) == {
        "new person",
        "own rest",
        "rest of the day",
        "calibrated before",
    }
    assert all(row.n_people == 2 and row.auc > 0.9 for row in own.values())


def test_people_tested_on_one_class_only_are_refused(dataset):
    with pytest.raises(DataError, match="nobody has windows of both"):
        evaluate([dataset], estimators=["pope"], montages=ALL)


def more_rest(dataset):
    """Write more rest than the baseline takes."""
    for k in range(4):
        name = f"sub-{k:02}"
        write_run(dataset / name / "eeg", f"{name}_task-rest2", 24, alpha=2, seed=k)


def test_an_evaluation_goes_on_from_the_folds_it_kept(dataset, tmp_path):
    more_rest(dataset)
    keep, steps = tmp_path / "kept", []
    call = {"estimators": ["pope"], "montages": ALL, "keep": keep}
    first = as_text(evaluate([dataset], **call))
    written = {path: path.stat().st_mtime_ns for path in keep.iterdir()}
    assert len(written) == 3 * 4  # two controls beside it, four people left out
    next(iter(written)).unlink()
    again = as_text(evaluate([dataset], **call, progress=lambda *a: steps.append(a)))
    assert again == first
    changed = [p for p in keep.iterdir() if p.stat().st_mtime_ns != written[p]]
    assert len(changed) == 1


def test_what_another_version_predicted_is_not_taken_for_this_ones(
    dataset, tmp_path, monkeypatch
):
    """Estimators are trained in the folds, by this version's code."""
    more_rest(dataset)
    call = {"estimators": ["pope"], "montages": ALL, "keep": tmp_path / "kept"}
    done = []

    def counted(work, jobs, *, take):
        done.append(len(jobs))
        return do_here(work, jobs, take=take)

    evaluate([dataset], **call, do_all=counted)
    monkeypatch.setattr(predictions, "own_version", lambda: "0.0.1")
    evaluate([dataset], **call, do_all=counted)
    assert done == [12, 12]  # as the first time, and nothing read back


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"no archive"])
def test_a_fold_that_was_kept_in_part_is_done_again(dataset, tmp_path, content):
    """The power may go between a file's name and its bytes."""
    more_rest(dataset)
    call = {"estimators": ["pope"], "montages": ALL, "keep": tmp_path / "kept"}
    first = as_text(evaluate([dataset], **call))
    torn = min((tmp_path / "kept").iterdir())
    torn.write_bytes(content)
    assert as_text(evaluate([dataset], **call)) == first
    assert torn.stat().st_size > len(content)


def test_what_was_kept_of_another_reference_is_not_taken(dataset):
    people = read_people([dataset])
    averaged = [replace(person, zeros=()) for person in people]
    assert predictions.digest_of(averaged) != predictions.digest_of(people)


@pytest.mark.parametrize("field", ["is_baseline", "run", "session"])
def test_what_was_kept_of_other_tested_windows_is_not_taken(made_up, field):
    """Own rest is not tested, and recordings and sessions are told apart."""
    person = made_up(0)
    changed = getattr(person, field).copy()
    changed[0] = "1" if field == "session" else not changed[0]
    other = replace(person, **{field: changed})
    assert predictions.digest_of([other]) != predictions.digest_of([person])
    again = replace(person, **{field: getattr(person, field).copy()})
    assert predictions.digest_of([again]) == predictions.digest_of([person])


@pytest.mark.parametrize("name", ["band-power", "riemann", "eegnet"])
def test_people_without_rest_teach_what_needs_none(dataset, name):
    """They may not spoil those who are compared with their own rest."""
    shutil.rmtree(dataset / "sub-03")
    folder = dataset / "sub-03" / "eeg"
    write_run(folder, "sub-03_task-search", 24, alpha=0.5, seed=31)
    more_rest(dataset)
    (folder / "sub-03_task-rest2_eeg.fif").unlink()
    people = read_people([dataset])
    assert [int((person.y == 0).sum()) for person in people] == [18, 18, 18, 0]
    call = {"sfreq": SFREQ, "ch_names": CYTON}
    estimator = load_estimator(name).fit(
        np.concatenate([person.X for person in people]),
        np.concatenate([person.y for person in people]),
        groups=np.repeat([p.name for p in people], [len(p.y) for p in people]),
        **call,
    )
    rest = people[0].X[people[0].is_baseline]
    own = estimator.personalise(rest, **call)
    assert np.isfinite(own.predict_proba(people[0].X, **call)).all()


def test_folds_may_be_done_by_other_processes(dataset, tmp_path):
    more_rest(dataset)

    def elsewhere(work, jobs, *, take):
        """Do jobs in any order, as a process apart is given and returns them."""
        found = {}
        for job in reversed(jobs):
            sent, given = pickle.loads(pickle.dumps((work, job)))
            found[id(job)] = pickle.loads(pickle.dumps(sent(given)))
            take(job, found[id(job)])
        return [found[id(job)] for job in jobs]

    call = {"estimators": ["pope"], "montages": ALL}
    here = as_text(evaluate([dataset], **call))
    steps = []
    there = evaluate(
        [dataset], **call, do_all=elsewhere, progress=lambda *a: steps.append(a)
    )
    assert as_text(there) == here
    assert steps[0][0] == 0.0
    assert steps[-1][0] == 1.0


def test_a_process_that_reads_other_recordings_is_refused(dataset):
    more_rest(dataset)

    def elsewhere(work, jobs, *, take):
        write_run(dataset / "sub-00" / "eeg", "sub-00_task-rest3", 24, alpha=2, seed=9)
        tested.tested_people.cache_clear()  # as in a process of its own
        return [work(job) for job in jobs]

    with pytest.raises(DataError, match="other recordings"):
        evaluate([dataset], estimators=["pope"], montages=ALL, do_all=elsewhere)


def test_blocks_that_the_application_recorded_are_labelled_by_what_they_were(tmp_path):
    rows = [
        {"onset": "3.0", "duration": "9.0", "task": "rest", "block": "1"},
        {"onset": "14.0", "duration": "1.0", "task": "n-back", "block": "2"},
        {"onset": "20.0", "duration": "6.5", "task": "n-back", "block": "2"},
        {"onset": "30.0", "duration": "9.0", "task": "n-back", "block": "3"},
    ]
    stages = ("calibration",) * 3 + ("main",)
    rows = [
        row | {"trial_type": "trial", "stage": stage}
        for row, stage in zip(rows, stages, strict=True)
    ]
    start, labels = windows_in_blocks(blocks_of(rows), seconds=4.0, hop=4.0)
    assert start.tolist() == [3.0, 7.0, 14.0, 18.0, 22.0]
    assert labels.tolist() == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(("hop", "n_windows"), [(4.0, 1), (2.0, 1), (1.0, 2)])
def test_a_block_shorter_than_a_window_has_none(hop, n_windows):
    blocks = [Span(3.0, 2.5, "rest"), Span(10.0, 5.0, "engaged")]
    start, labels = windows_in_blocks(blocks, seconds=4.0, hop=hop)
    assert start.tolist() == [10.0, 11.0][:n_windows]
    assert labels.tolist() == [1] * n_windows


def test_after_a_gap_in_our_own_recording_nothing_unsettled_is_learned_from(dataset):
    folder = dataset / "sub-09" / "eeg"
    stem = "sub-09_task-camp"
    notes = [(14.0, 1.0, "BAD_gap")]
    write_run(folder, stem, 48, alpha=1, seed=5, notes=notes)
    raw = mne.io.read_raw(folder / f"{stem}_eeg.fif", preload=True, verbose="error")
    raw._data[:, round(15.0 * SFREQ) :] += 0.01  # another offset than before
    raw.save(folder / f"{stem}_eeg.fif", overwrite=True, verbose="error")
    (folder / f"{stem}_eeg.json").write_text('{"PowerLineFrequency": 50}')
    head = ["onset", "duration", "trial_type", "stage", "block", "task"]
    rows = [
        ("4.0", "36.0", "trial", "calibration", "1", "rest"),
        ("40.0", "8.0", "trial", "calibration", "2", "n-back"),
    ]
    lines = ["\t".join(row) for row in (head, *rows)]
    (folder / f"{stem}_events.tsv").write_text("\n".join(lines) + "\n")
    person = read_people([dataset])[-1]
    # of nine windows of rest, that from 12 s holds the gap, that from 16 s is unsettled
    assert np.bincount(person.y).tolist() == [7, 2]
    assert np.abs(person.X).max() < 1e-4
    assert person.zeros == ()  # at average reference, as live


def test_a_channel_that_bids_calls_bad_is_not_used_and_no_eeg_is_left_out(dataset):
    folder = dataset / "sub-00" / "eeg"
    table = ["name\ttype\tstatus", "Fp1\tEOG\tgood", "C3\tEEG\tbad"]
    for task in ("rest", "search"):
        path = folder / f"sub-00_task-{task}_channels.tsv"
        path.write_text("\n".join(table) + "\n")
    person = read_people([dataset])[0]
    assert person.ch_names == tuple(CYTON[1:])
    assert np.isnan(person.X[:, 1]).all()
    assert np.isfinite(person.X[:, 2:]).all()


def without_electrodes(folder):
    """Call two of the first four electrodes bad in the recordings of a folder."""
    rows = ["name\ttype\tstatus", *(f"{n}\tEEG\tbad" for n in CYTON[:2])]
    for path in [*folder.rglob("*_eeg.fif")]:
        name = path.name.replace("_eeg.fif", "_channels.tsv")
        path.with_name(name).write_text("\n".join(rows) + "\n")


def test_a_person_whose_own_rest_cannot_be_scored_ends_no_evaluation(dataset):
    more_rest(dataset)
    without_electrodes(dataset / "sub-00")
    rows = evaluate([dataset], estimators=["pope"], montages={"4": CYTON[:4]})
    assert {(row.setting, row.n_people) for row in rows} == {
        *(("own rest", 3), ("new person", 4))
    }


def test_a_day_whose_rest_cannot_be_scored_is_left_out_of_later_sessions(tmp_path):
    make_sessions(tmp_path)
    without_electrodes(tmp_path / "sub-0" / "ses-1")
    rows = evaluate(
        [tmp_path], protocol="cross-session", estimators=["pope"],
        montages={"4": CYTON[:4]},
    )  # fmt: skip
    assert {row.n_people for row in rows} == {1}


def test_a_recording_at_its_average_has_no_zero_point_at_the_ears(dataset):
    assert read_people([dataset])[0].zeros == EARS
    folder = dataset / "sub-00" / "eeg"
    for task, bad in (("rest", 0), ("search", 2)):
        stem = f"sub-00_task-{task}"
        path = folder / f"{stem}_eeg.fif"
        raw = mne.io.read_raw(path, preload=True, verbose="error")
        raw._data -= raw._data[bad:].mean(axis=0)
        raw.save(path, overwrite=True, verbose="error")
        rows = ["name\ttype\tstatus", *(f"{n}\tEEG\tbad" for n in CYTON[:bad])]
        (folder / f"{stem}_channels.tsv").write_text("\n".join(rows) + "\n")
    one, other, *_ = read_people([dataset])
    assert (one.zeros, other.zeros) == ((), EARS)
    # one run whose sidecar says something else is enough to know nothing
    beside = dataset / "sub-01" / "eeg" / "sub-01_task-rest_eeg.json"
    beside.write_text('{"EEGReference": "Cz"}')
    assert read_people([dataset])[1].zeros == ()


def test_people_of_other_headsets_meet_in_the_channels_and_rate_they_share(dataset):
    people = read_people([dataset])
    fast = np.fft.irfft(np.fft.rfft(people[0].X), 1024) * 2
    other = replace(people[0], X=fast, sfreq=256.0).picked(CYTON[2:])
    one, both = alike([other, people[0]])
    assert one.ch_names == both.ch_names == tuple(CYTON[2:])
    assert one.sfreq == both.sfreq == 128.0
    np.testing.assert_allclose(one.X.std(), both.X.std(), rtol=0.01)
    with pytest.raises(DataError, match="share 2 channels"):
        alike([people[0].picked(CYTON[:2]), people[1]])


def test_a_rate_that_is_no_whole_number_is_met_to_the_sample(dataset):
    """Four seconds at 250.4 Hz are 1,002 samples, and 1,000 at 250."""
    person = read_people([dataset])[0]
    slow = np.fft.irfft(np.fft.rfft(person.X), 1002) * 1002 / 512
    fast = np.fft.irfft(np.fft.rfft(person.X), 2000) * 2000 / 512
    one, other = alike(
        [replace(person, X=slow, sfreq=250.4), replace(person, X=fast, sfreq=500.0)]
    )
    assert one.sfreq == other.sfreq == 250.4
    assert one.X.shape == other.X.shape


def test_a_dataset_with_rest_first_gives_no_permission_and_says_why(dataset):
    folder = dataset / "sub-00" / "eeg"
    write_run(folder, "sub-00_task-search", 40, alpha=0.5, seed=1)
    person = read_people([dataset])[0]
    scorer = Scorer("theta-alpha", sfreq=SFREQ, ch_names=CYTON)
    report, _ = calibrate(scorer, stretches_of(person))
    assert "No permission (no-alternation)" in report.as_text()


def test_auc_and_calibration_error_of_known_cases():
    y = np.array([0, 0, 1, 1])
    assert auc(y, np.array([0.1, 0.4, 0.35, 0.8])) == 0.75
    assert auc(y, np.full(4, 0.5)) == 0.5
    assert calibration_error(y, np.array([0.0, 0.0, 1.0, 1.0])) == 0
    assert calibration_error(y, np.array([1.0, 1.0, 0.0, 0.0])) == 1


@pytest.fixture(scope="module")
def some_people():
    return [p for p in read_people([EEGMAT], hop=8.0) if p.name.endswith(("04", "29"))]


@needs_eegmat
@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_amplitude_does_not_change_the_shipped_score(some_people, factor):
    for own, X in personal(some_people):
        np.testing.assert_allclose(own(X * factor), own(X), atol=0.02)


@needs_eegmat
def test_one_dropped_or_railed_channel_changes_the_shipped_score_little(some_people):
    for own, X in personal(some_people):
        whole = own(X)
        for k in (0, 8, 15, 18):
            dropped = X.copy()
            dropped[:, k] = np.nan
            railed = X.copy()
            railed[:, k] = 0.2
            assert np.abs(own(dropped) - whole).mean() < 0.06
            np.testing.assert_array_equal(own(railed), own(dropped))


@needs_eegmat
def test_the_recordings_of_the_shipped_score_are_at_the_ears(some_people):
    assert {person.zeros for person in some_people} == {EARS}


@needs_eegmat
def test_channel_order_does_not_change_the_shipped_score(some_people):
    for person in some_people:
        turned = person.picked(person.ch_names[::-1])
        (one, X), (other, Z) = personal([person, turned])
        np.testing.assert_allclose(other(Z), one(X), atol=1e-6)


@needs_eegmat
def test_montages_cut_out_of_the_shipped_ones_are_scored(some_people):
    for ch_names in MONTAGES.values():
        for own, X in personal([p.picked(ch_names) for p in some_people]):
            assert np.isfinite(own(X)).all()


def personal(people):
    for person in people:
        call = {"sfreq": person.sfreq, "ch_names": person.ch_names}
        rest = person.X[person.is_baseline].astype(float)
        estimator = load_estimator("attention").personalise(rest, **call)
        yield (
            lambda X, e=estimator, c=call: e.predict_proba(X, **c)[:, 1],
            person.X.astype(float),
        )


def test_a_dataset_left_out_is_tested_on_what_the_others_taught(dataset, tmp_path):
    more_rest(dataset)
    other = tmp_path / "other"
    shutil.copytree(dataset, other)
    wanted = {"protocol": "leave-one-dataset-out", "estimators": ["theta-alpha"]}
    with pytest.raises(DataError, match="at least two datasets"):
        evaluate([dataset], montages=ALL, **wanted)
    n = len(read_people([dataset]))
    rows = evaluate([dataset, other], montages=ALL, **wanted)
    assert {row.n_people for row in rows} == {2 * n}


def test_datasets_that_teach_no_rest_are_named(dataset, tmp_path):
    """Without the one dataset that has rest nothing can be learned."""
    other = tmp_path / "other"
    shutil.copytree(dataset, other)
    for path in other.rglob("*task-rest*"):
        path.unlink()
    wanted = {"protocol": "leave-one-dataset-out", "estimators": ["theta-alpha"]}
    with pytest.raises(DataError, match="No window of rest in other"):
        evaluate([dataset, other], montages=ALL, **wanted)
