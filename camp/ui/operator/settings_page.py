"""Settings: language, appearance, folders, the participant's screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from attention_camp.camp.session.request import Corner
from attention_camp.camp.ui.actions import plain
from attention_camp.camp.ui.language import language_names
from attention_camp.camp.ui.operator.class_page_card import ClassPageCard
from attention_camp.camp.ui.operator.keys_card import KeysCard
from attention_camp.camp.ui.screens import OTHER, ScreenNumbers, screen_text
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import ChosenBox, pad
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, Page, label
from attention_camp.camp.ui.widgets.workspace import Workspace

STIMULUS_SIZES = (100, 110, 125, 150, 175, 200)
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


class SettingsPage(Page):
    """Page of all settings; each change is saved at once."""

    dressing_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("Settings"))
        self._workspace = workspace
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self._locked: list[QWidget] = []
        self.body.addWidget(self._look())
        self.body.addWidget(self._folders())
        self.body.addWidget(self._screen())
        self.keys = KeysCard(workspace)
        self.keys.changed.connect(self._on_keys)
        self._locked.append(self.keys)
        self.body.addWidget(self.keys)
        self.class_page = ClassPageCard(workspace)
        self.class_page.changed.connect(self._set)
        self._locked.append(self.class_page)
        self.body.addWidget(self.class_page)
        where = self.tr("Kept in {file}").format(file=workspace.settings_path)
        self.body.addWidget(label(where, "small", wraps=True))
        self.body.addStretch()

    def set_locked(self, locked: bool) -> None:
        """Disable what cannot change while a session runs."""
        for widget in self._locked:
            widget.setEnabled(not locked)
        if locked:
            self.banner.say(
                "info",
                self.tr("A session is running; the settings wait until it ends."),
            )
        else:
            self.banner.hide()

    # groups

    def _look(self) -> CardFrame:
        card = CardFrame(self.tr("Language and appearance"))
        form = _form(card)
        settings = self._workspace.settings
        self.language = ChosenBox()
        self.language.addItem(self.tr("As the system"), "system")
        for code, name in language_names().items():
            self.language.addItem(name, code)
        self._row(form, self.tr("&Language · 语言"), self.language)
        self.appearance = ChosenBox()
        self.appearance.addItem(self.tr("As the system"), "system")
        self.appearance.addItem(self.tr("Light"), "light")
        self.appearance.addItem(self.tr("Dark"), "dark")
        self._row(form, self.tr("&Appearance"), self.appearance)
        self.text = ChosenBox()
        for percent in TEXT_SIZES:
            self.text.addItem(self.tr("{n} %").format(n=percent), percent)
        self._row(form, self.tr("&Text size"), self.text)
        for combo, name in (
            (self.language, "language"),
            (self.appearance, "appearance"),
            (self.text, "text_percent"),
        ):
            combo.setCurrentIndex(max(0, combo.findData(getattr(settings, name))))
            combo.setObjectName(name)
            combo.chosen.connect(
                lambda c=combo, n=name: self._set(n, c.currentData(), dressing=True)
            )
        sizes = [(self.tr("{n} %").format(n=n), n) for n in TEXT_SIZES]
        self.task_text = self._percentage("task_text_percent", sizes)
        self._row(
            form, self.tr("Text size of the participa&nt's pages"), self.task_text
        )
        sizes = [(self.tr("{n} %").format(n=n), n) for n in STIMULUS_SIZES]
        sizes.insert(0, (self.tr("As the protocol says"), 0))
        self.stimuli = self._percentage("stimulus_percent", sizes)
        self._row(form, self.tr("Siz&e of the stimuli"), self.stimuli)
        note = self.tr(
            "Kept with each session. A locked study keeps the size of its protocol."
        )
        form.addRow("", label(note, "small", wraps=True))
        self.still = QCheckBox(self.tr("Reduced &motion on the participant's pages"))
        self.still.setAccessibleName(plain(self.still.text()))
        self.still.setChecked(settings.reduced_motion)
        self.still.toggled.connect(lambda on: self._set("reduced_motion", on))
        form.addRow("", self.still)
        self._locked += [self.still]
        self.own_mark = QLineEdit(settings.own_mark)
        self.own_mark.setMaxLength(24)
        self.own_mark.setPlaceholderText(self.tr("such as: coughed"))
        self.own_mark.editingFinished.connect(
            lambda: self._set("own_mark", self.own_mark.text().strip())
        )
        self._row(form, self.tr("Own &quick mark"), self.own_mark)
        return card

    def _percentage(self, name: str, sizes: Sequence[tuple[str, int]]) -> QComboBox:
        """Return a box that keeps a size of what participants see."""
        box = QComboBox()
        for text, percent in sizes:
            box.addItem(text, percent)
        box.setCurrentIndex(
            max(0, box.findData(getattr(self._workspace.settings, name)))
        )
        box.activated.connect(lambda: self._set(name, box.currentData()))
        return box

    def _folders(self) -> CardFrame:
        card = CardFrame(self.tr("Recordings"))
        form = _form(card)
        self.folder = QLineEdit(str(self._workspace.dataset))
        self.folder.setReadOnly(True)
        browse = QPushButton(self.tr("Change…"))
        browse.clicked.connect(self._on_browse)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        self.folder.setAccessibleName(self.tr("Dataset folder"))
        name = QLabel(self.tr("Dataset folder"))
        name.setMinimumWidth(label_width(self))
        form.addRow(name, row)
        note = self.tr(
            "A BIDS dataset: every session is written there while it runs. Sessions "
            "in the former folder stay where they are."
        )
        form.addRow("", label(note, "small", wraps=True))
        self._locked.append(browse)
        return card

    def _screen(self) -> CardFrame:
        card = CardFrame(self.tr("The participant's screen"))
        form = _form(card)
        settings = self._workspace.settings
        self.screen_number = QComboBox()
        self.screen_number.addItem(
            self.tr("The one the researcher does not use"), OTHER
        )
        for number in range(len(QGuiApplication.screens())):
            self.screen_number.addItem(screen_text(number), number)
        chosen = self.screen_number.findData(settings.screen)
        self.screen_number.setCurrentIndex(max(0, chosen))
        self.screen_number.activated.connect(
            lambda: self._set("screen", self.screen_number.currentData())
        )
        self._row(form, self.tr("Sc&reen"), self.screen_number)
        flash = QPushButton(self.tr("Show the numbers"))
        flash.clicked.connect(lambda: ScreenNumbers(self))
        beside = QHBoxLayout()
        beside.addWidget(flash)
        beside.addStretch()
        form.addRow("", beside)
        self.width_cm = _number(5, 500, settings.screen_width_cm, " cm")
        self.width_cm.valueChanged.connect(
            lambda value: self._set("screen_width_cm", value)
        )
        self._row(form, self.tr("&Width of the screen"), self.width_cm)
        self.distance_cm = _number(10, 1000, settings.screen_distance_cm, " cm")
        self.distance_cm.valueChanged.connect(
            lambda value: self._set("screen_distance_cm", value)
        )
        self._row(form, self.tr("&Distance from the eyes"), self.distance_cm)
        self._fill_photodiode(form)
        note = self.tr(
            "Sizes of what is shown are in degrees of visual angle, made from width "
            "and distance: measure both. The monitor's gamma is not changed."
        )
        form.addRow("", label(note, "small", wraps=True))
        return card

    def _fill_photodiode(self, form: QFormLayout) -> None:
        settings = self._workspace.settings
        self.photodiode = QComboBox()
        names = (
            self.tr("None"),
            self.tr("Top left"),
            self.tr("Top right"),
            self.tr("Bottom left"),
            self.tr("Bottom right"),
        )
        for name, corner in zip(names, get_args(Corner), strict=True):
            self.photodiode.addItem(name, corner)
        self.photodiode.setCurrentIndex(self.photodiode.findData(settings.photodiode))
        self.photodiode.activated.connect(
            lambda: self._set("photodiode", self.photodiode.currentData())
        )
        self._row(form, self.tr("&Photodiode patch"), self.photodiode)
        self.photodiode_deg = _number(0.2, 10, settings.photodiode_deg, "°")
        self.photodiode_deg.valueChanged.connect(
            lambda value: self._set("photodiode_deg", value)
        )
        self._row(form, self.tr("Si&ze of the patch"), self.photodiode_deg)
        self.sound_click = QCheckBox(self.tr("&Click on the right channel with sounds"))
        self.fullscreen = QCheckBox(self.tr("F&ill the whole screen"))
        for box, name in (
            (self.sound_click, "sound_click"),
            (self.fullscreen, "fullscreen"),
        ):
            box.setChecked(getattr(settings, name))
            box.setAccessibleName(plain(box.text()))
            box.toggled.connect(lambda on, name=name: self._set(name, on))
            form.addRow("", box)
            self._locked.append(box)

    def _row(self, form: QFormLayout, text: str, field: QWidget) -> None:
        field.setAccessibleName(plain(text))
        field.setMaximumWidth(26 * self.fontMetrics().height())
        name = QLabel(text)
        name.setBuddy(field)
        name.setMinimumWidth(label_width(self))
        form.addRow(name, field)
        self._locked.append(field)

    # changes

    def _set(self, name: str, value: object, *, dressing: bool = False) -> None:
        settings = self._workspace.settings
        if getattr(settings, name) == value:
            return
        setattr(settings, name, value)
        try:
            self._workspace.save()
        except OSError as error:
            self.banner.say(
                "bad",
                self.tr("The settings could not be kept in {file}: {why}").format(
                    file=self._workspace.settings_path,
                    why=translated(error.strerror),
                ),
            )
            return
        if dressing:
            self.dressing_changed.emit()

    def _on_keys(self, name: str, chosen: object) -> None:
        # the menus take up new shortcuts as the window is built anew
        self._set(name, chosen, dressing=name == "shortcuts")

    def _on_browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self,
            self.tr("Choose the folder for recordings"),
            str(self._workspace.dataset),
        )
        if folder:
            is_kept = folder == self._workspace.settings.dataset
            self._workspace.given_dataset = None
            if is_kept:  # another one was given for this start alone
                self.dressing_changed.emit()
            self._set("dataset", folder, dressing=True)


def label_width(widget: QWidget) -> int:
    """Return a width that the labels of all groups share, so that fields align."""
    return 11 * widget.fontMetrics().height()


def _form(card: CardFrame) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(3 * SPACE)
    form.setVerticalSpacing(SPACE)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    card.box.addLayout(form)
    return form


def _number(low: float, high: float, value: float, unit: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(1)
    box.setSuffix(unit)
    box.setValue(value)
    pad(box)
    return box
