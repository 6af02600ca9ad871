"""A dataset of short sessions of several protocols, recorded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest

ABOUT = {
    "institution": "A university",
    "authors": "Josiah Carberry (https://orcid.org/0000-0002-1825-0097); Jane Doe",
    "license": "CC0",
}
PROTOCOLS = {
    "search": """
  - {task: visual-search, trials: 5, practice: 1, practice_until: done,
     rule: {name: staircase}}
  - {task: pvt, trials: 1, options: {shortest_wait: 2, longest_wait: 3}}
""",
    "memory": """
  - {task: rest, options: {duration: 2}}
  - {task: sternberg, trials: 3, rule: {name: n-up-m-down}}
  - {task: n-back, trials: 1, options: {n_items: 6, interval: 1.8}}
""",
    "loop": """
  - {task: visual-search, trials: 5, rule: {name: micro-randomised}}
  - {task: attention-network, trials: 3, rule: {name: engagement}}
""",
}
SESSIONS = {"search": "pre", "memory": "camp", "loop": "post"}


@pytest.fixture(scope="session")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset of three sessions of one person, each of another protocol."""
    folder = tmp_path_factory.mktemp("studied")
    for name, blocks in PROTOCOLS.items():
        file = folder / f"{name}.yaml"
        file.write_text(
            f"name: {name}\ntitle: T\ndescription: A short one.\nblocks:{blocks}"
        )
        run_headless(
            SessionRequest(
                dataset=folder / "study",
                participant="01",
                session=SESSIONS[name],
                protocol=str(file),
                board="simulated:sfreq=125,ch_names=Fz+Cz+Pz",
                observer="default",
                headless=True,
                seed=len(name),
                about=ABOUT,
            ),
            tell=lambda news: None,
        )
    return folder / "study"
