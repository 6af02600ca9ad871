"""Epochs around trials, displays or responses, with conditions as event ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import mne
    import pandas as pd


class NoEpochError(DatasetError):
    """A run without any event that was asked for; the text is for people."""


Around = Literal["trials", "stimuli", "responses"]
"""What epochs can be cut around: onsets of trials, each display, each key."""
EVENT_TYPES = {"stimuli": "stimulus", "responses": "response"}
"""Rows of events.tsv for each."""


def check_around(on: str) -> None:
    """Raise ``ValueError`` where epochs cannot be cut around something."""
    if on not in get_args(Around):
        raise ValueError(f"on must be one of {get_args(Around)}, got {on!r}")


def chosen(trials: pd.DataFrame, query: str) -> pd.DataFrame:
    """Return the trials that a query in pandas' words means.

    Raises
    ------
    DatasetError
        If the query cannot be understood, or names a column that there is not.
    """
    if not query:
        return trials
    try:
        found = trials.query(query)
    # pandas raises whatever its parser, numexpr or the comparison came upon
    except Exception as error:
        raise DatasetError(
            Sentence(
                "The query {query!r} cannot be used: {error}. Columns are: {columns}.",
                query=query,
                error=str(error).splitlines()[0] if str(error) else repr(error),
                columns=", ".join(map(str, trials.columns)),
            )
        ) from error
    return found


def events_of_trials(
    trials: pd.DataFrame, events: pd.DataFrame, on: Around, query: str
) -> pd.DataFrame:
    """Return a row for each epoch: ``sample``, ``name``, and the trial's columns.

    Parameters
    ----------
    trials : DataFrame
        All trials of the run: an event belongs to the last that began before it.
    events : DataFrame
        Rows of events.tsv that are no trials.
    on : str
        ``trials``, ``stimuli`` or ``responses``.
    query : str
        Which trials, in pandas' words; empty: all of them.
    """
    import numpy as np

    named = trials.assign(
        name=[
            _name(task, condition)
            for task, condition in zip(trials["task"], trials["condition"], strict=True)
        ]
    )
    if on == "trials":
        return chosen(named, query).reset_index(drop=True)
    rows = events[events["trial_type"] == EVENT_TYPES[on]].sort_values("sample")
    ordered = named.sort_values("sample")
    starts = ordered["sample"].to_numpy()
    owner = np.searchsorted(starts, rows["sample"].to_numpy(), side="right") - 1
    begun = owner >= 0
    rows, owner = rows[begun], owner[begun]
    whose = ordered.iloc[owner].reset_index(drop=True)
    onsets = rows["onset"].to_numpy()
    # an event belongs to a trial until its end, and half a second for a late key
    stops = (whose["onset"] + whose["duration"] + 0.5).to_numpy()
    inside = onsets <= stops
    found = whose.assign(
        name=[f"{name}/{value}" for name, value in zip(
            whose["name"], rows["value"], strict=True
        )],
        sample=rows["sample"].to_numpy(),
        event=rows["value"].to_numpy(),
        event_onset=onsets,
    )  # fmt: skip
    return chosen(found[inside], query).reset_index(drop=True)


def _name(task: str, condition: str) -> str:
    return f"{task}/{condition}" if condition else task


def cut_epochs(
    raw: mne.io.BaseRaw,
    rows: pd.DataFrame,
    tmin: float,
    tmax: float,
    options: dict[str, Any],
) -> mne.Epochs:
    """Return epochs around rows that have ``sample`` and ``name``.

    Parameters
    ----------
    raw : mne.io.Raw
        The recording.
    rows : DataFrame
        A row for each epoch, which becomes its metadata.
    tmin, tmax : float
        Seconds around each sample.
    options : dict
        More of ``mne.Epochs``.
    """
    import mne
    import numpy as np

    # MNE refuses two events at one sample
    rows = rows.sort_values("sample", kind="stable").drop_duplicates("sample")
    names = {name: code for code, name in enumerate(sorted(set(rows["name"])), 1)}
    events = np.column_stack(
        [
            rows["sample"].to_numpy() + raw.first_samp,
            np.zeros(len(rows), int),
            rows["name"].map(names).to_numpy(),
        ]
    ).astype(int)
    settings: dict[str, Any] = {"baseline": None, "verbose": "error"} | options
    metadata = rows.drop(columns="name").reset_index(drop=True)
    epochs = mne.Epochs(raw, events, names, tmin, tmax, metadata=metadata, **settings)
    # `len` is asked of them first; rejection is decided now, not at some later call
    return epochs.drop_bad(verbose="error")


def joined(found: Sequence[mne.Epochs], folder: object) -> mne.Epochs:
    """Return the epochs of several runs as one object.

    Raises
    ------
    DatasetError
        If there are none, or the runs have other channels or rates.
    """
    import mne

    if not found:
        raise DatasetError(
            Sentence(
                "No trial of {folder} matches, or none has EEG. Choose others.",
                folder=folder,
            )
        )
    codes: dict[str, int] = {}
    for epochs in found:
        for name in epochs.event_id:
            codes.setdefault(name, len(codes) + 1)
    for epochs in found:
        old = {code: name for name, code in epochs.event_id.items()}
        epochs.events[:, 2] = [codes[old[code]] for code in epochs.events[:, 2]]
        epochs.event_id = {name: codes[name] for name in epochs.event_id}
        epochs.info["bads"] = []
    try:
        return mne.concatenate_epochs(
            list(found), add_offset=True, on_mismatch="ignore", verbose="error"
        )
    except ValueError as error:
        raise DatasetError(
            Sentence(
                "The runs of {folder} cannot be put together: {error}. Choose runs of "
                "one headset.",
                folder=folder,
                error=str(error),
            )
        ) from error
