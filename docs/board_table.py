"""Write docs/boards.md: every board, from BrainFlow's own descriptions.

From the root of the repository: python docs/board_table.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from attention_camp.signal.electrodes import positions_of
from attention_camp.signal.impedance import impedance_mode
from attention_camp.signal.sources.board_facts import COUNTERS, RANGES_UV, vendor_of
from attention_camp.signal.sources.board_fields import BoardDescription
from attention_camp.signal.sources.brainflow_library import list_boards

WORDS = {
    "accel": "accelerometer", "gyro": "gyroscope", "magn": "magnetometer",
    "temp": "temperature", "gsr": "EDA", "status": "battery", "misc": "other",
}  # fmt: skip
PAGE = Path(__file__).with_name("boards.md")

HEAD = """\
# Boards

Every board that BrainFlow knows, by the name that `attention-camp run --board NAME`
and *New session* take. Made from BrainFlow's own descriptions by
`python docs/board_table.py`.

- **Needed** fields must be given (`--board-field serial_port=/dev/ttyUSB0`; the window
  asks for them and offers the ports it finds); the others help to find one of several.
- **Electrodes** are the board's own names. Where a board names none (EEG1, EEG2, …), or
  they sit elsewhere, name them in order: `--board-field ch_names=Fz,Cz,Pz,Oz`, or the
  field *Electrodes, in order*. A score needs three electrodes of the 10-05 system;
  a bipolar derivation (`Fp1-F7`) is recorded under its name, has no position and is
  not scored, and a reference after the name (`Cz-A1`, `Fz-REF`) is understood.
- **Placed**: how many of them have a position, so that the head map shows them.
- **Beside it**: what else the board sends at the EEG's rate. It is recorded with its
  type and unit, never scored and never part of a reference; so is a channel that you
  name EOG, ECG or EMG (`ch_names=Fz,Cz,VEOG,…`). BrainFlow's auxiliary and ancillary
  presets (a Muse's accelerometer and PPG) have other rates and are not recorded.
- **Losses**: whether lost packets are counted from the board's own counter; else they
  show on the clock. **Range**: where a channel is called railed; – where not known.
- **Impedance**: whether the signal check can measure it, before the recording.

None of them but the simulated ones was at hand when this was written: connecting is
BrainFlow's, and tested with a fake Cyton and BrainFlow's synthetic board.

## What the score is worth

Before a calibration, with the person's own rest, on people *and headsets* left out of
learning (`attention-camp evaluate --data DATA --montages`, [model card](model-card.md));
0.5 is chance. All were made from recordings of a cap: the Muse, the Emotiv and the
BrainBit by interpolating electrodes or a reference, the others by leaving electrodes
out. How a real one does has to be seen in the calibration, which judges every session
and lets no score act that does not beat its controls. The share of people whose score
it refuses (`… --permission`) is for planning: expect more, since rest and task of these
people were cleaned apart.

| headset | AUC over 24 people | people below chance | whose score a calibration refuses | how it is scored |
|---|---|---|---|---|
| cap of 19, ears or average | 0.92 [0.85, 0.96] | 1 | 0.21 [0.09, 0.40] (ears) | over the head |
| Cyton and Daisy, 16 at the ears | 0.92 [0.86, 0.96] | 1 | not counted | over the head |
| Cyton, 8 at the ears | 0.91 [0.86, 0.95] | 0 | 0.42 [0.24, 0.61] | over the head |
| Cyton, 8, average reference | 0.89 [0.83, 0.93] | 0 | not counted | over the head |
| Emotiv EPOC, 14 | 0.89 [0.83, 0.93] | 0 | not counted | over the head |
| four of a cap: Fp1 Fp2 T7 T8 | 0.85 [0.75, 0.92] | 2 | 0.50 [0.31, 0.69] | over the head |
| Ganglion, Fp1 Fp2 O1 O2 | 0.84 [0.76, 0.91] | 2 | 0.46 [0.28, 0.65] | over the head; wrong in a fifth of its certain windows |
| BrainBit, T3 T4 O1 O2 | 0.82 [0.73, 0.89] | 2 | 0.54 [0.35, 0.72] | over the head |
| Muse, 4, or 3 of them | 0.72 [0.62, 0.82] | 5 | 0.88 [0.69, 0.96] (4) | pooled; never certain enough to act before a calibration |
| one frontal channel | – | – | – | declined: three are needed |
| other electrodes | not tested | – | – | over the head where four lie inside the 10-20 system, else pooled |

## All boards
"""
COLUMNS = (
    "board", "maker and name", "EEG", "Hz", "needed", "optional", "electrodes",
    "placed", "beside it", "losses", "range, mV", "impedance",
)  # fmt: skip


def page() -> str:
    """Return the whole page."""
    boards = list_boards()
    with_eeg = [board for board in boards if board.n_chans]
    others = [
        f"`{board.name}` ({board.title})" for board in boards if not board.n_chans
    ]
    lines = [
        HEAD,
        f"{len(with_eeg)} boards with EEG:\n",
        f"| {' | '.join(COLUMNS)} |",
        "|---" * len(COLUMNS) + "|",
        *(f"| {' | '.join(_cells(board))} |" for board in with_eeg),
        f"\n{len(others)} without EEG, which cannot be used: {', '.join(others)}.",
    ]
    return "\n".join(lines) + "\n"


def _cells(board: BoardDescription) -> tuple[str, ...]:
    vendor = vendor_of(board.name)
    known = len(positions_of(board.ch_names))
    limit = RANGES_UV.get(board.name)
    return (
        f"`{board.name}`",
        board.title if vendor == "n/a" else f"{vendor} {board.title}",
        str(board.n_chans),
        f"{board.sfreq:g}",
        ", ".join(board.needed_fields) or "–",
        ", ".join(board.optional_fields) or "–",
        _electrodes(board.ch_names),
        f"{known} of {board.n_chans}",
        _others(board),
        "counted" if board.name in COUNTERS else "by the clock",
        "–" if limit is None else f"±{limit / 1000:g}",
        "–" if impedance_mode(board.name) is None else "measured",
    )


def _others(board: BoardDescription) -> str:
    """Return how many channels of each type there are beside the EEG."""
    count = Counter(WORDS.get(other.kind, other.kind.upper()) for other in board.others)
    return (
        ", ".join(f"{n} {kind}" if n > 1 else kind for kind, n in count.items()) or "–"
    )


def _electrodes(ch_names: tuple[str, ...]) -> str:
    """Return the names; those that are mere numbers as a range."""
    if ch_names[0] == "EEG1":
        return f"EEG1 … EEG{len(ch_names)}" if len(ch_names) > 1 else "EEG1"
    return " ".join(ch_names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
