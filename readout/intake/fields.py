"""A JSON object (or the front matter of a page) -> the parts of a report, by the names that others use for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from readout.errors import FormatError, InputError
from readout.intake.build import Known, Taken, build
from readout.intake.lexicon import table

_SINGLE = ("id", "published", "title", "publisher", "url", "byline", "wire")


def known_of(fields: dict[str, Any], *, given: str | None, ref: str | None = None) -> Known:
    """What `fields` say of a report. A field of the wrong type is left out, with a warning."""
    values: dict[str, str] = {}
    warnings: list[str] = []
    for part in _SINGLE:
        for name in table("fields")[part]:
            if (value := fields.get(name)) in (None, "", [], {}):
                continue
            plain = _plain(value)
            if plain is None:
                warnings.append(f'field "{name}" is {_kind(value)} where text is expected; left out')
                continue
            values.setdefault(part, plain)
            break
    return Known(
        given=given, published=values.get("published"), title=values.get("title"), url=values.get("url"),
        ref=values.get("id", ref), publisher=values.get("publisher"), byline=values.get("byline"),
        wire=values.get("wire"), warnings=tuple(warnings),
    )  # fmt: skip


def taken_of(value: Any, *, given: str | None) -> Taken:
    """The report of a JSON value. Raises `FormatError` where it is no object with a text, and as `build`."""
    if not isinstance(value, dict):
        raise FormatError(
            f"{_kind(value)} where a report is expected",
            remedy='Give an object such as {"id": …, "date": …, "text": …}',
        )
    if isinstance(value.get("report"), dict) and "text" in value["report"]:
        value = {**value["report"], "id": value["report"].get("ref")}  # a record of our own, whose id is its content's
    names = table("fields")["text"]
    name = next((n for n in names if value.get(n) is not None), None)
    if name is None:
        raise FormatError("no field holds the text", remedy=f"Readout looks for {', '.join(names[:5])}")
    text = value[name]
    if isinstance(text, list) and all(isinstance(t, str) for t in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        raise FormatError(f'field "{name}" is {_kind(text)} where text is expected', remedy="Give the body as a string")
    return build(text, known_of(value, given=given))


def load(text: str) -> Any:
    """The JSON value of `text`. Raises `FormatError` for broken JSON, and for JSON nested too deep."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise FormatError(
            f"this is not JSON: {error.msg} at {where}", remedy="Correct it; other reports are read"
        ) from error
    except (RecursionError, ValueError) as error:
        raise FormatError("this JSON is nested too deep or holds a number too long", remedy="Correct it") from error


def from_json(text: str, source: str, *, given: str | None) -> Iterator[Taken | InputError]:
    """The reports of a JSON file: one object, a list of them, or an object that holds such a list."""
    value = load(text)
    if isinstance(value, dict) and not any(value.get(n) is not None for n in table("fields")["text"]):
        value = next((value[n] for n in table("fields")["lists"] if isinstance(value.get(n), list)), value)
    many = isinstance(value, list)
    for number, one in enumerate(value if many else [value], 1):
        try:
            yield taken_of(one, given=given)
        except InputError as error:
            yield placed(error, f"{source}[{number}]" if many else source)


def placed(error: InputError, source: str) -> InputError:
    """`error` with `source` as the input that it is about, unless it names one."""
    if error.source:
        return error
    moved = type(error)(error.message, remedy=error.remedy, source=source)
    moved.__cause__ = error.__cause__
    return moved


def _plain(value: Any) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return (
            format(value, ".0f")
            if isinstance(value, float) and value.is_integer()
            else str(value)[:40]
            if abs(value) < 1e30
            else None
        )
    if isinstance(value, dict):
        return (
            _plain(value.get("name") or value.get("title"))
            if len(value) < 20 and not isinstance(value.get("name"), dict)
            else None
        )
    if isinstance(value, list) and 0 < len(value) < 50:
        parts = [_plain(v) if not isinstance(v, list) else None for v in value]
        return ", ".join(p for p in parts if p) if all(parts) else None
    return None


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "something else")
