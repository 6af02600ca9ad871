from __future__ import annotations

import pytest

from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.sources.boards import BoardSource
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.stream import SourceError


def test_a_board_is_opened_by_its_name():
    names = ",".join(f"E{k}" for k in range(16))
    source = open_source("synthetic", fields={"ch_names": names})
    assert isinstance(source, BoardSource)
    assert source.info.ch_names[3] == "E3"


def test_a_simulated_brain_takes_options():
    source = open_source("simulated:sfreq=500,n_chans=32,engagement=0.7", seed=3)
    assert isinstance(source, SimulatedBrain)
    assert (source.info.sfreq, source.info.n_chans) == (500.0, 32)
    assert source.engagement == 0.7
    chosen = open_source("simulated:ch_names=Cz+Oz")
    assert chosen.info.ch_names == ("Cz", "Oz")


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("", "No headset was named"),
        ("simulated:gain=3", "no option 'gain=3'. Options are engagement"),
        ("simulated:n_chans=99", "n_chans must lie in 1 to 64, got 99"),
        ("simulated:sfreq=fast", "could not convert string to float"),
        ("replay:nowhere", "There is no recording at nowhere"),
        ("syntetic", "Did you mean synthetic"),
    ],
)
def test_what_is_no_source_is_said_in_words(spec, text):
    with pytest.raises(SourceError, match=text):
        open_source(spec)


def test_whose_brain_is_simulated_can_be_named():
    sources = [open_source(f"simulated:person={who}") for who in ("mean", "3", "3")]
    one, two, again = (source.make(500) for source in sources)
    assert (two == again).all()
    assert (one != two).any()
    with pytest.raises(SourceError, match="person must be demonstration, mean or a"):
        open_source("simulated:person=nobody")
