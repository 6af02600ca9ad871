"""What an engine does with an eye tracker beside its headset."""

from __future__ import annotations

from attention_camp.camp.eeg.eyes import Eyes, EyeSink
from attention_camp.camp.eeg.recording_sink import RecordingSink
from attention_camp.camp.eeg.simulated_owner import SimulatedOwner
from attention_camp.camp.session.link import NO_GAZE, Gaze
from attention_camp.camp.session.messages import EyeState
from attention_camp.signal.acquisition import Acquisition


class WithEyes(SimulatedOwner):
    """The part of an engine that has to do with eyes; it does nothing without them.

    Parameters
    ----------
    eyes : Eyes or None
        The tracker; None: there is none.
    """

    def __init__(self, eyes: Eyes | None) -> None:
        self.eyes = eyes

    def set_engagement(self, value: float) -> None:
        """Tell a simulated brain, and simulated eyes, how engaged their owner is."""
        super().set_engagement(value)
        if self.eyes is not None:
            self.eyes.tracker.source.set_engagement(value)

    def gaze(self, within: float, seconds: float) -> Gaze:
        """Return whether the gaze rested near the middle of the screen just now."""
        return NO_GAZE if self.eyes is None else self.eyes.gaze(within, seconds)

    def _begin_eyes(self, acquisition: Acquisition, sink: EyeSink | None) -> None:
        """Count from the next sample of an acquisition on, and store what comes."""
        if self.eyes is not None:
            self.eyes.begin(sink)
            acquisition.history.eyes = self.eyes.track

    def _take_eyes(self, acquisition: Acquisition, now: float) -> None:
        """Take in what arrived; before the first EEG nothing can be placed."""
        clock, sfreq = acquisition.clock, acquisition.info.sfreq
        if self.eyes is not None and clock.is_started:
            self.eyes.take(now, lambda time: clock.sample_at(time) / sfreq)

    def _eye_state(self, now: float) -> EyeState | None:
        return None if self.eyes is None else self.eyes.state(now)

    def _sync_with(self, sink: RecordingSink | None) -> None:
        if sink is not None:
            sink.sync()
        if self.eyes is not None:
            self.eyes.sync()

    def _close_with(self, sink: RecordingSink | None) -> None:
        """Close the eyes before the EEG, whose last line says that all is over."""
        try:
            if self.eyes is not None:
                self.eyes.close()
        finally:
            if sink is not None:
                sink.close()
