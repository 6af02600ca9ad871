"""Recordings of other programs, and where they are imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from attention_camp.camp.dataset.importing.plan import ImportRequest
from attention_camp.camp.dataset.layout import RunPaths

Make = Callable[[Path, str], Path]

MARKS = {"go": 300, "stop": 864}
"""Events of each recording that can hold some, and their samples at 250 Hz."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and what is in them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    return contents


@pytest.fixture
def request_of(tmp_path: Path) -> Callable[..., ImportRequest]:
    def make(*files: Path, run: int = 1, task: str = "stroop", **more: object):
        paths = RunPaths(tmp_path / "dataset", "01", "01", task, run)
        return ImportRequest(files=files, run=paths, **more)

    return make


@pytest.fixture
def make(others: ModuleType) -> Make:
    """Return a maker of recordings with the events go and stop, by format."""

    def made(folder: Path, kind: str) -> Path:
        seconds = [(sample / 250, text) for text, sample in MARKS.items()]
        match kind:
            case "xdf":
                file = folder / "one.xdf"
                others.write_xdf(file, markers=[(100 + t, m) for t, m in seconds])
            case "edf" | "bdf":
                file = folder / f"one.{kind}"
                n_bytes = 2 if kind == "edf" else 3
                others.write_edf(file, events=seconds, n_bytes=n_bytes)
            case "vhdr":
                file = folder / "one.vhdr"
                marks = [(sample, text) for text, sample in MARKS.items()]
                others.write_brainvision(file, events=marks)
            case "fif":
                file = folder / "one_raw.fif"
                _write_fif(others, file, seconds)
            case "openbci":
                file = folder / "OpenBCI-RAW.txt"
                marks = {sample: sample for sample in MARKS.values()}
                text = others.openbci(6, n_times=2500, markers=marks, lost=[90, 91])
                file.write_text(text)
            case "mind-monitor":
                file = folder / "mindMonitor.csv"
                marks = {sample: text for text, sample in MARKS.items()}
                file.write_text(others.mind_monitor(elements=marks))
            case "muselsl":
                file = folder / "muse.csv"
                marks = {sample: sample for sample in MARKS.values()}
                file.write_text(others.muselsl(markers=marks))
        return file

    return made


def _write_fif(
    others: ModuleType, file: Path, seconds: list[tuple[float, str]]
) -> None:
    import mne

    info = mne.create_info(["Fz", "Cz", "Pz", "Oz"], 250.0, "eeg", verbose="error")
    raw = mne.io.RawArray(1e-6 * others.eeg_uv(4, 2500, 250.0), info, verbose="error")
    onsets = [at for at, _ in seconds]
    raw.set_annotations(mne.Annotations(onsets, 0.0, [text for _, text in seconds]))
    raw.save(file, verbose="error")
