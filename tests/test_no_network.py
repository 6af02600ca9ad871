"""Nothing goes over the network unless somebody asked for it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("camp", "tasks", "signal", "models", "resources")
NETWORK = {
    "requests", "urllib", "http", "httpx", "aiohttp", "ftplib", "smtplib", "socket",
    "ssl", "websockets", "pooch", "openneuro", "moabb", "huggingface_hub", "fastapi",
    "starlette", "uvicorn", "dask", "distributed", "flwr", "grpc",
}  # fmt: skip
"""Modules that reach others, or let others in."""
ALLOWED = {
    "camp/processes/link.py": "between the processes of one computer",
    "models/training/federated/": "the coordinator that a site's file names",
    "models/data/download.py": "public recordings, by a command that names them",
    "models/data/moabb_data.py": "public recordings, by a command that names them",
    "models/data/openneuro_data.py": "public recordings, by a command that names them",
    "camp/processes/announce/": "the class page this computer was paired with",
    "camp/serve/": "the class page, where somebody starts it",
    "camp/workers/": "a cluster, where somebody gives its address",
    "camp/cli/serve.py": "the class page, where somebody starts it",
}
"""What may import them, and for what. LSL is on where a stream is named or sent."""

SESSION = """
import sys
from pathlib import Path

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        where = str(arguments[1] if event == "socket.connect" else arguments[0])
        if "127.0.0.1" not in where and "localhost" not in where and "/" not in where:
            print("NETWORK", event, where, flush=True)

sys.addaudithook(refuse)
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.app import build_main_window, make_app

folder = Path(sys.argv[1])
(folder / "short.yaml").write_text(
    "name: short\\ntitle: S\\ndescription: D\\nblocks:\\n"
    "  - {task: visual-search, trials: 2, cards: false}\\n"
)
request = SessionRequest(
    folder / "data", "01", "01", protocol=str(folder / "short.yaml"),
    board="simulated", observer="default", headless=True,
)
run_headless(request, tell=lambda message: None)
make_app()
window = build_main_window(folder / "data", settings=folder / "settings.json")
window.show()
for page in ("home", "sessions", "pc", "settings", "new_session"):
    window.show_page(page)
make_app().processEvents()
print("DONE")
"""


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_only_what_is_listed_imports_what_reaches_the_network() -> None:
    wrong = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if (found := _imported(path) & NETWORK) and not name.startswith(
                tuple(ALLOWED)
            ):
                wrong[name] = found
    assert wrong == {}


def test_a_session_and_the_windows_reach_nobody(tmp_path: Path) -> None:
    """Every connection that Python makes is heard, whoever makes it."""
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    assert "DONE" in done.stdout
    assert "NETWORK" not in done.stdout
