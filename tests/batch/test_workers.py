"""The pool: a process that dies costs one report, which is named."""

from __future__ import annotations

import sys

import pytest
from reading_processes import fragile

from readout.batch.shard import Setup
from readout.batch.workers import Done, Job, Pool
from readout.intake import Taken, report_from_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signal")


def job(number: int, *texts: str) -> Job:
    return Job(number, [report_from_text(text, ref=f"{number}.{i}") for i, text in enumerate(texts)])


def ran(jobs: list[Job], count: int = 2) -> dict[int, Done]:
    with Pool(count, Setup("jsonl"), fragile) as pool:
        return {done.job.number: done for done in pool.run(iter(jobs))}


def test_every_job_comes_back_once() -> None:
    done = ran([job(n, f"Minister {n} met envoys.", f"Talks {n} went on.") for n in range(7)], count=3)
    assert sorted(done) == list(range(7))
    assert done[3].made.data == b"Minister 3 met envoys.|Talks 3 went on."


def test_a_report_that_kills_is_named_and_the_rest_is_read() -> None:
    texts = ["Envoys met.", "A DEADLY text.", "Talks went on.", "The end came.", "DEADLY again."]
    done = ran([job(0, *texts), job(1, "Nothing wrong.")])
    assert done[0].made.data == b"Envoys met.|Talks went on.|The end came."
    assert [one["source"] for one in done[0].failed] == ["0.1", "0.4"]
    assert "killed the process (SIGKILL)" in done[0].failed[0]["error"]
    assert done[1].failed == []


def test_jobs_are_asked_for_only_as_processes_fall_idle() -> None:
    asked: list[int] = []

    def jobs() -> object:
        for n in range(6):
            asked.append(n)
            yield job(n, "Envoys met.")

    with Pool(2, Setup("jsonl"), fragile) as pool:
        next(pool.run(jobs()))  # type: ignore[arg-type]
        assert len(asked) <= 3


def test_taken_survive_the_way_to_a_process() -> None:
    (done,) = ran([job(4, "Envoys met “in secret”.")]).values()
    assert isinstance(done.job.entries[0], Taken)
    assert done.made.data.decode() == "Envoys met “in secret”."
