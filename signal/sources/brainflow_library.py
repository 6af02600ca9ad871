"""Access to BrainFlow; the only file that imports it."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.board_facts import other_channels
from attention_camp.signal.sources.board_fields import (
    BoardDescription,
    needed_fields,
    optional_fields,
)
from attention_camp.signal.stream import SourceError


@lru_cache(maxsize=1)
def brainflow() -> Any:
    """Import BrainFlow without the warning of pkg_resources, which it uses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from brainflow import board_shim
        from brainflow.exit_codes import BrainFlowExitCodes

        board_shim.BoardShim.disable_board_logger()
    board_shim.BrainFlowExitCodes = BrainFlowExitCodes
    return board_shim


@lru_cache(maxsize=1)
def list_boards() -> tuple[BoardDescription, ...]:
    """Return every board that BrainFlow knows, by name."""
    board_shim = brainflow()
    boards = [
        _describe(board_shim, board.name, board.value)
        for board in board_shim.BoardIds
        # no board; a file and a network stream of BrainFlow's own: replay and LSL
        # do the same for any format
        if board.value >= -1
    ]
    return tuple(sorted(boards, key=lambda board: board.name))


def find_board(name: str) -> BoardDescription:
    """Return the board called ``name``.

    Raises
    ------
    SourceError
        Where there is none; the text names the nearest.
    """
    boards = {board.name: board for board in list_boards()}
    wanted = name.lower().replace("-", "_").replace(" ", "_")
    if wanted in boards:
        return boards[wanted]
    near = difflib.get_close_matches(wanted, boards, n=3, cutoff=0.4)
    hint = Sentence(" Did you mean {near}?", near=", ".join(near)) if near else ""
    raise SourceError(
        Sentence(
            "There is no board called {name!r}.{hint} The page “New session”, step "
            "2, lists them all.",
            name=name,
            hint=hint,
        )
    )


@dataclass(frozen=True, slots=True)
class BoardRows:
    """Where a board's values lie in BrainFlow's data."""

    n_rows: int
    eeg: tuple[int, ...]
    counter: int | None
    time: int | None
    marker: int | None


def board_rows(board: BoardDescription) -> BoardRows:
    """Return where a board's values lie in BrainFlow's data."""
    descr = brainflow().BoardShim.get_board_descr(board.board_id)
    return BoardRows(
        int(descr["num_rows"]),
        tuple(descr.get("eeg_channels", ())),
        descr.get("package_num_channel"),
        descr.get("timestamp_channel"),
        descr.get("marker_channel"),
    )


def _describe(module: Any, enum_name: str, board_id: int) -> BoardDescription:
    name = enum_name.replace("_BOARD", "").lower()
    descr = module.BoardShim.get_board_descr(board_id)
    n_chans = len(descr.get("eeg_channels", ()))
    named = tuple(part.strip() for part in descr.get("eeg_names", "").split(","))
    if len(named) != n_chans or not all(named):
        named = tuple(f"EEG{k + 1}" for k in range(n_chans))
    beside = other_channels(name, descr)
    return BoardDescription(
        name=name,
        title=str(descr.get("name", name)),
        board_id=board_id,
        needed_fields=needed_fields(name),
        optional_fields=optional_fields(name),
        sfreq=float(descr.get("sampling_rate", 0.0)),
        ch_names=named,
        others=tuple(channel for _, channel in beside),
        other_rows=tuple(row for row, _ in beside),
    )


def mindfulness(
    windows_uv: Sequence[NDArray[np.float64]], *, sfreq: float
) -> list[float]:
    """Return the output of BrainFlow's default mindfulness classifier for windows.

    Its filters, its band powers, its model, as BrainFlow's documentation puts them
    together.

    Parameters
    ----------
    windows_uv : sequence of ndarray, shape (n_chans, n_times)
        EEG in microvolts, good channels only.
    sfreq : float
        Sampling rate, Hz; BrainFlow knows whole numbers only.

    Returns
    -------
    list of float
        One probability per window, 0 to 1.
    """
    brainflow()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        from brainflow import data_filter, ml_model

        ml_model.MLModel.disable_ml_logger()
    model = ml_model.MLModel(
        ml_model.BrainFlowModelParams(
            ml_model.BrainFlowMetrics.MINDFULNESS.value,
            ml_model.BrainFlowClassifiers.DEFAULT_CLASSIFIER.value,
        )
    )
    model.prepare()
    try:
        return [
            float(
                model.predict(
                    data_filter.DataFilter.get_avg_band_powers(
                        np.ascontiguousarray(window),
                        list(range(len(window))),
                        round(sfreq),
                        apply_filter=True,
                    )[0]
                )[0]
            )
            for window in windows_uv
        ]
    finally:
        model.release()
