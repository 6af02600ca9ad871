"""Read any recording that MNE or pyxdf reads."""

from __future__ import annotations

from pathlib import Path

from attention_camp.resources.bounded import is_there
from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.assembling import assembled, refuse_units
from attention_camp.signal.sources.recorded import (
    NO_OPTIONS,
    FileContent,
    ReadOptions,
    Recorded,
)
from attention_camp.signal.stream import SourceError

_BIDS_FORMATS = (".vhdr", ".edf", ".bdf", ".set", ".fif")


def read_recording(path: str | Path, options: ReadOptions = NO_OPTIONS) -> Recorded:
    """Read a recording: a BIDS run, BrainVision, EDF, BDF, FIF, EEGLAB, XDF, OpenBCI.

    In this process, which a damaged file may end: ``read_apart`` calls it in another.

    Parameters
    ----------
    path : path
        A file, or a folder that holds one BIDS recording.
    options : ReadOptions
        What the file does not say itself: units, names. Nothing by default.

    Raises
    ------
    SourceError
        Where there is none, it cannot be read, or it does not say enough; the text is
        for people.
    """
    refuse_units(options.units)
    file = _find(Path(path))
    try:
        return assembled(_content(file, options), file, options)
    except SourceError:
        raise
    # readers raise whatever their format makes them: each is one situation for people
    except Exception as error:
        raise SourceError(
            Sentence(
                "The recording {file} cannot be read: {error}. Check that it is "
                "whole and that MNE reads its format.",
                file=file,
                error=str(error).rstrip("."),
            )
        ) from error


def _content(file: Path, options: ReadOptions) -> FileContent:
    """Return what the reader of the file's format finds in it."""
    match file.suffix.lower():
        case ".xdf" | ".xdfz":
            from attention_camp.signal.sources.formats.xdf_files import read_xdf

            return read_xdf(file)
        case ".txt" | ".csv":
            from attention_camp.signal.sources.formats.brainflow_rows import (
                is_bare_rows,
                read_brainflow_rows,
            )
            from attention_camp.signal.sources.formats.text_files import read_text

            if is_bare_rows(file):
                return read_brainflow_rows(file, options.board)
            return read_text(file)
    from attention_camp.signal.sources.formats.mne_files import read_mne

    return read_mne(file)


def _find(path: Path) -> Path:
    if not is_there(path):
        raise SourceError(
            Sentence(
                "There is no recording at {path}. Check the path.",
                path=path,
            )
        )
    if not path.is_dir():
        return path
    if path.suffix.lower() in (".ds", ".mff"):
        return path
    found = sorted(
        file
        for file in path.rglob("*_eeg.*")
        if file.suffix.lower() in _BIDS_FORMATS
        and not file.name.startswith("._")  # what macOS keeps beside a file
    )
    if len(found) != 1:
        names = ", ".join(str(file.relative_to(path)) for file in found[:3])
        hint = (
            Sentence("Name the file, such as {names}.", names=names)
            if found
            else Sentence("Name a file that MNE reads.")
        )
        raise SourceError(
            Sentence(
                "The folder {path} holds {n} recordings ending in _eeg; one is "
                "needed. {hint}",
                path=path,
                n=len(found),
                hint=hint,
            )
        )
    return found[0]
