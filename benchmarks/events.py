"""PLOVER events, end to end from bare sentences: codebook examples, marked relations, stories, snippets of violence.

    python benchmarks/events.py [--part gsr|relations|stories|acled] [--errors N] [--limit N]

gsr        `plover/gsr-dev`, examples of the codebook: is an event of the right type found, is the surest event of that
           type, are the countries of actor and recipient right
relations  `plover/relations-train`: is the marked pair found, is its type right (YIELD stands for CONCEDE and RETREAT)
stories    `plover/synthetic-stories`, every tenth: type and mode of the surest event, headline included
acled      `acled/snippets-dev`: mode of violence and protest for the subtypes that have one

Reads ../shared/corpora; says so and stops where it is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from readout import times
from readout.actors.cast import Cast
from readout.extract.events import events
from readout.extract.reading import Reading
from readout.language import Core
from readout.record import Event, Report

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
OLD_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
ACLED = {
    "AIR_STRIKE": ("ASSAULT", ("aerial", "drone")),
    "SUIC_BOMB": ("ASSAULT", ("suicide-attack",)),
    "GRENADE": ("ASSAULT", ("explosives",)),
    "REM_EXPLOS": ("ASSAULT", ("explosives",)),
    "ART_MISS_ATTACK": ("ASSAULT", ("heavy-weapons",)),
    "ABDUCT_DISSAP": ("ASSAULT", ("abduct",)),
    "SEX_VIOL": ("ASSAULT", ("sexual",)),
    "ATTACK": ("ASSAULT", ()),
    "ARMED_CLASH": ("ASSAULT", ()),
    "CHEM_WEAP": ("ASSAULT", ("unconventional",)),
    "ARREST": ("COERCE", ("arrest",)),
    "PEACE_PROTEST": ("PROTEST", ()),
    "VIOL_DEMONSTR": ("PROTEST", ("riot",)),
    "MOB_VIOL": ("ASSAULT", ()),
}


@dataclass
class Read:
    """What was found in one text: its events, and the reading that made them."""

    reading: Reading
    events: list[Event]

    def country(self, ids: Sequence[str]) -> set[str]:
        return {c for i in ids if (c := self.reading.cast.actor(i).country)}

    @property
    def best(self) -> Event | None:
        """The surest event; of equals the first."""
        return max(self.events, key=lambda e: e.confidence, default=None)


def rows(name: str, limit: int | None) -> list[dict[str, Any]]:
    path = CORPORA / name
    if not path.exists():
        sys.exit(f"skipped: {name} is not in ../shared/corpora")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][:limit]


def read(core: Core, texts: Sequence[str]) -> Iterator[Read]:
    for document in core.parse(list(texts)):
        report = Report(id="benchmark", text=document.text)
        found = times.find(document.text, published=None, document=document)
        reading = Reading(report, document, Cast(document), found)
        yield Read(reading, events(reading, [], partial(core.relate, document), partial(core.trigger_types, document)))


def share(right: int, of: int) -> str:
    return f"{right / of if of else 0:.3f} ({right}/{of})"


def gsr(core: Core, limit: int | None, errors: int) -> None:
    examples = rows("plover/gsr-dev.jsonl.gz", limit)
    any_right = best_right = both = 0
    wrong: list[str] = []
    by_type: Counter[tuple[str, bool]] = Counter()
    for example, got in zip(examples, read(core, [e["text"] for e in examples]), strict=True):
        kind = OLD_TYPES.get(example["event"], example["event"])
        hits = [e for e in got.events if e.type == kind]
        best = got.best
        any_right += bool(hits)
        best_right += bool(best and best.type == kind)
        by_type[kind, bool(hits)] += 1
        gold_actor, gold_recipient = _codes(example.get("source")), _codes(example.get("target"))
        both += any(_fits(got, e, gold_actor, gold_recipient) for e in hits)
        if not hits:
            said = [f"{e.type} {got.reading.report.text[e.trigger.start : e.trigger.end]!r}" for e in got.events]
            wrong.append(f"{kind}: {example['text']}\n      {said}")
    print("codebook examples, an event of the right type", share(any_right, len(examples)))
    print("codebook examples, the surest event of the right type", share(best_right, len(examples)))
    print("codebook examples, right type with both countries right", share(both, len(examples)))
    kinds = sorted({k for k, _ in by_type})
    print("  by type:", "  ".join(f"{k} {by_type[k, True]}/{by_type[k, True] + by_type[k, False]}" for k in kinds))
    _list(wrong, errors)


def _codes(parties: object) -> set[str]:
    if not isinstance(parties, list):
        return set()
    return {p["code"] for p in parties if isinstance(p, dict) and p.get("code")}


def _fits(got: Read, event: Event, actor: set[str], recipient: set[str]) -> bool:
    mine, theirs = got.country(event.actor), got.country(event.recipient)
    if event.reciprocal and not recipient:
        return mine | theirs >= actor
    straight = actor <= mine and recipient <= theirs
    return straight or (event.reciprocal and actor <= theirs and recipient <= mine)


def relations(core: Core, limit: int | None, errors: int) -> None:
    examples = rows("plover/relations-train.jsonl.gz", limit)
    pair = right = type_only = 0
    wrong: list[str] = []
    hits: Counter[str] = Counter()
    made: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for example, got in zip(examples, read(core, [e["text"] for e in examples]), strict=True):
        actor, recipient = _marked(example["marked"])
        found = [e for e in got.events if _names_pair(e, actor, recipient)]
        kinds = {_root(e.type) for e in found}
        pair += bool(found)
        right += example["root"] in kinds
        type_only += example["root"] in {_root(e.type) for e in got.events}
        best = max(found, key=lambda e: e.confidence, default=None)
        gold[example["root"]] += 1
        if best:
            made[_root(best.type)] += 1
            hits[example["root"]] += _root(best.type) == example["root"]
        if example["root"] not in kinds:
            said = [f"{e.type} {got.reading.report.text[e.trigger.start : e.trigger.end]!r}" for e in got.events]
            wrong.append(f"{example['root']}: {example['marked']}\n      {said}")
    n = len(examples)
    print("relations, the marked pair found", share(pair, n))
    print("relations, the marked pair with its type", share(right, n))
    print("relations, the type anywhere in the sentence", share(type_only, n))
    f1 = [2 * hits[k] / (gold[k] + made[k]) if gold[k] + made[k] else 0.0 for k in gold]
    print(f"relations, root macro F1 end to end {sum(f1) / len(f1):.3f}")
    print("  by type:", "  ".join(f"{k} {hits[k]}/{gold[k]}" for k in sorted(gold)))
    _list(wrong, errors)


def _root(kind: str) -> str:
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def _marked(marked: str) -> tuple[range, range]:
    """Where the marked parties stand in the text without the marks."""
    spans: dict[str, list[int]] = {"s": [], "t": []}
    at, i = 0, 0
    while i < len(marked):
        tag = next((t for t in ("<s>", "</s>", "<t>", "</t>") if marked.startswith(t, i)), None)
        if tag:
            spans[tag.strip("</>")].append(at)
            i += len(tag)
        else:
            at, i = at + 1, i + 1
    actor, recipient = (spans[tag][:2] if len(spans[tag]) > 1 else [0, 0] for tag in ("s", "t"))
    return range(*actor), range(*recipient)


def _names_pair(event: Event, actor: range, recipient: range) -> bool:
    def covers(spans: Sequence[Any], place: range) -> bool:
        return any(max(s.start, place.start) < min(s.end, place.stop) for s in spans)

    straight = covers(event.actor_text, actor) and covers(event.recipient_text, recipient)
    turned = covers(event.actor_text, recipient) and covers(event.recipient_text, actor)
    joint = event.reciprocal and covers(event.actor_text, actor) and covers(event.actor_text, recipient)
    return straight or (event.reciprocal and turned) or joint


def stories(core: Core, limit: int | None, errors: int) -> None:
    examples = rows("plover/synthetic-stories.jsonl.gz", None)[::10][:limit]
    kinds = modes = with_mode = 0
    names = {"primative": "primitive", "sieze": "seize", "assassinate": "targeted"}
    wrong: list[str] = []
    texts = [f"{e['headline']}\n\n{e['text']}" for e in examples]
    for example, got in zip(examples, read(core, texts), strict=True):
        hits = [e for e in got.events if e.type == example["event"]]
        kinds += bool(hits)
        mode = names.get(example["mode"], example["mode"])
        if mode and hits:
            with_mode += 1
            modes += any(e.mode == mode for e in hits)
        if not hits:
            wrong.append(f"{example['event']} {mode}: {texts[len(wrong)][:200]!r}")
    print("stories, an event of the right type", share(kinds, len(examples)))
    print("stories, among those with a mode the right one", share(modes, with_mode))
    _list(wrong, errors)


def acled(core: Core, limit: int | None, errors: int) -> None:
    examples = [e for e in rows("acled/snippets-dev.jsonl.gz", None) if e["type"] in ACLED][:limit]
    kinds = modes = with_mode = 0
    wrong: list[str] = []
    for example, got in zip(examples, read(core, [e["text"] for e in examples]), strict=True):
        kind, wanted = ACLED[example["type"]]
        hits = [e for e in got.events if e.type == kind]
        kinds += bool(hits)
        with_mode += bool(wanted)
        modes += bool(wanted) and any(e.mode in wanted for e in hits)
        if not hits or (wanted and not any(e.mode in wanted for e in hits)):
            wrong.append(f"{example['type']}: {example['text'][:250]!r} {[(e.type, e.mode) for e in got.events]}")
    print("snippets, an event of the right type", share(kinds, len(examples)))
    print("snippets, the right mode of all that have one", share(modes, with_mode))
    _list(wrong, errors)


def _list(wrong: list[str], errors: int) -> None:
    step = max(1, len(wrong) // errors) if errors else 1
    for line in wrong[::step][:errors]:
        print("   ", line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {"gsr": gsr, "relations": relations, "stories": stories, "acled": acled}
    parser.add_argument("--part", choices=sorted(parts), action="append")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of the misses, evenly spread")
    parser.add_argument("--limit", type=int, default=None, metavar="N", help="read only the first N examples")
    options = parser.parse_args()
    core = Core()
    for name, part in parts.items():
        if not options.part or name in options.part:
            part(core, options.limit, options.errors)


if __name__ == "__main__":
    main()
