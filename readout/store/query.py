"""What is asked of the store, as SQL: filters of items, their pages, actors, and the search for words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, false, func, or_, select, text, true, union

from readout.store.keys import FAMILIES
from readout.store.tables import actor, item, item_actor, report

_NAMES = 200
"""Actors at most that a part of a name stands for."""
_FEW = 2000
"""Up to so many, what is asked for is listed first; of more, the newest items are looked through."""


@dataclass(frozen=True)
class Filter:
    """Which items are wanted; what is `None` is not asked.

    `actor` and `with_` are names in any case: a whole name, or else a part of names; both must take part. `type` is the
    event's PLOVER type, the claim's kind, the figure's measure, the position's stance, the docket's kind. `country` is
    ISO 3166-1 alpha-3, of the place or of an actor. `since` and `until` are ISO 8601 days, inclusive. `about` are words
    that the item's own words hold, all of them, each from the start of a word. `limit` and `offset` page the answer,
    newest day first, with `soonest` the earliest that began no more than a year before `since`. `told_since` and
    `told_until` are days of publication, inclusive.
    """

    actor: str | None = None
    with_: str | None = None
    type: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    about: str | None = None
    status: str | None = None
    limit: int = 50
    offset: int = 0
    told_since: str | None = None
    told_until: str | None = None
    soonest: bool = False


@dataclass(frozen=True)
class Found:
    """An item of a stored record. `evidence` is the words behind it, `report` the id of its report."""

    report: str
    published: str | None
    title: str | None
    family: str
    item: str
    key: str
    day: str | None
    until: str | None
    type: str | None
    mode: str | None
    status: str | None
    country: str | None
    label: str | None
    unit: str | None
    low: float | None
    high: float | None
    claim: str | None
    words: str
    evidence: str
    reviewed: str | None = None
    """What persons said of it: accepted, corrected or disputed; what all rejected is no item."""
    sides: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """A report that holds the words searched for, with a piece of it where «» mark them."""

    report: str
    published: str | None
    title: str | None
    snippet: str


@dataclass(frozen=True)
class Known:
    """An actor of the store, and how many items it takes part in."""

    name: str
    kind: str | None
    country: str | None
    sector: str | None
    role: str | None
    wikidata: str | None
    items: int


def items(connection: Connection, family: str, wanted: Filter) -> list[Found]:
    """The items of `family` that `wanted` lets through, newest day first; two queries whatever their number."""
    chosen = _page(connection, family, wanted)
    if chosen is None:
        return []
    page = chosen.subquery()
    joined = (
        select(item, report.c.id.label("report_id"), report.c.published, report.c.title)
        .join(page, page.c.n == item.c.n)
        .join(report, report.c.n == item.c.report)
        .order_by(*_turn(item.c.day, wanted))
    )
    found = connection.execute(joined).all()
    return _with_sides(connection, found)


def numbers(connection: Connection, family: str, wanted: Filter) -> list[int]:
    """The numbers of the items that `items` gives, in its order."""
    chosen = _page(connection, family, wanted)
    return [] if chosen is None else [row[0] for row in connection.execute(chosen)]


def count(connection: Connection, family: str, wanted: Filter, most: int) -> int:
    """How many items a filter lets through, `most` at most."""
    chosen = _page(connection, family, replace(wanted, limit=most, offset=0))
    if chosen is None:
        return 0
    if not wanted.since:  # which is met soonest from the newest back
        chosen = chosen.order_by(None)
    return connection.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def _page(connection: Connection, family: str, wanted: Filter) -> Select[Any] | None:
    """The numbers of the items asked for, those of one page; `None` where there can be none."""
    if family == "figures" and (wanted.actor or wanted.with_ or wanted.country):
        return None  # a figure has neither actors nor a country
    sides = [_named(connection, name) for name in (wanted.actor, wanted.with_) if name]
    if not all(sides):
        return None
    sides.sort(key=lambda side: _held(connection, actor.c.n.in_(side)))
    words = re.findall(r"\w+", wanted.about or "")
    reports = _reports_with(connection, words) if words else None
    chosen = _limits(connection, _chosen(family, sides, reports, wanted), wanted)
    return chosen.limit(wanted.limit).offset(wanted.offset)


def _turn(day: ColumnElement[Any], wanted: Filter) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The order of the answer."""
    if wanted.soonest:
        return day.asc().nulls_last(), item.c.n.asc()
    return day.desc().nulls_last(), item.c.n.desc()


def _chosen(family: str, sides: Sequence[list[int]], reports: Sequence[int] | None, wanted: Filter) -> Select[Any]:
    """The numbers of the items, in order. Those of a few `reports` are looked up there; else they are walked along the
    links of the first of `sides`, the one with fewest items, or from the newest back."""
    if reports is not None:
        query = select(item.c.n).where(of_family(family), item.c.report.in_(reports) if reports else false())
        for side in sides:
            query = query.where(exists().where(item_actor.c.item == item.c.n, item_actor.c.actor.in_(side)))
        return query.order_by(*_turn(item.c.day, wanted))
    if not sides:
        return select(item.c.n).where(item.c.family == family).order_by(*_turn(item.c.day, wanted))
    link = item_actor.alias("link")
    query = select(item.c.n).distinct().add_columns(link.c.day).join(link, link.c.item == item.c.n)
    query = query.where(link.c.actor.in_(sides[0]), link.c.family == family)
    for other in sides[1:]:
        second = item_actor.alias()
        query = query.where(exists().where(second.c.item == item.c.n, second.c.actor.in_(other)))
    return query.order_by(*_turn(link.c.day, wanted))


def _limits(connection: Connection, query: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.type:
        query = query.where(item.c.type.in_({wanted.type, wanted.type.upper(), wanted.type.lower()}))
    if wanted.status:
        query = query.where(item.c.status == wanted.status.lower())
    if wanted.since:
        query = query.where(func.coalesce(item.c.until, item.c.day) >= wanted.since)
        if wanted.soonest:  # by the index, not past all that is over
            query = query.where(item.c.day >= _year_before(wanted.since))
    if wanted.until:
        query = query.where(item.c.day <= wanted.until)
    if wanted.told_since or wanted.told_until:
        days = report.c.day.between(wanted.told_since or "", wanted.told_until or "9999")
        query = query.where(item.c.report.in_(select(report.c.n).where(days)))
    if wanted.country:
        query = query.where(_of_country(connection, wanted.country))
    words = re.findall(r"\w+", wanted.about or "")
    for word in words:
        held = (item.c.evidence.icontains(word, autoescape=True), item.c.label.icontains(word, autoescape=True))
        query = query.where(or_(*held))
    return query


def _year_before(day: str) -> str:
    return date.fromordinal(max(1, date.fromisoformat(day).toordinal() - 366)).isoformat()


def of_family(family: str) -> ColumnElement[bool]:
    """Items of a family, not to be looked up by it: the few that another condition finds are tried instead."""
    return item.c.family.op("||")("") == family


def _of_country(connection: Connection, country: str) -> ColumnElement[bool]:
    """Whether an item takes place in a country, or an actor of it takes part.

    Items of a country that few name are looked up; those of one that many name are soon met from the newest back.
    """
    of_country = actor.c.country == country
    if _held(connection, of_country) > _FEW:
        linked = exists().where(item_actor.c.item == item.c.n, item_actor.c.actor == actor.c.n, of_country)
        return or_(item.c.country == country, linked)
    actors = select(actor.c.n).where(of_country)
    placed = select(item.c.n).where(item.c.family.in_(FAMILIES), item.c.country == country)
    return item.c.n.in_(union(select(item_actor.c.item).where(item_actor.c.actor.in_(actors)), placed))


def _held(connection: Connection, which: ColumnElement[bool]) -> int:
    """How many items some actors take part in, one that holds several of them counted so many times."""
    return int(connection.scalar(select(func.coalesce(func.sum(actor.c.held), 0)).where(which)) or 0)


def _reports_with(connection: Connection, words: Sequence[str]) -> list[int] | None:
    """The reports that hold words which begin so, where they are few; `None` where there are too many to list.

    Where they are many, an item that holds the words is soon met from the newest back. Reports of which a reviewer
    corrected something may hold an item whose words stand in no text.
    """
    if connection.dialect.name == "sqlite":
        statement, asked = _FTS5_FEW, " ".join(f'"{word}"*' for word in words)
    else:
        statement, asked = _TSVECTOR_FEW, " & ".join(f"{word}:*" for word in words)
    found = list(connection.scalars(text(statement), {"words": asked, "limit": _FEW + 1}))
    if len(found) > _FEW:
        return None
    return found + list(connection.scalars(select(item.c.report).where(item.c.reviewed == "corrected").distinct()))


def _named(connection: Connection, name: str) -> list[int]:
    """The actors of that name; where there are none, those whose names hold it."""
    folded = name.casefold().strip()
    whole = connection.scalars(select(actor.c.n).where(actor.c.folded == folded)).all()
    part = actor.c.folded.contains(folded, autoescape=True)
    return list(whole or connection.scalars(select(actor.c.n).where(part).limit(_NAMES)))


def _with_sides(connection: Connection, found: Sequence[Row[Any]]) -> list[Found]:
    links = (
        select(item_actor.c.item, item_actor.c.side, actor.c.name)
        .join(actor, actor.c.n == item_actor.c.actor)
        .where(item_actor.c.item.in_([row.n for row in found]))
        .order_by(actor.c.name)
    )
    sides: dict[int, dict[str, list[str]]] = {row.n: {} for row in found}
    for number, side, name in connection.execute(links):
        sides[number].setdefault(side, []).append(name)
    out = []
    for row in found:
        values = {k: v for k, v in row._mapping.items() if k not in ("n", "report", "report_id")}
        out.append(replace(Found(report=row.report_id, **values), sides=sides[row.n]))
    return out


def search(connection: Connection, words: str, limit: int, offset: int, wanted: Filter | None = None) -> list[Hit]:
    """The reports that hold all `words` in title or text, the best first (BM25 on SQLite, ts_rank on PostgreSQL).

    With `wanted` those of the best `_FEW` that hold an item which the filter lets through; its days are of publication.
    """
    asked = re.findall(r"\w+", words)
    if not asked:
        return []
    quoted = " ".join(f'"{w}"' for w in asked) if connection.dialect.name == "sqlite" else " ".join(asked)
    statement = text(_FTS5 if connection.dialect.name == "sqlite" else _TSVECTOR)
    if wanted is None or wanted == Filter(limit=wanted.limit, offset=wanted.offset):
        rows = connection.execute(statement, {"words": quoted, "limit": limit, "offset": offset}).all()
    else:
        best = connection.execute(statement, {"words": quoted, "limit": _FEW, "offset": 0}).all()
        kept = _holding(connection, [row.n for row in best], wanted)
        rows = [row for row in best if row.n in kept][offset : offset + limit]
    return [Hit(row.id, row.published, row.title, " ".join(row.snippet.split())) for row in rows]


def _holding(connection: Connection, reports: Sequence[int], wanted: Filter) -> set[int]:
    """Which of some reports were published in a filter's days and hold an item that the rest of it lets through."""
    days = report.c.day.between(wanted.since or "", wanted.until or "9999")
    told = select(report.c.n).where(report.c.n.in_(reports), days if wanted.since or wanted.until else true())
    of_items = replace(wanted, since=None, until=None)
    if of_items == Filter(limit=wanted.limit, offset=wanted.offset):
        return set(connection.scalars(told))
    query = select(item.c.report).where(item.c.report.in_(told)).distinct()
    for name in filter(None, (wanted.actor, wanted.with_)):
        link = item_actor.alias()
        query = query.where(exists().where(link.c.item == item.c.n, link.c.actor.in_(_named(connection, name))))
    return set(connection.scalars(_limits(connection, query, of_items)))


_FTS5_FEW = "SELECT rowid FROM report_words WHERE report_words MATCH :words LIMIT :limit"
_TSVECTOR_FEW = """
SELECT n FROM report
WHERE to_tsvector('simple', coalesce(title, '') || ' ' || text) @@ to_tsquery('simple', :words) LIMIT :limit
"""
_FTS5 = """
SELECT report.n, report.id, published, report.title, snippet(report_words, -1, '«', '»', '…', 24) AS snippet
FROM report_words JOIN report ON report.n = report_words.rowid
WHERE report_words MATCH :words ORDER BY rank LIMIT :limit OFFSET :offset
"""
_TSVECTOR = """
SELECT n, id, published, title,
       ts_headline('simple', coalesce(title, '') || ' ' || text, plainto_tsquery('simple', :words),
                   'StartSel=«, StopSel=», MaxWords=24, MinWords=12, MaxFragments=1') AS snippet
FROM (SELECT * FROM report
      WHERE to_tsvector('simple', coalesce(title, '') || ' ' || text) @@ plainto_tsquery('simple', :words)
      ORDER BY ts_rank(to_tsvector('simple', coalesce(title, '') || ' ' || text),
                       plainto_tsquery('simple', :words)) DESC, n DESC
      LIMIT :limit OFFSET :offset) AS best
"""


def actors(connection: Connection, wanted: Filter) -> list[Known]:
    """Actors whose names hold `wanted.actor`, of its country, those of the most items first.

    Where the filter asks for more (a type, days, words, a status, who else takes part), the items that it lets through
    are counted, which looks through all of them.
    """
    query = select(actor, actor.c.held.label("taken")).where(actor.c.held > 0)
    order = actor.c.held.desc()
    of_items = replace(wanted, actor=None, country=None)
    if of_items != Filter(limit=wanted.limit, offset=wanted.offset):
        chosen = select(item.c.n)
        if wanted.with_:
            other = item_actor.alias()
            taking = exists().where(other.c.item == item.c.n, other.c.actor.in_(_named(connection, wanted.with_)))
            chosen = chosen.where(taking)
        chosen = _limits(connection, chosen, of_items)
        link = item_actor.alias("link")
        counted = select(link.c.actor, func.count(link.c.item.distinct()).label("taken"))
        found = counted.where(link.c.item.in_(chosen)).group_by(link.c.actor).subquery()
        query = select(actor, found.c.taken).join(found, found.c.actor == actor.c.n)
        order = found.c.taken.desc()
    if wanted.actor:
        query = query.where(actor.c.folded.contains(wanted.actor.casefold().strip(), autoescape=True))
    if wanted.country:
        query = query.where(actor.c.country == wanted.country)
    query = query.order_by(order, actor.c.n).limit(wanted.limit).offset(wanted.offset)
    return [Known(r.name, r.kind, r.country, r.sector, r.role, r.wikidata, r.taken) for r in connection.execute(query)]
