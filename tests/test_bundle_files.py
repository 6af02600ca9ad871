"""What the bundle is made with: its files fit each other and the program."""

from __future__ import annotations

import ast
import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from attention_camp.camp.cli.app import open_application

BUNDLE = Path(__file__).parents[1] / "packaging" / "bundle"
MIME = "application/x-attention-camp-protocol"

pytestmark = pytest.mark.skipif(
    not BUNDLE.exists(), reason="the scripts are in the source tree only"
)


def test_the_desktop_entry_opens_a_protocol_with_an_option_that_exists() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(BUNDLE / "linux" / "attention-camp.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    program, option, file = desktop["Exec"].split()
    assert (program, file) == ("attention-camp", "%f")
    assert option.removeprefix("--") in open_application.__annotations__
    assert desktop["MimeType"].split(";")[0] == MIME


def test_protocol_files_are_known_by_their_name(tmp_path: Path) -> None:
    """By the tool of the desktop itself, where there is one."""
    source = BUNDLE / "linux" / "attention-camp.xml"
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = ET.parse(source).getroot().iter(f"{space}mime-type")
    assert kind.get("type") == MIME
    if (tool := shutil.which("update-mime-database")) is None:
        pytest.skip("update-mime-database is not installed")
    (tmp_path / "packages").mkdir()
    shutil.copy(source, tmp_path / "packages")
    subprocess.run([tool, str(tmp_path)], check=True, capture_output=True)
    globs = (tmp_path / "globs2").read_text(encoding="utf-8")
    assert f"80:{MIME}:*.camp.yaml" in globs


def test_the_start_sends_processes_of_a_session_to_their_work_first() -> None:
    """Else each of them would open the application anew."""
    tree = ast.parse((BUNDLE / "start.py").read_text(encoding="utf-8"))
    (main,) = (node for node in tree.body if isinstance(node, ast.If))
    first = ast.unparse(main.body[0])
    assert first == "freeze_support()"
    assert "attention_camp" not in ast.unparse(tree.body[1])
