"""MOABB's datasets as BIDS folders; MOABB itself is an extra, asked for when needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.models.data.labels import means_rest
from attention_camp.models.data.recordings import DataError

OnProgress = Callable[[float, str], None]
MOST_APART = 0.1
"""Seconds between events of one kind that are one stretch. Our own choice."""


REST_EVENTS: dict[str, tuple[str, ...]] = {
    "Hinss2021": ("rs",),
    "Rodrigues2017": ("closed",),
}
"""Events that are rest by another name. In Rodrigues2017 people rest with their eyes
closed or open, and open counts as engaged: what an eye opens tells, no attention."""


def moabb_as_bids(
    name: str, cache: Path, *, progress: OnProgress | None, people: int | None
) -> Path:
    """Return the BIDS folder of a MOABB dataset, fetched where it is not there yet.

    Parameters
    ----------
    name : str
        MOABB's name of the dataset.
    cache : Path
        Folder of datasets that were fetched.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.
    people : int, optional
        How many people to fetch; all where it is None.

    Raises
    ------
    DataError
        If MOABB is not installed, has no such dataset, cannot fetch it, or the
        dataset has no rest.
    """
    try:
        from moabb import datasets
    except ImportError as error:
        msg = (
            f"moabb:{name} needs the package moabb, which is not installed: "
            "pip install 'attention-camp[moabb]'. PhysioNet's sets and BIDS folders "
            "need nothing more."
        )
        raise DataError(msg) from error
    if not hasattr(datasets, name):
        msg = f"MOABB has no dataset {name!r}; see https://moabb.neurotechx.com."
        raise DataError(msg)
    import requests

    try:
        return as_bids(
            getattr(datasets, name)(), cache, progress=progress, people=people
        )
    except (requests.RequestException, OSError) as error:
        msg = f"moabb:{name} cannot be fetched ({error}). Check the network and disk."
        raise DataError(msg) from error


def as_bids(
    dataset: Any,  # moabb.datasets.base.BaseDataset, which has no types
    cache: Path,
    *,
    progress: OnProgress | None = None,
    people: int | None = None,
) -> Path:
    """Write a dataset with MOABB's interface as BIDS: a FIF file per run, and events.

    What its events call rest is rest, all other events are engaged, and what lies
    between events is neither. An event lasts as long as the dataset's ``interval``
    says; events of one kind that follow each other are one stretch.

    Parameters
    ----------
    dataset : moabb.datasets.base.BaseDataset
        The dataset.
    cache : Path
        Folder of datasets that were fetched.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.
    people : int, optional
        How many people to write; all where it is None.

    Raises
    ------
    DataError
        If no event of the dataset means rest.
    """
    if not any(_is_rest(dataset, event) for event in dataset.event_id):
        msg = (
            f"moabb:{dataset.code} has no event of rest, only "
            f"{', '.join(dataset.event_id)}: there is nothing to tell engagement from."
        )
        raise DataError(msg)
    folder = cache / f"moabb-{_label(dataset.code)}"
    folder.mkdir(parents=True, exist_ok=True)
    description = {"Name": dataset.code, "BIDSVersion": "1.10.0", "DatasetType": "raw"}
    doi = getattr(dataset, "doi", None)
    if doi:
        description["DatasetDOI"] = f"doi:{doi}"
    (folder / "dataset_description.json").write_text(
        json.dumps(description, indent=2) + "\n", encoding="utf-8"
    )
    wanted = list(dataset.subject_list)[:people]
    for i, subject in enumerate(wanted):
        if progress is not None:
            progress(i / len(wanted), f"{dataset.code}, person {subject}")
        target = folder / f"sub-{_label(str(subject))}"
        if not target.exists():
            _write_person(dataset, subject, target)
    if progress is not None:
        progress(1.0, "all there")
    return folder


def _write_person(
    dataset: Any,  # as above
    subject: int,
    target: Path,
) -> None:
    """Write a person's runs, whole or not at all."""
    draft = target.with_name(f".{target.name}.tmp")
    for session, runs in dataset.get_data(subjects=[subject])[subject].items():
        folder = draft / f"ses-{_label(session)}" / "eeg"
        folder.mkdir(parents=True, exist_ok=True)
        for run, raw in runs.items():
            stem = (
                f"{target.name}_ses-{_label(session)}_task-moabb_run-{_label(str(run))}"
            )
            raw.save(folder / f"{stem}_eeg.fif", overwrite=True, verbose="error")
            lines = ["onset\tduration\ttrial_type", *_events(dataset, raw)]
            (folder / f"{stem}_events.tsv").write_text("\n".join(lines) + "\n")
    draft.replace(target)


def _events(
    dataset: Any,  # as above
    raw: Any,  # mne.io.BaseRaw
) -> list[str]:
    """Return the rows of events.tsv from the trigger channel, or from annotations."""
    import mne

    if "stim" in raw.get_channel_types():
        events = mne.find_events(raw, shortest_event=0, verbose="error")
    else:
        events, _ = mne.events_from_annotations(
            raw, event_id=dataset.event_id, verbose="error"
        )
    names = {code: name for name, code in dataset.event_id.items()}
    begin, end = dataset.interval
    sfreq = raw.info["sfreq"]
    spans: list[list[Any]] = []
    for sample, _, code in np.asarray(events):
        if code not in names:
            continue
        onset = (sample - raw.first_samp) / sfreq + begin
        name = "rest" if _is_rest(dataset, names[code]) else names[code]
        if spans and spans[-1][2] == name and onset <= spans[-1][1] + MOST_APART:
            spans[-1][1] = onset + end - begin
        else:
            spans.append([onset, onset + end - begin, name])
    return [
        f"{start:.6f}\t{stop - start:.6f}\t{name}"
        for start, stop, name in _with_gaps(spans, raw.times[-1])
    ]


def _with_gaps(spans: list[list[Any]], last: float) -> list[list[Any]]:
    """Return stretches and, as ``BAD_between``, what lies before, between and after."""
    ends = [0.0, *(span[1] for span in spans)]
    begins = [*(span[0] for span in spans), float(last)]
    gaps = [
        [end, begin, "BAD_between"]
        for end, begin in zip(ends, begins, strict=True)
        if begin > end
    ]
    return sorted([*spans, *gaps])


def _is_rest(
    dataset: Any,  # as above
    event: str,
) -> bool:
    return means_rest(event) or event in REST_EVENTS.get(dataset.code, ())


def _label(text: str) -> str:
    return "".join(c for c in str(text) if c.isascii() and c.isalnum())
