"""The viewer as a program of its own: ``attention-camp review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attention_camp.camp.ui.app import WindowHost


def open_viewer(path: Path) -> int:
    """Open the researcher's window on a recorded session; return its exit status.

    Parameters
    ----------
    path : Path
        Session folder, any file of a run, or a dataset: its only session, or the list.
    """
    from attention_camp.camp.ui.app import make_app
    from attention_camp.camp.ui.faults import install_fault_hook

    app = make_app()
    install_fault_hook()
    host = window_on(path)
    host.show()
    return app.exec()


def window_on(path: Path) -> WindowHost:
    """Return the researcher's window on a recorded session, not shown yet."""
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.ui.app import WindowHost, make_app, make_workspace

    dataset = dataset_of(path)
    runs = existing_runs(dataset)
    host = WindowHost(make_app(), make_workspace(dataset))
    if path.absolute() != dataset:
        host.window.open_session(path)
    elif len(runs) == 1:
        host.window.open_session(runs[0].vhdr)
    else:
        host.window.show_page("sessions")
    return host


def dataset_of(path: Path) -> Path:
    """Return the dataset that a path lies in: above the nearest ``sub-`` folder."""
    path = path.absolute()
    for parent in (path, *path.parents):
        if parent.name.startswith("sub-") and parent.parent.name != "sourcedata":
            return parent.parent
    return path
