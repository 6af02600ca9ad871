"""OpenNeuro's datasets, fetched by openneuro-py: an extra, asked for when needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from attention_camp.models.data.recordings import DataError

OnProgress = Callable[[float, str], None]

LEFT_OUT = ("sourcedata", "derivatives", "code", "stimuli")
"""Folders that are not fetched: what is read is raw EEG and its tables."""


def openneuro_folder(name: str, cache: Path, *, progress: OnProgress | None) -> Path:
    """Return the folder of an OpenNeuro dataset, fetched where it is not there yet.

    It is BIDS already. Files that are there and whole are not fetched again.

    Parameters
    ----------
    name : str
        Accession number, such as ``ds007262``.
    cache : Path
        Folder of datasets that were fetched.
    progress : callable, optional
        Told that it begins and that it is done.

    Raises
    ------
    DataError
        If it is no accession number, openneuro-py is not installed, or the dataset
        cannot be fetched.
    """
    if not re.fullmatch(r"ds\d{6}", name):
        msg = f"openneuro:{name} is no dataset; its name is like openneuro:ds007262."
        raise DataError(msg)
    try:
        import openneuro
    except ImportError as error:
        msg = (
            f"openneuro:{name} needs the package openneuro-py, which is not installed: "
            "pip install 'attention-camp[openneuro]'. A folder that was fetched by "
            "other means can be given itself."
        )
        raise DataError(msg) from error
    folder = cache / f"openneuro-{name}"
    told = progress or (lambda *_: None)
    told(0.0, name)
    try:
        openneuro.download(dataset=name, target_dir=folder, exclude=LEFT_OUT)
    except Exception as error:  # what its transport raises has no common class
        msg = (
            f"openneuro:{name} cannot be fetched ({type(error).__name__}: {error}). "
            "Check the network and disk, and try again: what is whole stays."
        )
        raise DataError(msg) from error
    told(1.0, "all there")
    return folder
