"""Which other reports may tell of the same things as some items: those worth making one picture with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, or_, select, text

from readout.record import day_of
from readout.store import query
from readout.store.query import Filter
from readout.store.tables import item, item_actor, report

DAYS = {"events": (7, 7), "figures": (14, 14), "positions": (3650, 3650), "docket": (30, 60)}
"""Days before and after an item's day in which its like are looked for; as `readout.situation` compares them."""
OUTCOMES = ("docket", "events")
"""Families in which an outcome of a docket item may stand."""
COUNTED = 1_000
"""Items that are counted; of more it is said that there are more."""
_PAGE = 400
"""Numbers in one list of a statement."""


@dataclass(frozen=True)
class Asked:
    """An item whose like are looked for, as the store has it."""

    report: int
    item: str
    family: str
    day: str | None
    type: str | None
    words: str
    actors: tuple[int, ...]


@dataclass(frozen=True)
class Around:
    """What was asked for, and the reports to look at for it."""

    items: frozenset[tuple[str, str]]
    """(report id, item id) of the items asked for."""
    reports: tuple[str, ...]
    """Ids: theirs first, then those near them."""
    capped: bool
    """Whether there are more items, or more of their reports, than were taken."""
    counts: dict[str, tuple[int, int | None]]
    """By family how many items were taken, and how many there are, `COUNTED` at most; `None` where they were more, and
    counting them would take too long."""


def around(connection: Connection, families: Mapping[str, Filter], most: int, until: str | None = None) -> Around:
    """The newest items of each family that its filter asks for; their reports, and near ones, `most` at most in all.

    Near ones published after `until` (ISO 8601) are none.
    """
    numbers = {family: query.numbers(connection, family, wanted) for family, wanted in families.items()}
    asked = of_items(connection, [n for its in numbers.values() for n in its])
    soonest = any(wanted.soonest for wanted in families.values())
    asked.sort(key=lambda one: one.day or ("9999" if soonest else ""), reverse=not soonest)
    own = list(dict.fromkeys(a.report for a in asked))[:most]
    mine = set(own)
    taken = Counter(a.family for a in asked if a.report in mine)
    counts = {f: (taken[f], _there(connection, f, families[f], len(its))) for f, its in numbers.items()}
    full = any(there is None or there > taken[f] for f, (_, there) in counts.items())
    reports = [*own, *near(connection, [a for a in asked if a.report in mine], most - len(own), until)]
    ids = _ids(connection, reports)
    items = frozenset((ids[a.report], a.item) for a in asked if a.report in ids)
    return Around(items, tuple(ids[n] for n in reports if n in ids), full, counts)


def _there(connection: Connection, family: str, wanted: Filter, taken: int) -> int | None:
    """How many items a filter lets through, `COUNTED` at most; `None` where no index tells it."""
    if taken < wanted.limit:
        return wanted.offset + taken
    if wanted.country or wanted.about:
        return None
    return query.count(connection, family, wanted, COUNTED)


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of the reports of those numbers."""
    found: dict[int, str] = {}
    for page in _pages(numbers):
        wanted = select(report.c.n, report.c.id).where(report.c.n.in_(page))
        found |= {row.n: row.id for row in connection.execute(wanted)}
    return found


def near(connection: Connection, asked: Sequence[Asked], most: int, until: str | None = None) -> list[int]:
    """Numbers of other reports, at most `most`: those that share the most actors and words with the items first.

    None that was published after `until` (ISO 8601).

    Two items are near where they are of one family, within its `DAYS`, and share an actor; figures where they have the
    same measure and a word of what they are about; docket items also where a report holds all words of their names.
    """
    if most <= 0:
        return []
    own, shared = {a.report for a in asked}, Counter[int]()
    for found in (_by_actors(connection, asked), _by_measure(connection, asked), _by_words(connection, asked)):
        shared.update(number for number in found if number not in own)
    if until is not None:
        shared = Counter({number: shared[number] for number in _told_by(connection, list(shared), until)})
    return [number for number, _ in shared.most_common(most)]


def _told_by(connection: Connection, numbers: Sequence[int], until: str) -> Iterator[int]:
    for page in _pages(numbers):
        told = or_(report.c.day.is_(None), report.c.day <= until)
        yield from connection.scalars(select(report.c.n).where(report.c.n.in_(page), told))


def of_items(connection: Connection, numbers: Sequence[int]) -> list[Asked]:
    """The items of those numbers."""
    links: dict[int, list[int]] = {}
    out = []
    for page in _pages(numbers):
        wanted = select(item_actor.c.item, item_actor.c.actor).where(item_actor.c.item.in_(page))
        for number, who in connection.execute(wanted):
            links.setdefault(number, []).append(who)
        for row in connection.execute(select(item).where(item.c.n.in_(page))):
            words = row.label or row.words
            out.append(Asked(row.report, row.item, row.family, row.day, row.type, words, tuple(links.get(row.n, ()))))
    return out


def _pages(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(numbers), _PAGE):
        yield numbers[at : at + _PAGE]


def _by_actors(connection: Connection, asked: Iterable[Asked]) -> Iterator[int]:
    spans: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for one in asked:
        span = _span(one)
        for family in OUTCOMES if one.family == "docket" else (one.family,):
            for who in one.actors if span else ():
                spans.setdefault((who, family), []).append(span)  # type: ignore[arg-type]
    for (who, family), mine in spans.items():
        link = item_actor.alias("link")
        within = or_(*(link.c.day.between(first, last) for first, last in _joined(mine)))
        wanted = select(item.c.report).join(link, link.c.item == item.c.n)
        yield from connection.scalars(
            wanted.where(link.c.actor == who, link.c.family == family, within).limit(5 * _PAGE)
        )


def _span(one: Asked) -> tuple[str, str] | None:
    day = day_of(one.day)
    if day is None:
        return None
    before, after = DAYS.get(one.family, (0, 0))
    first = date.fromordinal(max(1, day.toordinal() - before))
    last = date.fromordinal(min(date.max.toordinal(), day.toordinal() + after))
    return first.isoformat(), last.isoformat()


def _joined(spans: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spans of days, those that overlap made one."""
    out: list[tuple[str, str]] = []
    for first, last in sorted(spans):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


def _by_measure(connection: Connection, asked: Iterable[Asked]) -> Iterator[int]:
    for one in asked:
        span = _span(one)
        if one.family != "figures" or span is None or not one.words:
            continue
        wanted = select(item.c.report).where(item.c.family == "figures", item.c.type == one.type)
        yield from connection.scalars(wanted.where(item.c.day.between(*span), _holds_any(one.words)).limit(_PAGE))


def _holds_any(words: str) -> ColumnElement[bool]:
    """Whether an item is about any of the words that begin with a capital, or about the very same."""
    named = [w for w in re.findall(r"\w+", words) if w[:1].isupper()] or [words]
    return or_(*(item.c.label.icontains(w, autoescape=True) for w in named))


def _by_words(connection: Connection, asked: Iterable[Asked]) -> Iterator[int]:
    from readout.situation.settings import telling

    for one in asked:
        words = sorted(w for w in telling(one.words) if w.isalnum()) if one.family == "docket" else []
        if len(words) < 2:
            continue
        span = _span(one) or ("", "9999")
        if connection.dialect.name == "sqlite":
            statement, given = _FTS5, " ".join(f'"{word}"*' for word in words)
        else:
            statement, given = _TSVECTOR, " & ".join(f"{word}:*" for word in words)
        asked_for = {"words": given, "first": span[0], "last": span[1], "limit": _PAGE}
        yield from connection.scalars(text(statement), asked_for)


_FTS5 = """
SELECT report.n FROM report_words JOIN report ON report.n = report_words.rowid
WHERE report_words MATCH :words AND report.day BETWEEN :first AND :last LIMIT :limit
"""
_TSVECTOR = """
SELECT n FROM report
WHERE to_tsvector('simple', coalesce(title, '') || ' ' || text) @@ to_tsquery('simple', :words)
AND day BETWEEN :first AND :last LIMIT :limit
"""
