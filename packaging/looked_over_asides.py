"""What is looked over beside the main pages: people, study, dialogs, the viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from attention_camp.camp.ui.window import MainWindow

Shown = Iterator[tuple[str, QWidget]]


def asides(window: MainWindow, rest: Callable[..., None]) -> Shown:
    """Show the pages about people and about a study.

    Parameters
    ----------
    window : MainWindow
        On a dataset in which people are enrolled.
    rest : callable
        Lets the window work for some milliseconds.
    """
    pages = window.pages
    window.show_page("people")
    yield "people", window
    pages.people.enrol_wanted.emit()
    yield "enrol", window
    pages.enrol.age.setText("-3")
    pages.enrol.primary.click()
    yield "enrol: wrong age", window
    pages.people.withdrawal_wanted.emit("02")
    rest(400)
    yield "withdrawal", window
    window.show_page("publish")
    rest(300)
    yield "publish", window
    window.show_page("study_file")
    yield "study file", window
    pages.study_file.form.name.setText("my study")
    pages.study_file.form.blocks.setText("4")
    yield "study file: problems", window
    window.show_page("protocol")
    yield "protocol", window
    pages.protocol.editor.file.setPlainText("name: my protocol\nblocks: [{task: n}]\n")
    rest(500)
    yield "protocol: problems", window
    window.show_page("rehearsal")
    yield "rehearsal", window
    pages.rehearsal.file.setText("nowhere.yaml")
    pages.rehearsal.folder.setText("nowhere")
    pages.rehearsal.rehearse.click()
    rest(300)
    yield "rehearsal: wrong file", window
    window.show_page("study")
    rest(300)
    pages.study.analysis.analyse.click()
    while pages.study.analysis.is_busy:
        rest(100)
    yield "study: analysed", window


def dialogs(window: MainWindow, rest: Callable[..., None]) -> Shown:
    """Open one dialog after the other, and the two windows of comparison."""
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.ui.about import AboutDialog
    from attention_camp.camp.ui.shortcuts import ShortcutSheet
    from attention_camp.camp.ui.viewer.annotations.dialog import AnnotationDialog
    from attention_camp.camp.ui.viewer.recorded_session import Stretch
    from attention_camp.camp.ui.widgets.comparison.dialogs import (
        PersonCourse,
        TwoSessions,
    )
    from attention_camp.camp.ui.widgets.comparison.reading import read_side

    runs = existing_runs(window.workspace.dataset)
    sides = [read_side(run) for run in runs if run.participant == "01"]
    stretch = Stretch(1.0, 0.5, "BAD_muscle")
    for name, dialog in (
        ("about", AboutDialog(window.workspace, window)),
        ("shortcuts", ShortcutSheet(window.actions_, window)),
        ("annotation", AnnotationDialog(window, stretch, 60.0, "BAD_muscle")),
        ("two sessions", TwoSessions(window, sides)),
        ("course of a person", PersonCourse(window, sides)),
    ):
        dialog.show()
        rest()
        yield name, dialog
        dialog.close()


def viewer_states(window: MainWindow, rest: Callable[..., None]) -> Shown:
    """Go through the panels of the viewer with a session open."""
    page = window.pages.viewer
    page.side.lists.setCurrentIndex(1)
    yield "viewer: annotations", window
    page.side.lists.setCurrentIndex(0)
    page.tools.explanation.click()
    page.step_trial(1)
    rest(300)
    yield "viewer: explanation", window
    page.side.told.setCurrentIndex(1)
    rest(200)
    yield "viewer: decision", window
    page.tools.explanation.click()
    page.set_seconds(1)
    rest(200)
    yield "viewer: one second", window
    page.tools.display.show()
    yield "viewer: display", page.tools.display
    page.tools.display.hide()
