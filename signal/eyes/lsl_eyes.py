"""An eye tracker that sends gaze and pupil over the Lab Streaming Layer (LSL)."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.eyes.channels import KINDS, Channels, arranged
from attention_camp.signal.eyes.source import (
    PUPIL,
    EyeInfo,
    EyePacket,
    GazeUnit,
    Origin,
)
from attention_camp.signal.sources.lsl_stamps import OLDEST_SECONDS, StampReader
from attention_camp.signal.sources.lsl_streams import calls, find_stream, has_text
from attention_camp.signal.stream import SourceError

TYPES = frozenset({"gaze", "eyetracking", "eyetracker", "eye", "eyes", "pupil"})
"""Types of streams, in lower case, that are of eye trackers."""
FIND_SECONDS = 2.0
"""How long a stream is looked for at each attempt, s; own choice."""
_CHUNK = 4_096
_MAX_BUFFERED_S = 60
_FARTHEST = 30_000.0
# what trackers send in place of a lost gaze lies beyond, EyeLink -32768, others 1e8,
# and no pupil is as large in any unit


def list_eye_streams(*, timeout: float = 1.0) -> tuple[str, ...]:
    """Return what to call the streams of eye trackers that are on the network now."""
    from mne_lsl.lsl import resolve_streams

    found = [s for s in resolve_streams(timeout) if _is_eye_stream(s)]
    return tuple(sorted(calls(found)))


def _is_eye_stream(sinfo: Any) -> bool:
    return str(sinfo.stype).lower() in TYPES and not has_text(sinfo)


class LslEyes:
    """An inlet for one stream of gaze and pupil, from its newest sample on.

    Parameters
    ----------
    name : str
        Name of the stream, or ``NAME@ID``; empty: the only one of an eye tracker.
    fields : mapping of str
        What a person says about it: ``eye`` (``left``, ``right``), ``units``
        (``normalised``, ``pixel``, ``degree``), ``origin`` (``top-left``,
        ``bottom-left``, ``centre``), ``resolution`` (``1920x1080``).
    """

    is_real_time = True

    def __init__(self, name: str = "", *, fields: Mapping[str, str]) -> None:
        self._name = name
        self._fields = dict(fields)
        self._inlet: Any = None
        self._stamps: StampReader | None = None
        self._channels: Channels | None = None
        self._info: EyeInfo | None = None

    @property
    def info(self) -> EyeInfo:
        """Description of the stream; known once it has started."""
        if self._info is None:
            raise SourceError(self._missing())
        return self._info

    def start(self) -> None:
        """Connect; samples sent earlier are dropped.

        Raises
        ------
        SourceError
            Where there is no such stream, it does not answer, or sends no gaze.
        """
        from mne_lsl.lsl import StreamInlet

        found = self._found()
        if has_text(found):  # chosen by its name
            raise SourceError(
                Sentence(
                    "The LSL stream {name!r} sends text, so it is no eye tracker. "
                    "Choose another stream.",
                    name=str(found.name),
                )
            )
        inlet = StreamInlet(found, max_buffered=_MAX_BUFFERED_S, recover=False)
        try:
            inlet.open_stream(timeout=FIND_SECONDS)
            full = inlet.get_sinfo(timeout=FIND_SECONDS)
            info, channels = described(full, self._fields)
            inlet.flush()
            # takes up to two seconds: the caller waits for it in a thread
            stamps = StampReader(info.name, info.sfreq, inlet)
        except (RuntimeError, TimeoutError) as error:
            inlet.close_stream()
            raise SourceError(self._missing()) from error
        except SourceError:
            inlet.close_stream()
            raise
        self._info, self._channels, self._stamps = info, channels, stamps
        self._inlet = inlet

    def read(self, now: float) -> EyePacket | None:
        """Return the samples since the last call.

        Raises
        ------
        SourceError
            Where the stream is not connected or went away.
        """
        if self._inlet is None or self._stamps is None or self._channels is None:
            raise SourceError(self._missing())
        chunks, stamps = [], []
        while True:
            try:
                data, times = self._inlet.pull_chunk(timeout=0.0, max_samples=_CHUNK)
            except (RuntimeError, ValueError) as error:
                raise SourceError(self._missing()) from error
            if len(data):  # the arrays are the inlet's own buffers
                chunks.append(np.array(data, np.float32))
                stamps.append(np.array(times, np.float64))
            if len(data) < _CHUNK:
                break
        if not chunks:
            return None
        sent = np.concatenate(stamps)
        newest = self._stamps.newest(sent, now)
        # without stamps to believe, the moment they came counts
        latest = now if newest is None else newest
        # one wrong stamp among them must not lie ahead of all that is still to come
        times = np.minimum(latest + (sent - sent[-1]), latest)
        if newest is None and not (times > now - OLDEST_SECONDS).all():
            times = np.full(len(sent), now)
        return EyePacket(times, _taken(np.concatenate(chunks), self._channels), sent)

    def stop(self) -> None:
        """Disconnect."""
        inlet, self._inlet = self._inlet, None
        if inlet is not None:
            inlet.close_stream()

    def set_engagement(self, value: float) -> None:
        """Do nothing: these eyes are somebody's."""

    def _found(self) -> Any:
        if self._name:
            return find_stream(self._name, FIND_SECONDS)
        from mne_lsl.lsl import resolve_streams

        deadline = host_time() + FIND_SECONDS
        while True:
            found = [s for s in resolve_streams(0.5) if _is_eye_stream(s)]
            if len(found) == 1:
                return found[0]
            if found:
                raise SourceError(
                    Sentence(
                        "There are {n} LSL streams of eye trackers: {names}. Give one "
                        "name: --eyes lsl:NAME.",
                        n=len(found),
                        names=", ".join(repr(call) for call in sorted(calls(found))),
                    )
                )
            if host_time() >= deadline:
                raise SourceError(self._missing())

    def _missing(self) -> Sentence:
        return Sentence(
            "The LSL stream {name!r} of the eye tracker is not there. Start the "
            "program that sends it; it is looked for all the time.",
            name=self._name or "Gaze",
        )


def described(full: Any, fields: Mapping[str, str]) -> tuple[EyeInfo, Channels]:
    """Return a stream's description, and where gaze and pupil are in its samples.

    Parameters
    ----------
    full : StreamInfo of MNE-LSL
        The full description, which only an open inlet has.
    fields : mapping of str
        What a person says about the stream.

    Raises
    ------
    SourceError
        Where it sends neither gaze nor pupil.
    """
    name = str(full.name)
    labels, units, said = _said(full)
    channels = arranged(
        labels,
        units,
        said,
        where=name,
        only=fields.get("eye", ""),
        gaze_unit=cast("GazeUnit | None", fields.get("units")),
    )
    if origin := fields.get("origin"):
        channels = replace(channels, origin=cast("Origin", origin))
    info = EyeInfo(
        name=name,
        sfreq=max(float(full.sfreq), 0.0),
        eyes=channels.eyes,
        gaze_unit=channels.gaze_unit,
        origin=channels.origin,
        is_on_screen=channels.is_on_screen,
        resolution=resolution_of(fields.get("resolution", "")),
        pupil_unit=channels.pupil_unit,
        pupil_is_area=channels.pupil_is_area,
        has_gaze=channels.has("x"),
        has_pupil=channels.has("pupil"),
        has_confidence=channels.has("confidence"),
        manufacturer=_word(full, "manufacturer"),
        model=_word(full, "model"),
    )
    return info, channels


def resolution_of(text: str) -> tuple[int, int] | None:
    """Return the pixels of a screen from ``1920x1080``; None: it says nothing."""
    parts = text.lower().replace("×", "x").split("x")
    if len(parts) != 2 or not all(part.strip().isdecimal() for part in parts):
        return None
    width, height = (int(part) for part in parts)
    return (width, height) if width and height else None


def _said(full: Any) -> tuple[list[str], list[str], list[str]]:
    """Return label, unit and eye of each channel; empty where it says none."""
    n_chans = int(full.n_channels)
    columns = []
    with warnings.catch_warnings():
        # of descriptions that do not fit the number of channels: then none counts
        warnings.simplefilter("ignore")
        for read in (full.get_channel_names, full.get_channel_units):
            found = [str(word or "").strip() for word in read() or ()]
            columns.append(found if len(found) == n_chans else [""] * n_chans)
    eyes = []
    channel = full.desc.child("channels").child("channel")
    for _ in range(n_chans):
        eyes.append(str(channel.child_value("eye") or ""))
        channel = channel.next_sibling()
    labels, units = columns
    return labels, units, [eye if eye in ("left", "right") else "" for eye in eyes]


def _word(full: Any, key: str) -> str:
    acquisition = full.desc.child("acquisition")
    found = acquisition.child_value(key) or full.desc.child_value(key)
    return str(found or "").strip() or "n/a"


def _taken(data: NDArray[np.float32], channels: Channels) -> NDArray[np.float32]:
    """Return x, y, pupil and confidence of each eye, NaN where the eye is lost."""
    values = np.full((len(data), len(channels.eyes), len(KINDS)), np.nan, np.float32)
    for eye, place in enumerate(channels.places):
        for kind, column in enumerate(place):
            if column >= 0:
                values[:, eye, kind] = data[:, column]
    gaze = values[:, :, :PUPIL]
    gaze[~(np.abs(gaze) < _FARTHEST)] = np.nan
    pupil = values[:, :, PUPIL]
    pupil[~((pupil > 0) & (pupil < _FARTHEST))] = np.nan
    return values
