"""Records written by hand, for the tests of `readout/situation`."""

from __future__ import annotations

from typing import Any

from readout.record import Record


def span(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def day(date: str | None) -> dict[str, Any] | None:
    return {"start": date, "end": date} if date else None


def record(
    name: str,
    published: str,
    text: str,
    *,
    actors: tuple[dict[str, Any], ...] = (),
    events: tuple[dict[str, Any], ...] = (),
    figures: tuple[dict[str, Any], ...] = (),
    positions: tuple[dict[str, Any], ...] = (),
    docket: tuple[dict[str, Any], ...] = (),
) -> Record:
    """A record of one-sentence items: `trigger`, `text` and `evidence` are words, `evidence` by default all of them."""

    def item(number: int, kind: str, given: dict[str, Any]) -> dict[str, Any]:
        out = {"id": f"{kind}{number}", **given, "evidence": span(text, given.get("evidence", text))}
        for key in ("trigger", "text"):
            if key in out:
                out[key] = span(text, out[key])
        for key in ("date", "when"):
            if isinstance(out.get(key), str):
                out[key] = day(out[key])
        return out

    return Record.model_validate(
        {
            "report": {"id": name, "ref": name, "title": name, "published": published, "text": text},
            "sentences": [{"start": 0, "end": len(text)}],
            "actors": [{"id": a["name"], "kind": "person", **a} for a in actors],
            "events": [item(n, "e", {"quad": 1, "score": 0, **e}) for n, e in enumerate(events)],
            "figures": [item(n, "f", f) for n, f in enumerate(figures)],
            "positions": [item(n, "p", p) for n, p in enumerate(positions)],
            "docket": [item(n, "d", d) for n, d in enumerate(docket)],
        }
    )
