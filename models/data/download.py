"""Public recordings by name: fetched, checked, laid out as BIDS, kept for next time.

``physionet:NAME`` is fetched from PhysioNet file by file, each against the SHA-256 in
the project's own list; ``moabb:NAME`` through MOABB and ``openneuro:NAME`` through
openneuro-py (extras of their own). What is there already is not fetched again, and a
fetch that was broken off goes on.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attention_camp.models.data.recordings import DataError

OnProgress = Callable[[float, str], None]
"""Called with the share done, 0 to 1, and of what; may raise to cancel."""

PHYSIONET = "https://physionet.org/files"
SUMS = "SHA256SUMS.txt"
TIMEOUT_SECONDS = 30
CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Project:
    """A PhysioNet project with rest and task, and what its files are."""

    version: str
    pattern: str
    """Regular expression of a recording's path, with groups ``person`` and ``part``."""
    tasks: Mapping[str, str]
    """From the part to the BIDS task; other parts are not fetched."""
    description: Mapping[str, object]
    """For dataset_description.json: whom to cite, under which licence."""


PROJECTS: Mapping[str, Project] = {
    "eegmat": Project(
        "1.0.0",
        r"Subject(?P<person>\d+)_(?P<part>\d)\.edf",
        {"1": "rest", "2": "arithmetic"},
        {
            "Name": "EEG During Mental Arithmetic Tasks",
            "Authors": ["Zyma I", "Tukaev S", "Seleznov I", "Kiyono K", "Popov A"],
            "License": "Open Data Commons Attribution License 1.0",
            "ReferencesAndLinks": [
                "https://doi.org/10.3390/data4010014",
                "https://doi.org/10.13026/C2JQ1P",
            ],
        },
    ),
    "eegmmidb": Project(
        "1.0.0",
        r"S\d+/S(?P<person>\d+)R(?P<part>\d+)\.edf",
        {"01": "restopen", "02": "restclosed", "03": "fists", "05": "fistsfeet"},
        {
            "Name": "EEG Motor Movement/Imagery Dataset",
            "Authors": ["Schalk G", "McFarland DJ", "Hinterberger T", "Wolpaw JR"],
            "License": "Open Data Commons Attribution License 1.0",
            "ReferencesAndLinks": [
                "https://doi.org/10.1109/TBME.2004.827072",
                "https://doi.org/10.13026/C28G6P",
            ],
        },
    ),
}


def is_name(text: str) -> bool:
    """Return whether a text names a public dataset rather than a folder."""
    return text.startswith(("physionet:", "moabb:", "openneuro:"))


def fetched(
    name: str,
    *,
    cache: Path | None = None,
    progress: OnProgress | None = None,
    people: int | None = None,
) -> Path:
    """Return the BIDS folder of a public dataset, fetched where it is not there yet.

    Parameters
    ----------
    name : str
        ``physionet:NAME``, ``moabb:NAME`` or ``openneuro:NAME``.
    cache : Path, optional
        Where datasets are kept; the user's cache folder by default.
    progress : callable, optional
        Raising from it (Ctrl+C does) cancels; what is whole stays.
    people : int, optional
        Only so many people, the first.

    Raises
    ------
    DataError
        If the name is unknown, the network is not there, a file is not what the
        project's list says, or MOABB is not installed.
    """
    if cache is None:
        from platformdirs import user_cache_path

        cache = user_cache_path("attention-camp") / "datasets"
    kind, _, wanted = name.partition(":")
    if kind == "moabb":
        from attention_camp.models.data.moabb_data import moabb_as_bids

        return moabb_as_bids(wanted, cache, progress=progress, people=people)
    if kind == "openneuro":
        from attention_camp.models.data.openneuro_data import openneuro_folder

        return openneuro_folder(wanted, cache, progress=progress)
    if wanted not in PROJECTS:
        msg = (
            f"There is no dataset {name!r}; known on PhysioNet are "
            f"{', '.join(f'physionet:{known}' for known in PROJECTS)}. Give the folder "
            "of any other labelled BIDS dataset itself."
        )
        raise DataError(msg)
    return _physionet(wanted, cache, progress=progress, people=people)


def _physionet(
    name: str, cache: Path, *, progress: OnProgress | None, people: int | None
) -> Path:
    project = PROJECTS[name]
    mirror = os.environ.get("ATTENTION_CAMP_PHYSIONET", PHYSIONET)
    base = f"{mirror.rstrip('/')}/{name}/{project.version}"
    source = cache / "physionet" / f"{name}-{project.version}"
    sums = _fetch(f"{base}/{SUMS}", None, source / SUMS, lambda _: None)
    wanted = [*_wanted(sums.read_text("utf-8"), project, people)]
    if not wanted:
        msg = f"{base}/{SUMS} names no recording of {name}; nothing was fetched."
        raise DataError(msg)
    folder = cache / f"physionet-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    description = {"BIDSVersion": "1.10.0", "DatasetType": "raw", **project.description}
    (folder / "dataset_description.json").write_text(
        json.dumps(description, indent=2) + "\n", encoding="utf-8"
    )
    for i, (path, known_hash, target) in enumerate(wanted):

        def tell(share: float, i: int = i, path: str = path) -> None:
            if progress is not None:
                progress((i + share) / len(wanted), path)

        tell(0.0)
        got = _fetch(f"{base}/{path}", known_hash, source / path, tell)
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / target).exists():
            _linked(got, folder / target)
    if progress is not None:
        progress(1.0, "all there")
    return folder


def _wanted(
    sums: str, project: Project, people: int | None
) -> Iterator[tuple[str, str, Path]]:
    """Yield path, SHA-256 and BIDS path of the recordings that are wanted."""
    seen: dict[str, None] = {}
    for line in sums.splitlines():
        known_hash, _, path = line.strip().partition(" ")
        path = path.strip().removeprefix("*").removeprefix("./")
        match = re.fullmatch(project.pattern, path)
        if not match or match["part"] not in project.tasks:
            continue
        seen[match["person"]] = None
        if people is not None and len(seen) > people:
            return
        subject = f"sub-{match['person']}"
        stem = f"{subject}_task-{project.tasks[match['part']]}"
        yield path, known_hash, Path(subject) / "eeg" / f"{stem}_eeg.edf"


def _fetch(
    url: str, known_hash: str | None, target: Path, tell: Callable[[float], None]
) -> Path:
    """Return a file, fetched where it is not there or not as the list says."""
    import pooch
    import requests
    from pooch.downloaders import HTTPDownloader

    downloader = HTTPDownloader(
        progressbar=_Share(tell), chunk_size=CHUNK_BYTES, timeout=TIMEOUT_SECONDS
    )
    try:
        pooch.get_logger().setLevel("WARNING")
        found = pooch.retrieve(
            url,
            known_hash=f"sha256:{known_hash}" if known_hash else None,
            fname=target.name,
            path=target.parent,
            downloader=downloader,
        )
    except requests.RequestException as error:
        msg = (
            f"{url} cannot be fetched ({type(error).__name__}). Check the network, or "
            f"fetch the files on another computer, put them under {target.parent} and "
            "try again."
        )
        raise DataError(msg) from error
    except ValueError as error:  # pooch's word for another checksum
        msg = (
            f"{url} is not the file that the project's list describes (SHA-256), and "
            "was thrown away. Try again; if it stays so, tell the keeper of the data."
        )
        raise DataError(msg) from error
    except OSError as error:
        from attention_camp.resources.reasons import remedy_of

        msg = f"{target} cannot be written ({error.strerror}). {remedy_of(error)}"
        raise DataError(msg) from error
    return Path(found)


class _Share:
    """What pooch tells its progress to, chunk by chunk."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self.total = 0
        self._done = 0
        self._tell = tell

    def update(self, n_bytes: int) -> None:
        """Count a chunk."""
        self._done += n_bytes
        self._tell(min(self._done / self.total, 1.0) if self.total else 0.0)

    def reset(self) -> None:
        """Count from the beginning: the file is whole."""
        self._done = 0

    def close(self) -> None:
        """Need nothing."""


def _linked(source: Path, target: Path) -> None:
    """Let a file have a second name; copy it where the disk cannot do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def folders_of(
    names: Sequence[str],
    *,
    progress: OnProgress | None = None,
    people: int | None = None,
    **options: Any,
) -> list[Path]:
    """Return the folders that some names of datasets, or paths, mean.

    Parameters
    ----------
    names : sequence of str
        Names of datasets, or paths of folders.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.
    people : int, optional
        How many people to fetch; all where it is not given.
    **options
        Passed on to `fetched`.
    """
    return [
        fetched(name, progress=progress, people=people, **options)
        if is_name(name)
        else Path(name)
        for name in names
    ]
