"""The text cut at every edge of a span: nothing is lost, nested and crossing spans are all there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readout.web.charts import WIDTH, chart, timeline
from readout.web.marks import Mark, segments
from readout.web.shown import EventShown, FigureClaim, FigureShown, Words

TEXT = "Kerry said he met Lavrov\n\nin Berlin 🙂 on Monday."


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark("events", f"e{number}", draw(st.sampled_from(["core", "rest"])), start, end))
    return found


@given(marks(), st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)))
def test_segments_are_the_text_and_hold_every_mark_just_where_it_is(
    found: list[Mark], asked: tuple[int, int] | None
) -> None:
    made = segments(TEXT, found, asked)
    assert "".join(s.text for s in made) == TEXT
    at = 0
    for segment in made:
        expected = {m for m in found if m.start <= at < m.end}
        assert set(segment.marks) == expected
        assert all(m.start <= at and at + len(segment.text) <= m.end for m in segment.marks)
        assert segment.asked == bool(asked and asked[0] <= at < asked[1])
        at += len(segment.text)
    starts = [item for s in made for item in s.starts]
    assert sorted(starts) == sorted(m.item for m in found)
    assert sum(s.first_asked for s in made) == bool(asked and asked[0] < min(asked[1], len(TEXT)))


def _claim(low: float | None, high: float | None) -> FigureClaim:
    words = Words(report="r", title=None, published="2025-03-18", start=0, end=1, quote="q", href="/")
    return FigureClaim(low=low, high=high, approximate=False, text="t", change="first", on_word_of=[], words=words)


def _chart(*ends: tuple[float | None, float | None]) -> FigureShown:
    return FigureShown(measure="killed", unit=None, about=None, moved=False, claims=[_claim(*e) for e in ends])


def test_ranges_lie_in_order_on_one_axis_and_open_ends_run_to_the_edge() -> None:
    made = chart(_chart((32, 32), (51, 51), (40, None), (None, 60)))
    points = [r.left for r in made.ranges]
    assert points[0] < points[2] < points[1]
    assert made.ranges[2].open_right and made.ranges[2].right > WIDTH - 3
    assert made.ranges[3].open_left and made.ranges[3].left < 3
    assert [n for _, n in made.ticks] == [32, 60]
    assert not made.logarithmic


def test_figures_far_apart_stand_on_a_logarithmic_axis() -> None:
    made = chart(_chart((10, 10), (1000, 1000), (100_000, 100_000)))
    left, middle, right = (r.left for r in made.ranges)
    assert made.logarithmic
    assert abs((left + right) / 2 - middle) < 1


def test_one_figure_or_none_breaks_no_chart() -> None:
    assert chart(_chart((5, 5))).ranges[0].left == WIDTH / 2
    assert chart(_chart((None, None))).ranges[0].open_left


def _event(day: str | None, score: float, status: str = "occurred") -> EventShown:
    return EventShown(
        type="CONSULT", mode=None, quad=1, score=score, status=status, start=day, end=day, actors=[], recipients=[],
        place=None, country=None, lat=None, lon=None, independent=1, confidence=0.5, disputed=False, sources=[],
    )  # fmt: skip


def test_a_timeline_puts_cooperation_above_and_later_to_the_right() -> None:
    days = [_event("2025-01-01", -9), _event("2025-01-02", 0), _event("2025-01-03", 9), _event("2025-01-03", 9)]
    made = timeline([*days, _event("1945-05-08", -9, "historical"), _event(None, 1)])
    assert made is not None
    assert len(made.dots) == 4
    assert [d.y for d in made.dots][:3] == sorted((d.y for d in made.dots[:3]), reverse=True)
    assert made.dots[0].x < made.dots[1].x < made.dots[2].x < made.dots[3].x
    assert timeline(days[:2]) is None
