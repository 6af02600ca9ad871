"""A session opened from Python, and read by MNE-BIDS directly."""

import subprocess
import sys
from collections.abc import Callable

import mne_bids
import numpy as np
import pytest

from attention_camp.camp import open_session
from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.signal.stream import StreamInfo

Session = Callable[..., RunPaths]


@pytest.fixture
def recorded(paths: RunPaths, session: Session, info: StreamInfo) -> RunPaths:
    """A session whose last two seconds have a gap over the seventh trial."""
    session(paths, n_trials=6, seconds=14.0, state="")
    writer = EegWriter.resume(paths, info)
    writer.gap(writer.n_samples, 100, "disconnected")
    writer.append(np.full((4, 100), np.nan, np.float32))
    writer.append(np.zeros((4, 400), np.float32))
    writer.close()
    return paths


def test_raw_has_volts_montage_and_annotations(
    recorded: RunPaths, info: StreamInfo
) -> None:
    session = open_session(recorded.folder)
    raw = session.raw
    assert raw.ch_names == list(info.ch_names)
    assert raw.info["line_freq"] == 50.0
    position = raw.get_montage().get_positions()["ch_pos"]["Cz"]
    np.testing.assert_allclose(position, info.positions["Cz"])
    first = session.recording.samples_uv(0, 10)
    np.testing.assert_allclose(raw.get_data(stop=10) * 1e6, first, rtol=1e-6)
    kinds = [a["description"] for a in raw.annotations]
    assert kinds.count("trial/visual-search") == 6
    assert kinds.count("stimulus/search") == 6
    assert kinds.count("note") == 1
    (gap,) = [a for a in raw.annotations if a["description"] == "BAD_gap"]
    assert gap["onset"] == pytest.approx(14.0)
    assert gap["duration"] == pytest.approx(0.4)


def test_trials_are_a_table_of_their_types(recorded: RunPaths) -> None:
    trials = open_session(recorded.vhdr).trials
    assert len(trials) == 6
    assert trials.correct.dtype == bool
    assert trials.level.dtype == int
    assert trials.reaction_time.dtype == float
    assert trials.parameter_set_size.tolist() == [8] * 6
    assert trials.measure_hits.tolist() == [1] * 6
    record = read_trials(recorded)[0]
    assert trials.reaction_time[0] == record.reaction_time
    assert np.isnan(trials.reaction_time[2])
    assert trials.columns[0] == "onset"


def test_decisions_and_engagement_are_tables(recorded: RunPaths) -> None:
    session = open_session(recorded.folder.parent)
    assert session.decisions.trial.tolist() == [1, 2, 3, 4, 5, 6]
    assert session.decisions["decision.why"].tolist() == ["correct-up"] * 6
    assert "record" not in session.decisions.columns
    assert len(session.engagement) == 6
    assert session.engagement.engagement[1] == 0.2
    assert session.meta["request"]["protocol"] == "demo"
    assert session.trials is session.trials


def test_epochs_carry_their_trials_and_leave_gaps_out(
    recorded: RunPaths, trial: Callable[..., TrialLine]
) -> None:
    store = TrialStore(recorded)
    store.append(trial(7, sample=14 * 250 + 25, task="n-back"))
    store.append(trial(8, sample=15 * 250, stage="practice"))
    store.append(trial(9, sample=-1))
    store.append(trial(10, sample=10**6))
    store.close()
    session = open_session(recorded.folder)
    epochs = session.epochs(-0.2, 0.6, preload=True)
    assert epochs.metadata.trial.tolist() == [1, 2, 3, 4, 5, 6]
    assert epochs.tmin == pytest.approx(-0.2)
    data = epochs.get_data(copy=False)
    assert data.shape == (6, 4, 201)
    wanted = session.recording.samples_uv(500 - 50, 500 + 151) * 1e-6
    np.testing.assert_allclose(data[0], wanted, rtol=1e-5, atol=1e-12)
    assert len(session.epochs(query="correct", preload=True)) == 4
    with pytest.raises(DatasetError, match="No trial"):
        session.epochs(query="level > 99")


def test_a_session_without_eeg_still_has_its_trials(
    paths: RunPaths, info: StreamInfo, trial: Callable[..., TrialLine]
) -> None:
    prepare_run(paths, meta={})
    EegWriter.create(paths, info, line_freq=None, task_name="Demo").close()
    session = open_session(paths.dataset)
    assert len(session.trials) == 0
    assert "reaction_time" in session.trials.columns
    assert len(session.engagement) == len(session.decisions) == 0
    with pytest.raises(DatasetError, match="has no samples"):
        _ = session.raw
    assert repr(session) == f"<OpenedSession {paths.stem}>"


def test_mne_bids_reads_eeg_and_trial_columns_back(recorded: RunPaths) -> None:
    place = mne_bids.BIDSPath(
        root=recorded.dataset,
        subject="01",
        session="01",
        task="demo",
        run="01",
        datatype="eeg",
    )
    raw = mne_bids.read_raw_bids(place, verbose="error")
    assert raw.info["line_freq"] == 50.0
    np.testing.assert_array_equal(
        raw.get_data(), open_session(recorded.folder).raw.get_data()
    )
    table = raw.annotations.to_data_frame()
    kinds = table.description.tolist()
    assert kinds.count("trial") == 6
    assert kinds.count("BAD_gap") == 1
    trials = table[table.description == "trial"]
    records = read_trials(recorded)
    assert trials.level.astype(int).tolist() == [r.level for r in records]
    assert trials.engagement.iloc[0] == str(records[0].engagement)
    assert trials.why.tolist() == [r.why for r in records]


def test_importing_the_application_imports_nothing_heavy() -> None:
    code = (
        "import sys, attention_camp.camp as camp\n"
        "heavy = {'mne', 'pandas', 'numpy', 'torch', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or not callable(camp.open_session))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
