"""Verify a reviewer's crate: its bytes, its decisions, its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.importing.originals import is_imported
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.study.analysis import Questions, analyse
from attention_camp.camp.study.crate.bag import MANIFEST, changes_in
from attention_camp.camp.study.crate.compare import Compared, compare_folders
from attention_camp.camp.study.crate.environment import other_versions
from attention_camp.camp.study.crate.make import DATASET, ENVIRONMENT, REPORT_FOLDER
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.report import QUESTIONS, write_report
from attention_camp.camp.study.result import Result
from attention_camp.camp.study.script import PACKAGES, run_script
from attention_camp.camp.workers.pool import HERE, Workers
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence

OnPart = Callable[[str, float], None]
"""Told which part is verified and its share that is done."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found."""

    n_files: int
    n_runs: int
    n_decisions: int
    n_same: int
    n_numbers: int
    """Numbers of the report that were made again."""
    n_tests: int
    """Tests whose p the script printed in a process of its own."""
    changes: tuple[Sentence, ...]
    """Files that are not as they were when the crate was closed."""
    differences: tuple[Sentence, ...]
    """Decisions and numbers that came out otherwise, or could not be made again."""
    notes: tuple[Sentence, ...]
    """What a reader should know, and is no difference: other versions."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was."""
        return not self.changes and not self.differences


def verify_crate(
    crate: Path, progress: OnPart | None = None, *, workers: Workers = HERE
) -> Verdict:
    """Make every decision and every number of a crate again.

    No code of the crate is run: the script of the report is written anew, compared, and
    that one is run.

    Parameters
    ----------
    crate : Path
        The crate's folder.
    progress : callable or None
        Told which part is verified, ``files``, ``decisions`` or ``numbers``, and its
        share that is done; it may raise, to cancel.
    workers : Workers
        Who replays and reads the runs; what is found is the same with any number.

    Raises
    ------
    DatasetError
        If it is no crate.
    """
    if not (crate / MANIFEST).is_file() or not (crate / DATASET).is_dir():
        raise DatasetError(
            Sentence(
                "{crate} is no crate of this program: it has no {manifest} or no "
                "{dataset}. Name the folder that “attention-camp crate” wrote.",
                crate=crate,
                manifest=MANIFEST,
                dataset=DATASET.as_posix(),
            )
        )
    told = progress or (lambda *_: None)
    sizes = [0]

    def files(done: int, total: int) -> None:
        sizes[0] = total
        told("files", done / total)

    changes = changes_in(crate, files)
    replayed = _replayed(crate / DATASET, told, workers)
    differences = [text for one in replayed for text in one.differences]
    numbers, n_tests = _numbers(crate, told, workers)
    versions = other_versions(crate / ENVIRONMENT, ("attention-camp", *PACKAGES))
    return Verdict(
        sizes[0],
        len(replayed),
        sum(one.n_decisions for one in replayed),
        sum(one.n_same for one in replayed),
        numbers.n_numbers,
        n_tests,
        tuple(changes),
        (*differences, *numbers.differences),
        tuple(_other(name, *pair) for name, pair in versions.items()),
    )


def _other(name: str, then: str, now: str) -> Sentence:
    return Sentence(
        "The crate was made with {name} {then}; here is {now}.",
        name=name,
        then=then,
        now=now,
    )


@dataclass(frozen=True, slots=True)
class _Replayed:
    """What the replay of a run found."""

    differences: tuple[Sentence, ...]
    n_decisions: int = 0
    n_same: int = 0


def _replayed(dataset: Path, told: OnPart, workers: Workers) -> list[_Replayed]:
    """Replay every run of a dataset that decided something.

    Parameters
    ----------
    dataset : Path
        The crate's dataset.
    told : callable
        As for `verify_crate`.
    workers : Workers
        Who replays.
    """
    place = dataset.resolve()  # a worker elsewhere starts from another folder
    return workers.map(
        _replay,
        [run for run in recorded_runs(place) if not is_imported(run)],
        folders=(place,),
        progress=lambda done, total: told("decisions", done / total),
    )


def _replay(run: RunPaths) -> _Replayed:
    try:
        result = replay_run(run)
    except UNREADABLE as error:
        problem = Sentence("{run}: {text}", run=run.stem, text=reason_of(error))
        return _Replayed((problem,))
    said = tuple(
        Sentence("{run}: {text}", run=run.stem, text=text)
        for text in result.differences
    )
    return _Replayed(said, result.n_decisions, result.n_same)


def _numbers(crate: Path, told: OnPart, workers: Workers) -> tuple[Compared, int]:
    """Make the report again from the dataset, and compare it; run its script.

    Parameters
    ----------
    crate : Path
        The crate.
    told : callable
        As for `verify_crate`.
    workers : Workers
        Who reads the runs.
    """
    then = crate / REPORT_FOLDER
    with TemporaryDirectory() as place:
        folder = Path(place)
        try:
            asked = Questions(**_questions(read_json_table(then / QUESTIONS)))
            data = gather(
                crate / DATASET,
                cache=folder / "cache",  # read anew: a cache proves nothing
                workers=workers,
                progress=lambda done, total: told("numbers", done / total),
            )
            analysis = analyse(data, asked, cache=folder / "features", workers=workers)
            write_report(analysis, folder / "report", linked="../dataset")
        except (*UNREADABLE, TypeError) as error:
            problem = Sentence(
                "The report cannot be made again: {reason}", reason=reason_of(error)
            )
            return Compared(0, (problem,)), 0
        found = compare_folders(then, folder / "report")
        results = [one for one in analysis.persons.found if isinstance(one, Result)]
        wrong = run_script(folder / "report", results)
    return Compared(found.n_numbers, (*found.differences, *wrong)), len(results)


def _questions(kept: dict[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(v) for name, v in kept.items() if isinstance(v, list)}
    return kept | lists
