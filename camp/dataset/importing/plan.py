"""What an import would write, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from attention_camp.camp.dataset.importing.originals import (
    companions,
    originals_folder,
)
from attention_camp.camp.dataset.importing.psychopy import (
    Match,
    PsychopyError,
    PsychopyTable,
    is_psychopy,
    match_rows,
    read_psychopy,
)
from attention_camp.camp.dataset.importing.report import report_of
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import RunExistsError, check_dataset_folder
from attention_camp.camp.dataset.tables import GAP, MISSING, TRIAL
from attention_camp.camp.session.records import EventRow
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import (
    NO_OPTIONS,
    ReadOptions,
    Recorded,
    RecordedEvent,
)

OnPart = Callable[[float, str], None]
"""Told the share that is done, from 0 to 1, and what is being done."""

Reader = Callable[..., Any]
"""Calls a function with a file and more, and returns what it does."""

T = TypeVar("T")

_XDF = (".xdf", ".xdfz")
_TABLES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Which files become which run."""

    files: tuple[Path, ...]
    """A recording and, with an XDF, a table of PsychoPy."""
    run: RunPaths
    line_freq: float | None = None
    """Mains frequency, Hz; None: unknown."""
    marker: str = ""
    """Marker that a trial of the table begins with; empty: found by itself."""
    options: ReadOptions = NO_OPTIONS
    """What the recording does not say itself."""


@dataclass(frozen=True, slots=True, eq=False)
class ImportPlan:
    """What will be written."""

    request: ImportRequest
    recording: Path
    recorded: Recorded
    events: tuple[EventRow, ...]
    more: tuple[Mapping[str, str], ...]
    """Cells of further columns of the events, one mapping for each."""
    more_names: tuple[str, ...]
    originals: tuple[Path, ...]
    """The files that are kept beside."""
    report: tuple[str, ...]
    """What was found and assumed, a sentence each."""
    figures: Mapping[str, object] = field(default_factory=dict)
    """The same as numbers, for the session file."""


def untold(_share: float, _text: str) -> None:
    """Tell nobody."""


def read_here(function: Callable[..., T], file: Path, *more: Any) -> T:
    """Return ``function(file, *more)``, in this process.

    Parameters
    ----------
    function : callable
        What reads the file.
    file : Path
        The file.
    *more : Any
        Further arguments.
    """
    return function(file, *more)


def plan_import(
    request: ImportRequest,
    progress: OnPart | None = None,
    *,
    reader: Reader = read_here,
) -> ImportPlan:
    """Read the files and return what an import would write; write nothing.

    Parameters
    ----------
    request : ImportRequest
        The files and the run.
    progress : callable | None
        Told how far it is.
    reader : callable
        What calls the readers of files: `read_here`, or ``read_apart``, whose process a
        damaged file may end.

    Raises
    ------
    DatasetError
        Where the run is there already, the dataset cannot be used, or the files do not
        belong together.
    SourceError
        Where the recording cannot be read.
    """
    told = progress or untold
    _check_place(request.run)
    recording, table_file = _sorted_out(request.files)
    table = None if table_file is None else read_psychopy(table_file)
    told(0.0, recording.name)
    if table is not None:
        _need_markers(recording, reader(stream_rates, recording))
    recorded = _named(reader(read_recording, recording, request.options), recording)
    told(0.5, recording.name)
    inside = [event for event in recorded.events if not _is_gap(event, recorded)]
    match = None
    if table is not None:
        sfreq = recorded.info.sfreq
        match = match_rows(table, inside, sfreq, marker=request.marker)
    told(1.0, recording.name)
    rows, more, names = _event_rows(recorded, inside, table, match)
    report = report_of(recorded, inside, table, match, line_freq=request.line_freq)
    return ImportPlan(
        request=request,
        recording=recording,
        recorded=recorded,
        events=rows,
        more=more,
        more_names=names,
        originals=companions(recording) + (() if table is None else (table.file,)),
        report=(*report, *_left_behind(request.run)),
        figures=_figures(recorded, inside, table, match),
    )


def _named(recorded: Recorded, recording: Path) -> Recorded:
    """Return a recording under its own name, and no counter: it was none of a board."""
    if not recorded.samples_uv.shape[1]:
        raise DatasetError(
            Sentence("The recording {file} has no samples.", file=recording)
        )
    info = replace(recorded.info, name=recording.name, counter_modulus=None)
    return replace(recorded, info=info)


def _figures(
    recorded: Recorded,
    events: list[RecordedEvent],
    table: PsychopyTable | None,
    match: Match | None,
) -> dict[str, object]:
    """Return the report's numbers, for the session file."""
    return {
        "n_samples": int(recorded.samples_uv.shape[1]),
        "n_gaps": len(recorded.gaps),
        "n_lost": sum(gap.n_lost for gap in recorded.gaps),
        "n_events": len(events),
        "n_rows": len(table.rows) if table else None,
        "n_matched": len(match.rows) if match else None,
        "matched_by": str(match.how) if match else None,
        "largest_difference": match.worst if match else None,
    }


def _check_place(run: RunPaths) -> None:
    """Refuse where something of the run is there already."""
    check_dataset_folder(run.dataset)
    if run.exists:
        raise RunExistsError(
            Sentence(
                "Run {run} of session {session} of participant {participant} is "
                "in {dataset} already. Choose another run or session; what was "
                "recorded is left as it is.",
                run=run.run,
                session=run.session,
                participant=run.participant,
                dataset=run.dataset,
            )
        )


def _left_behind(run: RunPaths) -> list[Sentence]:
    """Return what is said of files that a killed import of the run left."""
    if not originals_folder(run).exists():
        return []
    return [
        Sentence(
            "Files of an earlier import of this run that broke off will be moved to "
            "{folder}.",
            folder=run.torn_folder,
        )
    ]


def _sorted_out(files: tuple[Path, ...]) -> tuple[Path, Path | None]:
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
                "PsychoPy; got {recordings} recordings and {tables} tables. Import "
                "the others with --run 2, 3, …",
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


def _need_markers(recording: Path, rates: Mapping[str, float]) -> None:
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


def _is_gap(event: RecordedEvent, recorded: Recorded) -> bool:
    """Return whether an event only says what a gap says."""
    return event.description == GAP or (
        event.description.startswith(GAP)
        and any(gap.first == event.sample for gap in recorded.gaps)
    )


def _event_rows(
    recorded: Recorded,
    events: list[RecordedEvent],
    table: PsychopyTable | None,
    match: Match | None,
) -> tuple[tuple[EventRow, ...], tuple[Mapping[str, str], ...], tuple[str, ...]]:
    """Return the rows of events.tsv, what the table adds to each, and its columns."""
    sfreq = recorded.info.sfreq
    found: list[tuple[EventRow, Mapping[str, str]]] = [
        (
            EventRow(gap.first / sfreq, gap.n_lost / sfreq, GAP, gap.first, gap.reason),
            {},
        )
        for gap in recorded.gaps
    ]
    names: tuple[str, ...] = ()
    if table is not None and match is not None:
        inside = [table.rows[row] for row in match.rows.values()]
        # what is the same in all rows is of the session, such as a person's name
        names = tuple(
            name for name in table.names if len({row[name] for row in inside}) > 1
        )
    for place, event in enumerate(events):
        cells: Mapping[str, str] = {}
        if table is not None and match is not None and place in match.rows:
            row = table.rows[match.rows[place]]
            cells = {f"psychopy_{name}": row[name] or MISSING for name in names}
        kind = event.description or MISSING
        value = ""
        if kind == TRIAL:  # our own word, for a row with an outcome
            kind, value = f"marker/{TRIAL}", kind
        found.append(
            (
                EventRow(
                    event.sample / sfreq, event.duration, kind, event.sample, value
                ),
                cells,
            )
        )
    found.sort(key=lambda pair: pair[0].sample)
    return (
        tuple(row for row, _ in found),
        tuple(cells for _, cells in found),
        tuple(f"psychopy_{name}" for name in names),
    )
