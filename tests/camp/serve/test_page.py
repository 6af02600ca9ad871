"""Who is let in to the class page, what it tells them, and what they may ask for."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
from dataclasses import replace

import pytest

from attention_camp.camp.people.accounts import Accounts
from attention_camp.camp.people.vault.passphrase import Cost
from attention_camp.camp.processes.announce.announcer import Announcer
from attention_camp.camp.processes.announce.pairing import (
    Pairing,
    pair,
    read_pairing,
)
from attention_camp.camp.processes.announce.pinned import (
    OtherCertificateError,
    PageError,
)
from attention_camp.camp.processes.announce.wire import (
    MOST_BYTES,
    STATE_PATH,
    Answer,
    Health,
    LearnerState,
    to_bytes,
)

STATE = LearnerState(
    "s1", "sub-07", "block", block=1, n_blocks=2, done=3, planned=40,
    quality="doubtful", allows=("pause", "easier"),
)  # fmt: skip


@pytest.fixture
def paired(page, tmp_path) -> Pairing:
    return pair(page.url, page.learners_code, path=tmp_path / "pairing.json")


@pytest.fixture
def teacher(page, browser):
    signed_in = browser(page.url)
    assert signed_in.sign_in(page.doors.browser_code.current) == 204
    return signed_in


def _say(pairing: Pairing, state: LearnerState = STATE) -> tuple[int, bytes]:
    connection = pairing.connection()
    told = connection.post(STATE_PATH, to_bytes(state), token=pairing.token)
    connection.close()
    return told


def test_a_state_is_shown_and_a_request_goes_there_and_back(paired, teacher) -> None:
    assert _say(paired)[0] == 200
    (seat,) = teacher.seats()
    assert (seat["learner"], seat["activity"], seat["done"]) == ("sub-07", "block", 3)
    asked = {"what": "easier", "seat": seat["seat"]}
    assert json.loads(teacher.call("POST", "/api/ask", asked)[1]) == {"asked": 1}
    # not twice while it waits, and nothing that the session does not allow
    assert json.loads(teacher.call("POST", "/api/ask", asked)[1]) == {"asked": 0}
    resume = {"what": "resume", "seat": seat["seat"]}
    assert json.loads(teacher.call("POST", "/api/ask", resume)[1]) == {"asked": 0}
    (request,) = json.loads(_say(paired)[1])["requests"]
    assert (request["what"], request["who"]) == ("easier", "Ada")
    answered = replace(STATE, answers=(Answer(request["number"], "done"),))
    assert json.loads(_say(paired, answered)[1])["requests"] == []
    assert teacher.seats()[0]["asked"][0]["outcome"] == "done"


def test_a_call_for_help_is_shown_until_somebody_has_seen_it(paired, teacher) -> None:
    _say(paired, replace(STATE, calls=1))
    assert teacher.seats()[0]["calls"]
    seat = teacher.seats()[0]["seat"]
    assert teacher.call("POST", "/api/seen", {"seat": seat})[0] == 204
    assert not teacher.seats()[0]["calls"]
    assert teacher.seats()[0]["seen_by"] == "Ada"
    _say(paired, replace(STATE, calls=2))
    assert teacher.seats()[0]["calls"]
    _say(paired, replace(STATE, calls=2, calls_answered=2))
    assert not teacher.seats()[0]["calls"]
    assert teacher.seats()[0]["seen_by"] == ""  # not by who saw the one before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/events"), ("POST", "/api/ask"), ("POST", "/api/seen"),
        ("POST", "/api/code"), ("GET", "/metrics"),
    ],
)  # fmt: skip
def test_nothing_is_told_to_who_is_not_signed_in(serve, browser, method, path) -> None:
    stranger = browser(serve(metrics=True).url)
    stranger.cookie = "__Host-attention-camp=forged"
    body = {"what": "pause", "seat": "x"} if path == "/api/ask" else {"seat": "x"}
    status, content = stranger.call(method, path, body if method == "POST" else None)
    assert (status, content) == (401, b"")


def test_another_site_cannot_ask_in_a_teachers_name(paired, teacher) -> None:
    _say(paired)
    del teacher.headers["X-Attention-Camp"]
    assert teacher.call("POST", "/api/ask", {"what": "pause"})[0] == 403
    assert json.loads(_say(paired)[1])["requests"] == []


def test_a_code_signs_one_browser_in_and_wrong_ones_are_limited(page, browser) -> None:
    code = page.doors.browser_code.current
    first, second = browser(page.url), browser(page.url)
    assert first.sign_in(code) == 204
    assert [second.sign_in(code) for _ in range(6)] == [403] * 5 + [429]
    # even the right code has to wait now, and who is in stays in
    assert second.sign_in(page.doors.browser_code.current) == 429
    assert first.seats() == []
    assert first.call("POST", "/api/logout")[0] == 204
    assert first.call("POST", "/api/code")[0] == 401


def test_where_there_are_accounts_they_sign_in(serve, browser, tmp_path) -> None:
    accounts = Accounts(
        tmp_path / "accounts.json", cost=Cost(iterations=1, lanes=1, memory_kib=64)
    )
    accounts.add("rita", "researcher", "a long passphrase")
    accounts.add("stan", "statistician", "another passphrase")
    page = serve(accounts=accounts)
    visitor = browser(page.url)
    assert json.loads(visitor.call("GET", "/api/me")[1])["by"] == "account"
    assert visitor.sign_in(page.doors.browser_code.current, "rita") == 403
    assert visitor.sign_in("another passphrase", "stan") == 403
    assert visitor.sign_in("a long passphrase", "rita") == 204
    assert json.loads(visitor.call("GET", "/api/me")[1])["who"] == "rita"


def test_wrong_and_forged_computers_are_turned_away(page, paired, teacher) -> None:
    forged = Pairing(paired.url, paired.fingerprint, "forged")
    assert _say(forged)[0] == 401
    assert [_say(forged)[0] for _ in range(40)].count(429) > 0
    with pytest.raises(PageError, match="does not know"):
        pair(page.url, page.learners_code[:-9] + "0000-0000")
    assert _say(paired)[0] == 200  # nobody else has to pay for that
    assert len(teacher.seats()) == 1
    connection = paired.connection()
    for body in (b"x" * (MOST_BYTES + 1), b"{", b"[]", b'{"session": 3}', b"\xff"):
        told = connection.post(STATE_PATH, body, token=paired.token)
        assert told[0] in {413, 422}
        connection.close()
    assert len(teacher.seats()) == 1


def test_a_computer_says_nothing_to_another_certificate(page, serve, paired) -> None:
    other = serve("other")
    with pytest.raises(OtherCertificateError):
        _say(Pairing(other.url, paired.fingerprint, paired.token))
    with pytest.raises(OtherCertificateError):
        pair(other.url, page.learners_code)
    assert not other.doors.computers._known
    assert other.room.seats == {}


def test_a_page_that_starts_again_knows_its_computers(serve, tmp_path, until) -> None:
    first = serve()
    kept = tmp_path / "pairing.json"
    pairing = pair(first.url, first.learners_code.lower().replace("-", " "), path=kept)
    assert read_pairing(kept) == pairing
    port = int(first.url.rpartition(":")[2])
    announcer = Announcer(pairing, folder=tmp_path)
    announcer.say(STATE)
    until(lambda: first.room.seats)
    first.stop()
    until(lambda: not announcer.has_contact and first._listening.fileno() < 0)
    announcer.say(replace(STATE, done=9))
    second = serve(port=port)
    until(lambda: [s.state.done for s in second.room.seats.values()] == [9])
    (seat,) = second.room.seats.values()
    assert (seat.state.health.disk_free or 0) > 0
    announcer.close()
    assert announcer.join(5.0)


def test_metrics_are_for_who_has_the_token_and_off_by_default(
    serve, browser, tmp_path
) -> None:
    page = serve(metrics=True)
    pairing = pair(page.url, page.learners_code, path=tmp_path / "p.json")
    health = Health(0.2, samples=1000, lost=20, disk_free=1e9, scored=4, refused=1)
    _say(pairing, replace(STATE, health=health))
    reader = browser(page.url)
    wrong = reader.call("GET", "/metrics", Authorization="Bearer no")
    assert wrong == (401, b"")
    token = f"Bearer {page.metrics_token}"
    text = reader.call("GET", "/metrics", Authorization=token)[1].decode()
    seat = next(iter(page.room.seats.values())).computer
    of = f'{{computer="{seat.name}",learner="sub-07",seat="{seat.number}"}}'
    assert f"attention_camp_loop_latency_seconds{of} 0.2" in text
    assert f"attention_camp_samples_lost_total{of} 20.0" in text
    assert f"attention_camp_scores_refused_total{of} 1.0" in text
    assert 'code="losses"' in text
    assert 'code="disk"' in text
    assert browser(serve("other").url).call("GET", "/metrics")[0] == 404


def test_metrics_tell_sessions_apart_whose_computer_was_paired_anew(
    serve, browser, tmp_path
) -> None:
    page = serve(metrics=True)
    for session in ("s1", "s2"):
        again = pair(page.url, page.learners_code, path=tmp_path / "p.json")
        _say(again, replace(STATE, session=session))
    token = f"Bearer {page.metrics_token}"
    text = browser(page.url).call("GET", "/metrics", Authorization=token)[1].decode()
    told = [line for line in text.splitlines() if not line.startswith("#")]
    named = [line.rpartition(" ")[0] for line in told]
    assert len([name for name in named if "_up{" in name]) == 2
    assert len(named) == len(set(named))


def test_the_page_has_every_text_in_both_languages(page, browser) -> None:
    visitor = browser(page.url)
    texts = json.loads(visitor.call("GET", "/texts.json")[1])
    assert texts["en"].keys() == texts["zh"].keys()
    for path in ("/", "/page.js", "/page.css", "/mark.svg"):
        assert visitor.call("GET", path)[0] == 200
    script = visitor.call("GET", "/page.js")[1].decode()
    html = visitor.call("GET", "/")[1].decode()
    used = set(re.findall(r'data-text="(\w+)"', html))
    used |= set(re.findall(r'say\("(\w+)"', script))
    assert used <= texts["en"].keys()
    assert "http://" not in html
    assert "https://" not in html + script


@pytest.fixture
def server():
    """Return the module of the page's server, where what it needs is installed."""
    for name in ("fastapi", "uvicorn", "prometheus_client"):
        pytest.importorskip(name)
    from attention_camp.camp.serve import server

    return server


def test_a_certificate_names_the_address_that_is_listened_at(server) -> None:
    always = dict.fromkeys(("127.0.0.1", server.network_address()))
    assert server.own_addresses("192.0.2.7") == (*always, "192.0.2.7")
    for bind in ("127.0.0.1", "0.0.0.0", "::", "localhost"):
        assert server.own_addresses(bind) == tuple(always)


def test_a_page_at_every_address_says_one_that_a_browser_can_open(
    server, tmp_path
) -> None:
    said: list[str] = []
    options = server.ServeOptions(tmp_path, "0.0.0.0", 0)
    page = server.ClassServer(options, said.append, Accounts(tmp_path / "nobody.json"))
    page._listening.close()
    page._say_where()
    assert page.url.startswith(f"https://{server.network_address()}:")
    assert page.url in said[0]
    assert "every address of this computer" in said[0]


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="no IPv6 here")
def test_a_page_at_every_address_of_ipv6_is_found_at_the_one_that_is_told(
    server, tmp_path
) -> None:
    """That is one of IPv4, which a socket of IPv6 alone would not answer."""
    options = server.ServeOptions(tmp_path, "::", 0)
    page = server.ClassServer(options, print, Accounts(tmp_path / "nobody.json"))
    with page._listening as listening:
        port = listening.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), timeout=10).close()


def test_a_name_that_is_not_known_is_said_so(server) -> None:
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    assert server._why(unknown) == "Name or service not known"
    taken = OSError(errno.EADDRINUSE, "(while attempting to bind on address …)")
    assert server._why(taken) == os.strerror(errno.EADDRINUSE)
