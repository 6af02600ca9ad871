"""Calibration: the model meets the person, and the score earns its right or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.eeg.person import Version, drift_of, version_content
from attention_camp.camp.eeg.scoring import WINDOW_SECONDS, windows_of
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.signal.history import History
from attention_camp.signal.spatial import NO_REPAIR, Repair, fit_repair
from attention_camp.signal.window import CleanWindow

if TYPE_CHECKING:
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.replay_buffer import ReplayBuffer
    from attention_camp.models.scorer import Scorer


BAD_SHARE = 0.5
"""A channel that is bad in more of the calibration's windows is interpolated; own
choice."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptBlock:
    """A calibration block: its windows as recorded, none of which overlap."""

    label: str
    windows: tuple[CleanWindow, ...]
    """Those that may be scored, in order of time."""


class Calibration:
    """Keeps the calibration blocks and fits what they say, live and in ``replay``.

    Parameters
    ----------
    shipped : Scorer
        The model before any calibration.
    cleaning : Cleaning
        What the protocol wants done to the channels.
    """

    def __init__(self, shipped: Scorer, cleaning: Cleaning) -> None:
        self.earlier: Sequence[Version] = ()
        """Versions of the person's weights from earlier runs, oldest first."""
        self.version = b""
        """The file of the version that the last fit made; empty: there is none."""
        self.scorer = shipped
        """The model as it is now: the person's own after a fit."""
        self._shipped = shipped
        self._cleaning = cleaning
        self._blocks: list[KeptBlock] = []
        self.own_rest: NDArray[np.floating] = np.empty((0, 0, 0))
        """Usable windows of rest at the last fit, (n_windows, n_chans, n_times), V."""

    def keep(self, history: History, label: str, first: int, stop: int) -> None:
        """Keep the usable windows between two samples."""
        spans = windows_of(first, stop, history.info.sfreq, hop_seconds=WINDOW_SECONDS)
        windows = [history.cut(*span) for span in reversed(list(spans))]
        usable = tuple(window for window in windows if not window.reason)
        self._blocks.append(KeptBlock(label, usable))

    def make(self, history: History) -> Permission:
        """Fit repair and model to what was kept; the repair holds from now on."""
        repair = self.find_repair(history)
        from_sample = history.n_samples
        history.set_repair(repair, from_sample)
        permission, _ = self.fit(history, repair)
        stored = repair.to_json(history.info.ch_names) | {"from_sample": from_sample}
        return replace(permission, repair=stored)

    def make_again(
        self, history: History, repair: Mapping[str, Any], earlier: Sequence[Version]
    ) -> None:
        """Fit the model again with what a line of the ledger says it was fitted with.

        Parameters
        ----------
        history : History
            Of the recording; its windows are repaired from the line's sample on.
        repair : mapping
            What ``make`` left in the permission; empty: nothing was repaired.
        earlier : sequence of Version
            The versions of the person's weights that there were then.
        """
        found = NO_REPAIR
        if repair:
            found = Repair.from_json(repair, history.info.ch_names)
            history.set_repair(found, repair["from_sample"])
        now, self.earlier = self.earlier, earlier
        self.fit(history, found)
        self.earlier = now

    def find_repair(self, history: History) -> Repair:
        """Return what the blocks say to do to the channels."""
        windows = [window for block in self._blocks for window in block.windows]
        if not windows:
            return Repair({})
        bads = [
            name
            for name in history.info.ch_names
            if sum(name in window.bads for window in windows) > BAD_SHARE * len(windows)
        ]
        return fit_repair(
            np.concatenate([window.data for window in windows], axis=1),
            history.info,
            bads=bads,
            interpolates=self._cleaning.interpolate,
            regresses_eyes=self._cleaning.eyes == "regression",
        )

    def fit(self, history: History, repair: Repair) -> tuple[Permission, Scorer]:
        """Fit the model to the repaired blocks and tell whether it may steer."""
        stretches = [_stretch(block, history, repair) for block in self._blocks]
        rest = [s.windows for s in stretches if s.label == "rest" and len(s.windows)]
        self.own_rest = np.concatenate(rest) if rest else np.empty((0, 0, 0))
        drift = drift_of(self._shipped, stretches, self.earlier)
        replayed = self.earlier if drift.replays else ()
        permission, personal = calibrate_person(
            self._shipped, stretches, [version.memory for version in replayed]
        )
        about: dict[str, Any] = {
            "earlier": [version.hash for version in self.earlier],
            "drift": drift.to_json(),
        }
        self.version = version_content(self._shipped, stretches, permission, about)
        if self.version:
            about["version"] = sha256(self.version).hexdigest()
        self.scorer = personal
        return replace(permission, person=about), personal


def _stretch(block: KeptBlock, history: History, repair: Repair) -> Stretch:
    from attention_camp.models.calibration import Stretch

    data = [history.finished(window, repair).data for window in block.windows]
    array = np.stack(data) if data else np.empty((0, 0, 0))
    return Stretch("rest" if block.label == "rest" else "engaged", array)


def calibrate_person(
    scorer: Scorer, stretches: Sequence[Stretch], earlier: Sequence[ReplayBuffer] = ()
) -> tuple[Permission, Scorer]:
    """Fit the model to the person and tell whether its score may steer."""
    from attention_camp.models.calibration import calibrate

    report, personal = calibrate(scorer, stretches, earlier=earlier)
    permission = Permission(
        steering=report.permission,
        why=report.why,
        detail=figures_of(report),
        model=personal.model_hash,
        figures=report.to_json(),
    )
    return permission, personal
