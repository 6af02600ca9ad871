"""Second step of a new session: which headset, where it is, connect."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.session.messages import StreamOpened
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.setup.eye_field import EyeField
from attention_camp.camp.ui.operator.setup.headset_fields import HeadsetFields
from attention_camp.camp.ui.operator.setup.sources import (
    GROUPS,
    SourceChoice,
    preload_drawing,
    preload_filters,
    source_choices,
)
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.head_map import HeadMap
from attention_camp.camp.ui.widgets.page import (
    Banner,
    CardFrame,
    label,
    primary_button,
    scrolled,
    set_role,
)
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import fill

translate = QCoreApplication.translate
CHOICE = Qt.ItemDataRole.UserRole


class HeadsetStep(QWidget):
    """The list of headsets, the chosen one's montage and fields, and Connect."""

    changed = Signal()
    """Headset or field changed: the former connection no longer applies."""
    connect_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._loading: Background | None = None
        self._chosen: SourceChoice | None = None
        self._preferred = ""
        """A source that goes with who answers; empty: the one used last."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addLayout(self._list_column(), 2)
        details = QVBoxLayout()
        details.setContentsMargins(0, 0, 0, 0)
        details.addWidget(self._detail_card())
        area = scrolled(details)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it holds fields
        row.addWidget(area, 3)

    # what it says

    @property
    def board(self) -> str:
        """The source as ``open_source`` wants it."""
        choice = self._chosen
        if choice is None:
            return self._workspace.settings.board
        field = choice.completing_field
        return choice.spec + (self.form.value(field) if field else "")

    @property
    def values(self) -> dict[str, str]:
        """The connection fields that were filled in."""
        choice = self._chosen
        if choice is None:
            return {}
        # the field that completes the source is part of its name
        values = self.form.values.items()
        return {name: text for name, text in values if name != choice.completing_field}

    @property
    def chosen_title(self) -> str:
        """Name of the chosen source, in the language of the windows."""
        return translate("Sources", self.chosen_source) if self._chosen else ""

    @property
    def chosen_source(self) -> str:
        """Name of the chosen source as it is translated from; empty: none is chosen."""
        return "" if self._chosen is None else self._chosen.title

    # how it is built

    def _list_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search headsets"))
        self.search.setAccessibleName(self.tr("Search headsets"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        column.addWidget(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Headsets"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_chosen)
        column.addWidget(self.list, 1)
        self.wait = label(self.tr("Reading the list of headsets…"), "muted", wraps=True)
        column.addWidget(self.wait)
        return column

    def _detail_card(self) -> CardFrame:
        card = CardFrame()
        self.title = label(self.tr("Choose a headset from the list"), "heading")
        self.facts = label("", "muted", wraps=True)
        self.note = label("", "body", wraps=True)
        card.box.addWidget(self.title)
        card.box.addWidget(self.facts)
        card.box.addWidget(self.note)
        self.head = HeadMap()
        card.box.addWidget(self.head, 1)
        self.form = HeadsetFields(self._workspace)
        self.form.changed.connect(self._on_field_changed)
        card.box.addWidget(self.form)
        self.eyes = EyeField(self._workspace.settings.eyes)
        self.eyes.changed.connect(self.changed)
        card.box.addWidget(self.eyes)
        self.banner = Banner()
        card.box.addWidget(self.banner)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Connecting"))
        self.progress.hide()
        card.box.addWidget(self.progress)
        row = QHBoxLayout()
        row.addStretch()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        self.cancel.hide()
        self.connect_button = primary_button(self.tr("Connect"))
        self.connect_button.setEnabled(False)
        self.connect_button.clicked.connect(self.connect_wanted)
        row.addWidget(self.cancel)
        row.addWidget(self.connect_button)
        card.box.addLayout(row)
        return card

    # the list

    def prefer(self, spec: str) -> None:
        """Propose a source once, in place of the one used last."""
        if spec != self._preferred:
            self._preferred = spec
            self._choose(spec or self._workspace.settings.board)

    def load(self) -> None:
        """Load the list of headsets, once."""
        if self._loading is not None:
            return
        self._loading = Background(source_choices, self)
        self._loading.done.connect(self._on_loaded)
        self._loading.failed.connect(self._on_load_failed)
        self._loading.start()

    def _on_loaded(self, choices: tuple[SourceChoice, ...]) -> None:
        self.wait.hide()
        first = ("demonstration", "headset", "other")
        usual = ("headset", "demonstration", "other")
        for group in first if self._preferred else usual:
            self._add_heading(translate("Sources", GROUPS[group]))
            for choice in choices:
                if choice.group == group:
                    item = QListWidgetItem(translate("Sources", choice.title))
                    item.setData(CHOICE, choice)
                    self.list.addItem(item)
        self._choose(self._preferred or self._workspace.settings.board)
        preloading = Background(preload_filters, self)
        preloading.done.connect(preload_drawing)
        preloading.start()

    def _on_load_failed(self, error: Exception) -> None:
        text = self.tr("The list of headsets could not be read: {why}")
        self.wait.setText(text.format(why=translated(error)))

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        item.setFont(font)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 2 * SPACE))
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom)
        self.list.addItem(item)

    def _choose(self, spec: str) -> None:
        for row in range(self.list.count()):
            choice = self.list.item(row).data(CHOICE)
            if choice is None:
                continue
            whole = choice.spec == spec
            if whole or (choice.completing_field and spec.startswith(choice.spec)):
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))
                return

    def _on_search(self, text: str) -> None:
        wanted = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            choice = item.data(CHOICE)
            if choice is None:
                item.setHidden(bool(wanted))
            else:
                known = f"{item.text()} {choice.spec}".lower().replace("_", " ")
                item.setHidden(wanted not in known)

    # the chosen one

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        choice = item.data(CHOICE) if item is not None else None
        if choice is None or choice is self._chosen:
            return
        self._chosen = choice
        self.title.setText(translate("Sources", choice.title))
        self.facts.setText(self._facts_of(choice))
        self.note.setText(translate("Sources", choice.note) if choice.note else "")
        self.note.setVisible(bool(choice.note))
        self.form.show_choice(choice)
        self.head.set_channels(self.form.ch_names or choice.ch_names)
        self.head.setVisible(bool(choice.ch_names))
        if choice.group != "demonstration":
            self.eyes.leave_simulated()
        self.say_idle()
        self.changed.emit()

    def _facts_of(self, choice: SourceChoice) -> str:
        if not choice.ch_names:
            return self.tr("Channels and sampling rate are known once connected.")
        return self._channels(len(choice.ch_names), choice.sfreq)

    def _channels(self, n: int, sfreq: float) -> str:
        text = self.tr("{n:EEG channel|EEG channels}, {sfreq} Hz")
        return fill(text, n=n, sfreq=formats.number(sfreq))

    def _on_field_changed(self) -> None:
        self._refresh_button()
        if self._chosen is not None:
            self.head.set_channels(self.form.ch_names or self._chosen.ch_names)
        self.changed.emit()

    def _refresh_button(self) -> None:
        is_busy = self.progress.isVisibleTo(self)
        self.connect_button.setEnabled(self.form.are_filled and not is_busy)

    # how it goes

    def say_idle(self) -> None:
        """Show that nothing is connected."""
        self.progress.hide()
        self.cancel.hide()
        self.banner.hide()
        self.connect_button.setText(self.tr("Connect"))
        set_role(self.connect_button, "primary")
        self._refresh_button()

    def say_connecting(self) -> None:
        """Show that the headset is being opened."""
        self.banner.say(
            "info",
            self.tr("Connecting to {name}… This can take up to half a minute.").format(
                name=self.chosen_title
            ),
        )
        self.progress.show()
        self.cancel.show()
        self.connect_button.setEnabled(False)

    def say_connected(self, opened: StreamOpened) -> None:
        """Show the connected stream."""
        self.progress.hide()
        self.cancel.hide()
        info = opened.info
        self.head.show()
        self.head.set_channels(info.ch_names)
        self.facts.setText(self._channels(info.n_chans, info.sfreq))
        self.banner.say("good", self.tr("Connected. Next, look at the signal."))
        self.connect_button.setText(self.tr("Connect again"))
        set_role(self.connect_button, "")  # what goes on is at the lower right
        self._refresh_button()

    def say_failed(self, text: str) -> None:
        """Show why connecting failed."""
        self.progress.hide()
        self.cancel.hide()
        self.banner.say("bad", text)
        self._refresh_button()
