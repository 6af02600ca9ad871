"""The explanation of a score that is one formula: the formula with a trial's powers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attention_camp.camp.eeg.scoring import WINDOW_SECONDS
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.topography import Topography
from attention_camp.camp.ui.widgets.page import label

if TYPE_CHECKING:
    from attention_camp.camp.session.records import TrialRecord

translate = QCoreApplication.translate

SIGNS = {(4.0, 8.0): "θ", (8.0, 13.0): "α", (13.0, 30.0): "β"}
"""How the field writes a band, by its edges in Hz."""


@dataclass(frozen=True, slots=True, eq=False)
class Powers:
    """The powers that a formula is made of, in one trial."""

    formula: str
    bands: tuple[tuple[str, float], ...]
    """Sign and power of each band, µV², mean over electrodes."""
    ratio: float
    ch_names: tuple[str, ...]
    over_channels: NDArray[np.float64]
    """Logarithm of each electrode's ratio, less that of all."""


def formula_of(trial: TrialRecord) -> str:
    """Return the name of the formula that scored a trial; empty: a network did."""
    from attention_camp.models.indices import FORMULAS

    name = trial.score_model.partition("@")[0]
    return name if name in FORMULAS else ""


def powers_of(recording: RecordedSession, trial: TrialRecord) -> Powers | None:
    """Return the powers of a trial's last window; None: its samples are not there."""
    from scipy.signal import welch

    from attention_camp.models.indices import FORMULAS

    above, below, *_ = FORMULAS[formula_of(trial)]
    stop = trial.onset + trial.duration
    data, _ = recording.window(stop - WINDOW_SECONDS, stop)
    good = [
        n for n, name in enumerate(recording.ch_names) if name not in recording.bads
    ]
    rows = [n for n in good if data.size and np.isfinite(data[n]).all()]
    if not rows or data.shape[1] < recording.sfreq:
        return None
    freqs, density = welch(data[rows], recording.sfreq, nperseg=round(recording.sfreq))
    power = {}
    for band in (*above, *below):
        inside = (freqs >= band[0]) & (freqs < band[1])
        power[band] = density[:, inside].sum(axis=1) * (freqs[1] - freqs[0])
    upper = np.sum([power[band] for band in above], axis=0)
    lower = np.sum([power[band] for band in below], axis=0)
    ratio = float(upper.mean() / lower.mean())
    signs = ["+".join(SIGNS[band] for band in part) for part in (above, below)]
    formula = f"{signs[0]} / ({signs[1]})" if len(below) > 1 else "/".join(signs)
    return Powers(
        formula,
        tuple((SIGNS[band], float(power[band].mean())) for band in (*above, *below)),
        ratio,
        tuple(recording.ch_names[n] for n in rows),
        np.log(upper / lower) - np.log(ratio),
    )


class FormulaView(QWidget):
    """A formula, its values in the chosen trial, and where on the head they lie."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self.text = label("", wraps=True)
        column.addWidget(self.text)
        self.head = Topography()
        column.addWidget(self.head, 1)
        self.note = label(
            self.tr(
                "▲ more than the mean over electrodes, ▼ less. Made from the EEG as "
                "recorded; the score was made from the cleaned EEG and set against the "
                "participant's own rest, so that its figures differ somewhat."
            ),
            "small",
            wraps=True,
        )
        column.addWidget(self.note)
        self.hide()

    def show_powers(self, found: Powers, trial: TrialRecord) -> None:
        """Show the powers of a trial."""
        from attention_camp.models.electrodes import positions

        bands = ", ".join(
            f"{sign} {formats.number(power, 1, 'µV²')}" for sign, power in found.bands
        )
        self.text.setText(
            self.tr(
                "This score is one formula, {formula}. In the last {seconds} of trial "
                "{n}: {bands}; ratio {ratio}. The higher it is above the ratio at "
                "rest, the more engaged: {score}."
            ).format(
                formula=found.formula,
                seconds=formats.number(WINDOW_SECONDS, 0, "s"),
                n=trial.trial,
                bands=bands,
                ratio=formats.number(found.ratio, 2),
                score=formats.number(trial.model_score, 2),
            )
        )
        places = positions(found.ch_names)
        known = np.flatnonzero(np.isfinite(places).all(axis=1))
        self.head.setVisible(len(known) > 2)
        if len(known) > 2:
            names = [found.ch_names[n] for n in known.tolist()]
            self.head.show_values(names, places[known], found.over_channels[known])
        self.show()
