"""Which reports stand behind a brief: the new, those of what is due, those before on the same actors."""

from __future__ import annotations

from store.making import made

from readout.store import Filter, Sizes, Store

SIZES = Sizes(fresh=2, due=1, before=1)


def behind(store: Store, sizes: Sizes = SIZES) -> tuple[set[str], int]:
    found = store.window(("2031-03-03", "2031-04-02", "2031-04-02", "2031-05-02"), sizes)
    return {r.report for r in found.readings}, found.new


def test_the_new_come_first_then_what_is_due_then_the_same_actors(store: Store) -> None:
    akin, other, old = (
        made(1, day="2031-03-20"),
        made(2, one="Klow", other="Zluda", day="2031-03-25"),
        made(3, day="2031-01-01"),
    )
    for record in (akin, other, old):  # no docket of theirs within reach
        record = record.model_copy(update={"docket": []})
        list(store.add([record]))
    list(store.add([made(4, day="2031-04-02"), made(5, day="2031-04-03")]))
    assert behind(store) == ({"r4", "r1"}, 1), "not the strangers', not the old, not the one of the day after"


def test_a_thing_due_brings_its_report_though_others_are_newer(store: Store) -> None:
    undocketed = [
        made(n, one="Klow", other="Zluda", day="2031-04-01").model_copy(update={"docket": []}) for n in (1, 2)
    ]
    list(store.add([made(3, day="2031-03-05"), *undocketed]))
    assert behind(store)[0] == {"r3"}


def test_more_new_reports_than_are_looked_at_are_counted(store: Store) -> None:
    list(store.add(made(n, day="2031-04-02") for n in range(4)))
    found, new = behind(store)
    assert new == 4
    assert found == {"r3", "r2"}


def test_a_reading_changes_when_the_report_is_read_again(store: Store) -> None:
    list(store.add([made(1)]))
    (before,) = store.current(["r1", "nothing"])
    assert [one.record for one in store.left([before])] == [made(1)]
    list(store.add([made(1)], reader="next"))
    (after,) = store.current(["r1"])
    assert (after.report, after.version > before.version) == ("r1", True)


def test_what_was_told_later_is_left_out(store: Store) -> None:
    list(store.add([made(1, day="2031-04-02"), made(2, day="2031-04-04")]))
    assert [f.report for f in store.events(Filter(told_until="2031-04-03"))] == ["r1"]
    assert [f.report for f in store.events(Filter(told_until="2031-04-03", about="dam", actor="Syldavia"))] == ["r1"]
    assert store.figures(Filter(country="SYL")) == []
