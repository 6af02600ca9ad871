"""The reviewer's crate: whole and valid, made again, and every changed byte named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.study.crate import make as making
from attention_camp.camp.study.crate.bag import (
    MANIFEST,
    TAG_MANIFEST,
    changes_in,
    close_bag,
)
from attention_camp.camp.study.crate.compare import compare_folders
from attention_camp.camp.study.crate.make import make_crate
from attention_camp.camp.study.crate.metadata import METADATA
from attention_camp.camp.study.crate.verify import verify_crate


@pytest.fixture(scope="module")
def crate(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crate of one session; to be read only."""
    out = tmp_path_factory.mktemp("crate") / "crate"
    make_crate(recorded, out)
    return out


def _files(crate: Path) -> list[Path]:
    return sorted(path for path in crate.rglob("*") if path.is_file())


def _flipped(path: Path, rng: np.random.Generator) -> bytes:
    """Change one byte of a file; return what it held."""
    content = path.read_bytes()
    place = int(rng.integers(len(content)))
    other = content[place] ^ int(rng.integers(1, 256))
    path.write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
    return content


def _is_named(crate: Path, path: Path, said: list[str]) -> bool:
    name = path.relative_to(crate).as_posix()
    return any(name in text for text in said)


def test_a_crate_is_made_again_whole(crate: Path) -> None:
    found = verify_crate(crate)
    assert found.holds, (found.changes, found.differences)
    assert found.n_decisions == found.n_same > 0
    assert found.n_numbers > 100
    assert found.n_files == len(_files(crate)) - 1  # all but the tag manifest


def test_its_metadata_describe_files_that_are_there(crate: Path) -> None:
    """RO-Crate 1.1: descriptor, root with name, description, date, licence, parts."""
    graph = json.loads((crate / METADATA).read_text())["@graph"]
    entities = {one["@id"]: one for one in graph}
    assert entities[METADATA]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = entities["./"]
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    for part in root["hasPart"]:
        assert (crate / part["@id"]).exists()
        assert part["@id"] in entities
    assert any(name.endswith("_decisions.jsonl") for name in entities)


def test_changed_bytes_are_named(crate: Path, tmp_path: Path) -> None:
    _change_and_look(crate, tmp_path, 25)


@pytest.mark.thorough
def test_five_hundred_changed_bytes_are_named(crate: Path, tmp_path: Path) -> None:
    _change_and_look(crate, tmp_path, 500)


def _change_and_look(crate: Path, tmp_path: Path, n: int) -> None:
    copy = shutil.copytree(crate, tmp_path / "crate")
    rng, files = np.random.default_rng(0), _files(copy)
    for k in range(n):
        path = (
            files[k % len(files)] if k < len(files) else files[rng.integers(len(files))]
        )
        content = _flipped(path, rng)
        assert _is_named(copy, path, changes_in(copy)), path
        path.write_bytes(content)
    assert not changes_in(copy)


def test_a_changed_byte_of_a_manifest_is_named(crate: Path, tmp_path: Path) -> None:
    copy, rng = shutil.copytree(crate, tmp_path / "crate"), np.random.default_rng(1)
    for name in (MANIFEST, TAG_MANIFEST) * 10:
        content = _flipped(copy / name, rng)
        assert _is_named(copy, copy / name, changes_in(copy)), name
        (copy / name).write_bytes(content)


def test_missing_and_added_files_are_named(crate: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(crate, tmp_path / "crate")
    (copy / "data" / "report" / "report.html").unlink()
    (copy / "data" / "report" / "other.html").write_text("")
    (copy / "data" / "dataset" / TAG_MANIFEST).write_text("")  # the name of another
    said = changes_in(copy)
    assert any("report.html is missing" in text for text in said)
    assert any("other.html was added" in text for text in said)
    assert any(f"dataset/{TAG_MANIFEST} was added" in text for text in said)


def test_who_closes_a_changed_crate_again_is_found_by_what_is_made_again(
    crate: Path, tmp_path: Path
) -> None:
    """Manifests only say what was changed by accident; the rest is remade."""
    copy = shutil.copytree(crate, tmp_path / "crate")
    (ledger,) = copy.rglob("*_decisions.jsonl")
    lines = ledger.read_text().splitlines(keepends=True)
    k = next(k for k, line in enumerate(lines) if '"kind": "trial"' in line)
    lines[k] = lines[k].replace('"correct": true', '"correct": false', 1)
    ledger.write_text("".join(lines))
    sessions = copy / "data" / "report" / "tables" / "sessions.csv"
    sessions.write_text(sessions.read_text().replace("finished", "aborted"))
    for name in ("bagit.txt", "bag-info.txt", MANIFEST, TAG_MANIFEST):
        (copy / name).unlink()
    close_bag(copy)
    found = verify_crate(copy)
    assert not found.changes
    assert any("decisions.jsonl" in text for text in found.differences)
    assert any("tables/sessions.csv, line 2" in text for text in found.differences)


def test_a_crate_that_breaks_off_leaves_nothing(
    recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "write_environment", stop)
    with pytest.raises(KeyboardInterrupt):
        make_crate(recorded, tmp_path / "crate")
    assert not list(tmp_path.iterdir())


def test_what_is_no_crate_is_refused(recorded: Path, crate: Path) -> None:
    with pytest.raises(DatasetError, match="is no crate"):
        verify_crate(recorded)
    with pytest.raises(ExportError, match="overwrites nothing"):
        make_crate(recorded, crate)


def test_a_later_version_of_the_program_is_no_difference(tmp_path: Path) -> None:
    """Verifying says it in a note; a number beside it is compared all the same."""
    then, now = tmp_path / "then", tmp_path / "now"
    text = "Computed by Attention Camp {} with mne {}; {} people."
    for folder, values in ((then, ("1.2.0", "1.9", 24)), (now, ("1.10", "1.10.1", 24))):
        folder.mkdir()
        (folder / "report.html").write_text(text.format(*values))
    assert not compare_folders(then, now).differences
    (now / "report.html").write_text(text.format("1.2.0", "1.9", 25))
    assert len(compare_folders(then, now).differences) == 1
