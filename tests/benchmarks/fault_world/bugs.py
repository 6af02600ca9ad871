"""Thirty bugs to plant in the real code: would the simulation find them?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from attention_camp.camp.dataset import (
    durable,
    eeg_writer,
    prepare,
    recover,
    trial_store,
)
from attention_camp.camp.dataset.gaps import MissingRuns
from attention_camp.camp.dataset.guards import event_rows
from attention_camp.camp.dataset.proof import chain, check_chain, closing
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.storage import marker_file, sample_file
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.processes import trials
from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.clock import wall_time

Appender = durable.Appender
SampleFile = sample_file.SampleFile
EegWriter = eeg_writer.EegWriter
TrialStore = trial_store.TrialStore


@dataclass(frozen=True)
class Bug:
    """A mistake somebody could make."""

    name: str
    kinds: Sequence[str]
    """Kinds of faults under which it shows, if at all."""
    where: Any
    attribute: str
    make: Callable[[Any], Any]
    """The right one in, the wrong one out."""

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Run the real code with this mistake in it."""
        wrong = self.make(getattr(self.where, self.attribute))
        with patch.object(self.where, self.attribute, wrong):
            yield


def _unsynced(suffix: str) -> Callable[[Any], Any]:
    def make(right: Any) -> Any:
        def append(self: Any, text: Any, *, sync: bool = True) -> None:
            right(self, text, sync=sync and not self.path.name.endswith(suffix))

        return append

    return make


def _nothing(_: Any) -> Any:
    return lambda *args, **kwargs: None


def _once(right: Any) -> Any:
    return lambda self: None if hasattr(self, "crc32") else right(self)


def _returns(value: Any) -> Callable[[Any], Any]:
    return lambda right: lambda *args, **kwargs: value


def _a_trial_late(right: Any) -> Any:
    def append(self: Any, line: Any) -> None:
        before = getattr(self, "waiting", None)
        if before is not None:
            right(self, before)
        self.waiting = line

    return append


def _rows_first(_: Any) -> Any:
    def append(self: Any, line: Any) -> None:
        text = "".join(event_rows.event_lines(line.record, line.events))
        self._append(self.paths.events, text)
        self.append_ledger(line)

    return append


def _draft_unsynced(_: Any) -> Any:
    def draft(path: Any, content: Any, name: Any) -> None:
        data = content.encode() if isinstance(content, str) else content
        made = path.with_name(f".{path.name}.tmp")
        handle = disk().open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        durable.write_all(handle, data)
        disk().close(handle)
        name(made)
        durable.sync_folder(path.parent)

    return draft


def _in_place(_: Any) -> Any:
    def write_whole(path: Any, content: Any) -> None:
        data = content.encode() if isinstance(content, str) else content
        flags = os.O_WRONLY | os.O_CREAT
        if path.exists():
            durable.cut_to(path, 0)
        handle = disk().open(path, flags)
        durable.write_all(handle, data)
        disk().sync(handle)
        disk().close(handle)
        durable.sync_folder(path.parent)

    return write_whole


def _appended(_: Any) -> Any:
    def add(self: Any, line: str) -> None:
        self.n += 1
        file = Appender(self.path, keep=None)
        file.append(line, sync=False)
        file.close()

    return add


def _one_late(right: Any) -> Any:
    return lambda first, *args, **kwargs: right(first + 1, *args, **kwargs)


def _gap_one_late(right: Any) -> Any:
    return lambda number, first, *rest, **more: right(number, first + 1, *rest, **more)


def _cuts_a_line(right: Any) -> Any:
    def torn_tail(path: Any) -> bytes:
        torn: bytes = right(path)
        if torn and path.name.endswith("decisions.jsonl"):
            lines = path.read_bytes().splitlines(keepends=True)
            return b"".join(lines[-2:])
        return torn

    return torn_tail


def _twice(right: Any) -> Any:
    def lacking(*args: Any, **kwargs: Any) -> list[str]:
        return [line for line in right(*args, **kwargs) for _ in range(2)]

    return lacking


def _swallowed(right: Any) -> Any:
    def append(*args: Any, **kwargs: Any) -> None:
        with suppress(OSError):
            right(*args, **kwargs)

    return append


def _by_date(right: Any) -> Any:
    def sync_if_due(self: Any) -> None:
        now = wall_time().timestamp()
        self.last = getattr(self, "last", now)
        if now - self.last >= eeg_writer.SYNC_EVERY:
            self.last = now
            self.sync()

    return sync_if_due


def _bytes_one_late(right: Any) -> Any:
    def go_on(self: Any, torn: bytes) -> None:
        right(self, torn)
        self.n_synced += 1

    return go_on


def _repeats(right: Any) -> Any:
    def state(lines: Any) -> Any:
        return right(lines[:-1] if len(lines) > 2 else lines)

    return state


def _without_scores(right: Any) -> Any:
    return lambda run: [p for p in right(run) if "engagement" not in p.name]


def _unlinked(_: Any) -> Any:
    return lambda self, values: to_json(dict(values)) + "\n"


def _json_unseen(right: Any) -> Any:
    return lambda path, then: "" if path.suffix == ".json" else right(path, then)


def _holes_unseen(_: Any) -> Any:
    def torn_tail(path: Any) -> bytes:
        data: bytes = path.read_bytes()
        return data[data.rfind(b"\n") + 1 :]

    return torn_tail


def _made_in_place(_: Any) -> Any:
    def append(self: Any, data: bytes) -> None:
        if self._handle < 0:
            self._handle = disk().open(
                self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT
            )
        durable.write_all(self._handle, data)
        self.cover(data)

    return append


def _counted_unwritten(_: Any) -> Any:
    def append(self: Any, data: bytes) -> None:
        if self._handle < 0:
            durable.write_whole(self.path, data)
            self._handle = disk().open(self.path, os.O_WRONLY | os.O_APPEND)
        else:
            with suppress(OSError):
                durable.write_all(self._handle, data)
        self.cover(data)

    return append


def _no_gap(right: Any) -> Any:
    def take_up(self: Any, past: Any, clock: Any, now: float) -> Any:
        return right(self, past, clock, clock.time_of(0))

    return take_up


def _session_last(right: Any) -> Any:
    def prepare_files(paths: Any, meta: Any) -> None:
        text = paths.session_json.read_bytes()
        disk().unlink(paths.session_json)
        right(paths, meta)
        durable.write_whole(paths.session_json, text)

    return prepare_files


ANY = ("kill", "power", "disk", "recover killed")
BUGS = (
    Bug("rows not synced", ["power"], Appender, "append", _unsynced("events.tsv")),
    Bug("ledger not synced", ["power"], Appender, "append", _unsynced("ions.jsonl")),
    Bug("samples not synced", ["power"], SampleFile, "sync", _nothing),
    Bug("told before stored", ["kill"], TrialStore, "append", _a_trial_late),
    Bug("rows before the ledger", ["kill"], TrialStore, "append", _rows_first),
    Bug("drafts not synced", ["power"], durable, "_draft", _draft_unsynced),
    Bug("folders not synced", ["power"], durable, "sync_folder", _nothing),
    Bug("markers written in place", ["power"], marker_file, "write_whole", _in_place),
    Bug("markers appended", ["power"], marker_file.MarkerFile, "add", _appended),
    Bug("checksum one sample late", ANY, eeg_writer, "chunk_line", _one_late),
    Bug("checksum never begun anew", ANY, SampleFile, "forget", _once),
    Bug("a whole line cut", ["power"], durable, "torn_tail", _cuts_a_line),
    Bug("rows not written again", ["kill"], recover, "mend_events", _nothing),
    Bug("rows written twice", ["kill"], trial_store, "lacking_lines", _twice),
    Bug("gaps not marked", ANY, EegWriter, "_mark_gap", _nothing),
    Bug("gaps one sample late", ANY, eeg_writer, "gap_line", _gap_one_late),
    Bug("missing runs forgotten", ANY, MissingRuns, "take", _returns([])),
    Bug("no gap after a restart", ["kill"], Acquisition, "take_up", _no_gap),
    Bug("a trial repeated", ["kill"], trials, "state_from_ledger", _repeats),
    Bug("no chain", ANY, chain.Links, "line", _unlinked),
    Bug("a file not in the closing", ANY, closing, "files_of", _without_scores),
    Bug("sidecars not compared", ["flip"], check_chain, "what_changed", _json_unseen),
    Bug("samples not compared", ["flip"], Recording, "_is_same", _returns(True)),
    Bug("holes in texts unseen", ["power"], durable, "torn_tail", _holes_unseen),
    Bug("full disk swallowed", ["disk"], Appender, "append", _swallowed),
    Bug("lost samples counted", ["disk"], SampleFile, "append", _counted_unwritten),
    Bug("synced by the date", ["power"], EegWriter, "sync_if_due", _by_date),
    Bug("decided from unsynced", ["power"], EegEngine, "_sync_with", _nothing),
    Bug("resumed one sample late", ["kill"], EegWriter, "_go_on", _bytes_one_late),
    Bug("the run named last", ["kill"], prepare, "_write_run_files", _session_last),
)
