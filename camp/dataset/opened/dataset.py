"""Open a whole dataset from Python: one frame of each kind over any number of runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.guards.links import check_run_files
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.camp.dataset.opened.epochs import (
    Around,
    NoEpochError,
    check_around,
    joined,
)
from attention_camp.camp.dataset.opened.frames import frame_of, labelled, stacked
from attention_camp.camp.dataset.opened.html import as_table
from attention_camp.camp.dataset.reading.summary import (
    BlockRow,
    RunSummary,
    summarise_blocks,
    summarise_run,
)
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import mne
    import pandas as pd


def open_dataset(path: str | Path) -> OpenedDataset:
    """Open all recorded sessions of a dataset.

    Parameters
    ----------
    path : str | Path
        Folder of the dataset.

    Returns
    -------
    dataset : OpenedDataset
        Its runs; each is read when something of it is first asked for.

    Raises
    ------
    DatasetError
        If there is no recorded session in the folder.
    """
    folder = Path(path).absolute()
    runs = recorded_runs(folder)
    if not runs:
        raise DatasetError(
            Sentence(
                "There is no session in {path}. Choose the folder of a dataset, in "
                "which dataset_description.json is.",
                path=folder,
            )
        )
    for run in runs:
        check_run_files(run)
    return OpenedDataset(folder, runs)


class OpenedDataset:
    """Recorded runs; frames have the columns participant, session, run and protocol.

    Parameters
    ----------
    folder : Path
        Folder of the dataset.
    runs : sequence of RunPaths
        The runs that belong to it.
    """

    def __init__(self, folder: Path, runs: Sequence[RunPaths]) -> None:
        self.folder = folder
        self.runs = tuple(runs)
        self._opened: dict[RunPaths, OpenedSession] = {}

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator[OpenedSession]:
        """Yield the runs one after the other; nothing of them is kept."""
        return (OpenedSession(run) for run in self.runs)

    def __repr__(self) -> str:
        return f"<OpenedDataset {self.folder.name}: {len(self)} runs>"

    def _repr_html_(self) -> str:
        people = {run.participant for run in self.runs}
        protocols = sorted({run.task for run in self.runs})
        facts = {
            "Folder": self.folder,
            "Participants": len(people),
            "Runs": len(self),
            "Protocols": ", ".join(protocols),
        }
        return as_table(self.folder.name, facts)

    def select(
        self,
        *,
        participant: str | Sequence[str] | None = None,
        session: str | Sequence[str] | None = None,
        protocol: str | Sequence[str] | None = None,
    ) -> OpenedDataset:
        """Return the dataset with some of its runs.

        Parameters
        ----------
        participant, session, protocol : str | sequence of str | None
            Labels to keep; None: all.

        Raises
        ------
        DatasetError
            If no run is left.
        """
        wanted = (_labels(participant), _labels(session), _labels(protocol))
        runs = [
            run
            for run in self.runs
            if all(
                labels is None or label in labels
                for labels, label in zip(
                    wanted, (run.participant, run.session, run.task), strict=True
                )
            )
        ]
        if not runs:
            raise DatasetError(
                Sentence(
                    "No run of {folder} is of participant {participant}, session "
                    "{session}, protocol {protocol}. Choose labels that it has.",
                    folder=self.folder,
                    participant=participant,
                    session=session,
                    protocol=protocol,
                )
            )
        return OpenedDataset(self.folder, runs)

    @cached_property
    def sessions(self) -> pd.DataFrame:
        """A row for each run: what it was, how it ended, its means."""
        rows = [asdict(summarise_run(run)[0]) for run in self.runs]
        return frame_of(RunSummary, rows)

    @cached_property
    def trials(self) -> pd.DataFrame:
        """All trials, a row each, as ``OpenedSession.trials``."""
        return self._over_runs(lambda session: session.trials)

    @cached_property
    def blocks(self) -> pd.DataFrame:
        """All blocks, a row each."""
        return self._over_runs(
            lambda session: frame_of(
                BlockRow,
                [asdict(row) for row in summarise_blocks(read_trials(session.paths))],
            )
        )

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """All decisions, a row each, as ``OpenedSession.decisions``."""
        return self._over_runs(lambda session: session.decisions)

    @cached_property
    def engagement(self) -> pd.DataFrame:
        """All updates of the score, a row each."""
        return self._over_runs(lambda session: session.engagement)

    def epochs(
        self,
        tmin: float = -0.5,
        tmax: float = 1.0,
        *,
        on: Around = "trials",
        query: str = "stage == 'main'",
        **options: Any,
    ) -> mne.Epochs:
        """Return the epochs of all runs, in memory, as one object.

        Parameters
        ----------
        tmin, tmax : float
            Seconds before (negative) and after each event.
        on : str
            ``trials``, ``stimuli`` or ``responses``.
        query : str
            Which trials, in pandas' words; empty: all of them.
        **options
            Passed to ``mne.Epochs``.

        Returns
        -------
        epochs : mne.Epochs
            Metadata have the labels of the run, too. Runs without EEG or without such
            a trial add none.

        Raises
        ------
        DatasetError
            If no run has such a trial, or the runs are of several headsets.
        """
        import mne

        check_around(on)
        found = []
        for session in self:
            run = session.paths
            if not session.has_eeg:
                continue
            try:
                epochs = session.epochs(
                    tmin, tmax, on=on, query=query, **options | {"preload": True}
                )
            except NoEpochError:  # it adds none
                continue
            if len(epochs):
                with mne.utils.use_log_level("error"):
                    epochs.metadata = labelled(epochs.metadata, _names(run))
                found.append(epochs)
        return joined(found, self.folder)

    def _over_runs(
        self, table: Callable[[OpenedSession], pd.DataFrame]
    ) -> pd.DataFrame:
        return stacked(
            labelled(table(session), _names(session.paths)) for session in self
        )


def _names(run: RunPaths) -> dict[str, str | int]:
    return {
        "participant": run.participant,
        "session": run.session,
        "run": run.run,
        "protocol": run.task,
    }


def _labels(wanted: str | Sequence[str] | None) -> frozenset[str] | None:
    if wanted is None:
        return None
    return frozenset([wanted] if isinstance(wanted, str) else wanted)
