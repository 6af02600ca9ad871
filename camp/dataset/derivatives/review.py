"""A review of a recording: annotations and bad channels that people add to it.

Kept in ``derivatives/attention-camp``, a BIDS derivative dataset, with who and when:
``…_desc-review_events.tsv``, ``…_desc-review_channels.tsv``, and every single change in
``…_desc-review_log.jsonl``, a trail of hashes. The recording itself is never changed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from attention_camp.camp.dataset.derivatives.review_files import (
    FOLDER,
    Annotation,
    ChannelMark,
    ReviewError,
    describe,
    read_annotations,
    read_marks,
    write_annotations,
    write_marks,
)
from attention_camp.camp.dataset.durable import make_folder
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.trail import add_to_trail
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.tables import MISSING, clean_text
from attention_camp.camp.people.signed_in import who_is_here
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time

LONGEST_TEXT = 200
"""Characters of a description; own choice."""


@dataclass(frozen=True, slots=True)
class _State:
    annotations: tuple[Annotation, ...] = ()
    channels: Mapping[str, ChannelMark] = field(default_factory=dict)


class Review:
    """The review of a run: each change is on disk before a method returns.

    Parameters
    ----------
    paths : RunPaths
        The run.
    who : str, optional
        Who makes the changes that follow; by default whoever is here at each of them.

    Raises
    ------
    ReviewError
        If what is kept cannot be read.
    """

    def __init__(self, paths: RunPaths, who: str | None = None) -> None:
        self.paths = paths
        self._who = who
        self._seen = self._digest()
        self._state = _State(read_annotations(self.events), read_marks(self.channels))
        self._undone: list[_State] = []
        self._done: list[_State] = []

    @property
    def who(self) -> str:
        """Who makes the next change."""
        who = who_is_here() if self._who is None else self._who
        return clean_text(who) or MISSING

    @property
    def folder(self) -> Path:
        """Where the files of the review are."""
        own = self.paths.folder.relative_to(self.paths.dataset)
        return self.paths.dataset / FOLDER / own

    @property
    def events(self) -> Path:
        """The table of annotations."""
        return self.folder / f"{self.paths.stem}_desc-review_events.tsv"

    @property
    def channels(self) -> Path:
        """The table of channels that were decided."""
        return self.folder / f"{self.paths.stem}_desc-review_channels.tsv"

    @property
    def log(self) -> Path:
        """Every change, with who and when."""
        return self.folder / f"{self.paths.stem}_desc-review_log.jsonl"

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations, by their onset."""
        return self._state.annotations

    @property
    def marks(self) -> Mapping[str, ChannelMark]:
        """The channels that were decided, by name."""
        return self._state.channels

    def bads(self, recorded: Iterable[str]) -> set[str]:
        """Return the bad channels: those found when recording, as the review has it.

        Parameters
        ----------
        recorded : iterable of str
            Channels that the signal check before the session found bad.
        """
        marks = self._state.channels
        found = {name for name in recorded if name not in marks}
        return found | {name for name, mark in marks.items() if mark.is_bad}

    # changes

    def add(self, onset: float, duration: float, text: str) -> Annotation:
        """Add an annotation, and return it as it is kept.

        Parameters
        ----------
        onset, duration : float
            Seconds.
        text : str
            Its description.

        Raises
        ------
        ReviewError
            If it has no description, no time, or cannot be kept.
        """
        made = self._signed(Annotation(onset, duration, text, key=uuid4().hex[:12]))
        self._commit(self._with((*self.annotations, made)), "added", made)
        return made

    def change(
        self, key: str, *, onset: float, duration: float, text: str
    ) -> Annotation:
        """Change an annotation, and return it.

        Parameters
        ----------
        key : str
            Which one.
        onset, duration : float
            Seconds.
        text : str
            Its description.

        Raises
        ------
        ReviewError
            If there is none, or it cannot be kept.
        """
        old = self._found(key)
        made = self._signed(replace(old, onset=onset, duration=duration, text=text))
        rest = [one for one in self.annotations if one.key != key]
        self._commit(self._with((*rest, made)), "changed", made, before=old)
        return made

    def remove(self, key: str) -> None:
        """Remove an annotation; the log still holds it.

        Raises
        ------
        ReviewError
            If there is none, or the change cannot be kept.
        """
        old = self._found(key)
        rest = [one for one in self.annotations if one.key != key]
        self._commit(self._with(rest), "removed", old)

    def mark_channel(self, name: str, *, bad: bool) -> None:
        """Say that a channel is bad, or good.

        Parameters
        ----------
        name : str
            Its name.
        bad : bool
            Whether it is bad.

        Raises
        ------
        ReviewError
            If the change cannot be kept.
        """
        mark = ChannelMark(bad, self.who, _now())
        channels = {**self._state.channels, name: mark}
        what = "bad channel" if bad else "good channel"
        self._commit(replace(self._state, channels=channels), what, name)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change of this sitting to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to make again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Undo the last change; that is a change, too, and kept."""
        self._step(self._done, self._undone, "undone")

    def redo(self) -> None:
        """Make the last undone change again."""
        self._step(self._undone, self._done, "done again")

    def _step(self, source: list[_State], target: list[_State], what: str) -> None:
        if source:
            now = self._state
            self._keep(source[-1], what, "")
            source.pop()
            target.append(now)

    def _commit(
        self,
        state: _State,
        what: str,
        about: Annotation | str,
        *,
        before: Annotation | None = None,
    ) -> None:
        old = self._state
        self._keep(state, what, about, before=before)
        self._done.append(old)
        self._undone.clear()

    def _keep(
        self,
        state: _State,
        what: str,
        about: Annotation | str,
        *,
        before: Annotation | None = None,
    ) -> None:
        """Write a state, whole or not at all; nothing changes where that fails."""
        facts: dict[str, object] = {"what": what, "who": self.who}
        if about:
            facts["about"] = about
        if before is not None:
            facts["before"] = before
        try:
            make_folder(self.folder)
            describe(self.paths.dataset / FOLDER)
            with locked(self.events):
                self._require_unchanged()
                add_to_trail(self.log, facts)
                write_annotations(self.events, state.annotations)
                write_marks(self.channels, state.channels)
                self._seen = self._digest()
        except OSError as error:
            with suppress(OSError):  # the log was there, the tables were not
                add_to_trail(self.log, {"what": "not kept", "who": self.who})
            raise ReviewError(
                Sentence(
                    "The review cannot be kept in {folder}: {error}. Nothing was "
                    "changed. Make room or ask for the right to write there.",
                    folder=self.folder,
                    error=reason_of(error),
                )
            ) from error
        self._state = state

    def _require_unchanged(self) -> None:
        if self._digest() != self._seen:
            raise ReviewError(
                Sentence(
                    "{file} was changed by another program since it was read here. "
                    "Open the session again; what is in the file is kept.",
                    file=self.events.name,
                )
            )

    def _digest(self) -> str:
        found = [p.read_bytes() for p in (self.events, self.channels) if p.exists()]
        return sha256(b"\0".join(found)).hexdigest()

    def _signed(self, annotation: Annotation) -> Annotation:
        text = clean_text(annotation.text)[:LONGEST_TEXT]
        times = (annotation.onset, annotation.duration)
        if not text:
            raise ReviewError(Sentence("An annotation needs a description. Write one."))
        if not all(math.isfinite(t) for t in times) or min(times) < 0:
            raise ReviewError(
                Sentence(
                    "An annotation cannot begin at {onset} s and last {duration} s. "
                    "Both are 0 or more.",
                    onset=annotation.onset,
                    duration=annotation.duration,
                )
            )
        return replace(annotation, text=text, who=self.who, when=_now())

    def _with(self, annotations: Iterable[Annotation]) -> _State:
        ordered = sorted(annotations, key=lambda one: (one.onset, one.key))
        return replace(self._state, annotations=tuple(ordered))

    def _found(self, key: str) -> Annotation:
        for one in self.annotations:
            if one.key == key:
                return one
        raise ReviewError(Sentence("There is no annotation {key!r} any more.", key=key))


def has_review(paths: RunPaths) -> bool:
    """Return whether anybody reviewed a run."""
    own = paths.folder.relative_to(paths.dataset)
    place = paths.dataset / FOLDER / own / f"{paths.stem}_desc-review_events.tsv"
    return place.exists()


def _now() -> str:
    return wall_time().isoformat(timespec="seconds")
