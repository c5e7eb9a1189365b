"""PLOVER events, end to end from bare sentences: codebook examples, marked relations, stories, snippets of violence.

    python benchmarks/events.py [--part gsr|relations|stories|acled] [--least P] [--errors N] [--limit N]

gsr        `plover/gsr-dev`, examples of the codebook: is an event of the right type found, is the surest event of that
           type, are the countries of actor and recipient right
relations  `plover/relations-train`, from the bare sentence: is the marked pair found, is its type right (YIELD stands
           for CONCEDE and RETREAT); of all sentences, and of the fifth that the weights were not trained on
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
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from readout import times
from readout.actors.cast import Cast
from readout.extract import lexicon, syntax
from readout.extract.events import events
from readout.extract.reading import Reading
from readout.extract.relating import is_between
from readout.language import Core
from readout.record import Event, Report
from training.corpora import held_out

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FOLDS = 5
"""`training` keeps one in so many sentences back."""
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

    @cached_property
    def pronouns(self) -> set[int]:
        """The code points at which pronouns begin."""
        return {t.start for t in self.reading.document.tokens if t.upos == "PRON"}

    def meant(self, place: range) -> set[str]:
        """The actors whom the phrase at code points `place` means: those of its head."""
        doc = self.reading.document
        inside = [t.i for t in doc.tokens if t.start < place.stop and t.end > place.start]
        return set(self.reading.cast.at(syntax.head_of(doc, inside[0], inside[-1] + 1))) if inside else set()

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
    sides: list[str] = []
    causes: Counter[str] = Counter()
    by_type: Counter[tuple[str, bool]] = Counter()
    for example, got in zip(examples, read(core, [e["text"] for e in examples]), strict=True):
        kind = OLD_TYPES.get(example["event"], example["event"])
        hits = [e for e in got.events if e.type == kind]
        best = got.best
        any_right += bool(hits)
        best_right += bool(best and best.type == kind)
        by_type[kind, bool(hits)] += 1
        gold_actor, gold_recipient = _codes(example.get("source")), _codes(example.get("target"))
        fits = any(_fits(got, e, gold_actor, gold_recipient) for e in hits)
        both += fits
        if not fits:
            causes[cause := _cause(got, hits, gold_actor, gold_recipient)] += 1
            sides.append(
                f"{cause}: {sorted(gold_actor)} -> {sorted(gold_recipient)} {example['text']}\n      {_told(got, hits)}"
            )
        if not hits:
            said = [f"{e.type} {got.reading.report.text[e.trigger.start : e.trigger.end]!r}" for e in got.events]
            wrong.append(f"{kind}: {example['text']}\n      {said}")
    print("codebook examples, an event of the right type", share(any_right, len(examples)))
    print("codebook examples, the surest event of the right type", share(best_right, len(examples)))
    print("codebook examples, right type with both countries right", share(both, len(examples)))
    kinds = sorted({k for k, _ in by_type})
    print("  why not both:", "  ".join(f"{cause} {n}" for cause, n in causes.most_common()))
    print("  by type:", "  ".join(f"{k} {by_type[k, True]}/{by_type[k, True] + by_type[k, False]}" for k in kinds))
    _list(wrong, errors)
    _list(sides, errors)


def _cause(got: Read, hits: list[Event], actor: set[str], recipient: set[str]) -> str:
    """Why no event of the right type has both countries: none of the type, a side never named, or not taken."""
    if not hits:
        return "no event of the type"
    cast = got.reading.cast
    known = {c for t in got.reading.document.tokens for i in cast.at(t.i) if (c := cast.actor(i).country)}
    missing = (actor | recipient) - known
    if missing:
        return "country named nowhere"
    best = hits[0]
    a, r = got.country(best.actor), got.country(best.recipient)
    if actor <= r and recipient <= a:
        return "sides turned"
    return "actor not taken" if not actor <= a else "recipient not taken"


def _told(got: Read, hits: list[Event]) -> str:
    return str(
        [(e.type, sorted(got.country(e.actor)), sorted(got.country(e.recipient)), e.trigger.start) for e in hits]
    )


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


@dataclass
class Relations:
    """Counts over sentences with one marked pair each."""

    sentences: int = 0
    pair: int = 0
    right: int = 0
    type_only: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def count(self, root: str, got: Read, found: list[Event]) -> None:
        """One sentence: its marked root, all that was read, and the events of the marked pair (the surest counts)."""
        kinds = {_root(e.type) for e in found}
        self.sentences += 1
        self.pair += bool(found)
        self.right += root in kinds
        self.type_only += root in {_root(e.type) for e in got.events}
        self.gold[root] += 1
        best = max(found, key=lambda e: e.confidence, default=None)
        if best:
            self.made[_root(best.type)] += 1
            self.hits[root] += _root(best.type) == root

    @property
    def macro_f1(self) -> float:
        """Mean over roots of F1; a sentence whose pair is not found is a miss of its root."""
        f1 = [2 * self.hits[k] / (self.gold[k] + self.made[k]) for k in self.gold]
        return sum(f1) / len(f1) if f1 else 0.0

    def told(self, label: str) -> None:
        """Prints the figures."""
        print(f"{label}, the marked pair found", share(self.pair, self.sentences))
        print(f"{label}, the marked pair with its type", share(self.right, self.sentences))
        print(f"{label}, the type anywhere in the sentence", share(self.type_only, self.sentences))
        print(f"{label}, root macro F1 end to end {self.macro_f1:.3f}")
        print("  by type:", "  ".join(f"{k} {self.hits[k]}/{self.gold[k]}" for k in sorted(self.gold)))


def relations(core: Core, limit: int | None, errors: int) -> None:
    examples = rows("plover/relations-train.jsonl.gz", limit)
    every, unseen = Relations(), Relations()
    wrong: list[str] = []
    for example, got in zip(examples, read(core, [e["text"] for e in examples]), strict=True):
        actor, recipient = _marked(example["marked"])
        found = [e for e in got.events if _is_pair(got, e, actor, recipient)]
        every.count(example["root"], got, found)
        if held_out(example["text"], FOLDS):
            unseen.count(example["root"], got, found)
        if example["root"] not in {_root(e.type) for e in found}:
            said = [f"{e.type} {got.reading.report.text[e.trigger.start : e.trigger.end]!r}" for e in got.events]
            wrong.append(f"{example['root']}: {example['marked']}\n      {said}")
    every.told("relations")
    unseen.told("relations, the fifth that the weights were not trained on")
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


def _is_pair(got: Read, event: Event, actor: range, recipient: range) -> bool:
    """Whether the sides of an event are the marked ones: their words overlap, or a pronoun among them means those."""

    sides = {"actor": (event.actor, event.actor_text), "recipient": (event.recipient, event.recipient_text)}
    places = {"actor": actor, "recipient": recipient}

    def covers(side: str, party: str) -> bool:
        (ids, spans), place = sides[side], places[party]
        if any(max(s.start, place.start) < min(s.end, place.stop) for s in spans):
            return True
        pronouns = {s.start for s in spans} & got.pronouns
        return bool(pronouns) and bool(set(ids) & got.meant(place))

    return is_between(event, covers)


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
    parser.add_argument("--least", type=float, metavar="P", help="keep acts of this confidence (0-1); else what ships")
    options = parser.parse_args()
    core = Core()
    with lexicon.using(replace(lexicon.shipped(), least=options.least)):
        for name, part in parts.items():
            if not options.part or name in options.part:
                part(core, options.limit, options.errors)


if __name__ == "__main__":
    main()
