"""Sessions whose decisions a reader of 100 lines makes again; how many: an argument.

Records N short simulated sessions of several protocols, rules and arms, and runs
docs/closed_loop_reader.py over them.
"""

from __future__ import annotations

import importlib.util
import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import ARMS, SessionRequest

READER = Path(__file__).parents[2] / "docs" / "closed_loop_reader.py"
CALIBRATION = """
  - {task: rest, stage: calibration, label: rest, options: {duration: 9}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 8, cards: false}
  - {task: rest, stage: calibration, label: rest, options: {duration: 9}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 8, cards: false}
  - {task: rest, stage: calibration, label: rest, options: {duration: 9}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 8, cards: false}
  - {task: rest, stage: calibration, label: rest, options: {duration: 9}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 8, cards: false}
"""
BLOCKS = {
    "stairs": """
  - {task: visual-search, trials: 14, rule: {name: staircase}}
  - {task: sternberg, trials: 6, rule: {name: weighted-up-down, options: {step: 0.7}}}
""",
    "loop": f"""{CALIBRATION}
  - {{task: visual-search, trials: 20}}
""",
    "relief": f"""{CALIBRATION}
  - task: attention-network
    trials: 16
    rule: {{name: engagement, options: {{direction: easier_on_lapse, limit: 3}}}}
""",
    "mixed": """
  - {task: change-detection, trials: 6, rule: {name: n-up-m-down}}
  - {task: pvt, trials: 3, rule: {name: fixed}}
""",
    "memory": "\n  - {task: n-back, trials: 3, options: {n_items: 6, interval: 1.8}}\n",
}


def reader() -> Callable[[Path], tuple[int, int, list[str]]]:
    """Return the check of docs/closed_loop_reader.py."""
    spec = importlib.util.spec_from_file_location("closed_loop_reader", READER)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check: Callable[[Path], tuple[int, int, list[str]]] = module.check
    return check


def record(folder: Path, n: int) -> Path:
    """Record ``n`` sessions, of each protocol and arm in turn; return the dataset."""
    study = folder / "study"
    turns = itertools.cycle(itertools.product(ARMS, BLOCKS))
    for number, (arm, name) in zip(range(n), turns, strict=False):
        file = folder / f"{name}.yaml"
        file.write_text(
            f"name: {name}\ntitle: T\ndescription: D\n"
            f"scoring: {{estimator: theta-alpha}}\nblocks:{BLOCKS[name]}"
        )
        request = SessionRequest(
            dataset=study,
            participant=f"{number + 1:03d}",
            session="01",
            protocol=str(file),
            arm=arm,
            board="simulated:sfreq=125,ch_names=Fz+Pz+Oz",
            observer="default",
            headless=True,
            seed=number,
        )
        run_headless(request, tell=lambda _: None)
    return study


def main(n: int) -> int:
    """Print what the reader found in ``n`` sessions; return how many differ."""
    check, same, unread, differing, steered = reader(), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        ledgers = sorted(
            record(Path(folder), n).glob("sourcedata/*/*/*_decisions.jsonl")
        )
        for ledger in ledgers:
            n_same, n_unread, wrong = check(ledger)
            same, unread = same + n_same, unread + n_unread
            differing += bool(wrong)
            steered += "score-" in ledger.read_text("utf-8")
            for text in wrong:
                print(f"{ledger.stem}: {text}")
    print(
        f"{len(ledgers)} sessions, {steered} of them steered: {same} decisions the "
        f"same, {unread} of rules that are not read, {differing} sessions differ"
    )
    return differing


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
