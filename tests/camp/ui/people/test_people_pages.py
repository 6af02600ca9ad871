"""People in the window: enrolment, consent, withdrawal, roles, by keys and mouse."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.people import audit
from attention_camp.camp.dataset.people.audit import note_people
from attention_camp.camp.dataset.people.consent_forms import (
    form_template,
    load_form,
    use_form,
)
from attention_camp.camp.dataset.people.enrolment import enrol, enrolled, read_enrolment
from attention_camp.camp.dataset.people.overview import overview
from attention_camp.camp.dataset.people.vault_record import identity_of
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.trial_store import append_beside
from attention_camp.camp.people.accounts import Accounts
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.people.signed_in import account_here, set_account
from attention_camp.camp.people.vault.passphrase import Cost
from attention_camp.camp.people.vault.vault import Vault, vault_path
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.ui.people.vault_card import VaultCard

PASSPHRASE = "seven quiet herons"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder, file = tmp_path / "data", tmp_path / "form.yaml"
    file.write_text(form_template(), encoding="utf-8")
    use_form(folder, load_form(file))
    return folder


def _type(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)


def _click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isEnabled(), widget
    qtbot.mouseClick(widget, LEFT)


def test_a_person_is_enrolled_and_nothing_of_them_stays_in_the_fields(
    qtbot: QtBot, open_window, dataset: Path
) -> None:
    Vault.create(vault_path(), PASSPHRASE, cost=CHEAP)[0].close()
    window = open_window(dataset)
    window.show_page("people")
    assert "Nobody is enrolled yet" in window.pages.people.banner.text
    _click(qtbot, window.pages.people.primary)
    page = window.pages.enrol
    label = page.participant.text()
    assert len(label) == 4
    assert not page.primary.isEnabled()
    assert "Nobody takes part without" in page.primary.toolTip()
    _type(qtbot, page.age, "3o")
    assert "as a number" in page.age_note.text()
    page.age.clear()
    _type(qtbot, page.age, "34")
    qtbot.keyClicks(page.choices["sex"], "f")
    page.consent.boxes["recording"].setFocus()
    qtbot.keyClick(page.consent.boxes["recording"], Qt.Key.Key_Space)
    _type(qtbot, page.vault.passphrase, PASSPHRASE)
    _click(qtbot, page.vault.button)
    _type(qtbot, page.vault.name, "Annabel Leigh")
    _click(qtbot, page.primary)
    assert window.current == "people"
    assert f"{label} is enrolled" in window.pages.people.banner.text
    made = read_enrolment(dataset, label)
    assert made is not None
    assert (made.about.age, made.about.sex) == (34, "female")
    assert made.consent is not None
    assert made.consent.agreed == ("recording",)
    with Vault.open(vault_path(), PASSPHRASE) as vault:
        assert identity_of(vault, dataset, made).name == "Annabel Leigh"
    _click(qtbot, window.pages.people.primary)
    assert page.participant.text() != label
    fields = (page.age, page.vault.name, page.vault.passphrase, page.group)
    assert [field.text() for field in fields] == [""] * 4
    assert page.consent.agreed == []
    assert page.vault.vault is None


def test_a_name_that_the_vault_cannot_keep_is_kept_when_it_is_tried_again(
    qtbot: QtBot, open_window, dataset: Path
) -> None:
    """The person is enrolled by then, and is not enrolled again."""
    Vault.create(vault_path(), PASSPHRASE, cost=CHEAP)[0].close()
    window = open_window(dataset)
    window.show_page("people")
    _click(qtbot, window.pages.people.primary)
    page = window.pages.enrol
    label = page.participant.text()
    page.consent.boxes["recording"].click()
    _type(qtbot, page.vault.passphrase, PASSPHRASE)
    _click(qtbot, page.vault.button)
    _type(qtbot, page.vault.name, "Annabel Leigh")
    page.vault.vault._connection.execute("PRAGMA query_only = ON")
    _click(qtbot, page.primary)
    assert window.current == "enrol"
    assert f"{label} is enrolled, but name and contact" in page.banner.text
    assert "cannot be read or written now" in page.banner.text
    assert f"{dataset} {label} --name" in page.banner.text
    assert not page.age.isEnabled()  # what is kept is not typed anew in vain
    assert page.vault.name.isEnabled()
    made = read_enrolment(dataset, label)
    assert made is not None
    page.vault.vault._connection.execute("PRAGMA query_only = OFF")
    _click(qtbot, page.primary)
    assert window.current == "people"
    assert enrolled(dataset) == [made]
    _click(qtbot, window.pages.people.primary)
    assert page.age.isEnabled()
    with Vault.open(vault_path(), PASSPHRASE) as vault:
        assert identity_of(vault, dataset, made).name == "Annabel Leigh"


def test_no_session_of_somebody_without_consent_can_be_set_up(
    qtbot: QtBot, open_window, dataset: Path, tmp_path: Path
) -> None:
    window = open_window(dataset)
    window.show_page("new_session")
    page = window.pages.new_session
    _type(qtbot, page.who.participant, "0815")
    assert "0815 is not enrolled" in page.who.participant_note.text()
    assert not page.primary.isEnabled()
    enrol(dataset, "4711", Demographics(), agreed=["recording"])
    page.who.participant.clear()
    _type(qtbot, page.who.participant, "4711")
    assert "A new participant" in page.who.participant_note.text()
    assert page.primary.isEnabled()
    later = tmp_path / "later.yaml"
    later.write_text(form_template().replace('version: "1"', 'version: "2"'))
    use_form(dataset, load_form(later))
    page.who.participant.clear()
    _type(qtbot, page.who.participant, "4711")
    assert "version 2 is asked for now" in page.who.participant_note.text()
    assert not page.primary.isEnabled()
    page.who.answers.setCurrentIndex(1)  # a simulated one is nobody
    assert page.primary.isEnabled()


def test_a_person_is_withdrawn_once_the_label_was_typed_again(
    qtbot: QtBot, open_window, dataset: Path, tmp_path: Path
) -> None:
    enrol(dataset, "4711", Demographics(age=34), agreed=["recording"])
    report = tmp_path / "report"
    report.mkdir()
    (report / "report.html").write_text("<td>4711</td>")
    note_people(dataset, "made", kind="report", to=str(report))
    window = open_window(dataset)
    window.workspace.settings.participant = "4711"
    window.show_page("people")
    people = window.pages.people
    people.view.selectRow(0)
    _click(qtbot, people.withdrawal)
    page = window.pages.withdrawal
    qtbot.waitUntil(lambda: "Files of this person: 1" in page.lines.text())
    assert "backups" in page.lines.text()
    assert f"goes whole: {report}. Make it again" in page.lines.text()
    assert report.exists()
    assert not page.primary.isEnabled()
    _type(qtbot, page.who, "A. Lee")
    _type(qtbot, page.why, "asked by letter")
    _type(qtbot, page.confirm, "471")
    assert not page.primary.isEnabled()
    _type(qtbot, page.confirm, "1")
    _click(qtbot, page.primary)
    assert window.current == "people"
    assert "was withdrawn" in people.banner.text
    assert f"{report}. Make it again" in people.banner.text
    assert not report.exists()
    assert enrolled(dataset) == []
    assert window.workspace.settings.participant == ""


def test_roles_cover_the_window_until_somebody_signs_in(
    qtbot: QtBot, open_window, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = Accounts(cost=CHEAP)
    accounts.add("lead", "researcher", PASSPHRASE)
    accounts.add("hand", "operator", PASSPHRASE)
    try:
        window = open_window(dataset)
        guard = window.guard
        assert guard.isVisible()
        assert not window.actions_["people"].isEnabled()
        _type(qtbot, guard.name, "hand")
        _type(qtbot, guard.passphrase, "not it")
        qtbot.keyClick(guard.passphrase, Qt.Key.Key_Return)
        assert "Nobody was signed in" in guard.banner.text
        _type(qtbot, guard.passphrase, PASSPHRASE)
        qtbot.keyClick(guard.passphrase, Qt.Key.Key_Return)
        assert not guard.isVisible()
        assert window.windowTitle() == "Attention Camp – hand, operator"
        allowed = {k for k, b in window.navigation.buttons.items() if b.isEnabled()}
        assert allowed == {"home", "people", "new_session", "monitor"}
        window.show_page("sessions")
        assert window.current == "home"
        assert "has no right to review recordings" in guard.banner.text
        _click(qtbot, guard.back)
        # who enrols and records neither opens the vault nor takes data away
        card = VaultCard(asks=True)
        qtbot.addWidget(card)
        for field in (card.passphrase, card.again):
            field.setText(PASSPHRASE)
        card.button.click()
        assert "has no right to open the vault" in card.banner.text
        assert not vault_path().exists()
        summary = window.pages.by_key("summary")
        summary.export.clicked.emit()
        assert "has no right to take data away" in summary.exported.text
        guard._idle.timeout.emit()
        assert guard.isVisible()
        assert account_here() is None
        trail = audit.computer_trail().read_text()
        for what in ("sign-in refused", "signed in", "refused", "locked after idling"):
            assert f'"{what}"' in trail
    finally:
        set_account(None)


def test_the_label_of_the_last_session_does_not_stay(
    qtbot: QtBot, open_window, dataset: Path
) -> None:
    window = open_window(dataset)
    window.show_page("new_session")
    page = window.pages.new_session
    _type(qtbot, page.who.participant, "0815")
    page.begin_anew()
    assert page.who.participant.text() == ""
    assert page.who.problem


def test_free_text_is_read_and_ticked_before_it_is_published(
    qtbot: QtBot, open_window, by_formula, tmp_path: Path
) -> None:
    dataset = tmp_path / "data"
    shutil.copytree(by_formula.dataset, dataset)
    (run,) = existing_runs(dataset)
    for text in ("Annabel coughed", "door slammed"):
        append_beside(run.events, EventRow(3.0, 0.0, "note", 750, text), sync=True)
    window = open_window(dataset)
    window.show_page("people")
    window.show_page("publish")
    page = window.pages.publish
    qtbot.waitUntil(lambda: page.table.rowCount() > 0)
    texts = [page.table.item(row, 1).text() for row in range(page.table.rowCount())]
    row = texts.index("Annabel coughed")
    cell = page.table.visualItemRect(page.table.item(row, 0))
    spot = QPoint(cell.left() + 12, cell.center().y())
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=spot)
    page.table.item(row, 2).setText("coughed")
    assert page.review.kept == {"Annabel coughed": "coughed"}
    page.write(tmp_path / "copy")
    qtbot.waitUntil(lambda: "The copy is in" in page.banner.text, timeout=20_000)
    (copy,) = existing_runs(tmp_path / "copy")
    notes = [row.value for row in read_events(copy) if row.trial_type == "note"]
    assert notes == ["coughed"]
    assert b"Annabel" not in copy.events.read_bytes()
    assert "copy" in audit.audit_path(dataset).read_text()


def test_all_dates_of_a_person_have_one_form(open_window, dataset: Path) -> None:
    """Files keep ISO 8601: the audit trail, the consent, the list on a terminal."""
    enrol(dataset, "4711", Demographics(), agreed=["recording"])
    window = open_window(dataset)
    window.show_page("people")
    model = window.pages.people.model
    shown = [model.index(0, n).data() for n in range(model.columnCount())]
    form = r"\d{1,2} [A-Z][a-z]{2} 20\d\d"
    assert re.fullmatch(rf"✓ consent \S+ until {form}", shown[1]), shown
    assert re.fullmatch(form, shown[3]), shown
    assert re.fullmatch(form, shown[4]), shown
    assert re.search(r"until 20\d\d-\d\d-\d\d$", overview(dataset)[0].state)
