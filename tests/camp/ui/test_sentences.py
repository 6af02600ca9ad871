"""What is said outside the windows is said in the language of the windows."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.prepare import check_dataset_folder
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.pc.timing_report import require_report
from attention_camp.camp.processes.session import check_request
from attention_camp.camp.session.messages import SteeringChanged, StreamFailed
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.language import install_language
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.codes import steering_text
from attention_camp.models.verdict import CalibrationReport
from attention_camp.resources.texts import UserError
from attention_camp.signal.sources.open_source import open_source

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("camp", "tasks", "signal", "models")
ONLY_ON_THE_COMMAND_LINE = {"BenchmarkError", "CommandError", "DataError"}
PROTOCOL = """\
name: mine
title: Mine
description: For a test.
blocks:
  - task: visual-search
    trials: 3
"""


@pytest.fixture
def chinese(qapp) -> Iterator[None]:
    install_language(qapp, "zh_CN")
    yield
    install_language(qapp, "en")


def _english_in(text: str) -> list[str]:
    """Return what reads like English: three words in a row, quotes left out."""
    text = re.sub(r"“[^”]*”|'[^']*'|/\S+|--\w+|pip install \S+", "", text)
    return re.findall(r"\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", text)


def _error_names() -> set[str]:
    """Return the names of all classes derived from `UserError`."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {"UserError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found | {"UnsafeTrialError"}


def test_every_error_for_people_is_made_of_a_sentence() -> None:
    """An error that a window may show is never raised with a plain text."""
    names = _error_names()
    plain = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in names - ONLY_ON_THE_COMMAND_LINE
        and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert not plain


def _protocol(text: str) -> Callable[[Path], object]:
    def load(tmp_path: Path) -> object:
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return load_protocol(str(path))

    return load


def _request(**changes: object) -> Callable[[Path], object]:
    def check(tmp_path: Path) -> object:
        return check_request(
            SessionRequest(
                **{"dataset": tmp_path, "participant": "01", "session": "01", **changes}
            )
        )

    return check


def _strange_folder(tmp_path: Path) -> object:
    (tmp_path / "holiday.jpg").touch()
    return check_dataset_folder(tmp_path)


WRONG: dict[str, Callable[[Path], object]] = {
    "no protocol": lambda _: load_protocol("demp"),
    "unknown field": _protocol(PROTOCOL.replace("trials", "trails")),
    "too few trials": _protocol(PROTOCOL.replace("3", "0")),
    "trials in words": _protocol(PROTOCOL.replace("3", "many")),
    "no title": _protocol(PROTOCOL.replace("title: Mine\n", "")),
    "name with a blank": _protocol(PROTOCOL.replace("mine", "my own")),
    "unknown task": _protocol(PROTOCOL.replace("search", "serch")),
    "unknown option": _protocol(PROTOCOL + "    options: {size: 3}\n"),
    "wrong option": _protocol(PROTOCOL + "    options: {variant: none}\n"),
    "unknown rule": _protocol(PROTOCOL + "    rule: {name: easy}\n"),
    "wrong level": _protocol(PROTOCOL + "    start_level: 99\n"),
    "no label": _protocol(PROTOCOL + "    stage: calibration\n"),
    "a list": _protocol("- a\n- b\n"),
    "participant": _request(participant="anna b"),
    "no session": _request(session=""),
    "arm": _request(arm="control"),
    "observer": _request(observer="nobody"),
    "observer's ability": _request(observer="default:speed=3"),
    "board": _request(board="cyton_dasy"),
    "board without its port": _request(board="cyton"),
    "simulated brain": _request(board="simulated:depth=3"),
    "simulated rate": _request(board="simulated:sfreq=3"),
    "speed": _request(board="synthetic", speed=3.0),
    "recording": lambda path: open_source(f"replay:{path / 'none.edf'}"),
    "recordings": lambda path: open_source(f"replay:{path}"),
    "folder": _strange_folder,
    "no dataset": lambda path: export_csv(path / "none", path / "csv"),
    "nothing to validate": lambda path: validate(path / "none"),
    "nothing to view": find_run,
    "certificate": lambda path: require_report(path / "none.json", 30),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_error_is_told_in_chinese(chinese, tmp_path: Path, what: str) -> None:
    with pytest.raises(UserError) as caught:
        WRONG[what](tmp_path)
    told = translated(caught.value)
    assert re.search(r"[一-鿿]{2}", told)
    assert not _english_in(told), told
    assert _english_in(str(caught.value)), "the command line speaks English"


def test_what_the_disk_says_is_told_in_chinese(chinese) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/data/x.eeg")
    assert translated(full) == "/data/x.eeg: 磁盘空间不足"


def test_the_chinese_window_has_no_english_beside_a_wrong_label(open_window) -> None:
    window = open_window(language="zh_CN")
    window.show_page("new_session")
    who = window.pages.new_session.who
    who.participant.selectAll()
    QTest.keyClicks(who.participant, "anna b")
    assert "参与者编号" in who.participant_note.text()
    assert not _english_in(who.participant_note.text())
    open_window(language="en")


def test_the_chinese_window_tells_why_a_headset_failed(open_window, tmp_path) -> None:
    with pytest.raises(UserError) as caught:
        open_source("cyton_dasy")
    window = open_window(language="zh_CN")
    headset = window.pages.new_session.headset
    headset.say_failed(translated(StreamFailed(str(caught.value)).text))
    assert "没有名为“cyton_dasy”的脑电设备" in headset.banner.text
    open_window(language="en")


def test_what_a_calibration_did_not_beat_is_told_in_chinese(chinese) -> None:
    report = CalibrationReport(
        permission=False, why="below-nulls", beaten_by=("chance", "pope"), auc=0.88,
        p_value=0.06, nulls={"muscle": 0.55, "pope": 0.92},
    )  # fmt: skip
    changed = SteeringChanged(steering=False, why=report.why, detail=figures_of(report))
    short, why = steering_text(changed)
    assert short == "○ 仅观察"
    assert "Pope 投入度指数（0.92）" in why
    assert not _english_in(why)
