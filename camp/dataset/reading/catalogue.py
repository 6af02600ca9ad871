"""An index of the sessions of a dataset; the dataset itself stays the truth."""

from __future__ import annotations

import json
import logging
import math
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import platformdirs

from attention_camp.camp.dataset.layout import (
    RunKey,
    RunPaths,
    existing_stems,
)
from attention_camp.camp.dataset.reading.scales import mean_quality
from attention_camp.camp.dataset.reading.summary import RunSummary, summarise_run
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.reasons import UNREADABLE, reason_of

logger = logging.getLogger(__name__)

FORMAT = 7
"""Number of the index's format; an index of another number is made anew."""

COMMIT_EVERY = 200
"""Sessions read between two commits: what is lost if a long first reading is ended."""

_COLUMNS = tuple(field.name for field in fields(RunSummary))

_SCHEMA = f"""
CREATE TABLE sessions (
    dataset TEXT NOT NULL, task TEXT NOT NULL, signature TEXT NOT NULL,
    course TEXT NOT NULL, problem TEXT NOT NULL, headset TEXT NOT NULL, quality REAL,
    {", ".join(_COLUMNS)},
    PRIMARY KEY (dataset, participant, session, task, run)
) WITHOUT ROWID;
CREATE INDEX by_date ON sessions (dataset, date DESC);
PRAGMA user_version = {FORMAT};
"""


@dataclass(frozen=True, slots=True)
class SessionEntry(RunSummary):
    """A session in the catalogue."""

    dataset: Path
    """Folder of the dataset."""
    task: str
    """BIDS label of the protocol."""
    course: tuple[float, ...]
    """Difficulty over the session, a few points."""
    problem: str
    """Why the session could not be read; empty where it could."""
    headset: str
    """What it was recorded with, as the request names it."""
    quality: float | None
    """Mean share of good channels over the main trials; None: none was judged."""

    @property
    def folder(self) -> Path:
        """Folder of the session."""
        return self.dataset / f"sub-{self.participant}" / f"ses-{self.session}"

    @property
    def paths(self) -> RunPaths:
        """Where the session's files lie."""
        return RunPaths(
            self.dataset, self.participant, self.session, self.task, self.run
        )


class Catalogue:
    """The sessions of a dataset, listed at once however many they are.

    The index is a cache: it can be deleted at any time and is made anew. Where it
    cannot be written it is kept in memory. Lists are brought up to date first, which
    reads only the sessions that changed.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    index : Path | None
        The index's file; None: in the user's cache folder, one for all datasets.
    """

    def __init__(self, dataset: Path, *, index: Path | None = None) -> None:
        self.dataset = dataset.absolute()
        self._database = _open(index or default_index())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        self._database.close()

    def refresh(self, *, progress: Callable[[int, int], None] | None = None) -> int:
        """Bring the index up to date.

        Parameters
        ----------
        progress : callable | None
            Told how many of how many changed sessions are read.

        Returns
        -------
        n_read : int
            Number of sessions that were read.
        """
        known = self._known()
        present = {
            key: _signature(folder, f"{self.dataset}/sourcedata", stem)
            for key, (folder, stem) in existing_stems(self.dataset).items()
            if _is_ours(self.dataset, stem)
        }
        changed = sorted(key for key in present if known.get(key) != present[key])
        with self._database as database:
            database.executemany(
                "DELETE FROM sessions WHERE dataset = ? AND participant = ? "
                "AND session = ? AND task = ? AND run = ?",
                [(str(self.dataset), *key) for key in known.keys() - present.keys()],
            )
        for done, key in enumerate(changed, start=1):
            self._write(RunPaths(self.dataset, *key), present[key])
            if done % COMMIT_EVERY == 0:
                self._database.commit()
            if progress:
                progress(done, len(changed))
        self._database.commit()
        return len(changed)

    def sessions(
        self,
        *,
        participant: str | None = None,
        state: str | None = None,
        refresh: bool = True,
    ) -> list[SessionEntry]:
        """Return the sessions, ordered by participant, session and run.

        Parameters
        ----------
        participant, state : str | None
            Only those of a participant, or in a state.
        refresh : bool
            Whether to bring the index up to date first; False: as it was left, at
            once.
        """
        if refresh:
            self.refresh()
        where, values = "", []
        for column, value in (("participant", participant), ("state", state)):
            if value is not None:
                where += f" AND {column} = ?"
                values.append(value)
        return list(
            self._select(where + " ORDER BY participant, session, run, task", values)
        )

    def recent(self, n: int = 10, *, refresh: bool = True) -> list[SessionEntry]:
        """Return the ``n`` newest sessions, the newest first.

        Parameters
        ----------
        n : int
            How many at most.
        refresh : bool
            As for ``sessions``.
        """
        if refresh:
            self.refresh()
        order = " ORDER BY date DESC, participant, session DESC, run DESC LIMIT ?"
        return list(self._select(order, [n]))

    def _select(self, rest: str, values: list[Any]) -> Iterator[SessionEntry]:
        names = ", ".join(_COLUMNS)
        rows = self._database.execute(
            f"SELECT task, course, problem, headset, quality, {names} "  # noqa: S608
            f"FROM sessions "
            f"WHERE dataset = ?{rest}",
            [str(self.dataset), *values],
        )
        for task, course, problem, headset, quality, *summary in rows:
            points = tuple(json.loads(course))
            facts = (self.dataset, task, points, problem, headset, quality)
            yield SessionEntry(*(*summary, *facts))

    def _known(self) -> dict[RunKey, str]:
        rows = self._database.execute(
            "SELECT participant, session, task, run, signature FROM sessions "
            "WHERE dataset = ?",
            [str(self.dataset)],
        )
        return {(row[0], row[1], row[2], row[3]): row[4] for row in rows}

    def _write(self, run: RunPaths, signature: str) -> None:
        problem, headset, quality = "", "", None
        try:
            table = read_event_table(run)
            summary, course = summarise_run(run, table)
            problem = next(iter(table.problems), "")
            headset = _headset(run)
            main = [trial for trial in table.trials if trial.stage == "main"]
            mean = mean_quality(main) if main else math.nan
            quality = None if math.isnan(mean) else mean
        # one bad file hides no other session
        except UNREADABLE as error:
            summary, course, problem = _unreadable(run), (), reason_of(error)
        if summary.state == "recording":
            signature = ""  # it changes: read it again next time
        values = [getattr(summary, name) for name in _COLUMNS]
        marks = ", ".join("?" * (7 + len(values)))
        self._database.execute(
            f"INSERT OR REPLACE INTO sessions VALUES ({marks})",  # noqa: S608
            [
                str(self.dataset),
                run.task,
                signature,
                json.dumps(course),
                problem,
                headset,
                quality,
                *values,
            ],
        )


def default_index() -> Path:
    """Return the file of the index of all datasets of this user."""
    return platformdirs.user_cache_path("attention-camp") / "sessions.sqlite"


def _open(index: Path) -> sqlite3.Connection:
    """Open the index; make it anew where it is damaged, in memory where it must be."""
    for attempt in range(2):
        try:
            index.parent.mkdir(parents=True, exist_ok=True)
            return _connect(str(index))
        except sqlite3.DatabaseError as error:
            logger.warning("the index %s is made anew: %s", index, error)
            if attempt == 0 and not isinstance(error, sqlite3.OperationalError):
                _remove(index)
                continue
            break
        except OSError as error:
            logger.warning("the index %s cannot be kept: %s", index, error)
            break
    return _connect(":memory:")


def _connect(place: str) -> sqlite3.Connection:
    database = sqlite3.connect(place, timeout=10.0)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with closing(database.execute("PRAGMA user_version")) as cursor:
            found = cursor.fetchone()[0]
        if found != FORMAT:
            database.execute("DROP TABLE IF EXISTS sessions")
            database.executescript(_SCHEMA)
    except BaseException:
        database.close()
        raise
    return database


def forget_index() -> None:
    """Remove the index of all datasets; the next look makes it anew."""
    _remove(default_index())


def _remove(index: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        index.with_name(index.name + suffix).unlink(missing_ok=True)


def _is_ours(dataset: Path, stem: str) -> bool:
    """Return whether a run is a session; other programs' recordings are none."""
    subject, session = stem.split("_")[:2]
    place = f"{dataset}/sourcedata/{subject}/{session}/{stem}_"
    names = ("session.json", "engagement.tsv", "journal.jsonl", "decisions.jsonl")
    return any(os.path.exists(place + name) for name in names)  # noqa: PTH110


def _signature(folder: str, sourcedata: str, stem: str) -> str:
    """Return what changes when the session does: times and sizes of its files."""
    subject, session = stem.split("_")[:2]
    places = (
        f"{sourcedata}/{subject}/{session}/{stem}_session.json",
        f"{folder}/{stem}_events.tsv",
    )
    parts = []
    for place in places:
        try:
            facts = os.stat(place)  # noqa: PTH116 - a Path would double the time
        except FileNotFoundError:
            parts.append("-")
        else:
            parts.append(f"{facts.st_mtime_ns}:{facts.st_size}")
    return " ".join(parts)


def _headset(run: RunPaths) -> str:
    request = read_session(run).get("request")
    return str(request.get("board", "")) if isinstance(request, dict) else ""


def _unreadable(run: RunPaths) -> RunSummary:
    return RunSummary(
        participant=run.participant,
        session=run.session,
        run=run.run,
        protocol=run.task,
        arm="",
        state="unreadable",
        date="",
        minutes=None,
        n_trials=0,
        n_main=0,
        accuracy=None,
        reaction_time_median=None,
        level_mean=None,
        engagement=None,
        n_scored=0,
        n_onset_dropped=0,
        loop_latency_p95=None,
        score_model="",
        score_scale="",
        n_refused=0,
        n_steered=0,
    )
