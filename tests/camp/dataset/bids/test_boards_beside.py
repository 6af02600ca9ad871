"""Sessions as of five boards: their channels beside the EEG are in BIDS, all valid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.dataset.channels_table import read_channels
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.validate import run_bids_validator
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.messages import Ending
from attention_camp.signal.sources.brainflow_library import find_board
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.stream import SourceError

BOARDS = ("synthetic", "cyton", "ganglion", "unicorn", "brainalive")
PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
gate: {min_good_channels: 0.5}
blocks:
  - {task: visual-search, trials: 2, cards: false}
"""


def test_sessions_of_five_boards_are_valid_bids(tmp_path, simulated_request) -> None:
    for k, board in enumerate(BOARDS, 1):
        request = replace(
            simulated_request(tmp_path, PROTOCOL, board=f"simulated:like={board}"),
            participant=f"{k:02d}",
        )
        ended = run_headless(request, tell=lambda _: None)
        assert ended.ending is Ending.FINISHED, ended.text
        _is_recorded(RunPaths(request.dataset, f"{k:02d}", "01", "short"), board)
    found = run_bids_validator(tmp_path / "data")
    assert [str(problem) for problem in found if problem.is_error] == []


def _is_recorded(paths: RunPaths, name: str) -> None:
    board, recording = find_board(name), Recording.open(paths)
    assert recording.info.sfreq == board.sfreq
    assert recording.info.others == board.others
    assert read_channels(paths.channels)[board.n_chans :] == board.others
    samples = recording.others(0, recording.n_samples)
    assert np.isfinite(samples).all()
    assert all(
        row.std() > 0 for row, c in zip(samples, board.others, strict=True)
        if c.kind != "temp"
    )  # fmt: skip


def test_a_simulation_of_no_board_says_which_there_are() -> None:
    with pytest.raises(SourceError, match=r"no board called 'unicron'.*unicorn"):
        open_source("simulated:like=unicron")
    with pytest.raises(SourceError, match="body must be one of calm, working"):
        open_source("simulated:body=tired")
