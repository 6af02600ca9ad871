"""The sessions of a dataset as rows of a table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.widgets.protocol_titles import TITLES
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence, UserError

logger = logging.getLogger(__name__)
translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1

STATES: dict[str, tuple[str, str, str]] = {
    "finished": ("●", "good", QT_TRANSLATE_NOOP("Sessions", "Finished")),
    "interrupted": ("▲", "doubtful", QT_TRANSLATE_NOOP("Sessions", "Interrupted")),
    "aborted": ("■", "muted", QT_TRANSLATE_NOOP("Sessions", "Ended early")),
    "emergency": (
        "■",
        "muted",
        QT_TRANSLATE_NOOP("Sessions", "Stopped by participant"),
    ),
    "failed": ("✕", "bad", QT_TRANSLATE_NOOP("Sessions", "Failed")),
    "recording": ("◉", "accent", QT_TRANSLATE_NOOP("Sessions", "Recording")),
    "unreadable": ("✕", "bad", QT_TRANSLATE_NOOP("Sessions", "Unreadable")),
}
"""Symbol, colour of the theme and name of each state of a session."""

RESUMABLE = frozenset({"interrupted", "aborted", "emergency", "failed"})
"""States in which a session can be gone on with."""
RUNS_A_SESSION = 3
"""Runs read for each of the newest sessions, so that all of its runs are counted."""

INDEX_IN_USE = Sentence(
    "The list of sessions cannot be read: another program is using its index. Wait a "
    "moment and open this page again."
)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in the tables of sessions."""

    participant: str
    session: str
    run: int
    protocol: str
    state: str
    date: str
    n_trials: int
    accuracy: float | None
    engagement: float | None
    minutes: float | None
    path: Path
    """A file of the run, which tells it from other runs of the session."""
    course: tuple[float, ...] = ()
    """Difficulty over the session, a few points."""
    n_runs: int = 1
    """How often it was begun; the path is that of the last run."""
    arm: str = ""
    """The arm, or its code while a study is blinded."""
    headset: str = ""
    quality: float | None = None
    """Mean share of good channels, 0 to 1."""
    comment: str = ""
    n_main: int = 0
    """Number of main trials, of which the shares and means are."""
    steered: float | None = None
    """Share of main trials whose score changed the difficulty; None: sealed, or none
    were done."""

    @property
    def can_resume(self) -> bool:
        """Whether there is something left of it to go on with."""
        return self.state in RESUMABLE


def state_text(state: str) -> str:
    """Return the symbol and the name of a state."""
    symbol, _, name = STATES.get(state, ("●", "muted", state))
    return f"{symbol} {translate('Sessions', name)}"


def read_rows(
    dataset: Path,
    n: int | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[SessionRow], str]:
    """Return the newest ``n`` sessions of a dataset, or all, and an error text.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    n : int or None
        How many at most; None: all.
    progress : callable or None
        Told how many of how many changed sessions are read.
    """
    if not dataset.is_dir():
        return [], ""
    import sqlite3

    from attention_camp.camp.dataset.derivatives.comments import read_comments
    from attention_camp.camp.dataset.reading.catalogue import Catalogue

    try:
        with Catalogue(dataset) as catalogue:
            catalogue.refresh(progress=progress)
            found = (
                catalogue.sessions(refresh=False)
                if n is None
                else catalogue.recent(RUNS_A_SESSION * n, refresh=False)
            )
        comments = read_comments(dataset)
    except (UserError, OSError) as error:
        return [], translated(error)
    except sqlite3.Error as error:  # a damaged index was made anew: this one is in use
        logger.warning("the index of %s cannot be read: %s", dataset, error)
        return [], translated(INDEX_IN_USE)
    return one_row_each([_row(entry, comments) for entry in found])[:n], ""


def one_row_each(runs: Sequence[SessionRow]) -> list[SessionRow]:
    """Return a row for each session: one that was gone on with is still one.

    Parameters
    ----------
    runs : sequence of SessionRow
        A row for each run.
    """
    sessions: dict[tuple[str, str, str], list[SessionRow]] = {}
    for run in runs:
        key = (run.participant, run.session, run.protocol)
        sessions.setdefault(key, []).append(run)
    return [_joined(sorted(same, key=lambda r: r.run)) for same in sessions.values()]


def _joined(runs: list[SessionRow]) -> SessionRow:
    """Return the runs of a session as one row; the last one says how it ended."""
    last = runs[-1]
    if len(runs) == 1:
        return last
    minutes = [run.minutes for run in runs if run.minutes is not None]
    return replace(
        last,
        n_runs=len(runs),
        n_trials=sum(run.n_trials for run in runs),
        n_main=sum(run.n_main for run in runs),
        accuracy=_mean(runs, "accuracy"),
        engagement=_mean(runs, "engagement"),
        quality=_mean(runs, "quality"),
        steered=_mean(runs, "steered"),
        minutes=sum(minutes) if minutes else None,
        course=tuple(level for run in runs for level in run.course),
    )


def _mean(runs: Sequence[SessionRow], name: str) -> float | None:
    """Return the mean of a value over the main trials of all runs; None: no value."""
    known = [(getattr(r, name), r.n_main) for r in runs if r.n_main]
    pairs = [(value, n) for value, n in known if value is not None]
    n_all = sum(n for _, n in pairs)
    return sum(value * n for value, n in pairs) / n_all if n_all else None


def _row(entry: Any, comments: Mapping[str, str]) -> SessionRow:
    # no RunPaths here: there are ten thousand of these
    folder = f"sub-{entry.participant}/ses-{entry.session}/eeg"
    stem = (
        f"sub-{entry.participant}_ses-{entry.session}_task-{entry.task}"
        f"_run-{entry.run:02d}"
    )
    return SessionRow(
        participant=entry.participant,
        session=entry.session,
        run=entry.run,
        protocol=entry.protocol,
        state=entry.state,
        date=entry.date,
        n_trials=entry.n_trials,
        n_main=entry.n_main,
        accuracy=entry.accuracy,
        engagement=entry.engagement,
        minutes=entry.minutes,
        path=Path(f"{entry.dataset}/{folder}/{stem}_eeg.vhdr"),
        course=tuple(entry.course),
        arm=entry.arm,
        headset=headset_name(entry.headset),
        quality=entry.quality,
        comment=comments.get(stem, ""),
        # the trials of a blinded study are sealed: there are none to count
        steered=entry.n_steered / entry.n_main if entry.n_main else None,
    )


def headset_name(spec: str) -> str:
    """Return what a session was recorded with; a file without its folders."""
    kind, _, path = spec.partition(":")
    if kind != "replay":
        return spec
    file = path.replace("\\", "/").rsplit("/", 1)[-1]  # of whichever system
    return f"{kind}: {file}"


COLUMNS: tuple[tuple[str, str], ...] = (
    ("state", QT_TRANSLATE_NOOP("Sessions", "State")),
    ("participant", QT_TRANSLATE_NOOP("Sessions", "Participant")),
    ("session", QT_TRANSLATE_NOOP("Sessions", "Session")),
    ("protocol", QT_TRANSLATE_NOOP("Sessions", "Protocol")),
    ("date", QT_TRANSLATE_NOOP("Sessions", "Date")),
    ("minutes", QT_TRANSLATE_NOOP("Sessions", "Duration")),
    ("n_trials", QT_TRANSLATE_NOOP("Sessions", "Trials")),
    ("accuracy", QT_TRANSLATE_NOOP("Sessions", "Correct")),
    ("engagement", QT_TRANSLATE_NOOP("Sessions", "Engagement")),
    ("quality", QT_TRANSLATE_NOOP("Sessions", "Quality")),
    ("course", QT_TRANSLATE_NOOP("Sessions", "Difficulty")),
    ("steered", QT_TRANSLATE_NOOP("Sessions", "Steered")),
    ("headset", QT_TRANSLATE_NOOP("Sessions", "Headset")),
    ("arm", QT_TRANSLATE_NOOP("Sessions", "Arm")),
    ("comment", QT_TRANSLATE_NOOP("Sessions", "Comment")),
)
COLUMN_KEYS = tuple(key for key, _ in COLUMNS)
_RIGHT = {"minutes", "n_trials", "accuracy", "engagement", "quality", "steered"}


class SessionTable(QAbstractTableModel):
    """Sessions, one per row."""

    def __init__(self, theme: Theme, columns: Sequence[str] = COLUMN_KEYS) -> None:
        super().__init__()
        self._theme = theme
        names = dict(COLUMNS)
        self._columns = tuple((key, names[key]) for key in columns)
        self.rows: list[SessionRow] = []

    def set_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show other sessions."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of sessions."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a column."""
        if orientation is Qt.Orientation.Vertical:
            return None
        key, name = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Sessions", name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self.rows[index.row()]
        key = self._columns[index.column()][0]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _shown(row, key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(key)
        if role == Qt.ItemDataRole.ForegroundRole and key == "state":
            colour = STATES.get(row.state, ("", "muted", ""))[1]
            return QColor(getattr(self._theme, colour))
        if role == SORT_ROLE:
            return sort_value(row, key)
        if role == Qt.ItemDataRole.ToolTipRole and key == "comment":
            return row.comment
        return row if role == ROW_ROLE else None


def sort_value(row: SessionRow, key: str) -> Any:
    """Return what a column is sorted by; what is missing comes first."""
    value = getattr(row, key)
    if key == "course":
        return value[-1] if value else -1.0
    return -1.0 if value is None else value


def _alignment(key: str) -> int:
    side = Qt.AlignmentFlag.AlignRight if key in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _shown(row: SessionRow, key: str) -> str:
    if (title := TITLES.get(key)) is not None:
        return title(getattr(row, key))
    match key:
        case "course":
            return ""
        case "state":
            return state_text(row.state)
        case "session":
            if row.n_runs == 1:
                return row.session
            return translate("Sessions", "{session} · {n} runs").format(
                session=row.session, n=row.n_runs
            )
        case "date":
            return formats.date(row.date)
        case "minutes":
            return formats.duration((row.minutes or float("nan")) * 60)
        case "accuracy" | "quality" | "steered":
            return formats.percent(getattr(row, key))
        case "engagement":
            return formats.number(row.engagement, 2)
    return str(getattr(row, key))
