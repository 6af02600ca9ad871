"""Labels, paths, protocols, datasets and weights that somebody made to harm."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from hostile_files import mutated

from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.reading.report import report_run
from attention_camp.camp.dataset.reading.summary import summarise_run
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import check_request
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.attention import Attention
from attention_camp.models.trial_run import score_one
from attention_camp.models.weights import CARD, DIRECTIONS, INT8, ONNX, read_weights
from attention_camp.resources.reasons import said_by_system
from attention_camp.resources.texts import UserError
from attention_camp.signal.sources.reading import read_recording

Make = Callable[[int, np.random.Generator], Path]

WORDS = (
    "..", "/", "\\", "\0", "\n", "\t", "CON", "NUL", "aux", "COM1", "-", "_", "%s",
    "{}", "{0}", "$HOME", "`id`", "é", "\u202e", "\ud800", "💥", "n" * 300, "n" * 5000,
    " ", "",
    "sub-01", "../../etc", "a/b", "<b>", "'", '"', ";", "=1+1", "\u0000", "\x1b[31m",
)  # fmt: skip
PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 2, cards: false}
"""
JSONS = (
    "[" * 100_000, '{"a":' * 5000, '{"a": 1e999}', "NaN", "[]", "1", '"x"', "",
    "\0" * 99,
    '{"SamplingFrequency": "fast"}', '{"SamplingFrequency": 1e400}', "9" * 5000,
    '{"SamplingFrequency": -1, "PowerLineFrequency": []}', "{" * 70, "\xff",
)  # fmt: skip
LAUGHS = "".join(
    f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 9)
)
YAMLS = (
    "a: &a [*a]", "x: [" * 1000, "blocks: " + "[" * 50_000, "- " * 30_000, "\t",
    "name: " + "x" * 60_000, "name: !!python/object/apply:os.system [id]", "? " * 9000,
    "trials: 1" + "0" * 5000, "a0: &a0 [x]\n" + LAUGHS, "<<: *x", "a: 0x" + "f" * 5000,
    "a: &a [1]\n" + "".join(f"b{k}: &b{k} [*a, *a]\n" for k in range(2000)), "a: .inf",
    "a: 1e99999", "a: 2001-99-99", "{a: b, a: c}", "\ud83d", "%YAML 9",
)  # fmt: skip


def answer(spec: Path, kind: str) -> None:
    """Hand a hostile thing to what takes it; in the child."""
    _ANSWERS[kind](spec)


def _labels(folder: Path) -> Make:
    (folder / "short.yaml").write_text(PROTOCOL)

    def make(number: int, rng: np.random.Generator) -> Path:
        words = rng.choice(len(WORDS), int(rng.integers(1, 4)))
        field = ("participant", "session", "arm", "observer", "language", "board")
        text = "".join(WORDS[k] for k in words)
        # a request travels as text, with its folder and its field
        return Path(f"{folder}|{field[number % len(field)]}|{text!r}")

    return make


def _ask_label(spec: Path) -> None:
    folder, field, text = str(spec).split("|", 2)
    given: dict[str, Any] = {
        "participant": "01", "session": "01", "protocol": f"{folder}/short.yaml",
        "board": "simulated", "observer": "default", "headless": True,
    }  # fmt: skip
    given[field] = ast.literal_eval(text)
    dataset = Path(folder) / "data"
    prepared = check_request(SessionRequest(dataset, **given))
    if not prepared.paths.eeg.resolve().is_relative_to(dataset.resolve()):
        raise RuntimeError("the label leads out of the dataset")


def _paths(folder: Path) -> Make:
    special = [
        "/dev/zero",
        "/dev/random",
        "/proc/self/mem",
        "/",
        str(folder),
        "/dev/tty",
    ]
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.yaml")
        special.append(str(folder / "pipe.yaml"))
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    special.append(str(folder / "loop.yaml"))

    def make(number: int, rng: np.random.Generator) -> Path:
        if number % 3 == 0:
            text = special[int(rng.integers(0, len(special)))]
        else:
            words = rng.choice(len(WORDS), int(rng.integers(1, 5)))
            text = "".join(WORDS[k] for k in words) + str(
                rng.choice(["", ".yaml", ".edf"])
            )
        return Path(f"{'protocol' if number % 2 else 'replay'}|{text!r}")

    return make


def _ask_path(spec: Path) -> None:
    kind, text = str(spec).split("|", 1)
    path = ast.literal_eval(text)
    if kind == "protocol":
        load_protocol(path)
    else:
        read_recording(path)


def _protocols(folder: Path) -> Make:
    def make(number: int, rng: np.random.Generator) -> Path:
        path = folder / "hostile.yaml"
        if number < len(YAMLS):
            path.write_text(YAMLS[number], encoding="utf-8", errors="surrogatepass")
        else:
            path.write_bytes(mutated(PROTOCOL.encode(), rng))
        return path

    return make


def _ask_protocol(path: Path) -> None:
    load_protocol(str(path))


def _datasets(folder: Path) -> Make:
    (folder / "short.yaml").write_text(PROTOCOL)
    whole = folder / "whole"
    request = SessionRequest(
        whole, "01", "01", protocol=str(folder / "short.yaml"), board="simulated",
        observer="default", headless=True,
    )  # fmt: skip
    run_headless(request, tell=lambda _: None)
    files = sorted(path for path in whole.rglob("*") if path.is_file())

    def make(number: int, rng: np.random.Generator) -> Path:
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(whole, copy)
        victim = copy / files[number % len(files)].relative_to(whole)
        content = victim.read_bytes()
        victim.unlink()
        match int(rng.integers(0, 6)):
            case 0:
                pass
            case 1:
                victim.mkdir()
            case 2 if hasattr(os, "mkfifo"):
                os.mkfifo(victim)
            case 3:
                text = JSONS[int(rng.integers(0, len(JSONS)))]
                victim.write_bytes(text.encode("latin-1"))
            case _:
                victim.write_bytes(mutated(content, rng))
        return copy

    return make


def _ask_dataset(copy: Path) -> None:
    run = RunPaths(copy, "01", "01", "short")
    said: list[UserError] = []
    out = copy.with_name("tables")
    shutil.rmtree(out, ignore_errors=True)
    for act in (
        lambda: summarise_run(run),
        lambda: report_run(run),
        lambda: open_session(copy),
        lambda: export_csv(copy, out),
        lambda: recover(copy),
        lambda: summarise_run(run),
    ):
        try:
            act()
        except UserError as error:
            said.append(error)
        except OSError as error:  # the command line says these in words, too
            said.append(UserError(said_by_system(error)))
    if said:
        raise said[0]


def _weights(folder: Path) -> Make:
    whole = folder / "whole"
    whole.mkdir()
    shipped = read_weights(None, ONNX, INT8, DIRECTIONS)
    files = {CARD: shipped.card.text.encode(), **shipped.contents}

    def make(number: int, rng: np.random.Generator) -> Path:
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        victim = list(files)[number % len(files)]
        damaged = files | {victim: mutated(files[victim], rng)}
        if victim != CARD and number % 8 < 6:  # with a matching hash
            card = json.loads(files[CARD])
            card["files"][victim] = hashlib.sha256(damaged[victim]).hexdigest()
            damaged[CARD] = json.dumps(card).encode()
        for name, content in damaged.items():
            (copy / name).write_bytes(content)
        return copy

    return make


def _ask_weights(copy: Path) -> None:
    score_one(copy, "float32")
    Attention(copy, precision="int8")


KINDS: dict[str, Callable[[Path], Make]] = {
    "labels": _labels, "paths": _paths, "protocols": _protocols,
    "datasets": _datasets, "weights": _weights,
}  # fmt: skip
_ANSWERS: dict[str, Callable[[Path], None]] = {
    "labels": _ask_label, "paths": _ask_path, "protocols": _ask_protocol,
    "datasets": _ask_dataset, "weights": _ask_weights,
}  # fmt: skip
