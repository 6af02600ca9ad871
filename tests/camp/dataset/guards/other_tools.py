"""Datasets as other tools leave them, in the shapes of BIDS examples.

    python tests/camp/dataset/guards/other_tools.py FOLDER

writes them all, each into a folder of its name, and runs every command on each, with a
session of ours beside theirs; it ends with status 1 where a byte of theirs changed, a
command ended in a traceback, or an export was not made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HEADER = """Brain Vision Data Exchange Header File Version 1.0
[Common Infos]
Codepage=UTF-8
DataFile={stem}.eeg
MarkerFile={stem}.vmrk
DataFormat=BINARY
DataOrientation=MULTIPLEXED
NumberOfChannels=3
SamplingInterval=4000
[Binary Infos]
BinaryFormat=INT_16
[Channel Infos]
Ch1=Fz,,0.1,µV
Ch2=Cz,,0.1,µV
Ch3=Pz,,0.1,µV
"""
MARKERS = """Brain Vision Data Exchange Marker File, Version 1.0
[Common Infos]
Codepage=UTF-8
DataFile={stem}.eeg
[Marker Infos]
Mk1=New Segment,,1,1,0,20200102030405000000
Mk2=Stimulus,S  7,120,1,0
"""
DESCRIPTION = '{"Name": "theirs", "BIDSVersion": "1.8.0"}\n'
CHANNELS = b"name\ttype\tunits\nFz\tEEG\tuV\nCz\tEEG\tuV\nPz\tEEG\tuV\n"
ELECTRODES = b"name\tx\ty\tz\nFz\t0.1\t58\t66\nCz\t0.4\t-9\t100\n"
SYSTEM = b'{"EEGCoordinateSystem": "Other", "EEGCoordinateUnits": "mm"}\n'


def write(dataset: Path, name: str, content: bytes | str) -> None:
    """Write one file of a dataset."""
    path = dataset / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def write_brainvision(folder: Path, stem: str) -> Path:
    """Write a small 16-bit recording, two seconds of three channels."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.eeg").write_bytes(bytes(range(250)) * 12)
    (folder / f"{stem}.vmrk").write_text(MARKERS.format(stem=stem), encoding="utf-8")
    header = folder / f"{stem}.vhdr"
    header.write_text(HEADER.format(stem=stem), encoding="utf-8")
    return header


def by_hand(
    dataset: Path, place: str, *, people: bytes | None, tables: bool = True
) -> None:
    """Write a dataset with one recording, such as ``sub-01/eeg/sub-01_task-x``."""
    write(dataset, "dataset_description.json", DESCRIPTION)
    write(dataset, "README", "Theirs.\n")
    write_brainvision(dataset / Path(place).parent, f"{Path(place).name}_eeg")
    write(dataset, f"{place}_eeg.json", '{"TaskName": "x", "SamplingFrequency": 250}')
    if tables:
        write(dataset, f"{place}_channels.tsv", CHANNELS)
        write(dataset, f"{place}_events.tsv", b"onset\tduration\n1.0\t0.5")
    if people is not None:
        write(dataset, "participants.tsv", people)


def with_sessions(dataset: Path) -> None:
    place = "sub-01/ses-01/eeg/sub-01_ses-01_task-rest_run-10"
    people = "participant_id\tcomment\r\nsub-01\tblessé\r\nsub-02\tx".encode("latin-1")
    by_hand(dataset, place, people=people)
    scans = "filename\tacq_time\r\neeg/sub-01_ses-01_task-rest_run-10_eeg.vhdr\tn/a"
    write(dataset, "sub-01/ses-01/sub-01_ses-01_scans.tsv", scans)
    write(dataset, "sub-01/sub-01_sessions.tsv", "session_id\tage\nses-01\t31")


def without_sessions(dataset: Path) -> None:
    by_hand(
        dataset,
        "sub-05/eeg/sub-05_task-matchingpennies",
        people="\ufeffparticipant_id\tage\nsub-05\t31\n".encode("utf-16-le"),
    )
    write(dataset, ".bidsignore", "*_extra.tsv\n")
    write(dataset, "CHANGES", "1.0.0 2020-01-01\n - first\n")
    write(dataset, "sub-05/eeg/sub-05_task-matchingpennies_extra.tsv", "a\tb\n")


def general_electrodes(dataset: Path) -> None:
    by_hand(dataset, "sub-01/ses-01/eeg/sub-01_ses-01_task-face_run-01", people=None)
    write(dataset, "sub-01/ses-01/eeg/sub-01_ses-01_electrodes.tsv", ELECTRODES)
    write(dataset, "sub-01/ses-01/eeg/sub-01_ses-01_coordsystem.json", SYSTEM)


def captrak_electrodes(dataset: Path) -> None:
    by_hand(dataset, "sub-01/ses-01/eeg/sub-01_ses-01_task-face_run-01", people=None)
    stem = "sub-01/ses-01/eeg/sub-01_ses-01_space-CapTrak"
    write(dataset, f"{stem}_electrodes.tsv", ELECTRODES)
    write(dataset, f"{stem}_coordsystem.json", SYSTEM.replace(b"Other", b"CapTrak"))


def inherited(dataset: Path) -> None:
    place = "sub-01/ses-01/eeg/sub-01_ses-01_task-rest_run-01"
    people = b"participant_id\tage\nsub-01\t31\textra\tcells\n"
    by_hand(dataset, place, people=people, tables=False)
    write(dataset, "task-rest_channels.tsv", CHANNELS)
    write(dataset, "task-rest_events.json", '{"onset": {"Description": "s"}}')
    write(dataset, "task-rest_eeg.json", '{"TaskName": "rest"}')
    write(dataset, "sub-01/sub-01_task-rest_events.tsv", "onset\tduration\n1\t0\n")


def derivatives(dataset: Path) -> None:
    place = "sub-01/ses-01/eeg/sub-01_ses-01_task-rest_run-01"
    by_hand(dataset, place, people=b'"participant_id"\t"age"\n"sub-01"\t"31"\n')
    write(dataset, "derivatives/mne/dataset_description.json", DESCRIPTION)
    clean = f"derivatives/mne/{place}_desc-clean"
    write(dataset, f"{clean}_eeg.fif", b"\0" * 99)
    write(dataset, "sourcedata/sub-01/ses-01/raw.xdf", b"XDF:\0\0")
    write(dataset, "sourcedata/sub-01/ses-01/.notes.tmp", "a draft of theirs")
    write(dataset, "code/analysis.py", "print(1)\n")
    write(dataset, "stimuli/face.png", b"\x89PNG\r\n")


def same_task(dataset: Path) -> None:
    place = "sub-01/ses-01/eeg/sub-01_ses-01_task-demo_run-01"
    by_hand(dataset, place, people=b"participant_id\tage\rsub-01\t31")
    write(dataset, f"{place}_events.tsv", "onset\tduration\ttrial_type\n1\t0\ttrial\n")


def annexed(dataset: Path) -> None:
    place = "sub-01/ses-01/eeg/sub-01_ses-01_task-rest_run-01"
    by_hand(dataset, place, people=b"participant_id\nsub-01\n")
    write(dataset, ".datalad/config", "[datalad]\n")
    objects = dataset / ".git" / "annex" / "objects"
    objects.mkdir(parents=True)
    for suffix in (".eeg", ".vmrk"):
        path = dataset / f"{place}_eeg{suffix}"
        key = objects / f"MD5E-s3000--{path.name}"
        path.rename(key)
        path.symlink_to(os.path.relpath(key, path.parent))


def of_a_mac(dataset: Path) -> None:
    place = "sub-01/ses-01/eeg/sub-01_ses-01_task-rest_run-01"
    by_hand(dataset, place, people=b"participant_id\tage\nsub-01\tn/a\n")
    for suffix in ("eeg.vhdr", "eeg.eeg", "events.tsv", "channels.tsv"):
        folder, name = place.rsplit("/", 1)
        write(dataset, f"{folder}/._{name}_{suffix}", b"\0\5\x16\7\0\2\0\0Mac OS X")
    write(dataset, "._participants.tsv", b"\0\5\x16\7")
    stem = "sub-01/ses-01/eeg/._sub-01_ses-01_space-CapTrak"
    write(dataset, f"{stem}_electrodes.tsv", b"\0\5\x16\7")
    write(dataset, ".DS_Store", b"\0\0\0\1Bud1")


def other_formats(dataset: Path) -> None:
    people = b"participant_id\tage\tsite\nsub-01\t31\tA\nsub-02\t40\tB\n"
    by_hand(dataset, "sub-02/eeg/sub-02_task-rest_run-011", people=people)
    stem = "sub-01/ses-01/eeg/sub-01_ses-01_task-rest_run-01"
    for suffix in (".edf", ".bdf", ".set", ".fdt"):
        write(dataset, f"{stem}_eeg{suffix}", b"0       X X X" * 30)
    write(dataset, f"{stem}_events.tsv", "onset\tduration\n")
    write(dataset, "sub-01/ses-01/anat/sub-01_ses-01_T1w.nii.gz", b"\x1f\x8b")
    write(dataset, "phenotype/ace.tsv", "participant_id\tscore\nsub-01\t3")


SHAPES: dict[str, Callable[[Path], None]] = {
    "with-sessions": with_sessions,
    "without-sessions": without_sessions,
    "general-electrodes": general_electrodes,
    "captrak-electrodes": captrak_electrodes,
    "inherited": inherited,
    "derivatives": derivatives,
    "same-task": same_task,
    "annexed": annexed,
    "of-a-mac": of_a_mac,
    "other-formats": other_formats,
}
"""The datasets by hand; mne-bids writes one more in the tests."""


def contents(dataset: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a dataset, and where its links lead."""
    return {
        str(path.relative_to(dataset)): (
            str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        )
        for path in sorted(dataset.rglob("*"))
        if path.is_file()
    }


def changed_files(before: dict[str, bytes], dataset: Path) -> list[str]:
    """Return whose bytes are not as before; participants.tsv may have grown."""
    after = contents(dataset)
    return [
        name
        for name, data in before.items()
        if (
            not after.get(name, b"").startswith(data)
            if name == "participants.tsv"
            else after.get(name) != data
        )
    ]


MAY_REFUSE = ("validate", "study", "evaluate", "explain")


def commands_on(dataset: Path, recording: Path) -> list[list[str | Path]]:
    """Return every command that takes a dataset, with sessions beside theirs.

    Parameters
    ----------
    dataset : Path
        The dataset; exports go beside it.
    recording : Path
        A file that is imported.
    """

    def beside(text: str) -> Path:
        return dataset.with_name(f"{dataset.name}-{text}")

    run = ["run", "--headless", "--observer", "default", "--board", "simulated"]
    who = ["--participant", "77", "--session", "01"]
    change = ["--trial", "9", "--column", "correct", "--value", "false"]
    return [
        [*run, "--dataset", dataset, "--run", "2"],
        [*run, "--dataset", dataset, "--participant", "77"],
        ["import", recording, "--dataset", dataset, "--participant", "79", "--dry-run"],
        ["import", recording, "--dataset", dataset, "--participant", "79"],
        ["import", recording, "--dataset", dataset, "--run", "3", "--task", "rest"],
        ["recover", dataset, "--dry-run"],
        ["recover", dataset],
        ["correct", dataset, *who, *change, "--who", "A", "--why", "seen on video"],
        ["validate", dataset],
        ["validate", dataset, "--session-hash", "0" * 64],
        ["replay", dataset],
        ["calibrate", dataset, *who],
        ["explain", dataset, *who, "--trial", "9"],
        ["evaluate", "--data", dataset, "--estimators", "pope"],
        ["study", dataset, "--out", beside("study")],
        ["export", dataset, "--csv", beside("csv")],
        ["export", dataset, "--csv", beside("csv-anon"), "--anonymise"],
        ["export", dataset, "--bids", beside("bids")],
        ["export", dataset, "--bids", beside("anon"), "--anonymise"],
    ]


def main(folder: Path) -> int:
    """Run every command on each dataset; return how many were not left as they were."""
    n_bad = 0
    for name, make in SHAPES.items():
        dataset = folder / name
        make(dataset)
        before = contents(dataset)
        recording = write_brainvision(folder / f"{name}-recording", "one")
        said = {}
        for command in commands_on(dataset, recording):
            done = subprocess.run(
                ["attention-camp", *map(str, command)],
                capture_output=True,
                text=True,
                check=False,
            )
            text = done.stdout + done.stderr
            # what cannot be done with so few sessions is refused in words
            is_bad = "Traceback" in text or (
                done.returncode != 0 and command[0] not in MAY_REFUSE
            )
            said[" ".join(map(str, command[:1]))] = done.returncode
            if is_bad:
                n_bad += 1
                sys.stdout.write(f"{name}: {command}: {text[-600:]}\n")
        changed = changed_files(before, dataset)
        n_bad += len(changed)
        sys.stdout.write(f"{name}: changed {changed}; status {json.dumps(said)}\n")
        sys.stdout.flush()
    return n_bad


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
