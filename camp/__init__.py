"""The application: session, dataset, processes, windows and command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attention_camp.camp.dataset.open_session import OpenedSession

__all__ = ["open_session"]


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
