"""What an import found and assumed, in sentences for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from attention_camp.camp.dataset.importing.psychopy import Match, PsychopyTable
from attention_camp.camp.dataset.tables import MISSING
from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import Recorded, RecordedEvent


def report_of(
    recorded: Recorded,
    events: Sequence[RecordedEvent],
    table: PsychopyTable | None,
    match: Match | None,
    *,
    line_freq: float | None,
) -> list[str]:
    """Return the report, a sentence a line.

    Parameters
    ----------
    recorded : Recorded
        The recording.
    events : sequence of RecordedEvent
        Its events but those that say where samples are missing.
    table : PsychopyTable | None
        The table that was given with it.
    match : Match | None
        Which of its rows belong to which event.
    line_freq : float | None
        Mains frequency that was given, Hz.
    """
    lines: list[str] = [*_channels(recorded), *recorded.notes]
    lines.append(
        Sentence("The reference is {reference}.", reference=recorded.info.reference)
        if recorded.info.reference != MISSING
        else Sentence("The reference is not known: n/a.")
    )
    if line_freq is None:
        lines.append(
            Sentence(
                "The mains frequency was not given: n/a. Give it with --line-freq 50."
            )
        )
    lines += [_gaps(recorded), _events(events)]
    if table is not None and match is not None:
        lines += _matched(table, match)
    return lines


def _channels(recorded: Recorded) -> list[Sentence]:
    info = recorded.info
    middle = np.nanmedian(recorded.samples_uv, axis=1, keepdims=True)
    spread = float(np.nanmedian(np.abs(recorded.samples_uv - middle)))
    lines = [
        Sentence(
            "EEG channels: {n_chans} ({names}), {sfreq:g} Hz, {minutes:.1f} minutes.",
            n_chans=info.n_chans,
            names=", ".join(info.ch_names[:8]) + ", …" * (info.n_chans > 8),
            sfreq=info.sfreq,
            minutes=recorded.samples_uv.shape[1] / info.sfreq / 60,
        ),
        Sentence(
            "The EEG is in µV; half of its values are within {spread:.3g} µV of their "
            "channel's median.",
            spread=spread,
        ),
    ]
    if info.others:
        kinds = Counter(channel.kind for channel in info.others)
        shown = ", ".join(f"{kind} ({n})" for kind, n in kinds.items())
        lines.append(
            Sentence("Other channels, kept under their type: {kinds}.", kinds=shown)
        )
    return lines


def _gaps(recorded: Recorded) -> Sentence:
    if not recorded.gaps:
        return Sentence("No gaps.")
    sfreq = recorded.info.sfreq
    return Sentence(
        "Gaps: {n}, {seconds:.2f} s in all, the longest {longest:.2f} s.",
        n=len(recorded.gaps),
        seconds=sum(gap.n_lost for gap in recorded.gaps) / sfreq,
        longest=max(gap.n_lost for gap in recorded.gaps) / sfreq,
    )


def _events(events: Sequence[RecordedEvent]) -> Sentence:
    if not events:
        return Sentence("No events.")
    labels = Counter(event.description for event in events)
    shown = ", ".join(f"{label} ({n})" for label, n in labels.most_common(8))
    return Sentence(
        "Events: {n} ({shown}).",
        n=len(events),
        shown=shown + ", …" * (len(labels) > 8),
    )


def _matched(table: PsychopyTable, match: Match) -> list[Sentence]:
    return [
        Sentence(
            "Rows of {table} that were matched: {n} of {n_rows}, by {how}.",
            n=len(match.rows),
            n_rows=len(table.rows),
            table=table.file.name,
            how=match.how,
        ),
        Sentence("The table has no times that could confirm it.")
        if match.worst is None
        else Sentence(
            "Their times agree with those of the markers to {ms:.0f} ms.",
            ms=1e3 * match.worst,
        ),
    ]
