"""A page may load its packages while a job beside it loads others."""

from __future__ import annotations

import subprocess
import sys

BESIDE = """
import sys, threading, types
import attention_camp.camp.ui.widgets.background

LIMIT = 20
looked_at, may_go = threading.Event(), threading.Event()

class Slow(types.ModuleType):
    # whoever inspects it waits until the page is in the middle of pydantic

    def __getattr__(self, name):
        if name == "__wrapped__":
            looked_at.set()
            may_go.wait(LIMIT)
        raise AttributeError(name)

def job():
    import slow
    looked_at.set()

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "pydantic":
            beside.start()
            assert looked_at.wait(LIMIT)
        elif name == "pydantic._internal._validators":
            may_go.set()
            beside.join(LIMIT)

sys.modules["slow"] = Slow("slow")
beside = threading.Thread(target=job)
sys.meta_path.insert(0, Finder())
import attention_camp.camp.people.consent
may_go.set()
beside.join(LIMIT)
print("loaded", not beside.is_alive())
"""


def test_a_page_loads_pydantic_while_a_job_beside_it_imports() -> None:
    run = subprocess.run(
        [sys.executable, "-c", BESIDE],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["loaded", "True"]
