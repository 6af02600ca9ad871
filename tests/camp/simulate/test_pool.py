"""A pool of courses: gone on with, the same on any number of workers, drawn from."""

from __future__ import annotations

from itertools import combinations

import pytest

from attention_camp.camp.simulate import pool as pools
from attention_camp.camp.simulate.pool import (
    ARMS,
    FIRST_FRESH,
    TIMES,
    CourseJob,
    Pool,
    jobs_of,
)
from attention_camp.camp.workers.pool import open_workers


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let courses be of a few trials."""
    for name, value in (("MEASURED", 6), ("TRAINED", 4), ("SESSIONS", 1)):
        monkeypatch.setattr(pools, name, value)
    pools._plan.cache_clear()
    yield
    pools._plan.cache_clear()


def test_a_pool_that_broke_off_goes_on_and_is_the_same(tmp_path) -> None:
    jobs = jobs_of(range(2))
    assert len(jobs) == 12
    assert len({job.seed for job in jobs}) == 12
    whole = Pool(tmp_path / "whole.jsonl")
    whole.fill(jobs)
    broken = tmp_path / "broken.jsonl"
    Pool(broken).fill(jobs[:5])
    text = broken.read_bytes()
    broken.write_bytes(text[:-7])  # killed within a line
    again = Pool(broken)
    assert len(again) == 4
    told = []
    again.fill(jobs, progress=lambda done, all_: told.append((done, all_)))
    assert told[-1] == (12, 12)
    lines = sorted(broken.read_text().splitlines())
    assert lines == sorted((tmp_path / "whole.jsonl").read_text().splitlines())
    assert len(Pool(broken)) == 12


def test_nothing_is_simulated_twice(tmp_path, monkeypatch) -> None:
    file = tmp_path / "pool.jsonl"
    Pool(file).fill(jobs_of(range(1)))
    before = file.read_bytes()
    monkeypatch.setattr(pools, "walk", None)
    Pool(file).fill(jobs_of(range(1)))
    assert file.read_bytes() == before


def test_tables_hold_whole_people_of_two_arms(tmp_path) -> None:
    pool = Pool(tmp_path / "pool.jsonl")
    with open_workers(1) as workers:
        pool.fill(jobs_of(range(3)), workers=workers)
    for pair in combinations(ARMS, 2):
        rows = pool.table("no link", pair, range(3))
        assert list(rows.columns) == list(TIMES)
        assert rows.index.is_unique
        assert set(rows.index.get_level_values("arm")) == set(pair)
        assert len(rows) == 6
        assert rows.to_numpy().min() >= 0
        assert rows.to_numpy().max() <= 1
    assert len(pool.table("no link", ARMS[:2], range(5, 9))) == 0


def test_no_two_sessions_of_a_pool_and_its_check_share_a_seed() -> None:
    jobs = jobs_of(range(40)) + jobs_of(range(FIRST_FRESH, FIRST_FRESH + 40))
    n_sessions = 5  # a measurement, three of training, and the measurement again
    seeds = [job.seed for job in jobs]
    seeds += [job.session_seed(k) for job in jobs for k in range(n_sessions)]
    assert len(set(seeds)) == len(seeds) == len(jobs) * (1 + n_sessions)


def test_courses_are_the_same_each_time() -> None:
    job = CourseJob("strong link", "closed-loop", 7)
    assert pools.walk(job) == pools.walk(job)
