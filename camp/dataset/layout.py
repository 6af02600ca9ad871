"""Paths of a run's files in a BIDS dataset, and the labels that BIDS allows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attention_camp.resources.texts import Sentence, UserError

LONGEST_LABEL = 32
"""Our own choice: two labels occur four times in a path, and Windows ends at 260."""

_RUN_FILE = re.compile(
    r"sub-([A-Za-z0-9]+)_ses-([A-Za-z0-9]+)_task-([A-Za-z0-9]+)_run-([0-9]{2,})_(.+)"
)


class DatasetError(UserError):
    """A dataset that cannot be used as asked; the text is for people."""


class LabelError(DatasetError):
    """A label that BIDS does not allow; the text is for people."""


LABELS = {
    "participant": Sentence("participant label"),
    "session": Sentence("session label"),
    "task": Sentence("task label"),
}
"""What each label is called in an error."""


def check_label(text: str, what: str) -> str:
    """Return ``text`` if it may be a BIDS label.

    Parameters
    ----------
    text : str
        The label, such as ``01``.
    what : str
        What it names, a key of `LABELS`; used in the error.

    Raises
    ------
    LabelError
        If it is empty, too long, or has anything but the letters a–z and digits.
    """
    remedy = Sentence(
        "Use letters a–z and digits only, {most} at most, such as 01.",
        most=LONGEST_LABEL,
    )
    if not text:
        raise LabelError(
            Sentence(
                "The {what} is empty. {remedy}",
                what=LABELS[what],
                remedy=remedy,
            )
        )
    if len(text) > LONGEST_LABEL:
        raise LabelError(
            Sentence(
                "The {what} {text!r} has {n} letters. {remedy}",
                what=LABELS[what],
                text=text,
                n=len(text),
                remedy=remedy,
            )
        )
    wrong = sorted(set(re.sub(r"[A-Za-z0-9]", "", text)))
    if wrong:
        shown = " ".join(repr(character) for character in wrong)
        raise LabelError(
            Sentence(
                "The {what} {text!r} has characters that BIDS does not "
                "allow in a label: {shown}. {remedy}",
                what=LABELS[what],
                text=text,
                shown=shown,
                remedy=remedy,
            )
        )
    return text


def task_label(name: str) -> str:
    """Return the BIDS task label of a protocol's name: its letters and digits."""
    label = re.sub(r"[^A-Za-z0-9]", "", name)
    return check_label(label[:LONGEST_LABEL], "task")


@dataclass(frozen=True, slots=True)
class RunPaths:
    """One run of one session of one participant, with the paths of its files."""

    dataset: Path
    participant: str
    session: str
    task: str
    run: int = 1

    def __post_init__(self) -> None:
        check_label(self.participant, "participant")
        check_label(self.session, "session")
        check_label(self.task, "task")
        if self.run < 1:
            raise LabelError(
                Sentence(
                    "The run is {run}; runs count from 1.",
                    run=self.run,
                )
            )

    @property
    def subject(self) -> str:
        """The participant with its BIDS prefix, such as ``sub-01``."""
        return f"sub-{self.participant}"

    @property
    def title(self) -> str:
        """Participant, session and, from the second on, run, for people."""
        again = f" · run-{self.run:02d}" if self.run > 1 else ""
        return f"{self.subject} · ses-{self.session}{again}"

    @property
    def session_stem(self) -> str:
        """Stem of the files that all runs of the session share."""
        return f"{self.subject}_ses-{self.session}"

    @property
    def stem(self) -> str:
        """Stem of the name of every file of the run."""
        return f"{self.session_stem}_task-{self.task}_run-{self.run:02d}"

    @property
    def folder(self) -> Path:
        """Folder of the EEG."""
        return self.dataset / self.subject / f"ses-{self.session}" / "eeg"

    @property
    def source_folder(self) -> Path:
        """Folder of the files that are not part of BIDS."""
        return self.dataset / "sourcedata" / self.subject / f"ses-{self.session}"

    @property
    def torn_folder(self) -> Path:
        """Folder of the bytes that a repair cut off."""
        return self.source_folder / "torn"

    @property
    def eeg(self) -> Path:
        """The samples."""
        return self.folder / f"{self.stem}_eeg.eeg"

    @property
    def vhdr(self) -> Path:
        """The BrainVision header."""
        return self.folder / f"{self.stem}_eeg.vhdr"

    @property
    def vmrk(self) -> Path:
        """The BrainVision markers: gaps, and the board's own markers."""
        return self.folder / f"{self.stem}_eeg.vmrk"

    @property
    def eeg_json(self) -> Path:
        """The description of the recording."""
        return self.folder / f"{self.stem}_eeg.json"

    @property
    def channels(self) -> Path:
        """The table of channels."""
        return self.folder / f"{self.stem}_channels.tsv"

    @property
    def electrodes(self) -> Path:
        """The electrode positions that the runs of a session share."""
        return self.folder / f"{self.session_stem}_space-CapTrak_electrodes.tsv"

    @property
    def coordsystem(self) -> Path:
        """The coordinate system of the electrode positions that runs share."""
        return self.folder / f"{self.session_stem}_space-CapTrak_coordsystem.json"

    @property
    def own_electrodes(self) -> Path:
        """The electrode positions of this run alone, where the session's differ."""
        return self.folder / f"{self.stem}_electrodes.tsv"

    @property
    def own_coordsystem(self) -> Path:
        """The coordinate system beside them; BIDS names none by its run."""
        return self.folder / f"{self.session_stem}_task-{self.task}_coordsystem.json"

    @property
    def events(self) -> Path:
        """The table of events: trials, displays, keys, notes."""
        return self.folder / f"{self.stem}_events.tsv"

    @property
    def events_json(self) -> Path:
        """The sidecar that explains the columns of the events."""
        return self.folder / f"{self.stem}_events.json"

    @property
    def decisions(self) -> Path:
        """The decision ledger."""
        return self.source_folder / f"{self.stem}_decisions.jsonl"

    @property
    def person(self) -> Path:
        """The version of the person's weights that the calibration made."""
        return self.source_folder / f"{self.stem}_person.safetensors"

    @property
    def journal(self) -> Path:
        """A checksum per synced chunk of samples."""
        return self.source_folder / f"{self.stem}_journal.jsonl"

    @property
    def frames(self) -> Path:
        """Times of the display's buffer swaps."""
        return self.source_folder / f"{self.stem}_frames.tsv"

    @property
    def engagement(self) -> Path:
        """The score, four times a second."""
        return self.source_folder / f"{self.stem}_engagement.tsv"

    @property
    def session_json(self) -> Path:
        """Request, versions and final state of the session."""
        return self.source_folder / f"{self.stem}_session.json"

    @property
    def session_hash(self) -> Path:
        """The session hash: what closes the chain of the ledger, kept beside it."""
        return self.source_folder / f"{self.stem}_hash.json"

    @property
    def clock(self) -> Path:
        """Fits of the sample clock."""
        return self.source_folder / f"{self.stem}_clock.jsonl"

    @property
    def is_ours(self) -> bool:
        """Whether this program recorded the run, or exported a copy of it."""
        return bool(names_in(str(self.source_folder), f"{self.stem}_"))

    @property
    def exists(self) -> bool:
        """Whether any file of the run exists."""
        places = (self.folder, self.source_folder)
        return any(names_in(str(place), f"{self.stem}_") for place in places)


def run_of_file(dataset: Path, name: str) -> RunPaths | None:
    """Return the run of a file, by its name; None where it is no file of a run."""
    match = _RUN_FILE.fullmatch(name)
    if not match or max(map(len, match.groups()[:3])) > LONGEST_LABEL:
        return None
    if int(match[4]) < 1:
        return None
    run = RunPaths(dataset, match[1], match[2], match[3], int(match[4]))
    return run if name.startswith(f"{run.stem}_") else None


def run_of_session(
    dataset: Path, participant: str, session: str, run: int
) -> RunPaths | None:
    """Return the run with this number, whatever its task; None where there is none.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    participant, session : str
        Their labels.
    run : int
        Number of the run in the session, from 1.
    """
    folder = dataset / "sourcedata" / f"sub-{participant}" / f"ses-{session}"
    names = (path.name for path in folder.glob(f"*_run-{run:02d}_*"))
    found = (run_of_file(dataset, name) for name in names)
    return next((paths for paths in found if paths is not None), None)


def existing_runs(dataset: Path) -> list[RunPaths]:
    """Return the runs in a dataset, ordered by participant, session and run."""
    found = {
        run
        for _, name in _recording_files(dataset)
        if (run := run_of_file(dataset, name))
    }
    return sorted(
        found, key=lambda run: (run.participant, run.session, run.run, run.task)
    )


RunKey = tuple[str, str, str, int]
"""Participant, session, task and run."""


def existing_stems(dataset: Path) -> dict[RunKey, tuple[str, str]]:
    """Return for each run its EEG folder and its stem: quick, for large datasets."""
    found: dict[RunKey, tuple[str, str]] = {}
    for folder, name in _recording_files(dataset):
        if match := _RUN_FILE.fullmatch(name):
            participant, session, task, run, rest = match.groups()
            stem = name[: -len(rest) - 1]
            found[participant, session, task, int(run)] = (folder, stem)
    return found


def _recording_files(dataset: Path) -> Iterator[tuple[str, str]]:
    """Yield folder and name of each header and table of events."""
    for subject in names_in(str(dataset), "sub-"):
        for session in names_in(f"{dataset}/{subject}", "ses-"):
            folder = f"{dataset}/{subject}/{session}/eeg"
            for name in names_in(folder, f"{subject}_{session}_task-"):
                if name.endswith(("_eeg.vhdr", "_events.tsv")):
                    yield folder, name


def names_in(folder: str, prefix: str) -> list[str]:
    """Return the names in a folder that begin with a prefix; none without a folder.

    Raises
    ------
    DatasetError
        If the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.name.startswith(prefix)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise DatasetError(
            Sentence(
                "{folder} cannot be read: {error}. Ask whoever looks after this "
                "computer for the right to read it.",
                folder=folder,
                error=error.strerror,
            )
        ) from error
