"""Style of tables whose rows are opened one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView

NARROW = """
QTableView::item { padding: 0 3px; }
QHeaderView::section { padding: 6px 6px; }
"""
"""Lets the columns of a table with many of them stand closer."""


def session_view(name: str, view: QTableView | None = None) -> QTableView:
    """Return a table view, or ``view``, for rows that are opened one at a time."""
    view = view or QTableView()
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    height = view.fontMetrics().height()
    view.verticalHeader().setDefaultSectionSize(height + 14)
    view.horizontalHeader().setHighlightSections(False)
    return view
