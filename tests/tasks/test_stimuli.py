"""Displays, sequences and sounds are as the tasks specify."""

import itertools

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.layout import MAX_ITEMS, MIN_SPACING, scatter
from attention_camp.tasks.memory.n_back_run import draw_stream
from attention_camp.tasks.search.search_items import make_item
from attention_camp.tasks.spoken import Spoken, parse_spoken, say, spoken
from attention_camp.tasks.tones import SFREQ, tone
from attention_camp.tasks.trial import Shape
from attention_camp.tasks.vigilance.scenes import N_SCENES, scene


@pytest.mark.parametrize("n_items", [1, 2, 17, MAX_ITEMS])
def test_scattered_items_never_come_too_near(n_items: int) -> None:
    for seed in range(30):
        places = np.array(scatter(n_items, np.random.default_rng(seed)))
        assert places.shape == (n_items, 2)
        for a, b in itertools.combinations(places, 2):
            assert np.hypot(*(a - b)) >= MIN_SPACING - 1e-9
    with pytest.raises(ValueError, match="from 1 to 48; got 49"):
        scatter(MAX_ITEMS + 1, np.random.default_rng(0))


def test_a_search_array_holds_its_target_once_or_never() -> None:
    """Among upright bars exactly one is tilted, or none."""
    task = load_task("visual-search", variant="feature")
    rng = np.random.default_rng(0)
    for _ in range(60):
        trial = task.next_trial(4, rng)
        array = trial.phases[trial.onset_phase]
        tilted = [bar for bar in array.stimuli if bar.angle]  # type: ignore[union-attr]
        assert len(tilted) == (trial.condition == "present")
        assert len(array.stimuli) == trial.parameters["set_size"]
        assert array.expected == {"present": "right", "absent": "left"}[trial.condition]


def test_more_similarity_brings_the_stem_of_an_l_nearer_the_middle() -> None:
    """At 0 the stem stands at the end of the bar, at 1 the L would be a T."""

    def stem(similarity: float) -> float:
        rng = np.random.default_rng(3)
        item = make_item(
            "t-among-ls", (0, 0), is_target=False, similarity=similarity, rng=rng
        )
        assert isinstance(item, Shape)
        return float(np.abs(np.mean(item.points, axis=0)).sum())

    offsets = [stem(s) for s in (0.0, 0.4, 0.7)]
    target = make_item(
        "t-among-ls", (0, 0), is_target=True, similarity=0.0,
        rng=np.random.default_rng(3),
    )  # fmt: skip
    assert isinstance(target, Shape)
    middle = float(np.abs(np.mean(target.points, axis=0)).sum())
    assert offsets[0] > offsets[1] > offsets[2] > middle


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_runs_of_n_back_hold_what_their_kinds_say(n: int) -> None:
    """Targets match n back, lures one off n, others neither n nor one off n."""
    for seed in range(40):
        rng = np.random.default_rng(seed)
        stream = draw_stream(n, n_items=12, n_lures=2, rng=rng)
        assert len(stream.items) == len(stream.kinds) == n + 12
        assert stream.kinds.count("T") == 4
        for i, kind in enumerate(stream.kinds):
            if i < n:
                continue
            back = [stream.items[i - lag] for lag in (n - 1, n, n + 1) if 0 < lag <= i]
            same = stream.items[i] == stream.items[i - n]
            assert same == (kind == "T")
            assert (stream.items[i] in back) == (kind != "o")


def test_each_kind_of_view_has_its_own_pixels_and_the_same_brightness() -> None:
    views = [
        scene(kind, i).astype(float)
        for kind in ("city", "mountain")
        for i in range(N_SCENES)
    ]
    for one, two in itertools.combinations(views, 2):
        assert np.abs(one - two).mean() > 5
    means = [view.mean() for view in views]
    assert np.ptp(means) < 6
    assert scene("city", 0) is scene("city", 0)


def test_mountains_are_a_tenth_and_never_follow_each_other() -> None:
    task = load_task("grad-cpt", n_items=60)
    for seed in range(20):
        trial = task.next_trial(1, np.random.default_rng(seed))
        names = [phase.name for phase in trial.phases]
        assert names.count("mountain") == 6
        assert names[0] == "city"
        assert ("mountain", "mountain") not in itertools.pairwise(names)


def test_rare_tones_are_a_fifth_and_never_first() -> None:
    task = load_task("auditory-oddball")
    for seed in range(20):
        trial = task.next_trial(1, np.random.default_rng(seed))
        names = [p.name for p in trial.phases if p.onset]
        assert names.count("target") == 4
        assert names[:2] == ["standard", "standard"]
        assert ("target", "target") not in itertools.pairwise(names)


def test_tones_have_their_pitch_and_no_clicks() -> None:
    sound = tone(1000.0, 0.1)
    spectrum = np.abs(np.fft.rfft(sound.samples, SFREQ))
    assert int(spectrum.argmax()) == pytest.approx(1000, abs=2)
    assert abs(sound.samples[0]) < 0.01
    assert abs(sound.samples[-1]) < 0.01
    assert 0.4 < sound.samples.max() <= 0.5


def test_speech_is_asked_for_by_name_and_understood() -> None:
    assert parse_spoken(spoken("letter", "K").name) == Spoken("letter", ("K",))
    asked = spoken("digits", "3 5 8", snr_db=-6.5)
    assert not len(asked.samples)
    assert parse_spoken(asked.name) == Spoken("digits", ("3", "5", "8"), -6.5)
    assert parse_spoken("tone:1000") is None
    with pytest.raises(ValueError, match="got 'spoken:song:la'"):
        parse_spoken("spoken:song:la")


@pytest.mark.parametrize("snr_db", [-12.0, 0.0, 6.0])
def test_speech_in_noise_has_the_ratio_asked_for(snr_db: float) -> None:
    """Noise alone before the speech, both together after; levels as asked."""
    sfreq = 16000
    rng = np.random.default_rng(0)
    clips = [
        rng.normal(0, level, sfreq // 2).astype(np.float32)
        for level in (0.1, 0.3, 0.05)
    ]
    request = Spoken("digits", ("1", "2", "3"), snr_db)
    sound = say(request, clips, sfreq=sfreq)
    quiet = say(Spoken("digits", ("1", "2", "3")), clips, sfreq=sfreq)
    margin = round(0.5 * sfreq)
    assert len(sound.samples) == len(quiet.samples) + 2 * margin
    noise = float(np.mean(sound.samples[:margin] ** 2))
    both = float(np.mean(sound.samples[margin : margin + sfreq // 2] ** 2))
    assert 10 * np.log10((both - noise) / noise) == pytest.approx(snr_db, abs=1.5)
    assert np.abs(sound.samples).max() < 1
    # clips recorded at three levels are said at one
    word, gap = sfreq // 2, round(0.1 * sfreq)
    starts = [k * (word + gap) for k in range(3)]
    levels = [float(np.std(quiet.samples[s : s + word])) for s in starts]
    np.testing.assert_allclose(levels, levels[0], rtol=1e-3)


def test_silent_clips_are_refused() -> None:
    with pytest.raises(ValueError, match="clip of '4' is silent"):
        say(Spoken("digits", ("4",)), [np.zeros(100, np.float32)], sfreq=16000)
