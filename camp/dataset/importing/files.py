"""Which of the files to import is the recording, and whether it can be matched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attention_camp.camp.dataset.importing.originals import companions
from attention_camp.camp.dataset.importing.psychopy import PsychopyError, is_psychopy
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

_XDF = (".xdf", ".xdfz")
_TABLES = (".csv", ".tsv", ".txt")


def sorted_out(files: tuple[Path, ...]) -> tuple[Path, Path | None]:
    """Return the recording and the table of PsychoPy among the files."""
    missing = [file for file in files if not file.exists()]
    if missing:
        raise DatasetError(
            Sentence("There is no file {file}. Check the path.", file=missing[0])
        )
    folders = [file for file in files if file.is_dir()]
    if folders:
        raise DatasetError(
            Sentence(
                "{folder} is a folder. Name the file of the recording in it.",
                folder=folders[0],
            )
        )
    tables = [file for file in files if _is_table(file)]
    recordings = [file for file in files if file not in tables]
    # parts of one recording may be named together with it
    parts = {part for file in recordings for part in companions(file)[1:]}
    recordings = [file for file in recordings if file not in parts]
    if len(recordings) != 1 or len(tables) > 1:
        raise DatasetError(
            Sentence(
                "One recording is imported at a time, with at most one table of "
                "PsychoPy; got {recordings:recording|recordings} and "
                "{tables:table|tables}. Import the others with --run 2, 3, …",
                recordings=len(recordings),
                tables=len(tables),
            )
        )
    if tables and recordings[0].suffix.lower() not in _XDF:
        raise PsychopyError(
            Sentence(
                "The rows of {table} can be matched to the markers of an XDF file; "
                "{file} is none. Import it without the table.",
                table=tables[0].name,
                file=recordings[0].name,
            )
        )
    return recordings[0], tables[0] if tables else None


def _is_table(file: Path) -> bool:
    if file.suffix.lower() not in _TABLES or not file.is_file():
        return False
    with file.open("rb") as lines:
        return is_psychopy(lines.read(65536).decode("utf-8", "replace"))


def stream_rates(recording: Path) -> dict[str, float]:
    """Return the nominal rate of each stream of an XDF file, Hz, by its name.

    Raises
    ------
    DatasetError
        Where its headers cannot be read.
    """
    import pyxdf

    try:
        streams = pyxdf.resolve_streams(str(recording))
        return {str(s.get("name")): float(s.get("nominal_srate") or 0) for s in streams}
    except Exception as error:
        # pyxdf raises whatever a damaged file makes it
        raise DatasetError(
            Sentence(
                "The recording {file} cannot be read: {error}.",
                file=recording,
                error=reason_of(error),
            )
        ) from error


def need_markers(recording: Path, rates: Mapping[str, float]) -> None:
    """Refuse an XDF file without a stream of markers."""
    if 0 not in rates.values():
        raise PsychopyError(
            Sentence(
                "The recording {file} has no stream of markers, so the rows of the "
                "table cannot be placed in time; it has {found}. Record the markers "
                "that PsychoPy sends, or import it without the table.",
                file=recording.name,
                found=", ".join(rates) or Sentence("no streams"),
            )
        )
