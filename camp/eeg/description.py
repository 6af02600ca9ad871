"""What a ledger says of the EEG: stream, cleaning and model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attention_camp.camp.session.link import EegDescription
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.stream import StreamInfo

if TYPE_CHECKING:
    from attention_camp.models.scorer import Scorer


def description_of(
    info: StreamInfo, cleaner: Cleaner, scorer: Scorer, line_freq: float | None
) -> EegDescription:
    """Return what is needed to re-make scores from a recording.

    Parameters
    ----------
    info : StreamInfo
        The stream.
    cleaner : Cleaner
        What it is cleaned with.
    scorer : Scorer
        What scores it.
    line_freq : float or None
        Mains frequency that is taken out, Hz; None: unknown.
    """
    return EegDescription(
        name=info.name,
        sfreq=info.sfreq,
        ch_names=tuple(info.ch_names),
        line_freq=line_freq,
        highpass=cleaner.highpass,
        lowpass=cleaner.lowpass,
        reference=tuple(cleaner.reference),
        group_delay_10hz=cleaner.group_delay(10.0),
        estimator=scorer.estimator.name,
        model_hash=scorer.model_hash,
    )
