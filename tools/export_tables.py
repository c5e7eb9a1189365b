"""The scores of `cameo.tsv` and the numbers and letters of `country_codes.tsv`, from published files.

    python tools/export_tables.py --goldstein CAMEO.goldsteinscale.txt --states states2016.csv
        --letters CAMEO.country.txt Phoenix.Countries.actors.txt [--write]

`--goldstein`: GDELT's own table of scores (http://data.gdeltproject.org/documentation/CAMEO.goldsteinscale.txt). GDELT
is open to use of any kind with a citation (https://www.gdeltproject.org/about.html). `--states`: the Correlates of War
Project's State System Membership, v2016 (https://correlatesofwar.org), free to use with a citation. `--letters`: lists
that CAMEO's coders use, GDELT's of countries (CAMEO.country.txt) and the actor dictionary of PETRARCH: letters that
none of them holds are left empty. Codes and countries are those that the tables have; a score or number that the source
has not is left empty. Prints what differs; writes only with `--write`. Exit status 1 where anything differs and nothing
is written.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "readout" / "export" / "data"
NAMED = {
    "Antigua & Barbuda": "Antigua and Barbuda", "Congo": "Republic of the Congo",
    "Federated States of Micronesia": "Micronesia", "Macedonia": "North Macedonia",
    "St. Kitts and Nevis": "Saint Kitts and Nevis", "St. Lucia": "Saint Lucia",
    "St. Vincent and the Grenadines": "Saint Vincent and the Grenadines", "Swaziland": "Eswatini",
    "United States of America": "United States", "Yugoslavia": "Serbia",
}  # fmt: skip
"""Names of the State System where ours differ. It goes on counting Serbia as Yugoslavia."""
LAST = "2016"
"""The year in which a state must be a member."""


def scores(path: Path) -> dict[str, str]:
    """Goldstein's score of each CAMEO code."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    return dict(line.split("\t") for line in lines if line)


def numbers(path: Path) -> dict[str, str]:
    """The number of each member of the State System at its end, by our name of the country."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["endyear"] == LAST]
    return {NAMED.get(row["statenme"], row["statenme"]): row["ccode"] for row in rows}


def letters(table: Path, lists: list[Path]) -> dict[str, str]:
    """The CAMEO letters of each country of the table, by its code; "" where no list has them.

    A list has them at the start of a line ("ROM\tRomania") or of brackets ("[ROMGOV 20010101]").
    """
    known = {code for path in lists for code in re.findall(r"(?m)(?:^|\[)([A-Z]{3})", path.read_text(encoding="utf-8"))}
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    code, at = rows[0].index("code"), rows[0].index("cameo")
    return {row[code]: row[at] if row[at] in known else "" for row in rows[1:]}


def renewed(table: Path, key: str, column: str, values: dict[str, str]) -> tuple[str, list[str]]:
    """The table with `column` set by the values of `key`, empty where there is none; and what changed."""
    lines = table.read_text(encoding="utf-8").split("\n")
    header = next(line for line in lines if not line.startswith("#")).split("\t")
    at, where = header.index(key), header.index(column)
    changes, body = [], False
    for number, line in enumerate(lines):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        value = values.get(cells[at], "")
        if body and cells[where] != value:
            changes.append(f"{table.name} {cells[at]}: {column} {cells[where] or 'empty'} -> {value or 'empty'}")
            cells[where] = value
            lines[number] = "\t".join(cells)
        body = True
    return "\n".join(lines), changes


def main() -> int:
    """Compares, and writes where asked to."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--goldstein", type=Path, required=True)
    options.add_argument("--states", type=Path, required=True)
    options.add_argument("--letters", type=Path, required=True, nargs="+")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    jobs = (
        (DATA / "cameo.tsv", "code", "goldstein", scores(given.goldstein)),
        (DATA / "country_codes.tsv", "name", "cow", numbers(given.states)),
        (DATA / "country_codes.tsv", "code", "cameo", letters(DATA / "country_codes.tsv", given.letters)),
    )
    found = []
    for table, key, column, values in jobs:
        text, changes = renewed(table, key, column, values)
        found += changes
        missing = set(values) - {line.split("\t")[1] for line in text.split("\n") if "\t" in line}
        if column == "cow" and missing:
            sys.stdout.write(f"{table.name}: no country of the name {', '.join(sorted(missing))}\n")
        if given.write and changes:
            table.write_text(text, encoding="utf-8")
    sys.stdout.write(("\n".join(found) or "nothing differs") + "\n")
    return 1 if found and not given.write else 0


if __name__ == "__main__":
    sys.exit(main())
