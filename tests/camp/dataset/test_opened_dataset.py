"""A whole dataset opened from Python: tidy frames and epochs over its runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp import open_dataset, open_session
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.opened.dataset import OpenedDataset

Session = Callable[..., RunPaths]


@pytest.fixture
def dataset(paths: RunPaths, session: Session) -> OpenedDataset:
    """Two people, the first of them with two sessions."""
    session(paths)
    session(replace(paths, session="02"), n_trials=3)
    session(replace(paths, participant="02"), n_trials=4)
    return open_dataset(paths.dataset)


def test_labels_stay_text_and_columns_have_types(dataset: OpenedDataset) -> None:
    trials = dataset.trials
    assert len(dataset) == 3
    assert len(trials) == 13
    assert trials.columns[:4].tolist() == ["participant", "session", "run", "protocol"]
    assert sorted(set(trials.participant)) == ["01", "02"]
    assert trials.correct.dtype == bool
    assert trials.level.dtype == "int64"
    assert trials.engagement.dtype == "float64"
    assert trials.steered.dtype == "boolean"
    counts = trials.groupby(["participant", "session"]).trial.count()
    assert counts.to_dict() == {("01", "01"): 6, ("01", "02"): 3, ("02", "01"): 4}
    assert dataset.sessions.session.tolist() == ["01", "02", "01"]
    assert dataset.blocks.n_trials.sum() == 13
    assert len(dataset.decisions) == len(dataset.engagement) == 13
    first = open_session(dataset.runs[1].folder).trials
    own = trials.query("participant == '01' and session == '02'")
    assert own.reaction_time.tolist()[:2] == first.reaction_time.tolist()[:2]


def test_runs_are_selected_by_their_labels(dataset: OpenedDataset) -> None:
    assert len(dataset.select(participant="01")) == 2
    assert len(dataset.select(participant=["01", "02"], session="01")) == 2
    with pytest.raises(DatasetError, match="participant 09"):
        dataset.select(participant="09")
    assert "Participants" in dataset._repr_html_()
    assert "4 channels, 250 Hz" in next(iter(dataset))._repr_html_()


def test_epochs_of_all_runs_are_one_object(dataset: OpenedDataset) -> None:
    epochs = dataset.epochs(-0.2, 0.6)
    wanted = [session.epochs(-0.2, 0.6) for session in dataset]
    assert len(epochs) == sum(map(len, wanted)) == 13
    assert epochs.metadata.participant.tolist() == ["01"] * 9 + ["02"] * 4
    data = np.concatenate([one.get_data(copy=False) for one in wanted])
    np.testing.assert_array_equal(epochs.get_data(copy=False), data)
    assert epochs.event_id == {"visual-search/present": 1}


def test_epochs_around_displays_and_keys_know_their_trial(
    dataset: OpenedDataset,
) -> None:
    session = next(iter(dataset))
    keys = session.epochs(-0.2, 0.2, on="responses")
    assert keys.event_id == {"visual-search/present/left": 1}
    assert keys.metadata.trial.tolist() == [1, 2, 3, 4, 5, 6]
    onsets = keys.metadata.event_onset.to_numpy()
    np.testing.assert_allclose(onsets, 2.0 * np.arange(1, 7) + 0.6)
    displays = session.epochs(-0.2, 0.2, on="stimuli", query="correct")
    assert displays.metadata.event.tolist() == ["search"] * 4
    with pytest.raises(ValueError, match="on must be one of"):
        session.epochs(on="beeps")


def test_a_run_without_such_an_event_adds_no_epochs(dataset: OpenedDataset) -> None:
    events = dataset.runs[0].events
    header, *rows = events.read_text().splitlines(keepends=True)
    kept = [row for row in rows if "\tresponse\t" not in row]
    events.write_text("".join([header, *kept]))
    keys = dataset.epochs(-0.2, 0.2, on="responses")
    assert set(zip(keys.metadata.participant, keys.metadata.session, strict=True)) == {
        ("01", "02"),
        ("02", "01"),
    }
    left = dataset.epochs(-0.2, 0.2, on="responses", query="event == 'left'")
    assert len(left) == len(keys) == 7
    with pytest.raises(DatasetError, match="Columns are: onset"):
        dataset.epochs(query="levl > 3")


def test_a_wrong_query_is_said_in_our_words(dataset: OpenedDataset) -> None:
    session = next(iter(dataset))
    for query in ("levl > 3", "level >", "level.foo()"):
        with pytest.raises(DatasetError, match="Columns are: onset"):
            session.epochs(query=query)


def test_a_folder_without_sessions_is_no_dataset(tmp_path) -> None:
    with pytest.raises(DatasetError, match="There is no session"):
        open_dataset(tmp_path)
