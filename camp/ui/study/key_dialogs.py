"""Dialogs that need a key: lock a study, look at an interim analysis, unblind."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.people.keys import make_key, read_private, read_public
from attention_camp.camp.people.signed_in import who_is_here
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import add
from attention_camp.camp.ui.widgets.page import Banner, label, primary_button
from attention_camp.resources.texts import UserError

translate = QCoreApplication.translate
_WIDTH = 600
_PATH_WIDTH = 240


class KeyField(QWidget):
    """The path of a key file, and a button that chooses one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE)
        self.line = QLineEdit()
        self.line.setMinimumWidth(_PATH_WIDTH)
        self.line.textChanged.connect(self.changed)
        self.setFocusProxy(self.line)
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose)
        self.row.addWidget(self.line, 1)
        self.row.addWidget(self.choose)

    @property
    def path(self) -> Path | None:
        """The file; None: nothing is named yet."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def _on_choose(self) -> None:
        place = str(self.path.parent if self.path else Path.home())
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose the key"), place, self.tr("Keys (*.pem *.pub)")
        )
        if chosen:
            self.line.setText(chosen)


class KeyDialog(QDialog):
    """What is going to happen, the key, who and why; goes ahead when all is given.

    Parameters
    ----------
    parent : QWidget
        Window that the dialog blocks.
    heading : str
        What is done.
    told : str
        What follows from it.
    do : str
        Verb of the button that goes ahead.
    """

    def __init__(self, parent: QWidget, heading: str, told: str, *, do: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleDescription(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(label(heading, "heading"))
        text = label(told, wraps=True)
        text.setMinimumWidth(_WIDTH)
        column.addWidget(text)
        self.banner = Banner()
        column.addWidget(self.banner)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(2 * SPACE)
        self.form.setFieldGrowthPolicy(
            QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow
        )
        column.addLayout(self.form)
        self.key = KeyField()
        self.key.changed.connect(self._allow)
        self._given: list[QLineEdit] = []
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch()
        self.do = QPushButton(do)
        self.do.setAutoDefault(False)
        self.do.clicked.connect(self._on_do)
        self.keep = primary_button(self.tr("Cancel"))
        self.keep.clicked.connect(self.reject)
        row.addWidget(self.do)
        row.addWidget(self.keep)
        column.addLayout(row)

    def line(self, name: str, text: str = "") -> QLineEdit:
        """Add a field that has to be filled in.

        Parameters
        ----------
        name : str
            Its name, with its access key.
        text : str
            What it holds at first.
        """
        field = QLineEdit(text)
        field.textChanged.connect(self._allow)
        self._given.append(field)
        add(self.form, name, field)
        return field

    def say(self, kind: Literal["bad", "info"], text: str) -> None:
        """Say something in the dialog, which grows for it."""
        self.banner.say(kind, text)
        column = self.layout()
        if column is not None:
            self.resize(self.width(), column.totalHeightForWidth(self.width()))

    def ready(self) -> bool:
        """Return whether all that is needed was given."""
        return self.key.path is not None and all(
            field.text().strip() for field in self._given
        )

    def check(self) -> None:
        """Raise what is wrong with the key, while the dialog can still say so."""

    def _allow(self) -> None:
        self.do.setEnabled(self.ready())

    def _on_do(self) -> None:
        try:
            self.check()
        except (UserError, OSError) as error:
            self.say("bad", translated(error))
            return
        self.accept()


class LockDialog(KeyDialog):
    """Asks for the statistician's public key before a study is locked.

    Parameters
    ----------
    parent : QWidget
        Window that the dialog blocks.
    file, dataset : Path
        The study file, and where it is locked into.
    """

    def __init__(self, parent: QWidget, file: Path, dataset: Path) -> None:
        told = translate(
            "LockDialog",
            "The arms are drawn and sealed into {dataset}, and nothing in {file} can "
            "be changed afterwards; changes of protocols are stated as deviations. The "
            "statistician's key opens the arms at the end. Keep its private half off "
            "the lab's computers.",
        ).format(dataset=dataset, file=file.name)
        super().__init__(
            parent,
            translate("LockDialog", "Lock this study?"),
            told,
            do=translate("LockDialog", "Lock"),
        )
        self.make = QPushButton(self.tr("Make a pair…"))
        self.make.setAutoDefault(False)
        self.make.clicked.connect(self._on_make)
        self.key.row.addWidget(self.make)
        add(self.form, self.tr("Statistician's &public key"), self.key)
        self._allow()

    def check(self) -> None:
        """Raise if the file holds no public key."""
        if self.key.path is not None:
            read_public(self.key.path)

    def _on_make(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the private key; the public half lies beside it"),
            str(Path.home() / "statistician.pem"),
            self.tr("Keys (*.pem)"),
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            make_key(path, beside=True)
        except (UserError, OSError) as error:
            self.say("bad", translated(error))
            return
        self.key.line.setText(f"{path}.pub")
        self.say(
            "info",
            self.tr(
                "Private key: {file}. Give it to the statistician, and leave no copy "
                "here."
            ).format(file=path),
        )


class OpeningDialog(KeyDialog):
    """Asks for a private key, who opens the arms, and why.

    Parameters
    ----------
    parent : QWidget
        Window that the dialog blocks.
    heading, told : str
        What is done, and what follows from it.
    do : str
        Verb of the button that goes ahead.
    again : str
        Short name of the study, to be typed once more; empty: it is not asked for.
    """

    def __init__(
        self, parent: QWidget, heading: str, told: str, *, do: str, again: str = ""
    ) -> None:
        super().__init__(parent, heading, told, do=do)
        self._again = again
        add(self.form, self.tr("Private &key"), self.key)
        self.who = self.line(self.tr("&Who does it"), who_is_here())
        self.why = self.line(self.tr("&Reason"))
        if again:
            self.typed = self.line(self.tr("The study's &short name once more"))
            self.typed.setPlaceholderText(again)
        self._allow()

    def ready(self) -> bool:
        """Return whether all was given, and the short name is the study's."""
        is_same = not self._again or self.typed.text().strip() == self._again
        return super().ready() and is_same

    def check(self) -> None:
        """Raise if the file holds no private key."""
        if self.key.path is not None:
            read_private(self.key.path)
