"""Datelines, bylines and credits: the lines of an agency report that are not its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from readout.intake.lexicon import table, wire_of, wire_pattern, words
from readout.intake.stamps import month_number


@dataclass(frozen=True)
class Dateline:
    """`GENEVA, March 3 (AFP) -`: where, when and by whom a report was filed. It takes the first `end` code points."""

    end: int
    place: str | None
    wire: str | None
    month: int | None
    day: int | None
    year: int | None

    @property
    def date(self) -> str | None:
        """ISO 8601 where the dateline gives the year too."""
        return self.date_in(self.year) if self.year else None

    def date_in(self, year: int) -> str | None:
        """ISO 8601 with `year` put in."""
        return f"{year:04d}-{self.month:02d}-{self.day:02d}" if self.month and self.day else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    month = "|".join(m.capitalize() for names in table("dates")["months"] for m in names)
    date = (
        rf"(?:(?P<m1>{month}|{month.upper()})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{month}|{month.upper()})\.?)"
        r"(?:,?\s+(?P<y>\d{4}))?"
    )
    capital = r"[A-Z][A-Z.'’-]+"
    upper = rf"{capital}(?:(?:\s|/|\sand\s|\sde\s|\sof\s){capital}){{0,4}}"
    place = rf"(?P<upper>{upper})(?:,\s(?:[A-Z][\w.'’-]+\s?){{1,3}})?"
    place += r"|(?P<title>[A-Z][\w.'’-]+(?:[\s/][A-Z][\w.'’-]+){0,3}(?:,\s[A-Z][\w.'’-]+)?)"
    agency = rf"(?P<wire>{wire_pattern()})"
    date_alone = re.sub(r"\?P<(m|d|y)(\d?)>", lambda m: f"?P<{m[1]}{int(m[2] or 0) + 2}>", date)
    in_brackets = r"\(\s?(?P<brackets>[A-Za-z][\w&'’./ -]{1,38}?)\s?\)"
    dash = r"\s?(?P<dash>--|—|–|-|:)\s?"
    return re.compile(
        rf"\s*(?:(?:{place})(?:[,.]?\s+{date})?|{date_alone}|)"
        rf"(?:[,.]?\s?(?:{in_brackets}|(?:/\s?)?{agency}(?:\s?/)?))?{dash}(?=[\"“'‘(\w])"
    )


def dateline(line: str) -> Dateline | None:
    """The dateline at the start of `line`, or `None`.

    It must end in a dash or colon, and be made certain by an agency, by a date, or by a place in capitals.
    """
    found = _pattern().match(line[:200])
    if found is None:
        return None
    part = found.groupdict()
    named = part["wire"] or part["brackets"]
    wire = wire_of(named) if named else None
    agencyish = named is not None and (wire is not None or re.search(r"(Wire|News|Agency|Press)$", named) is not None)
    place = part["upper"] or part["title"]
    month_name = part["m1"] or part["m2"] or part["m3"] or part["m4"]
    day = part["d1"] or part["d2"] or part["d3"] or part["d4"]
    set_off = re.search(r"[,.]\s", found[0][: len(found[0].rstrip(" -—–:"))]) is not None
    dated = month_name is not None and (part["upper"] or (set_off and part["title"] and part["dash"] != ":"))
    if not (agencyish or dated or _bare_place(part, line[found.end() :])):
        return None
    year = part["y"] or part["y2"]
    return Dateline(
        end=found.end(),
        place=place,
        wire=wire or (named if agencyish else None),
        month=month_number(month_name) if month_name else None,
        day=int(day) if day and 1 <= int(day) <= 31 else None,
        year=int(year) if year else None,
    )


def _bare_place(part: dict[str, str | None], rest: str) -> bool:
    """`ROME — The`: nothing but capitals and a dash; not `NATO - the alliance - said`."""
    place = part["upper"]
    if (
        place is None
        or part["brackets"]
        or place in words("furniture", "not_places")
        or len(place) < 4
        or part["dash"] == "-"
    ):
        return False
    return re.match(r"[\"“'‘]?[A-Z0-9]", rest) is not None and len(place.split()) <= 3 and len(rest.split()) > 10


_NAME = r"[A-Z][\w.'’-]+(?:\s(?:al-|bin|van|von|de|der|den|el-)?\s?[A-Z][\w.'’-]*){0,4}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reported by)\s*:?\s+(?P<who>{_NAME}(?:(?:,\s|\sand\s|\s&\s|,\sand\s){_NAME})*?)"
    rf"(?:\s+in\s+(?P<place>{_NAME}))?"
    rf"(?:,?\s+(?:for\s|of\s)?(?:the\s)?(?P<rest>{wire_pattern()})(?:\s\w+){{0,2}})?\s*[|,·•-]?\s*"
)


_STAFF = re.compile(r"(?:[A-Z][\w&.'’-]{1,20}\s){1,4}Staff(?:\s(?:Writer|Reporter|Correspondent)s?)?")


def byline(line: str) -> tuple[str, str | None] | None:
    """The writers and the agency of a line such as `By Jane Doe, Associated Press Writer`; `None` for another."""
    line = line.strip()
    if len(line) > 120 or line.endswith(("?", "!", ":", '"')):
        return None
    if _STAFF.fullmatch(line):
        return line, wire_of(line)
    found = _BYLINE.fullmatch(line)
    if found is None or (line.endswith(".") and not re.search(r"\b[A-Z]\.$|\b[JS]r\.$", line)):
        return None
    who = found["who"].strip(" ,")
    last = re.split(r",\s", who)[-1]
    if (wire := wire_of(last)) is not None and wire_of(who) is None:
        return who[: -len(last)].strip(" ,"), wire
    if wire_of(who) is not None:
        return "", wire_of(who)
    return who, wire_of(found["rest"]) if found["rest"] else None


_CREDIT = re.compile(
    r"\s*\(\s?(?P<kind>Additional reporting|Reporting|Writing|Editing|Compiled|Translated|Reported|Written)"
    r"(?:\sand\s\w+)?\s(?:by|from)\s(?P<who>[^()]{2,300}?)\)\s*$",
    re.IGNORECASE,
)
_BARE_CREDIT = re.compile(
    r"(?P<kind>Additional reporting|Reporting|Writing|Editing)(?:\sand\s\w+)?\sby\s(?P<who>[A-Z][^()]{2,250}?)\.?\s*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:(?:copyright|\(c\)|©)\s*){1,2}(?:(?P<y1>\d{4}),?\s*)?(?:by\s)?"
    r"(?P<who>[A-Z][\w&.'’ -]{1,60}?)?(?:,?\s*(?P<y2>\d{4}))?"
    r"(?:[.,]?\s*all rights reserved)?[.]?\s*(?:this (?:material|story)\b.{0,200})?",
    re.IGNORECASE,
)


def credit(paragraph: str) -> tuple[int, str | None] | None:
    """Where the credit at the end of `paragraph` begins (`(Reporting by …; Editing by …)`), and who reported."""
    tail_from = max(0, len(paragraph) - 600)
    tail = paragraph[tail_from:]
    at = tail.rfind("(")
    while at >= 0 and (found := _CREDIT.match(tail[at:])) is None:
        at = tail.rfind("(", 0, at)
    if at < 0:
        found = _BARE_CREDIT.fullmatch(paragraph) if len(paragraph) < 300 else None
        at = 0
    if found is None:
        return None
    who = re.split(r";|\b(?:editing|writing) by", found["who"], flags=re.IGNORECASE)[0].strip(" .,;")
    start = tail_from + at if found.re is _CREDIT else 0
    reported = found["kind"].lower().startswith(("report", "writ"))
    return len(paragraph[:start].rstrip()), who if reported else None


def copyright_of(line: str) -> tuple[str | None, int | None] | None:
    """The holder and year of a copyright line, each `None` where it does not say; `None` if it is no such line."""
    found = _COPYRIGHT.fullmatch(line.strip()) if len(line) < 300 else None
    if found is None:
        return None
    year = found["y1"] or found["y2"]
    holder = (found["who"] or "").strip(" .,-")
    return holder or None, int(year) if year else None


def lead_credit(paragraph: str) -> str | None:
    """The agency that the first paragraph is credited to: `..., DPA reported.` at its end, or `according to AFP.`"""
    found = re.search(
        rf"(?:,\s(?:the\s)?(?P<a>{wire_pattern()})(?:\snews\sagency)?\s(?:has\s)?(?:reported|reports|said|says)"
        rf"|\b(?:reported|reports),?\s(?:the\s)?(?P<b>{wire_pattern()})"
        rf"|according to\s(?:the\s)?(?P<c>{wire_pattern()}))"
        r"(?:\snews\sagency)?(?:\s(?:on\s)?\w+day)?\.?[\"”]?\s*$",
        paragraph[-200:],
    )
    return wire_of(next(g for g in found.groups() if g)) if found else None
