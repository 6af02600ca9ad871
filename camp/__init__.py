"""The application: session, dataset, processes, windows and command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attention_camp.camp.dataset.open_session import OpenedSession
    from attention_camp.camp.dataset.opened.dataset import OpenedDataset

__all__ = ["open_dataset", "open_session"]


def open_session(path: str | Path) -> OpenedSession:
    """Open a recorded session: its EEG for MNE, its tables for pandas.

    Parameters
    ----------
    path : str | Path
        The session's folder (``DATASET/sub-01/ses-01``), any file of the run, or a
        dataset that holds one run.

    Returns
    -------
    session : OpenedSession
        With ``raw``, ``trials``, ``decisions``, ``engagement`` and ``epochs()``.
    """
    from attention_camp.camp.dataset.open_session import open_session as opened

    return opened(path)


def open_dataset(path: str | Path) -> OpenedDataset:
    """Open all recorded sessions of a dataset: frames over any number of runs.

    Parameters
    ----------
    path : str | Path
        Folder of the dataset.

    Returns
    -------
    dataset : OpenedDataset
        With ``sessions``, ``trials``, ``blocks``, ``decisions``, ``engagement`` and
        ``epochs()``; it yields each run as `open_session` gives it.
    """
    from attention_camp.camp.dataset.opened.dataset import open_dataset as opened

    return opened(path)
