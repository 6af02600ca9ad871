"""Make the spoken instructions under resources/sounds with espeak-ng.

Run `python packaging/make_card_sounds.py` after `apt-get install espeak-ng`, whenever a
card of a protocol with `spoken: true`, or its translation, has changed: a test tells.
The voices are those of the digits (`make_sounds.py`), a little slower; eight bits a
sample at 11 kHz, a little more than a telephone has, keep the files small. `texts.json`
beside them says what each one says. No child and no native speaker has passed them.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

import numpy as np
from make_sounds import SOUNDS, VOICES, speak, trim

from attention_camp.camp.session import loop_texts
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.protocols.key_mapping import handed_for
from attention_camp.camp.session.protocols.protocol_file import shipped_protocols
from attention_camp.resources.mu_law import write_mu_law
from attention_camp.tasks.spoken import card_token

WORDS_PER_MINUTE = {"en": 130, "zh_CN": 200}
"""What espeak-ng calls so; its Mandarin is slow at the same number."""
SFREQ = 11025
PAUSE = 0.4
"""Seconds between title and text."""
SOURCES = SOUNDS.parent / "i18n"


def cards() -> Iterator[tuple[str, str]]:
    """Yield title and text of each card that is read aloud, in English."""
    for name in shipped_protocols():
        protocol = load_protocol(name)
        if not protocol.spoken:
            continue
        yield loop_texts.WELCOME_TITLE, protocol.welcome or loop_texts.WELCOME_TEXT
        for hand in ("", "left", "right"):
            for planned in plan_session(handed_for(hand, protocol)).blocks:
                for card in planned.cards:
                    yield card.title, card.text


def translations(language: str) -> Mapping[str, str]:
    """Return the finished translations of the tasks' texts, in words to a child."""
    path = SOURCES / f"attention_camp_{language}.ts"
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  ours
        if context.findtext("name") != "tasks":
            continue
        for message in context.iter("message"):
            said = message.find("translation")
            if said is not None and said.text and said.get("type") is None:
                found[message.findtext("source", "")] = said.text.replace("您", "你")
    return found


def said(title: str, text: str, language: str) -> tuple[str, str] | None:
    """Return a card in a language; None: it is not translated yet."""
    if language == "en":
        return title, text
    known = translations(language)
    if title not in known or text not in known:
        return None
    return known[title], known[text]


def spoken_card(language: str, parts: tuple[str, str]) -> np.ndarray:
    """Return a card as it is read, -1 to 1, at `SFREQ`."""
    voice, speed = VOICES[language], WORDS_PER_MINUTE[language]
    clips = []
    for part in parts:
        samples, sfreq = speak(voice, part, words_per_minute=speed)
        clips.append(at_rate(trim(samples, sfreq), sfreq))
    return np.concatenate([clips[0], np.zeros(round(PAUSE * SFREQ)), clips[1]])


def at_rate(samples: np.ndarray, sfreq: int) -> np.ndarray:
    """Return a clip at `SFREQ`, by cutting its spectrum."""
    n = round(len(samples) * SFREQ / sfreq)
    spectrum = np.fft.rfft(samples)[: n // 2 + 1]
    return np.fft.irfft(spectrum, n) * n / len(samples)


def main() -> None:
    """Make all clips anew."""
    wanted = dict.fromkeys(cards())
    for language in VOICES:
        folder = SOUNDS / language / "cards"
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        texts = {}
        for title, text in wanted:
            parts = said(title, text, language)
            if parts is None:
                print(f"not translated: {text!r}")
                continue
            token = card_token(title, text)
            texts[token] = " | ".join(parts)
            clip = np.clip(spoken_card(language, parts), -1, 1)
            (folder / f"{token}.wav").write_bytes(write_mu_law(clip, SFREQ))
        told = json.dumps(texts, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "texts.json").write_text(f"{told}\n", encoding="utf-8")
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{language}: {len(texts)} cards, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
