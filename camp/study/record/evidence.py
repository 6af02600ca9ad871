"""What proves a statement of the report: a file of the dataset, and its SHA-256."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.study.gather import StudyData


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file, where in it, and the bytes that it had."""

    file: str
    """Path in the dataset, or in the report's own folder."""
    field: str
    """Where in it; empty: all of it."""
    sha256: str
    """Empty for files of the report: they are beside it."""

    @property
    def is_of_dataset(self) -> bool:
        """Whether it is a file of the dataset."""
        return bool(self.sha256)


class Prover:
    """Finds the files of a study that statements rest on."""

    def __init__(self, data: StudyData) -> None:
        self._dataset = data.dataset
        wanted = set(data.facts)
        self._runs = [r for r in recorded_runs(data.dataset) if r.stem in wanted]
        self._digests: dict[Path, str] = {}

    def file(self, name: str, field: str = "") -> tuple[Evidence, ...]:
        """Return a file of the dataset; nothing where there is none."""
        path = self._dataset / name
        if not path.is_file():
            return ()
        if path not in self._digests:
            with path.open("rb") as file:
                self._digests[path] = file_digest(file, "sha256").hexdigest()
        return (Evidence(name, field, self._digests[path]),)

    def study(self, name: str, field: str = "") -> tuple[Evidence, ...]:
        """Return a file of the locked study."""
        return self.file(f"sourcedata/study/{name}", field)

    def ledger(self, field: str = "") -> tuple[Evidence, ...]:
        """Return the ledger of the first training session; all others have the same."""
        return self._of_run(lambda run: run.decisions, field)

    def session(self, field: str = "") -> tuple[Evidence, ...]:
        """Return the session file of the first training session."""
        return self._of_run(lambda run: run.session_json, field)

    def sidecar(self, field: str = "") -> tuple[Evidence, ...]:
        """Return the EEG's sidecar of the first training session."""
        return self._of_run(lambda run: run.folder / f"{run.stem}_eeg.json", field)

    def rules(self, field: str = "") -> tuple[Evidence, ...]:
        """Return the ledger's sidecar, with the rules, of the same session."""
        return self._of_run(lambda run: run.decisions.with_suffix(".json"), field)

    def _of_run(
        self, which: Callable[[RunPaths], Path], field: str
    ) -> tuple[Evidence, ...]:
        run = next((r for r in self._runs if r.session.startswith("camp")), None)
        run = run or next(iter(self._runs), None)
        if run is None:
            return ()
        path = which(run)
        return self.file(path.relative_to(self._dataset).as_posix(), field)


def beside(name: str, field: str = "") -> tuple[Evidence, ...]:
    """Return a file of the report's own folder."""
    return (Evidence(name, field, ""),)
