"""Withdrawal: what goes, what stays, and the label once more before anything does."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit

from attention_camp.camp.ui.people.vault_card import VaultCard
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.form_rows import add
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, Page, label
from attention_camp.camp.ui.widgets.workspace import Workspace

if TYPE_CHECKING:
    from attention_camp.camp.dataset.withdraw import Withdrawal


class WithdrawPage(Page):
    """Removes a person for good, once their label was typed again."""

    withdrawn = Signal(str)
    """A person was withdrawn: what to say of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("", scrolls=True)
        self.origin = "people"
        self._workspace = workspace
        self._label = ""
        self._planned: Withdrawal | None = None
        self._reading: Background | None = None
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.plan = CardFrame(self.tr("What goes, and what does not"))
        self.lines = label("", wraps=True)
        self.plan.box.addWidget(self.lines)
        self.body.addWidget(self.plan)
        self.vault = VaultCard(asks=False)
        self.vault.changed.connect(self._refresh)
        self.body.addWidget(self.vault)
        self.card = CardFrame(self.tr("It cannot be undone"))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.who, self.why, self.confirm = QLineEdit(), QLineEdit(), QLineEdit()
        self.why.setPlaceholderText(self.tr("without the label: the reason stays"))
        add(form, self.tr("&Who does it"), self.who)
        add(form, self.tr("&Reason"), self.why)
        add(form, self.tr("The &label once more"), self.confirm)
        for field in (self.who, self.why, self.confirm):
            field.textChanged.connect(self._refresh)
        self.card.box.addLayout(form)
        self.body.addWidget(self.card)
        self.body.addStretch()
        self.add_back(self.tr("Back")).clicked.connect(lambda: self.left.emit("people"))
        self.add_primary(self.tr("Remove all of it")).clicked.connect(self._on_primary)

    def begin(self, participant: str) -> None:
        """Say what would go of a person; nothing is removed."""
        from attention_camp.camp.dataset.withdraw import plan_withdrawal

        self._label, self._planned = participant, None
        self.title.setText(
            self.tr("Withdraw participant {label}").format(label=participant)
        )
        for field in (self.who, self.why, self.confirm):
            field.clear()
        self.banner.hide()
        self.vault.close_vault()
        self.lines.setText(self.tr("Looking through the dataset and its exports…"))
        self._refresh()
        dataset = self._workspace.dataset
        self._reading = Background(lambda: plan_withdrawal(dataset, participant), self)
        self._reading.done.connect(self._on_planned)
        self._reading.failed.connect(self._on_failed)
        self._reading.start()

    def window_closing(self) -> None:
        """Close the vault."""
        self.vault.close_vault()

    def hideEvent(self, event: object) -> None:
        """Close the vault when the page is left."""
        self.vault.close_vault()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _on_planned(self, planned: Withdrawal) -> None:
        from attention_camp.camp.dataset.withdraw import lines_of

        self._planned = planned
        told = lines_of(planned, self._workspace.dataset)
        self.lines.setText("\n".join(f"• {translated(one)}" for one in told))
        self._refresh()

    def _on_failed(self, error: Exception) -> None:
        """Say why there is no plan, such as a session that is just ending."""
        self.lines.setText("")
        self.banner.say("bad", translated(error))
        again = self.banner.add_button(self.tr("Look again"))
        again.clicked.connect(lambda: self.begin(self._label))

    @property
    def _needs_vault(self) -> bool:
        """Whether the person may be in a vault that is not open yet."""
        from attention_camp.camp.people.vault.vault import is_vault, vault_path

        has_record = self._planned is not None and bool(self._planned.record)
        return has_record and is_vault(vault_path())

    def _refresh(self) -> None:
        self.vault.setVisible(self._needs_vault)
        is_told = bool(self.who.text().strip() and self.why.text().strip())
        is_open = not self._needs_vault or self.vault.vault is not None
        self.primary.setEnabled(
            self._planned is not None
            and is_told
            and is_open
            and self.confirm.text() == self._label
        )

    def _on_primary(self) -> None:
        from attention_camp.camp.dataset.withdraw import (
            OUT_OF_REACH,
            still_to_do,
            withdraw,
        )
        from attention_camp.resources.texts import UserError

        dataset = self._workspace.dataset
        try:
            done = withdraw(
                dataset,
                self._label,
                who=self.who.text(),
                why=self.why.text(),
                vault=self.vault.vault,
            )
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            self.scroll_to_top()
            return
        self._forget_in_settings()
        beyond = "; ".join(translated(place) for place in OUT_OF_REACH)
        said = self.tr("The person was withdrawn. Out of reach: {places}.")
        lines = [
            said.format(places=beyond),
            *map(translated, still_to_do(done, dataset)),
        ]
        self.withdrawn.emit("\n".join(lines))

    def _forget_in_settings(self) -> None:
        """Forget the person in the settings of this window, which are written anew."""
        from attention_camp.camp.dataset.people.elsewhere import without_label

        settings = self._workspace.settings
        for name, value in without_label(asdict(settings), self._label).items():
            setattr(settings, name, value)
        self._workspace.save_if_possible()
