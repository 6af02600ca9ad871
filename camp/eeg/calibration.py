"""Calibration: fit repair and model to the participant; decide on steering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.eeg.beside import measured_in
from attention_camp.camp.eeg.person import (
    PersonStore,
    Version,
    drift_of,
    version_content,
)
from attention_camp.camp.eeg.personal_fit import calibrate_person
from attention_camp.camp.eeg.scale_check import check_scale
from attention_camp.camp.eeg.scoring import WINDOW_SECONDS, windows_of
from attention_camp.camp.session.link import (
    DriftCheck,
    Permission,
    PersonalFit,
    StoredRepair,
)
from attention_camp.camp.session.plain_values import plain, read_as
from attention_camp.camp.session.proof.provenance import (
    Provenance,
    Scale,
    model_label,
    scale_of,
)
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.signal.history import History
from attention_camp.signal.spatial import NO_REPAIR, Repair, fit_repair
from attention_camp.signal.window import CleanWindow

if TYPE_CHECKING:
    from attention_camp.models.calibration import Label, Stretch
    from attention_camp.models.scorer import Scorer


BAD_SHARE = 0.5
"""Share of the calibration's windows, 0 to 1: a channel that is bad in more of them is
interpolated. Own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptBlock:
    """A calibration block: its windows as recorded, without overlap."""

    label: str
    windows: tuple[CleanWindow, ...]
    """The windows that may be scored, in order of time."""
    beside: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """Movement, pulse and pupil in each of them, as far as there are channels of them.
    """


class Calibration:
    """Collects calibration blocks and fits repair and model, live and in replay.

    Parameters
    ----------
    shipped : Scorer
        The shipped model, before any calibration.
    cleaning : Cleaning
        The protocol's settings for interpolation and eye regression.
    """

    def __init__(self, shipped: Scorer, cleaning: Cleaning) -> None:
        self.earlier: Sequence[Version] = ()
        """Versions of the person's weights from earlier runs, oldest first."""
        self.version = b""
        """Content of the version file of the last fit; empty: there is none."""
        self.is_blinded = False
        """Whether the version file is silent about what the fit permits."""
        self.is_carried = False
        """Whether the version file holds all that a later session needs to go on with
        this one's score."""
        self.rule: int | None = None
        """How the verdict is reached; None: as this version does."""
        self.scorer = shipped
        """The current model: after a fit, the one calibrated to the person."""
        self._shipped = shipped
        self.provenance = _provenance(shipped, "shipped")
        """Model and scale of the scores that ``scorer`` makes."""
        self._cleaning = cleaning
        self._blocks: list[KeptBlock] = []
        self.own_rest: NDArray[np.floating] = np.empty((0, 0, 0))
        """Usable windows of rest at the last fit, (n_windows, n_chans, n_times), V."""

    def remember(self, person: PersonStore, *, most: int) -> None:
        """Fit together with the last sessions of a person; be silent if it is blinded.

        Parameters
        ----------
        person : PersonStore
            What earlier sessions left.
        most : int
            How many of them count.
        """
        self.earlier = person.earlier()[-most:]
        self.is_blinded = person.is_blinded
        self.is_carried = person.is_carried and not person.is_blinded

    def tellable(
        self, scored: tuple[float, float] | None
    ) -> tuple[float, float] | None:
        """Return what others may hear of a score: nothing in a blinded session."""
        return None if self.is_blinded else scored

    def keep(self, history: History, label: str, first: int, stop: int) -> None:
        """Keep the usable windows of a calibration block.

        Parameters
        ----------
        history : History
            The recording, which must still hold the block.
        label : str
            ``rest``, ``engaged`` or ``passive``.
        first, stop : int
            Absolute sample indices of the block; ``stop`` is exclusive.
        """
        # without overlap: windows that share samples would not be independent
        spans = windows_of(first, stop, history.info.sfreq, hop_seconds=WINDOW_SECONDS)
        # windows are placed from the end of the block, as in scoring
        windows = [history.cut(*span) for span in reversed(list(spans))]
        usable = tuple(window for window in windows if not window.reason)
        # measured now: by the time of the fit, the history may have gone on
        taken = [(w.first_sample, w.first_sample + w.data.shape[1]) for w in usable]
        self._blocks.append(KeptBlock(label, usable, measured_in(history, taken)))

    def make(self, history: History) -> Permission:
        """Fit repair and model to the blocks kept; the repair applies from now on."""
        repair = self.find_repair(history)
        # from the current sample on: windows that were already scored keep their scores
        stored = _applied(history, repair)
        permission, _ = self.fit(history, repair)
        return replace(permission, repair=stored)

    def check(self, history: History) -> Permission:
        """Go on with the score of the last session that calibrated, if it holds today.

        The repair of the channels is today's, as in a fit. Where the check fails, or
        there is nothing to check, scores stay as they are and the blocks are kept for
        the full calibration.
        """
        repair = self.find_repair(history)
        permission, _ = self.compare(history, repair)
        if not permission.steering:
            return permission
        return replace(permission, repair=_applied(history, repair))

    def compare(
        self, history: History, repair: Repair, *, exactly: bool = True
    ) -> tuple[Permission, Scorer]:
        """Compare today's blocks with the last session that calibrated.

        Parameters
        ----------
        history : History
            Of the recording.
        repair : Repair
            What is done to the channels of the blocks.
        exactly : bool
            As for ``check_scale``.
        """
        stretches = self._stretches(history, repair)
        permission, scorer = check_scale(
            self._shipped, stretches, self.earlier, exactly=exactly, rule=self.rule
        )
        if permission.steering:
            rest = self.earlier[-1].memory.own_rest
            self.own_rest = self.own_rest if rest is None else rest
            self._use(scorer, permission)
        return permission, scorer

    def check_again(
        self,
        history: History,
        repair: StoredRepair,
        earlier: Sequence[Version],
        *,
        rule: int | None = None,
    ) -> None:
        """Go on as after a check that held, with the inputs that the ledger names.

        Parameters
        ----------
        history : History
            Of the recording; its windows are repaired from the line's sample on.
        repair : StoredRepair
            What ``check`` left in the permission.
        earlier : sequence of Version
            The version it was made with.
        rule : int, optional
            By which the blocks were taken then.
        """
        now = self.earlier, self.rule
        self.earlier, self.rule = earlier, rule
        self.compare(history, _applied_again(history, repair))
        self.earlier, self.rule = now

    def withdraw(self, history: History) -> None:
        """Forget the last fit: score and windows are those of before it."""
        history.set_repair(NO_REPAIR, history.n_samples)
        self.scorer, self.version = self._shipped, b""
        self.provenance = _provenance(self._shipped, "shipped")

    def make_again(
        self,
        history: History,
        repair: StoredRepair | None,
        earlier: Sequence[Version],
        *,
        rule: int | None = None,
    ) -> None:
        """Fit the model again, with the inputs that a line of the ledger names.

        Parameters
        ----------
        history : History
            Of the recording; its windows are repaired from the line's sample on.
        repair : StoredRepair or None
            What ``make`` left in the permission; None: nothing was repaired.
        earlier : sequence of Version
            The versions of the person's weights that existed then.
        rule : int, optional
            How the verdict was reached then.
        """
        found = _applied_again(history, repair) if repair else NO_REPAIR
        now = self.earlier, self.rule
        # with the versions of that time, not later ones: the fit must be the same
        self.earlier, self.rule = earlier, rule
        self.fit(history, found)
        self.earlier, self.rule = now

    def find_repair(self, history: History) -> Repair:
        """Return the repair fitted to the blocks."""
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
        """Fit the model to the repaired blocks and decide whether it may steer."""
        stretches = self._stretches(history, repair)
        rest = [s.windows for s in stretches if s.label == "rest" and len(s.windows)]
        self.own_rest = np.concatenate(rest) if rest else np.empty((0, 0, 0))
        drift = drift_of(self._shipped, stretches, self.earlier)
        # after a large drift, earlier sessions do not describe this person any more
        replayed = self.earlier if drift.replays else ()
        permission, personal = calibrate_person(
            self._shipped,
            stretches,
            [version.memory for version in replayed],
            rule=self.rule,
        )
        about = PersonalFit(
            tuple(version.hash for version in self.earlier),
            read_as(DriftCheck, drift.to_json()),
        )
        # whether the pupil helps is asked in each session: its score is not carried on
        is_carried = self.is_carried and personal.pupil is None
        self.version = version_content(
            self._shipped,
            stretches,
            permission,
            about.to_json(),
            is_blinded=self.is_blinded,
            own_rest=self.own_rest if is_carried else None,
        )
        if self.version:
            about = replace(about, version=sha256(self.version).hexdigest())
        self._use(personal, permission)
        return replace(permission, person=about), personal

    def _stretches(self, history: History, repair: Repair) -> list[Stretch]:
        """Return the blocks as the model will see windows: repaired, re-referenced."""
        from attention_camp.models.verdict import RULE, RULE_BADS

        leaves_out = (RULE if self.rule is None else self.rule) >= RULE_BADS
        return [
            _stretch(block, history, repair, leaves_out=leaves_out)
            for block in self._blocks
        ]

    def _use(self, personal: Scorer, permission: Permission) -> None:
        """Score with a person's model from now on."""
        self.scorer = personal
        scale = scale_of(personal.model_hash, permission, self._shipped.model_hash)
        self.provenance = _provenance(personal, scale)


def _applied(history: History, repair: Repair) -> StoredRepair:
    """Repair later windows, and return what is stored of that."""
    from_sample = history.n_samples
    history.set_repair(repair, from_sample)
    values = repair.to_json(history.info.ch_names) | {"from_sample": from_sample}
    return read_as(StoredRepair, values)


def _applied_again(history: History, stored: StoredRepair) -> Repair:
    repair = Repair.from_json(plain(stored), history.info.ch_names)
    history.set_repair(repair, stored.from_sample)
    return repair


def _provenance(scorer: Scorer, scale: Scale) -> Provenance:
    return Provenance(model_label(scorer.estimator.name, scorer.model_hash), scale)


def _stretch(
    block: KeptBlock, history: History, repair: Repair, *, leaves_out: bool
) -> Stretch:
    from attention_camp.models.calibration import Stretch

    finished = [history.finished(window, repair) for window in block.windows]
    data = [_without_bads(w) if leaves_out else w.data for w in finished]
    array = np.stack(data) if data else np.empty((0, 0, 0))
    # early ledgers call every block that is no rest by other words
    names: dict[str, Label] = {"rest": "rest", "passive": "passive"}
    label = names.get(block.label, "engaged")
    return Stretch(label, array, block.beside)


def _without_bads(window: CleanWindow) -> NDArray[np.float64]:
    """Return data with NaN in the channels that a score of the window leaves out."""
    data = window.data.copy()
    data[[name in window.bads for name in window.ch_names]] = np.nan
    return data
