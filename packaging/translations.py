"""Collects every text that people see and compiles the translations of them.

    python packaging/translations.py

finds the texts marked for translation in the sources, the sentences made outside the
windows, those of the shipped protocols and of the options of tasks, merges them into
``resources/i18n/*.ts`` and compiles these to ``*.qm``. Edit a ``.ts`` with Qt Linguist
(``pyside6-linguist``), then run this again. Exit status 1: something is not translated;
it is printed.

    python packaging/translations.py de

begins a language: one more ``.ts``, which makes German a language of windows, tasks and
reports once it is compiled. Nothing else names the languages there are.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("camp", "tasks", "signal", "models", "resources")
I18N = ROOT / "resources" / "i18n"
PREFIX = "attention_camp_"


def update(ts: Path) -> None:
    """Merge the texts of the sources into a ``.ts`` file."""
    sources = [
        str(path.relative_to(ROOT))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        others = Path(folder) / "others.py"
        lines = [
            *protocol_lines(),
            *sentence_lines(sources),
            *template_lines(),
            *option_lines(),
        ]
        others.write_text("".join(lines), encoding="utf-8")
        listed = Path(folder) / "sources.lst"
        listed.write_text("\n".join([*sources, str(others)]), encoding="utf-8")
        options = ("-locations", "none", "-no-obsolete", "-silent")
        _run("pyside6-lupdate", f"@{listed}", "-ts", str(ts), *options)


def protocol_lines() -> Iterator[str]:
    """Yield the titles and texts of the shipped protocols as lines of Python."""
    from ruamel.yaml import YAML

    for path in sorted((ROOT / "resources" / "protocols").glob("*.yaml")):
        values = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        texts = [("protocols", values["title"]), ("protocols", values["description"])]
        if values.get("welcome"):
            texts.append(("tasks", values["welcome"]))
        titles = [block.get("title") for block in values["blocks"]]
        texts += [("tasks", title) for title in titles if title]
        for context, text in texts:
            yield f"QT_TRANSLATE_NOOP({context!r}, {text!r})\n"


def sentence_lines(sources: Iterable[str]) -> Iterator[str]:
    """Yield the templates of all `Sentence` objects in the sources as lines."""
    for path in sources:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Name(id="Sentence"), args=[ast.Constant(value=template)]
                ):
                    yield f"QT_TRANSLATE_NOOP('sentences', {template!r})\n"
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="language"), attr="say"),
                    args=[ast.Constant(value=template)],
                ):
                    yield f"QT_TRANSLATE_NOOP('sentences', {template!r})\n"


def template_lines() -> Iterator[str]:
    """Yield the texts of the reports' templates, marked ``_("…")``, as lines."""
    for path in sorted((ROOT / "resources" / "report").glob("*.html")):
        for text in re.findall(r'\b_\("([^"]+)"', path.read_text(encoding="utf-8")):
            yield f"QT_TRANSLATE_NOOP('sentences', {text!r})\n"


def option_lines() -> Iterator[str]:
    """Yield what is said of options of tasks and rules, and of forms, as lines."""
    from attention_camp.tasks import TASKS, load_task
    from attention_camp.tasks.described import options_of, rule_options
    from attention_camp.tasks.difficulty import RULES
    from attention_camp.tasks.forms import FORMS

    options = [one for name in TASKS for one in options_of(type(load_task(name)))]
    options += [one for name in RULES for one in rule_options(name)]
    texts = [one.text for one in options]
    texts += [form.source for named in FORMS.values() for form in named.values()]
    for text in dict.fromkeys(texts):
        yield f"QT_TRANSLATE_NOOP('options', {text!r})\n"


def compile_ts(ts: Path) -> None:
    """Compile a ``.ts`` file to the ``.qm`` beside it."""
    # in one step: a running program has the former file mapped into its memory
    draft = ts.with_suffix(".qm.part")
    _run("pyside6-lrelease", str(ts), "-qm", str(draft), "-silent")
    draft.replace(ts.with_suffix(".qm"))


def messages(ts: Path) -> Iterator[tuple[str, str, str]]:
    """Yield context, source and translation; empty where it is not finished."""
    for context in ET.parse(ts).getroot().iter("context"):  # noqa: S314  ours
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            text = ""
            if translation is not None and translation.get("type") is None:
                text = translation.text or ""
            yield name, message.findtext("source") or "", text


def main() -> int:
    """Update and compile all languages; return the exit status."""
    status = 0
    begun = {path.stem.removeprefix(PREFIX) for path in I18N.glob(f"{PREFIX}*.ts")}
    for language in sorted(begun.union(sys.argv[1:])):
        ts = I18N / f"{PREFIX}{language}.ts"
        update(ts)
        compile_ts(ts)
        for context, source, text in messages(ts):
            if not text:
                print(f"{language}: {context}: not translated: {source}")
                status = 1
    return status


def _run(tool: str, *arguments: str) -> None:
    command = Path(sys.executable).with_name(tool)
    subprocess.run([command, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
