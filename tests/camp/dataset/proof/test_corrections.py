"""A correction keeps both values, and says who, when and why."""

import os
import sys
from threading import Thread

import pytest

from attention_camp.camp.cli.app import main
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.corrections import CorrectionError, correct
from attention_camp.camp.dataset.proof.kept_hash import find_session, session_hash_of
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.storage.disk import Disk, replaced_disk
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.replay.replay_run import replay_run

WHO = {"who": "A. Lee", "why": "the key was stuck, seen on the video"}


def test_the_table_shows_the_new_value_and_the_ledger_keeps_both(
    session, paths
) -> None:
    old = session_hash_of(session(paths))
    line, closing = correct(paths, 2, column="reaction_time", value="0.61", **WHO)
    assert (line.was, line.now, line.who, line.why) == (0.52, 0.61, *WHO.values())
    assert line.at
    assert {t.trial: t.reaction_time for t in read_trials(paths)}[2] == 0.61
    assert read_ledger(paths.decisions).trials[1].record.reaction_time == 0.52
    assert check_run(paths) == []
    assert closing is not None
    assert session_hash_of(paths) == closing.hash != old
    assert "2 lines were added to its ledger since, by correct" in (
        find_session([paths], old)
    )
    assert recover(paths.dataset) == []


def test_a_table_that_a_spreadsheet_saved_is_corrected_too(session, paths) -> None:
    session(paths)
    text = paths.events.read_text().replace("\n", "\r\n")
    rows = [line.split("\t") for line in text.split("\r\n")]
    place = rows[0].index("trial")
    for row in rows[1:-1]:
        row[place] = f"{row[place]}.0" if row[place].isdigit() else row[place]
    text = "\r\n".join("\t".join(row) for row in rows)
    paths.events.write_bytes(text.encode("utf-16"))
    correct(paths, 2, column="reaction_time", value="0.61", **WHO)
    assert {t.trial: t.reaction_time for t in read_trials(paths)}[2] == 0.61
    shown = paths.events.read_bytes().decode("utf-16")
    assert shown.count("\r\n") == shown.count("\n") == text.count("\n")
    assert read_chain(paths.decisions).closing is not None


def test_the_hash_of_an_earlier_end_is_what_a_kill_leaves(session, paths) -> None:
    """One that no line of the ledger ever had stays a problem."""
    session(paths)
    before = paths.session_hash.read_bytes()
    correct(paths, 2, column="reaction_time", value="0.61", **WHO)
    after = paths.session_hash.read_bytes()
    paths.session_hash.write_bytes(before)
    assert any(problem.is_error for problem in check_run(paths))
    assert [str(line) for line in recover(paths.dataset)] == [
        f"{paths.session_hash.name} was written again."
    ]
    assert paths.session_hash.read_bytes() == after
    paths.session_hash.write_bytes(after.replace(b"a", b"b"))
    assert recover(paths.dataset) == []
    assert any(problem.is_error for problem in check_run(paths))


class _Meanwhile(Disk):
    """The system's disk, which lets something else happen before its first write."""

    def __init__(self, thread: Thread) -> None:
        self._threads = [thread]

    def write(self, handle: int, data: memoryview) -> int:
        if self._threads:
            thread = self._threads.pop()
            thread.start()
            thread.join(0.5)  # one that waits for us goes on behind us
        return os.write(handle, data)


def test_two_corrections_at_the_same_instant_are_one_after_the_other(
    session, paths
) -> None:
    session(paths)
    other = Thread(target=lambda: correct(paths, 1, column="level", value="5", **WHO))
    with replaced_disk(_Meanwhile(other)):
        correct(paths, 2, column="reaction_time", value="0.61", **WHO)
        other.join()
    assert check_run(paths) == []
    shown = {trial.trial: trial for trial in read_trials(paths)}
    assert (shown[1].level, shown[2].reaction_time) == (5, 0.61)


def test_a_value_changed_by_hand_is_no_correction(session, paths) -> None:
    session(paths)
    correct(paths, 2, column="correct", value="false", **WHO)
    text = paths.events.read_text()
    paths.events.write_text(text.replace("0.51", "0.31"))
    found = [str(problem) for problem in check_run(paths)]
    assert any("reaction_time of trial 1 is 0.31" in problem for problem in found)


def test_a_correction_that_a_crash_cut_short_is_finished_by_recover(
    session, paths, monkeypatch
) -> None:
    session(paths)
    with monkeypatch.context() as patch:
        patch.setattr(
            "attention_camp.camp.dataset.proof.corrections.show_corrections",
            lambda run: sys.exit(9),
        )
        with pytest.raises(SystemExit):
            correct(paths, 2, column="reaction_time", value="n/a", **WHO)
    assert read_chain(paths.decisions).closing is None
    assert any("its chain was open" in line for line in recover(paths.dataset))
    assert {t.trial: t.reaction_time for t in read_trials(paths)}[2] is None
    assert check_run(paths) == []


@pytest.mark.parametrize(
    ("trial", "changes", "told"),
    [
        (99, {}, "has no trial 99"),
        (2, {"column": "parameters"}, "cannot be corrected"),
        (2, {"value": "fast"}, "cannot be 'fast'"),
        (2, {"column": "correct", "value": "maybe"}, "cannot be 'maybe'"),
        (2, {"column": "correct", "value": "n/a"}, "cannot be 'n/a'"),
        (2, {"who": " "}, "names who makes it"),
        (2, {"why": ""}, "names who makes it"),
    ],
)
def test_what_is_no_correction_is_refused_and_changes_nothing(
    session, paths, trial, changes, told
) -> None:
    session(paths)
    before = paths.decisions.read_bytes(), paths.events.read_bytes()
    asked = {"column": "reaction_time", "value": "0.6", **WHO} | changes
    with pytest.raises(CorrectionError, match=told):
        correct(paths, trial, **asked)
    assert (paths.decisions.read_bytes(), paths.events.read_bytes()) == before


def test_a_session_that_is_not_over_is_not_corrected(session, paths) -> None:
    session(paths, state="")
    with pytest.raises(CorrectionError, match="its chain is open"):
        correct(paths, 2, column="reaction_time", value="0.6", **WHO)


def test_the_commands_correct_compare_and_say_what_is_proven(
    session, paths, monkeypatch, capsys
) -> None:
    old = session_hash_of(session(paths))

    def command(*words) -> str:
        monkeypatch.setattr(sys, "argv", ["attention-camp", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return f"{ended.value.code or 0}: {said.out}{said.err}"

    who = [f"--{name}={value}" for name, value in WHO.items()]
    what = ["--trial=2", "--column=response", "--value=right", *who]
    said = command("correct", paths.dataset, "--participant=01", *what)
    assert "response was left, is right now" in said
    assert f"New session hash: {session_hash_of(paths)}" in said
    said = command("validate", paths.dataset, "--session-hash", old)
    assert said.startswith("0: ")
    assert "lines were added to its ledger since" in said
    assert "1 of the runs closed" in said
    said = command("validate", paths.dataset, "--session-hash", "0" * 64)
    assert said.startswith("2: ")


def test_replay_uses_what_was_decided_from(by_formula, tmp_path) -> None:
    import shutil

    from attention_camp.camp.dataset.layout import RunPaths

    shutil.copytree(by_formula.dataset, tmp_path / "copy")
    run = RunPaths(tmp_path / "copy", by_formula.participant, "02", by_formula.task)
    trial = read_trials(run)[-1]
    value = "false" if trial.correct else "true"
    correct(run, trial.trial, column="correct", value=value, **WHO)
    result = replay_run(run)
    assert result.differences == []
    assert result.n_same == result.n_decisions > 0
