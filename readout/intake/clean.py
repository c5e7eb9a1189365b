"""A raw text -> its body, and what the lines round the body say of it.

A body without debris comes through character for character. Nothing inside it goes but lines that are plainly
furniture of a page, and each of those is named in the notes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from readout.intake import stamps
from readout.intake.dateline import Dateline, byline, copyright_of, credit, dateline, lead_credit
from readout.intake.lexicon import table, wire_of, words

_TOP_LINES = 40
"""Lines at the top among which headings, stamps and bylines are looked for."""
_NAME = r"[A-Z][\w.'’-]*"
"""A word of a name."""
_HEADLINE_WORDS = 25


@dataclass
class Cleaned:
    """The body and what was found round it; `dropped` are the lines left out as furniture."""

    body: str = ""
    title: str | None = None
    byline: str | None = None
    wire: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    line: Dateline | None = None
    year: int | None = None
    dropped: list[str] = field(default_factory=list)

    def notes(self) -> tuple[str, ...]:
        """One warning that names what was left out, if anything was."""
        if not self.dropped:
            return ()
        counted = Counter(d if len(d) <= 80 else d[:77] + "..." for d in self.dropped)
        named = ", ".join(f'"{d}"' + (f" x{n}" if n > 1 else "") for d, n in list(counted.items())[:20])
        return (f"left out as page furniture: {named}" + (", and more" if len(counted) > 20 else ""),)


def clean(text: str, *, title: str | None = None) -> Cleaned:
    """The body of `text`, which is tidy already; `title` is the headline where it is known from elsewhere."""
    found = Cleaned(title=title)
    if title is not None and (_is_byline(title, found) or _is_desk_note(title)):
        found.dropped.append(title)
        found.title = None
    lines = text.split("\n")
    first = _top(lines, found)
    last = _bottom(lines, first, found)
    found.body = _inside(lines[first:last], found).strip()
    if found.wire is None:
        found.wire = lead_credit(found.body[:3000].split("\n", 1)[0])
    return found


def _top(lines: list[str], found: Cleaned) -> int:
    """The index of the first line of the body; headline, stamps, byline and dateline go into `found`."""
    for i, line in enumerate(lines[:_TOP_LINES]):
        bare = line.strip()
        if not bare:
            continue
        if (filed := dateline(line)) is not None:
            found.line, found.wire = filed, filed.wire or found.wire
            found.published = found.published or filed.date
            lines[i] = line[filed.end :]
            return i
        if _is_stamp(bare, found) or _is_byline(bare, found) or _is_title(bare, found):
            continue
        if is_furniture(bare) or _is_crumb(bare) or not re.search(r"\w", bare):
            found.dropped.append(bare)
        elif found.title is None and _is_headline(bare, lines[i + 1 :]):
            found.title = bare
            found.published = found.published or _dated(bare)
        elif not (copyright_of(bare) and _take_copyright(bare, found)):
            return i + _deck(lines[i:], found)
    return next((i for i, line in enumerate(lines) if i >= _TOP_LINES and line.strip()), min(len(lines), _TOP_LINES))


def _deck(lines: list[str], found: Cleaned) -> int:
    """How many lines to skip where short lines without a full stop stand between a headline and a dateline."""
    if found.title is None:
        return 0
    for i, line in enumerate(lines[:6]):
        if (filed := dateline(line)) is not None and filed.wire:
            found.dropped += [above.strip() for above in lines[:i] if above.strip()]
            found.line, found.wire = filed, filed.wire
            found.published = found.published or filed.date
            lines[i] = line[filed.end :]
            return i
        if line.strip() and (_ends_sentence(line) or len(line.split()) > _HEADLINE_WORDS) and byline(line) is None:
            return 0
    return 0


def _bottom(lines: list[str], first: int, found: Cleaned) -> int:
    """The index after the last line of the body."""
    last = len(lines)
    while last > first:
        bare = lines[last - 1].strip()
        if not bare:
            last -= 1
            continue
        ending = bare.strip(" .()-#*").casefold() or bare
        if (
            is_furniture(bare)
            or (ending in words("furniture", "ends") and len(bare) < 20)
            or not re.search(r"\w", bare)
        ):
            found.dropped.append(bare)
        elif copyright_of(bare) and _take_copyright(bare, found):
            pass
        elif (cut := credit(bare)) is not None and last - 1 >= first:
            found.byline = found.byline or cut[1]
            if cut[0] > 0:
                lines[last - 1] = lines[last - 1].rstrip()[: cut[0] - len(bare)] if cut[0] < len(bare) else bare
                return last
        elif last - 1 > first and _is_stamp(bare, found, late=True):
            pass
        else:
            return _links(lines, first, last, found)
        last -= 1
    return last


def _links(lines: list[str], first: int, last: int, found: Cleaned) -> int:
    """`last`, or the index of a heading such as `Related` after which only short lines without a full stop stand."""
    headings = words("furniture", "link_headings")
    for i in range(last - 1, max(first, last - 30), -1):
        bare = lines[i].strip()
        if bare.strip(" :.»>").casefold() in headings:
            found.dropped += [line.strip() for line in lines[i:last] if line.strip()]
            return _bottom(lines[:i], first, found)
        if bare and (_ends_sentence(bare) or len(bare.split()) > _HEADLINE_WORDS):
            break
    return last


def _inside(lines: list[str], found: Cleaned) -> str:
    """The lines joined, without those that are furniture and stand on their own."""
    kept: list[str] = []
    for i, line in enumerate(lines):
        bare = line.strip()
        alone = (i == 0 or not lines[i - 1].strip() or _ends_sentence(lines[i - 1])) and bare[:1].upper() == bare[:1]
        if bare and len(bare) < 320 and alone and not bare.startswith("--") and is_furniture(bare):
            found.dropped.append(bare)
            if kept and not kept[-1].strip() and i + 1 < len(lines) and not lines[i + 1].strip():
                kept.pop()
        else:
            kept.append(line)
    return "\n".join(kept)


@lru_cache(maxsize=1)
def _desk_notes() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("furniture")["desk_notes"]), re.IGNORECASE)


def _is_desk_note(title: str) -> bool:
    """Whether what stands for a headline is a note to editors: "ATTENTION - ADDS quotes ///"."""
    return _desk_notes().fullmatch(title.strip()) is not None


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("furniture")["patterns"]), re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether `line` (stripped) is plainly part of a page and not of its article."""
    if len(line) > 320:
        return False
    bare = line.strip(" \t.…:|»>«<-–—•·*[]()#_").casefold()
    if bare in words("furniture", "lines"):
        return not (line.endswith(".") and not line.endswith(".."))
    parts = [p for p in re.split(r"[\s|/,•·]+", bare) if p]
    bar = words("furniture", "bar")
    if len(parts) > 1 and all(p in bar for p in parts) and not words("furniture", "bar_needs").isdisjoint(parts):
        return not line.endswith(".")
    return _furniture().fullmatch(line) is not None


def _is_crumb(line: str) -> bool:
    """`Home > World > Middle East`."""
    parts = re.split(r"\s*[>»›]\s*|\s+[/|]\s+", line)
    return len(parts) > 1 and len(line) < 120 and not _ends_sentence(line) and all(len(p.split()) <= 4 for p in parts)


def _is_title(line: str, found: Cleaned) -> bool:
    return found.title is not None and _same(line) == _same(found.title)


def _same(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def _is_headline(line: str, below: list[str]) -> bool:
    """A short line without a full stop, above something that is no continuation of it."""
    if len(line) > 200 or len(line.split()) > _HEADLINE_WORDS or len(line.split()) < 2 or not line[0].isprintable():
        return False
    below = [b.strip() for b in below[:12] if b.strip()]
    if not below or (below[0][0].islower() and byline(below[0]) is None):
        return False
    filed = dateline(below[0])
    if filed is not None and (filed.wire or filed.month) and not line.endswith(":"):
        return True
    if _same(below[0]) == _same(line) or byline(below[0]) is not None:
        return True
    return not re.search(r"[.?!,;:)]$|[.?!,][\"”'’]+$", line) and any(
        _ends_sentence(b) and len(b.split()) > 5 for b in below
    )


def _is_byline(line: str, found: Cleaned) -> bool:
    who = byline(line)
    if who is None:
        return False
    found.byline = found.byline or who[0] or None
    found.wire = found.wire or who[1]
    return True


def _dated(title: str) -> str | None:
    """The day that ends a headline after a dash: "Department Press Briefing – October 3, 2024"."""
    stamp = stamps.find(title)
    ends = stamp is not None and stamp.end == len(title) and re.search(r"\s[–—|-]\s$", title[: stamp.start])
    return stamp.value if stamp is not None and ends else None


def _is_stamp(line: str, found: Cleaned, *, late: bool = False) -> bool:
    """A line that is a date and time and little else: `Other News Materials 18 February 2013 03:43 (UTC +04:00)`."""
    if len(line) > 160:
        return False
    stamp = stamps.find(line)
    if stamp is None:
        return False
    before, after = line[: stamp.start].strip(" |,:•·–—-[(/"), line[stamp.end :].strip(" |,•·–—-])/.")
    labels, later = words("furniture", "stamp_labels"), words("furniture", "stamp_labels_later")
    label = before.casefold().rstrip(":")
    placed = not (after or late) and re.fullmatch(rf"{_NAME}(?:[\s/]{_NAME}){{0,2}},\s", line[: stamp.start])
    known = label in labels or label in later or not before or bool(placed)
    again = stamps.find(after) is not None
    who = byline(before) if before else None
    if not (known or who or re.search(r"[|•·»>]\s*$", line[: stamp.start]) or stamp.timed) or len(before.split()) > 8:
        return False
    if after and not again and (late or len(after.split()) > 4 or not ((stamp.timed and not before) or wire_of(after))):
        return False
    if late and not known:
        return False
    if label in later:
        found.updated = found.updated or stamp.value
    elif found.published is None or (stamp.timed and "T" not in found.published):
        found.published = stamp.value
    if who is not None:
        found.byline, found.wire = found.byline or who[0] or None, found.wire or who[1]
    elif not known:
        found.dropped.append(before)
    return True


def _take_copyright(line: str, found: Cleaned) -> bool:
    holder, found.year = copyright_of(line) or (None, None)
    if holder and (wire := wire_of(holder)) is not None:
        found.wire = found.wire or wire
    elif holder:
        found.publisher = found.publisher or holder
    return True


def _ends_sentence(line: str) -> bool:
    return re.search(r"[.!?:;,][\"”'’)\]]*\s*$", line) is not None
