"""Open a recorded session from Python: MNE objects and pandas tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.brainvision import read_start
from attention_camp.camp.dataset.channels_table import read_channels
from attention_camp.camp.dataset.derivatives.review import Review
from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.guards.links import check_run_files
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.opened.epochs import (
    Around,
    NoEpochError,
    check_around,
    chosen,
    cut_epochs,
    events_of_trials,
)
from attention_camp.camp.dataset.opened.frames import frame_of
from attention_camp.camp.dataset.opened.html import as_table
from attention_camp.camp.dataset.opened.notes import (
    Note,
    recorded_notes,
    review_notes,
)
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_events, read_scores, read_trials
from attention_camp.camp.dataset.sidecars import read_line_freq
from attention_camp.camp.dataset.tables import MISSING, ScoreRow, wide
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import ChannelType

if TYPE_CHECKING:
    import mne
    import pandas as pd


MNE_TYPES: Mapping[ChannelType, str] = {
    "eeg": "eeg", "eog": "eog", "ecg": "ecg", "emg": "emg", "resp": "resp",
    "gsr": "gsr", "temp": "temperature", "trig": "stim", "ppg": "misc",
    "accel": "misc", "gyro": "misc", "magn": "misc", "status": "misc", "misc": "misc",
}  # fmt: skip
"""MNE's types for ours."""


def open_session(path: str | Path) -> OpenedSession:
    """Open a recorded session.

    Parameters
    ----------
    path : str | Path
        The session's folder (``DATASET/sub-01/ses-01``), any file of the run, or a
        dataset that holds one run.

    Returns
    -------
    session : OpenedSession
        Its recording and tables, read when they are first asked for.

    Raises
    ------
    DatasetError
        If there is no run, or more than one, or a file of it is outside the dataset.
    """
    paths = find_run(Path(path))
    check_run_files(paths)
    return OpenedSession(paths)


class OpenedSession:
    """A recorded session.

    Parameters
    ----------
    paths : RunPaths
        Where its files lie.
    """

    def __init__(self, paths: RunPaths) -> None:
        self.paths = paths

    def __repr__(self) -> str:
        return f"<OpenedSession {self.paths.stem}>"

    def _repr_html_(self) -> str:
        info = self.recording.info if self.has_eeg else None
        facts: dict[str, object] = {
            "Protocol": self.paths.task,
            "Started": self.meta.get("started", ""),
            "State": self.meta.get("state", ""),
            "Trials": len(self.trials),
        }
        if info is not None:
            seconds = self.recording.n_samples / info.sfreq
            facts |= {
                "EEG": f"{len(info.ch_names)} channels, {info.sfreq:g} Hz, "
                f"{seconds / 60:.1f} min",
                "Headset": info.name,
            }
        return as_table(self.paths.title, facts)

    @cached_property
    def recording(self) -> Recording:
        """The samples exactly as they were written, without MNE."""
        return Recording.open(self.paths)

    @cached_property
    def meta(self) -> dict[str, Any]:
        """What the session was asked to be, and how it ended."""
        return read_session(self.paths)

    @cached_property
    def raw(self) -> mne.io.BaseRaw:
        """All channels with their types, montage and annotations; not loaded.

        Voltages are in volts, other channels in the units of `channels`; bads are the
        channels that the signal check found bad.

        Gaps are annotated ``BAD_gap`` (the last value is held there), trials
        ``trial/TASK``, displays and keys ``stimulus/NAME`` and ``response/KEY``.
        """
        import mne

        self.require_samples()
        try:
            raw = mne.io.read_raw_brainvision(self.paths.vhdr, verbose="error")
        except (*UNREADABLE, RuntimeError) as error:
            raise DatasetError(
                Sentence(
                    "{file} or its markers cannot be read: {error}. “attention-camp "
                    "recover” mends what a crash left; else restore them from a "
                    "backup.",
                    file=self.paths.vhdr,
                    error=reason_of(error),
                )
            ) from error
        info = self.recording.info
        if info.positions:
            montage = mne.channels.make_dig_montage(
                dict(info.positions), coord_frame="head"
            )
            raw.set_montage(montage, on_missing="ignore", verbose="error")
        rows = self.channels.to_dict("records")
        named = list(zip(raw.ch_names, rows, strict=False))
        types = {
            name: MNE_TYPES[row["kind"]] for name, row in named if row["kind"] != "eeg"
        }
        raw.set_channel_types(types, on_unit_change="ignore", verbose="error")
        raw.info["bads"] = [name for name, row in named if row.get("status") == "bad"]
        raw.info["line_freq"] = read_line_freq(self.paths)
        notes = _as_annotations(recorded_notes(self.paths, self.recording), raw)
        raw.set_annotations(notes, verbose="error")
        return raw

    @property
    def reviewed(self) -> mne.io.BaseRaw:
        """A copy of `raw` with the bad channels and annotations of its review."""
        review = Review(self.paths, "")
        raw = self.raw.copy()
        bads = review.bads(raw.info["bads"])
        raw.info["bads"] = [name for name in raw.ch_names if name in bads]
        added = _as_annotations(review_notes(review), raw)
        return raw.set_annotations(raw.annotations + added, verbose="error")

    @property
    def notes(self) -> list[Note]:
        """Onset, duration and description of all annotations of `reviewed`; no MNE."""
        recorded = recorded_notes(self.paths, self.recording)
        return recorded + review_notes(Review(self.paths, ""))

    @property
    def began(self) -> datetime | None:
        """When the first sample was recorded; None: the marker file does not say."""
        return read_start(self.paths.vmrk)

    @cached_property
    def channels(self) -> pd.DataFrame:
        """The table of channels: type, unit, what the signal check found; a row each.

        The column ``kind`` says what a channel measures where BIDS has no type for it.
        """
        import pandas as pd

        path = self.paths.channels
        kinds = [channel.kind for channel in read_channels(path)]
        try:
            table = pd.read_csv(
                path, sep="\t", na_values=[MISSING], keep_default_na=False
            )
            return table.assign(kind=kinds)
        except (OSError, ValueError) as error:
            raise DatasetError(
                Sentence(
                    "{path} cannot be read: {reason}. Correct it, or restore it from a "
                    "backup.",
                    path=path,
                    reason=reason_of(error),
                )
            ) from error

    @cached_property
    def trials(self) -> pd.DataFrame:
        """The trials, a row each; what a task varied or measured in columns of its own.

        Columns are those of ``TrialRecord``, then ``parameter_…`` and ``measure_…``.
        """
        return frame_of(TrialRecord, [wide(t) for t in read_trials(self.paths)])

    @cached_property
    def events(self) -> pd.DataFrame:
        """Displays, keys, notes, pauses and gaps, a row each; trials are `trials`."""
        return frame_of(EventRow, [asdict(row) for row in read_events(self.paths)])

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """The decision ledger, a row per trial; nested entries joined by dots."""
        import pandas as pd

        rows = []
        for line in read_ledger(self.paths.decisions).trials:
            values = line.to_json()
            del values["record"], values["events"]
            rows.append({"trial": line.record.trial} | values)
        return pd.json_normalize(rows)

    @cached_property
    def engagement(self) -> pd.DataFrame:
        """The engagement series, a row per update of the score."""
        return frame_of(ScoreRow, [asdict(row) for row in read_scores(self.paths)])

    @cached_property
    def eyes(self) -> pd.DataFrame:
        """What the eye tracker sent: a row per sample and eye; empty: there was none.

        ``timestamp`` is in seconds after the first sample of the EEG, as the onsets of
        ``events``; gaze and pupil are in the tracker's units.
        """
        import pandas as pd

        from attention_camp.camp.dataset.eyes.eye_reader import read_eyes

        found = read_eyes(self.paths)
        return pd.DataFrame() if found is None else found.frame()

    def require_samples(self) -> None:
        """Raise `DatasetError` where the recording has no samples."""
        if not self.recording.n_samples:
            raise DatasetError(
                Sentence(
                    "The recording {run} has no samples: the session ended "
                    "before the first one. Its trials can be read all the same.",
                    run=self.paths.stem,
                )
            )

    @property
    def has_eeg(self) -> bool:
        """Whether there is a recording with samples."""
        return self.paths.vhdr.exists() and self.recording.n_samples > 0

    def has_trials(self, query: str = "") -> bool:
        """Return whether a query in pandas' words means any trial."""
        return not chosen(self.trials, query).empty

    def epochs(
        self,
        tmin: float = -0.5,
        tmax: float = 1.0,
        *,
        on: Around = "trials",
        query: str = "stage == 'main'",
        raw: mne.io.BaseRaw | None = None,
        **options: Any,
    ) -> mne.Epochs:
        """Return the EEG around trials, displays or responses.

        Parameters
        ----------
        tmin, tmax : float
            Seconds before (negative) and after each event.
        on : str
            ``trials``: their onsets; ``stimuli``, ``responses``: each display or key.
        query : str
            Which trials, in pandas' words; empty: all of them.
        raw : mne.io.Raw | None
            The recording to cut, filtered or cleaned; None: as it was recorded.
        **options
            Passed to ``mne.Epochs``; no baseline is subtracted unless one is given.

        Returns
        -------
        epochs : mne.Epochs
            Event ids are ``TASK/CONDITION``, and ``TASK/CONDITION/NAME`` of displays
            and keys; the trials are the metadata. Epochs over a gap are dropped.

        Raises
        ------
        DatasetError
            If the query cannot be used, or no trial matches.
        """
        check_around(on)
        whole = self.raw if raw is None else raw
        rows = events_of_trials(self.trials, self.events, on, query)
        rows = rows[rows["sample"].between(0, whole.n_times - 1)]
        if rows.empty:
            raise NoEpochError(
                Sentence(
                    "No trial of {run} matches {query!r}. Choose another.",
                    run=self.paths.stem,
                    query=query,
                )
            )
        return cut_epochs(whole, rows, tmin, tmax, options)


def _as_annotations(notes: Sequence[Note], raw: mne.io.BaseRaw) -> mne.Annotations:
    import mne

    onsets, durations, texts = zip(*notes, strict=True) if notes else ((), (), ())
    start = raw.info["meas_date"]
    return mne.Annotations(onsets, durations, texts, orig_time=start)
