"""The command line: bad input ends with status 2, one paragraph, nothing written."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from attention_camp.camp.cli.app import app, main

RUN = ("run", "--headless", "--observer", "default", "--board", "simulated")
PROTOCOL = """\
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 3, cards: false}
"""


def _call(monkeypatch, capsys, *arguments: object) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["attention-camp", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


@pytest.fixture
def call(monkeypatch, capsys):
    return lambda *arguments: _call(monkeypatch, capsys, *arguments)


def _content(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--board", "cytom"), "cyton"),
        (("--board", "cyton"), "serial_port"),
        (("--board", "cyton", "--board-field", "serial_port=/dev/none"), "/dev/none"),
        (("--board", "replay:/nowhere.edf"), "/nowhere.edf"),
        (("--protocol", "demp"), "Did you mean “demo”"),
        (("--participant", "Ann-Lee"), "Ann-Lee"),
        (("--participant", "a\ud800"), "does not allow"),
        (("--session", "a\udcff"), "does not allow"),
        (("--session", "a b"), "a b"),
        (("--arm", "placebo"), "closed-loop"),
        (("--observer", "genius"), "genius"),
        (("--observer", "default:seed=-1"), "default:seed=-1: a value in it is"),
        (("--observer", "person:seed=inf"), "must be a number"),
        (("--observer", "default:capacity=nan"), "must be a number"),
        (("--board", "synthetic", "--speed", "4"), "--speed"),
        (("--board-field", "serial_port"), "NAME=VALUE"),
        (("--language", "fr"), "en, zh_CN"),
        (("--protocol", "mine.yaml"), "mine.yaml cannot be read: No such file"),
    ],
)
def test_a_request_that_cannot_be_run_is_refused_in_one_paragraph(
    call, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    status, _, err = call(*RUN, "--dataset", tmp_path / "data", *arguments)
    assert status == 2
    assert says in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "data").exists()


def test_a_protocol_with_a_wrong_field_is_told_with_its_line(call, tmp_path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PROTOCOL.replace("trials", "trails"))
    status, _, err = call(*RUN, "--dataset", tmp_path / "d", "--protocol", path)
    assert status == 2
    assert "line 6" in err
    assert not (tmp_path / "d").exists()


def test_a_folder_that_is_no_dataset_is_refused_and_left_alone(call, tmp_path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"sun")
    status, _, err = call(*RUN, "--dataset", tmp_path)
    assert status == 2
    assert str(tmp_path) in err
    assert list(_content(tmp_path).values()) == [b"sun"]


def test_a_dataset_that_is_a_file_is_refused(call, tmp_path) -> None:
    path = tmp_path / "data"
    path.write_text("not a folder")
    status, _, err = call(*RUN, "--dataset", path)
    assert status == 2
    assert str(path) in err
    assert path.read_text() == "not a folder"


@pytest.fixture
def tiny(call, tmp_path) -> Path:
    (tmp_path / "tiny.yaml").write_text(PROTOCOL)
    options = ("--dataset", tmp_path / "d", "--protocol", tmp_path / "tiny.yaml")
    status, _, err = call(*RUN, *options)
    assert status == 0, err
    return tmp_path / "d"


@pytest.mark.smoke
def test_a_session_goes_from_run_to_export(call, tiny: Path, tmp_path) -> None:
    assert call("validate", tiny)[0] == 0
    status, out, _ = call("replay", tiny)
    assert status == 0
    assert "3 of 3 decisions the same" in out
    csv, bids = tmp_path / "csv", tmp_path / "bids"
    assert call("export", tiny, "--csv", csv, "--bids", bids, "--anonymise")[0] == 0
    assert len((csv / "trials.csv").read_text().splitlines()) == 4
    assert call("validate", bids)[0] == 0


def test_a_second_run_of_the_same_session_is_refused_and_loses_nothing(
    call, tiny: Path
) -> None:
    before = _content(tiny)
    protocol = tiny.parent / "tiny.yaml"
    status, _, err = call(*RUN, "--dataset", tiny, "--protocol", protocol)
    assert status == 2
    assert "already" in err
    assert _content(tiny) == before


def test_a_dry_run_prints_the_plan_and_writes_nothing(call, tmp_path) -> None:
    status, out, _ = call("run", "--protocol", "demo", "--dry-run")
    assert status == 0
    assert "10 blocks" in out
    assert "markers: fixation" in out


def test_a_dry_run_of_a_camp_says_which_session_it_would_be(call, tmp_path) -> None:
    where = tmp_path / "data"
    _, out, _ = call("run", "--protocol", "adults", "--dry-run", "--dataset", where)
    assert "session 1 of 10 of participant 01" in out


def test_an_unknown_session_is_refused_with_those_there_are(call, tiny) -> None:
    for command in (
        ("replay", tiny, "--participant", "99"),
        ("calibrate", tiny, "--participant", "99", "--session", "01"),
    ):
        status, _, err = call(*command)
        assert status == 2
        assert "session" in err
        assert "It holds sub-01/ses-01" in err


@pytest.mark.parametrize("command", ["replay", "review", "validate", "recover"])
def test_a_dataset_that_is_not_there_is_refused_by_its_name(
    call, tmp_path, command
) -> None:
    status, _, err = call(command, tmp_path / "nowhere")
    assert status == 2
    assert str(tmp_path / "nowhere") in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("people", "list"),
        ("people", "audit"),
        ("export", "--review", "texts.tsv"),
    ],
)
def test_of_a_dataset_that_is_not_there_nothing_is_said(
    call, monkeypatch, tmp_path, words
) -> None:
    """An empty list would say that nobody is enrolled."""
    monkeypatch.chdir(tmp_path)
    status, out, err = call(*words, tmp_path / "nowhere")
    assert (status, out) == (2, "")
    assert f"There is no dataset {tmp_path / 'nowhere'}" in err
    assert not list(tmp_path.iterdir())


def test_a_dataset_without_a_session_is_refused_by_replay(call, tmp_path) -> None:
    status, _, err = call("replay", tmp_path)
    assert status == 2
    assert "holds no recorded session" in err


def test_a_damaged_recording_is_told_with_where_to_look(call, tiny) -> None:
    (eeg,) = tiny.glob("sub-01/ses-01/eeg/*_eeg.eeg")
    eeg.write_bytes(eeg.read_bytes()[:4000])
    status, _, err = call("replay", tiny)
    assert status == 2
    assert f"attention-camp validate {tiny}" in err


def test_a_headset_that_is_not_known_is_one_finding_with_its_own_remedy(
    call, monkeypatch, tmp_path
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    _, out, _ = call("check", "--board", "cytn", "--dataset", tmp_path)
    (line,) = (line for line in out.splitlines() if line.startswith("bad "))
    assert line.endswith("lists them all.")
    assert "1 finding needs attention." in out


def test_a_benchmark_that_needs_a_display_says_so(call, monkeypatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    status, _, err = call("bench", "startup")
    assert (status, "There is no display" in err) == (2, True)


def test_a_terminal_that_lacks_a_sign_gets_another(monkeypatch, tmp_path) -> None:
    """One of Latin letters, or a file that Windows writes."""
    dry = ("run", "--protocol", "adults", "--dry-run", "--dataset", tmp_path / "数据")
    helps = [(name, "--help") for name in typer.main.get_command(app).commands]
    for words in (("--help",), *helps, dry):
        out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "argv", ["attention-camp", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out.flush()
        assert ended.value.code == 0, words
        assert b"??" in out.buffer.getvalue() or words in helps


def test_the_schema_is_whole_in_any_encoding(call) -> None:
    """A shell of Windows writes it in its own."""
    _, out, _ = call("tasks", "--schema")
    assert out.isascii()
    assert "Protocol" in json.loads(out)["title"]


@pytest.mark.smoke
def test_asking_for_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; import attention_camp.camp.cli.app; "
        "print([m for m in ('torch', 'mne', 'scipy', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_tasks_and_rules_say_their_options(call) -> None:
    status, out, _ = call("tasks")
    assert status == 0
    assert "visual-search" in out
    assert "n-up-m-down" in out
    _, out, _ = call("tasks", "pvt")
    assert "shortest_wait (number, 2.0): Least seconds before the disc" in out
    assert "cannot show change in one person" in out
    _, out, _ = call("tasks", "staircase")
    assert "fast_reversals" in out
    assert "target (number): Share correct that the rule aims for" in out
    status, _, err = call("tasks", "srat")
    assert status == 2
    assert "Did you mean “sart”" in err
