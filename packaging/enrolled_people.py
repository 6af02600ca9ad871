"""People enrolled in a dataset, with consent, for the pages about people."""

from __future__ import annotations

from pathlib import Path


def enrol_people(dataset: Path) -> None:
    """Have a dataset ask for consent, and enrol the people of its sessions.

    Parameters
    ----------
    dataset : Path
        With sessions of participants 01 and 02.
    """
    from attention_camp.camp.dataset.people.consent_forms import (
        form_template,
        load_form,
        use_form,
    )
    from attention_camp.camp.dataset.people.enrolment import enrol
    from attention_camp.camp.people.demographics import Demographics

    form = dataset.parent / "form.yaml"
    form.write_text(form_template(), encoding="utf-8")
    use_form(dataset, load_form(form))
    for label, age, sex in (("01", 34, "female"), ("02", 27, "male")):
        about = Demographics(age=age, sex=sex, handedness="right")
        enrol(dataset, label, about, agreed=("recording",))
