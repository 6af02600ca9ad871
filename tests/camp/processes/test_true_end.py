"""A session says that it ended well only where its files say so."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset import trial_store
from attention_camp.camp.dataset.durable import Appender
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.processes import acquisition, trials
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import plan_request
from attention_camp.camp.processes.stored_news import settle
from attention_camp.camp.session.messages import Ending, SessionEnded, TrialFinished
from attention_camp.resources.reasons import remedy_of, said_by_system
from attention_camp.resources.texts import UserError

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 4, cards: false}
"""


def run(request, harm: Callable[[], object], *, at: int) -> SessionEnded:
    """Run a session that is harmed as a trial is told."""

    def tell(message: object) -> None:
        if isinstance(message, TrialFinished) and message.record.trial == at:
            harm()

    return run_headless(request, tell=tell)


@pytest.mark.parametrize("at", [2, 4])
def test_a_dataset_that_is_removed_or_renamed_ends_the_session_in_words(
    tmp_path: Path, simulated_request, at: int
) -> None:
    """No trial is told of that nobody can ever read; the end is a failure."""
    for harm in (
        lambda: shutil.rmtree(tmp_path / "data"),
        lambda: (tmp_path / "data").rename(tmp_path / f"away {at}"),
    ):
        request = simulated_request(tmp_path, PROTOCOL)
        try:
            ended = run(request, harm, at=at)
            text, has_failed = ended.text, ended.ending is Ending.FAILED
        except UserError as error:
            text, has_failed = str(error), True
        assert has_failed
        assert "moved, renamed or removed" in text
        assert "space" not in text


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_an_end_that_could_not_be_written_is_a_failure(
    tmp_path: Path, simulated_request, monkeypatch, number: int
) -> None:
    """Whatever the reason is; the advice fits it, and what is on disk stays."""
    error = OSError(number, os.strerror(number), "session.json")

    def refuse(*_: object) -> None:
        raise error

    request = simulated_request(tmp_path, PROTOCOL)
    ended = run(
        request, lambda: monkeypatch.setattr(trial_store, "write_whole", refuse), at=4
    )
    assert ended.ending is Ending.FAILED
    assert os.strerror(number) in ended.text
    assert str(remedy_of(error)) in ended.text
    assert ("Free some space" in ended.text) == (number == errno.EDQUOT)


def test_the_operator_hears_of_an_end_that_is_not_on_disk(
    tmp_path: Path, simulated_request
) -> None:
    """What the participant process told is held against the files at the end."""
    request = simulated_request(tmp_path, PROTOCOL)
    paths = plan_request(request).paths
    ended = run(request, lambda: None, at=1)
    assert settle(paths, ended) == ""
    assert "does not say how" in settle(paths, SessionEnded(Ending.ABORTED, ""))
    shutil.rmtree(tmp_path / "data")
    assert "nothing is left" in settle(paths, ended)


def test_a_file_that_was_removed_takes_no_further_line(tmp_path: Path) -> None:
    """An open file whose name is gone, or another's, is no place for a trial."""
    path = tmp_path / "a.tsv"
    file = Appender(path, keep=None)
    file.append("one\n")
    path.unlink()
    with pytest.raises(FileNotFoundError):
        file.append("two\n")
    path.write_text("another\n")
    with pytest.raises(FileNotFoundError):
        file.append("two\n")
    file.close()
    assert path.read_text() == "another\n"


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_model_that_cannot_be_kept_is_said_and_leaves_no_run(
    tmp_path: Path, simulated_request, monkeypatch
) -> None:
    monkeypatch.setattr(acquisition, "keep_model", _full)
    request = simulated_request(tmp_path, PROTOCOL)
    with pytest.raises(UserError, match="No space left"):
        run_headless(request, tell=lambda _: None)
    assert existing_runs(tmp_path / "data") == []


def test_what_the_system_refuses_is_no_fault_of_the_program(
    tmp_path: Path, simulated_request, monkeypatch
) -> None:
    """As where the trail of a locked study cannot be written."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), "audit.jsonl")

    monkeypatch.setattr(trials, "assign", refuse)
    ended = run_headless(simulated_request(tmp_path, PROTOCOL), tell=lambda _: None)
    assert ended.ending is Ending.FAILED
    assert ended.text.startswith("audit.jsonl: Read-only file system. ")


def test_a_full_disk_is_not_taken_for_a_window_that_is_gone(
    tmp_path: Path, simulated_request, monkeypatch
) -> None:
    """Else nothing would be recorded, and nobody could be told."""
    monkeypatch.setattr(acquisition, "take_run", _full)
    request = simulated_request(tmp_path, PROTOCOL)
    operator, own = multiprocessing.Pipe()
    wanted = acquisition._scoring(request)
    host = acquisition._Host(None, None, own, None, wanted)  # type: ignore[arg-type]
    operator.send(acquisition.StartRecording(request, plan_request(request).paths))
    with pytest.raises(OSError, match="No space left"):
        host._hear()
    assert host._operator is own


def test_every_refusal_of_the_system_has_words() -> None:
    """Each errno gives a sentence; only a full disk is to be given space."""
    for number in errno.errorcode:
        error = OSError(number, os.strerror(number), "file")
        assert said_by_system(error).startswith(f"file: {os.strerror(number)}. ")
        is_full = number in (errno.ENOSPC, errno.EDQUOT)
        assert ("space" in remedy_of(error)) == is_full
