"""Read text files: the OpenBCI GUI's, and the bare rows of BrainFlow's streamer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import FileContent, number
from attention_camp.signal.stream import SourceError


def read_text(file: Path) -> FileContent:
    """Return the OpenBCI GUI's text format: comments, a header line, µV in columns.

    Raises
    ------
    SourceError
        Where it is another text.
    """
    sfreq, header, n_skipped = None, None, 0
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            n_skipped += 1
            if line.startswith("%"):
                if "sample rate" in line.lower():
                    sfreq = number(line.split("=")[1].lower().replace("hz", "").strip())
                continue
            header = [part.strip() for part in line.split(",")]
            break
    columns = [
        k for k, name in enumerate(header or []) if name.startswith("EXG Channel")
    ]
    if sfreq is None or not columns:
        raise SourceError(
            Sentence(
                "The file {file} is not a recording of the OpenBCI GUI: it has "
                "no sample rate or no columns called EXG Channel.",
                file=file,
            )
        )
    samples = np.loadtxt(
        file, np.float32, delimiter=",", skiprows=n_skipped, usecols=columns, ndmin=2
    )
    n_chans = len(columns)
    return FileContent(
        sfreq=sfreq,
        ch_names=("",) * n_chans,
        ch_types=("EEG",) * n_chans,
        units=("µV",) * n_chans,
        data=samples.T,
    )
