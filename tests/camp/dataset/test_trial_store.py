"""Trials on disk before anybody is told, whatever happens in between."""

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.tables import EVENT_COLUMNS, ScoreRow
from attention_camp.camp.dataset.trial_store import StoreError, TrialStore
from attention_camp.camp.session.ledger_lines import HeaderLine, StretchLine, TrialLine
from attention_camp.camp.session.records import EventRow

Make = Callable[..., TrialLine]


@pytest.fixture
def ready(paths: RunPaths) -> RunPaths:
    prepare_run(paths, meta={})
    return paths


def rows(paths: RunPaths) -> list[dict[str, str]]:
    with paths.events.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_trial_is_a_row_its_events_and_a_ledger_line(
    ready: RunPaths, trial: Make, header: Callable[[], HeaderLine]
) -> None:
    store = TrialStore(ready)
    store.append_ledger(header())
    store.append(trial(1))
    store.append(trial(4, reaction_time=None))
    store.close()
    table = rows(ready)
    assert [row["trial_type"] for row in table] == 2 * [
        "trial",
        "stimulus",
        "response",
    ]
    first, last = table[0], table[3]
    assert first["reaction_time"] == "0.51"
    assert json.loads(first["parameters"]) == {"set_size": 8, "similarity": 0.5}
    assert last["reaction_time"] == last["engagement"] == "n/a"
    assert last["score_reason"] == "gap"
    assert table[1]["value"] == "search"
    assert table[1]["level"] == "n/a"
    ledger = lines(ready.decisions)
    assert [line["kind"] for line in ledger] == ["header", "trial", "trial"]
    assert ledger[1]["seed"] == [1, 1, 1]
    assert ledger[1]["record"]["trial"] == 1


def test_numbers_come_back_exactly(ready: RunPaths, trial: Make) -> None:
    store = TrialStore(ready)
    store.append(trial(1, onset=1 / 3, engagement=0.1 + 0.2))
    store.close()
    assert float(rows(ready)[0]["onset"]) == 1 / 3
    assert float(rows(ready)[0]["engagement"]) == 0.1 + 0.2


@pytest.mark.parametrize(
    "note",
    [
        "tab\there",
        "two\nlines\r\nor three",
        '"quoted" at the start',
        "注意力训练 – ça va, señor? 🧠",
        "null\0 bell\a escape\x1b[0m",
        "line\u2028separator\x85next",
        "lone \ud800 surrogate",
        "",
        "   ",
    ],
)
def test_no_note_breaks_the_table(ready: RunPaths, note: str, trial: Make) -> None:
    store = TrialStore(ready)
    store.append_event(EventRow(1.0, 0.0, "note", 250, note))
    store.append(trial(1, condition=note, parameters={"word": note, note: 1}))
    store.close()
    text = ready.events.read_text(encoding="utf-8")
    assert len(text.splitlines()) == 5
    assert {len(line.split("\t")) for line in text.splitlines()} == {len(EVENT_COLUMNS)}
    with ready.events.open(encoding="utf-8", newline="") as file:
        quoted = list(csv.reader(file, delimiter="\t"))
    assert len(quoted) == 5
    parameters = json.loads(rows(ready)[1]["parameters"])
    assert parameters["word"] == note


def test_a_trial_is_on_disk_when_append_returns(
    ready: RunPaths, trial: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)

    store = TrialStore(ready)
    store.append(trial(1))
    monkeypatch.setattr(os, "fsync", fsync)
    store.append(trial(2))
    assert synced == [ready.decisions.name, ready.events.name]
    store.close()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_trial_in_the_ledger_only_gets_its_rows(
    ready: RunPaths, trial: Make, share: float
) -> None:
    """A kill between the two files, or within the second, loses nothing."""
    store = TrialStore(ready)
    store.append(trial(1))
    before = ready.events.read_text()
    store.append(trial(2))
    store.close()
    whole = ready.events.read_text()
    cut = round(share * (len(whole) - len(before)))
    ready.events.write_text(whole[: len(before) + cut])
    again = TrialStore(ready)
    again.append_ledger(StretchLine("rest", 0, 9))
    again.append(trial(3))
    again.close()
    assert sorted(ready.events.read_text().splitlines()[:7]) == sorted(
        whole.splitlines()
    )
    trials = [row["trial"] for row in rows(ready) if row["trial_type"] == "trial"]
    assert trials == ["1", "2", "3"]


def test_the_last_trial_gets_its_rows_though_none_comes_after_it(
    ready: RunPaths, trial: Make
) -> None:
    """Of a process that was killed between the two files, and started again."""
    store = TrialStore(ready)
    store.append(trial(1))
    before = ready.events.read_text()
    store.append(trial(2))
    store.close()
    ready.events.write_text(before)
    again = TrialStore(ready)
    again.finish("finished")
    again.close()
    trials = [row["trial"] for row in rows(ready) if row["trial_type"] == "trial"]
    assert trials == ["1", "2"]


def test_a_torn_ledger_line_is_kept_aside(ready: RunPaths, trial: Make) -> None:
    store = TrialStore(ready)
    store.append(trial(1))
    store.close()
    with ready.decisions.open("a") as file:
        file.write('{"kind": "trial", "torn')
    again = TrialStore(ready)
    again.append_ledger(StretchLine("rest", 0, 9))
    again.close()
    assert [line["kind"] for line in lines(ready.decisions)] == ["trial", "stretch"]
    (copy,) = ready.torn_folder.iterdir()
    assert copy.read_text() == '{"kind": "trial", "torn'


def test_series_go_to_their_own_tables(ready: RunPaths) -> None:
    store = TrialStore(ready)
    store.append_frames([1.0, 1.0166667])
    store.append_frames([])
    store.append_scores([ScoreRow(0.25, 62, None, None, 0.5, "gap")])
    store.append_scores([ScoreRow(0.5, 125, 0.625, 0.9, 1.0, latency=0.004)])
    store.append_clock({"time": 1.0, "slope": 250.1})
    store.finish("aborted", "The operator ended it.")
    store.close()
    assert ready.frames.read_text() == "time\n1.000000\n1.016667\n"
    assert ready.engagement.read_text().splitlines()[1:] == [
        "0.25\t62\tn/a\tn/a\t0.5\tgap\tn/a\tn/a" + "\tn/a" * 3,
        "0.5\t125\t0.625\t0.9\t1.0\tn/a\t0.004\tn/a" + "\tn/a" * 3,
    ]
    assert lines(ready.clock) == [{"time": 1.0, "slope": 250.1}]
    session = json.loads(ready.session_json.read_text())
    assert (session["state"], session["text"]) == ("aborted", "The operator ended it.")
    assert session["started"]


def test_a_full_disk_is_said(
    ready: RunPaths, trial: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = TrialStore(ready)
    store.append(trial(1))

    def write(handle: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(StoreError, match="No space left"):
        store.append(trial(2))
    monkeypatch.undo()

    def fsync(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    before = ready.session_json.read_text()
    for act in (store.sync, lambda: store.finish("finished")):
        with pytest.raises(StoreError, match="No space left"):
            act()
    assert ready.session_json.read_text() == before
    store.close()
    store.close()
