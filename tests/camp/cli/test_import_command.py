"""The command import: a report, nothing with --dry-run, nothing after Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from attention_camp.camp.cli.app import main


@pytest.fixture
def call(monkeypatch, capsys):
    def run(*arguments: object, command: str = "import") -> tuple[int, str, str]:
        words = ["attention-camp", command, *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def xdf(tmp_path: Path, others: ModuleType) -> Path:
    others.write_xdf(tmp_path / "one.xdf", markers=[(101.0, "go")])
    return tmp_path / "one.xdf"


def test_a_recording_is_imported_and_its_report_printed(
    call, xdf: Path, tmp_path: Path
) -> None:
    status, out, _ = call(
        xdf, "--dataset", tmp_path / "d", "--participant", "07", "--session", "b",
        "--task", "stroop", "--line-freq", "50", "--ch-names", "F3,F4,P3,P4",
    )  # fmt: skip
    assert status == 0
    assert "F3, F4, P3, P4" in out
    assert "Events: 1 (go (1))." in out
    assert (
        tmp_path / "d/sub-07/ses-b/eeg/sub-07_ses-b_task-stroop_run-01_eeg.vhdr"
    ).is_file()


def test_a_dry_run_prints_the_report_and_writes_nothing(
    call, xdf: Path, tmp_path: Path
) -> None:
    status, out, _ = call(xdf, "--dataset", tmp_path / "d", "--dry-run")
    assert status == 0
    assert "nothing was written" in out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xdf"]


def test_replay_passes_an_imported_run_over(call, xdf: Path, tmp_path: Path) -> None:
    call(xdf, "--dataset", tmp_path / "d")
    status, out, _ = call(tmp_path / "d", command="replay")
    assert status == 0
    assert "imported, so nothing was decided in it" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.xdf",), "nowhere.xdf"),
        (("one.xdf", "--participant", "Ann-Lee"), "Ann-Lee"),
        (("one.xdf", "--units", "furlongs"), "furlongs"),
        (("one.xdf", "--ch-names", "Fz"), "ch_names"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_paragraph(
    call, monkeypatch, xdf: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = call(*arguments)
    assert status == 2
    assert says in err
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xdf"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_leaves_nothing(tmp_path: Path, others: ModuleType) -> None:
    file = tmp_path / "long.xdf"
    others.write_xdf(file, n_chans=8, n_times=300_000)
    dataset = tmp_path / "dataset"
    words = [sys.executable, "-m", "attention_camp.camp", "import", str(file)]
    # a test run in the background ignores Ctrl-C, and so would what it starts
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*words, "--dataset", str(dataset)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 60
    while not list(dataset.glob(".import-*.tmp/sub-01")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "what was stored is safe" in err
    assert not dataset.exists()
