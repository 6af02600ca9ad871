"""What other programs keep when they are killed, at the same instants as ours.

Each records BrainFlow's synthetic board, or trials, in a process of its own, which gets
SIGKILL at one of ``N_KILLS`` instants drawn from a seed:

- ours, headless, with its trials;
- BrainFlow's own streamer, ``add_streamer("file://…")``;
- the way in which PsychoPy's ``ExperimentHandler`` is documented to save, made again
  here (PsychoPy itself is not installed): entries stay in memory until the script ends;
- an XDF file as LabRecorder writes it, made again here: a chunk per stream every half
  second through a buffered stream, never synced.

Printed are the EEG lost, from the kill backwards, and the trials lost of those shown.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.recording import Recording

IS_LONG = True
NEEDS_QUIET = False
N_KILLS = 8
EARLIEST, LATEST = 3.0, 8.0
"""When they are killed, s after the first sample."""
SFREQ, N_CHANS = 250, 16
TRIAL_SECONDS = 0.5

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield what each of them lost, the most over all kills."""
    rng = np.random.default_rng(12)
    instants = rng.uniform(EARLIEST, LATEST, N_KILLS)
    kept = {"ours": ours_kept, "streamer": streamer_kept, "xdf": xdf_kept}
    for name, seconds_kept in kept.items():
        lost = [killed(name, when, seconds_kept) for when in instants]
        yield f"{name}: EEG lost by SIGKILL, at most, s", max(lost), "ours at most 1"
        yield f"{name}: EEG lost by SIGKILL, median, s", float(np.median(lost)), "-"
    trials = [killed("psychopy", when, psychopy_kept) for when in instants]
    share = float(np.mean(trials))
    yield "PsychoPy's handler, made again: trials lost, share", share, "ours none"


def killed(name: str, when: float, kept: Callable[[Path, float], float]) -> float:
    """Start a recorder, kill it, and return what it lost."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, __file__, name, place]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            recorded = float(process.stdout.readline())
            told = time.monotonic()
            time.sleep(when)
            os.kill(process.pid, signal.SIGKILL)
            elapsed = recorded + time.monotonic() - told
            process.wait()
        return kept(Path(place), elapsed)


def ours_kept(place: Path, elapsed: float) -> float:
    """Return the EEG that our dataset lacks, s."""
    (paths,) = existing_runs(place / "data")
    recording = Recording.open(paths)
    return elapsed - recording.n_samples / recording.info.sfreq


def streamer_kept(place: Path, elapsed: float) -> float:
    """Return the EEG that the file of BrainFlow's streamer lacks, s."""
    text = (place / "streamed.csv").read_bytes()
    return elapsed - text.count(b"\n") / SFREQ


def xdf_kept(place: Path, elapsed: float) -> float:
    """Return the EEG that the XDF file lacks, s: of whole chunks alone."""
    data, place_in, n = (place / "recorded.xdf").read_bytes(), 4, 0
    while place_in + 9 <= len(data):
        size, tag = struct.unpack_from("<IH", data, place_in + 1)
        if place_in + 5 + size > len(data):
            break
        if tag == 3:
            (count,) = struct.unpack_from("<I", data, place_in + 12)
            n += count
        place_in += 5 + size
    return elapsed - n / SFREQ


def psychopy_kept(place: Path, elapsed: float) -> float:
    """Return the share of trials that the table lacks."""
    table = place / "trials.csv"
    n_kept = len(table.read_text().splitlines()) - 1 if table.exists() else 0
    return 1 - n_kept / max(int(elapsed / TRIAL_SECONDS), 1)


# the recorders, each in a process of its own


def record_ours(place: Path) -> None:
    """Run a session of ours; say when its first sample is on disk."""
    from attention_camp.camp.processes.headless import run_headless
    from attention_camp.camp.session.request import SessionRequest

    began = False

    def tell(_: object) -> None:
        nonlocal began
        runs = [] if began else existing_runs(place / "data")
        if runs and runs[0].eeg.exists():
            began = True
            recording = Recording.open(runs[0])
            _say_begun(recording.n_samples / recording.info.sfreq)

    request = SessionRequest(
        place / "data", "01", "01", protocol="demo", board="synthetic",
        observer="default", headless=True, override="unattended",
    )  # fmt: skip
    run_headless(request, tell=tell)


def record_streamer(place: Path) -> None:
    """Stream the synthetic board to a file, as BrainFlow's documentation says."""
    from brainflow.board_shim import BoardIds, BoardShim, BrainFlowInputParams

    BoardShim.disable_board_logger()
    board = BoardShim(BoardIds.SYNTHETIC_BOARD, BrainFlowInputParams())
    board.prepare_session()
    board.add_streamer(f"file://{place / 'streamed.csv'}:w")
    board.start_stream()
    _say_begun(0.0)
    time.sleep(LATEST + 60)


def record_xdf(place: Path) -> None:
    """Write a chunk of samples every half second, through a stream's buffer."""
    with (place / "recorded.xdf").open("wb", buffering=8192) as file:
        file.write(b"XDF:")
        began, n = time.monotonic(), 0
        _say_begun(0.0)
        while True:
            time.sleep(0.5)
            count = round((time.monotonic() - began) * SFREQ) - n
            n += count
            samples = np.zeros((count, N_CHANS), "<f4").tobytes()
            content = struct.pack("<IBI", 1, 4, count) + bytes(count) + samples
            head = struct.pack("<BIH", 4, len(content) + 2, 3)
            file.write(head + content)


def record_psychopy(place: Path) -> None:
    """Keep entries in memory and write them when the script ends."""
    entries: list[str] = []
    _say_begun(0.0)
    try:
        while True:
            time.sleep(TRIAL_SECONDS)
            entries.append(f"{len(entries)},{time.monotonic()}")
    finally:
        (place / "trials.csv").write_text("\n".join(["trial,time", *entries]) + "\n")


def _say_begun(recorded: float) -> None:
    """Say that samples come, and how many seconds of them there are already."""
    sys.stdout.write(f"{recorded}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    recorders = {
        "ours": record_ours, "streamer": record_streamer, "xdf": record_xdf,
        "psychopy": record_psychopy,
    }  # fmt: skip
    recorders[sys.argv[1]](Path(sys.argv[2]))
