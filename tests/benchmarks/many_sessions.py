"""Ten thousand sessions: the first index, later lists, and a search of the table."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.catalogue import Catalogue
from attention_camp.camp.dataset.tables import EVENT_COLUMNS, tsv_line
from attention_camp.camp.ui.theme import LIGHT
from attention_camp.camp.ui.widgets.session_list import SessionList
from attention_camp.camp.ui.widgets.session_rows import _row, one_row_each

NEEDS_DISPLAY = True
IS_LONG = True
N = 10_000
SEARCHES = ("participant:0042", "demo", "09 2026-03", "headset:simulated arm:closed")


def run() -> Iterator[tuple[str, float, str]]:
    """Yield seconds of the index and the list, milliseconds of a search."""
    with TemporaryDirectory() as folder:
        dataset, index = Path(folder) / "data", Path(folder) / "index.sqlite"
        make_dataset(dataset)
        told: list[int] = []
        began = time.process_time()
        with Catalogue(dataset, index=index) as catalogue:
            catalogue.refresh(progress=lambda done, _total: told.append(done))
        yield f"{N:,} sessions: first index, CPU s", time.process_time() - began, "–"
        yield "told of progress, times", len(told), f"{N:,}"
        took, rows = [], []
        for _ in range(5):
            began = time.process_time()
            with Catalogue(dataset, index=index) as catalogue:
                rows = one_row_each([_row(one, {}) for one in catalogue.sessions()])
            took.append(time.process_time() - began)
        yield f"{N:,} sessions: listed again, CPU s", sorted(took)[2], "at most 0.5"
        table = SessionList(LIGHT)
        table.set_rows(rows)
        slowest = 0.0
        for text in SEARCHES:
            began = time.process_time()
            table.narrow(text)
            slowest = max(slowest, time.process_time() - began)
        yield f"{N:,} sessions: slowest search, CPU ms", 1000 * slowest, "at most 50"


def make_dataset(dataset: Path) -> None:
    """Make sessions without EEG: a session file and an empty table of events each."""
    for number in range(N):
        run = RunPaths(dataset, f"{number // 10:04d}", f"{number % 10 + 1:02d}", "demo")
        run.folder.mkdir(parents=True)
        run.source_folder.mkdir(parents=True)
        run.events.write_text(tsv_line(EVENT_COLUMNS))
        started = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T10:00:00+00:00"
        request = {"protocol": "demo", "arm": "closed-loop", "board": "simulated"}
        content = {"state": "finished", "started": started, "request": request}
        run.session_json.write_text(json.dumps(content))
