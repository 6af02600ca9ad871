"""The script that takes pictures drives the windows from outside."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from attention_camp.camp.ui.operator.live_session import LiveSession

SCRIPT = Path(__file__).parents[3] / "packaging" / "session_pictures.py"

pytestmark = pytest.mark.skipif(
    not SCRIPT.exists(), reason="the scripts are in the source tree only"
)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("session_pictures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_a_recorded_session_is_pictured_in_several_positions(
    script, recorded, tmp_path, qapp
) -> None:
    folder = tmp_path / "pictures"
    status = script.main(["review", str(recorded), "--out", str(folder)])
    assert status == 0
    assert len(list(folder.glob("*.png"))) == 5


def test_an_empty_dataset_ends_with_status_2(script, tmp_path, qapp, capsys) -> None:
    (tmp_path / "data").mkdir()
    arguments = ["review", str(tmp_path / "data"), "--out", str(tmp_path / "out")]
    assert script.main(arguments) == 2
    assert "There is no session in" in capsys.readouterr().err


def test_a_stage_of_the_running_session_is_pictured_once(
    script, open_window, controller, tmp_path, qapp, qtbot
) -> None:
    folder = tmp_path / "pictures"
    pictures = script.RunPictures(qapp, folder)
    window = open_window()
    window.watch(LiveSession(controller, window))
    window.live.connect_headset()
    qtbot.waitUntil(lambda: pictures._window is window, timeout=5000)
    controller.say_opened()
    controller.say_stage()
    controller.say_stage()
    qtbot.waitUntil(
        lambda: (
            {path.name for path in folder.iterdir()}
            == {f"{kind}-1-visual-search-trials.png" for kind in ("operator", "screen")}
        ),
        timeout=5000,
    )
    window.live.close()
    pictures.deleteLater()
