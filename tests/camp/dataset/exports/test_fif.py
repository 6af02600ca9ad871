"""Epochs as FIF: MNE reads them back with the trials' columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mne
import pytest

from attention_camp.camp.dataset.exports.fif import export_epochs
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of MNE, reading them
def test_epochs_are_read_back_with_the_columns_of_their_trials(
    paths: RunPaths, session: Callable[..., RunPaths], tmp_path: Path
) -> None:
    session(paths, n_trials=4, seconds=10.0)
    out = tmp_path / "epochs"
    said = export_epochs(paths.dataset, out)
    assert said == []
    epochs = mne.read_epochs(out / f"{paths.stem}_epo.fif", verbose="error")
    wanted = open_session(paths.folder).epochs(query="").drop_bad(verbose="error")
    assert len(epochs) == len(wanted) > 0
    assert list(epochs.metadata["trial"]) == list(wanted.metadata["trial"])


def test_a_run_without_trials_is_named(
    paths: RunPaths, session: Callable[..., RunPaths], tmp_path: Path
) -> None:
    session(paths, n_trials=0)
    (said,) = export_epochs(paths.dataset, tmp_path / "epochs")
    assert paths.stem in said
