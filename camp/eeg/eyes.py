"""The eye tracker of a session: read, placed in the recording, stored, measured."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.session.link import NO_GAZE, Gaze
from attention_camp.camp.session.messages import EyeState
from attention_camp.camp.session.request import SessionRequest
from attention_camp.resources.texts import Sentence
from attention_camp.signal.eyes.geometry import (
    ScreenPlace,
    offsets_deg,
    tells_offsets,
)
from attention_camp.signal.eyes.source import PUPIL, EyeInfo, X
from attention_camp.signal.eyes.track import HOLD_SECONDS, EyeRows, EyeTrack, is_seen
from attention_camp.signal.eyes.tracker import EyeTracker

LEAST_SEEN = 0.8
"""Share of the time of a fixation in which the gaze has to be seen; own choice."""
SHOWN_SECONDS = 2.0
"""Over which it is told how often the eyes are seen, s; own choice."""

NOT_STORED = Sentence(
    "Nothing more of the eye tracker is recorded: this recording was begun with "
    "another one, or what is stored of it cannot be read (the log says which)."
)
"""What the monitor says while samples come that are not stored."""


class EyeSink(Protocol):
    """Where the samples of an eye tracker are stored."""

    def past(self) -> EyeRows | None:
        """Return what is stored of this recording already; None: nothing."""

    def append(self, info: EyeInfo, rows: EyeRows) -> bool:
        """Store samples, at once or with the next ``sync``; False: they are not."""

    def sync_if_due(self) -> None:
        """Sync to disk if due; called also while no samples arrive."""

    def sync(self) -> None:
        """Return when all samples so far are on disk."""

    def close(self) -> None:
        """Sync and close."""


class Eyes:
    """Takes in what an eye tracker sends, beside the EEG.

    Parameters
    ----------
    tracker : EyeTracker
        Started; closed by ``close``.
    screen : ScreenPlace
        Of the participant, for distances on it.
    """

    def __init__(self, tracker: EyeTracker, screen: ScreenPlace) -> None:
        self.tracker = tracker
        self._screen = screen
        self.track = EyeTrack()
        """The samples of this recording."""
        self._sink: EyeSink | None = None
        self._lately: deque[tuple[float, float, float]] = deque()
        self._newest = -math.inf
        """When samples came last, the session's clock, s."""
        self._looked = -math.inf
        """When they were looked for last."""
        self._is_stored = True

    def begin(self, sink: EyeSink | None) -> None:
        """Store what comes from now on, after what is stored already."""
        self.track = EyeTrack()
        self._sink, self._is_stored = sink, True
        past = None if sink is None else sink.past()
        if past is not None:
            self.track.add(past)

    def take(self, now: float, seconds_at: Callable[[float], float]) -> None:
        """Take in what arrived.

        Parameters
        ----------
        now : float
            The session's clock, s.
        seconds_at : callable
            Returns a session time's place in the recording, s; NaN: unknown.
        """
        if self._sink is not None:
            self._sink.sync_if_due()
        packet = self.tracker.read(now)
        self._looked = now
        info = self.tracker.info
        if packet is None or info is None:
            return
        seconds = np.array([seconds_at(time) for time in packet.times.tolist()])
        rows = self.track.placed(packet, seconds)
        # what is not stored is in no score: nobody could make it again
        self._is_stored = self._sink is None or self._sink.append(info, rows)
        if self._is_stored:
            self.track.add(rows)
        self._newest = now
        self._note(now, packet.values, info)

    def _note(self, now: float, values: NDArray[np.float32], info: EyeInfo) -> None:
        eye = values[:, 0]
        seen = is_seen(eye) if info.has_pupil else np.isfinite(eye[:, X])
        pupil = float(eye[-1, PUPIL]) if seen[-1] else float("nan")
        self._lately.append((now, float(seen.mean()), pupil))

    def state(self, now: float) -> EyeState:
        """Return how the tracker is now."""
        while self._lately and self._lately[0][0] < now - SHOWN_SECONDS:
            self._lately.popleft()
        message, info = self.tracker.message, self.tracker.info
        if not self._is_stored:
            message = message or NOT_STORED
        if message or not self._lately:
            return EyeState(is_there=False, message=message)
        seen = float(np.mean([share for _, share, _ in self._lately]))
        has_pupil = info is not None and info.has_pupil
        return EyeState(
            is_there=True, seen=seen, pupil=self._lately[-1][2], has_pupil=has_pupil
        )

    def gaze(self, within: float, seconds: float) -> Gaze:
        """Return whether the gaze rested near the middle of the screen just now.

        It did where it was seen most of the time, and never farther than allowed;
        the lid of a blink is no gaze elsewhere. Where the stream does not tell where on
        the screen a gaze is, nobody knows, and nobody need wait.

        Parameters
        ----------
        within : float
            How near, degrees of visual angle.
        seconds : float
            For how long.
        """
        info, newest = self.tracker.info, self.track.newest
        if self.tracker.message or info is None or newest is None:
            return NO_GAZE
        if not (self._is_stored and tells_offsets(info)):
            return NO_GAZE
        # what came longer ago says nothing of this moment
        if not self._looked - self._newest <= HOLD_SECONDS:
            return Gaze(is_there=True)
        stop = float(newest.times[-1])
        rows = self.track.between(stop - seconds, stop + 1e-6)
        if rows is None:
            return Gaze(is_there=True)
        far = offsets_deg(rows.values, info, self._screen)
        seen = np.isfinite(far)
        if not seen.any():
            return Gaze(is_there=True)
        is_long = rows.times[-1] - rows.times[0] >= LEAST_SEEN * seconds
        is_near = bool((far[seen] <= within).all())
        is_steady = is_near and is_long and seen.mean() >= LEAST_SEEN
        return Gaze(True, bool(is_steady), float(np.median(far[seen])))

    def sync(self) -> None:
        """Have on disk what a decision is made from."""
        if self._sink is not None:
            self._sink.sync()

    def close(self) -> None:
        """Close the recording and let the tracker go."""
        sink, self._sink = self._sink, None
        try:
            if sink is not None:
                sink.close()
        finally:
            self.tracker.stop()


def eyes_of(request: SessionRequest) -> Eyes | None:
    """Return the eye tracker of a session, looked for from now on; None: it has none.

    Raises
    ------
    SourceError
        If the request names none that there can be; one that is missing is no error.
    """
    if not request.eyes:
        return None
    from attention_camp.signal.eyes.opening import open_eyes

    tracker = EyeTracker(open_eyes(request.eyes, seed=request.seed))
    tracker.start()
    display = request.display
    return Eyes(tracker, ScreenPlace(display.width_m, display.distance_m))
