"""No bytes at all raise anything but Readout's own errors."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.errors import InputError, ReadoutError
from readout.intake import Taken, report_from_text, reports

PAGE = b"<html><head><meta charset='utf-8'>\
<script type='application/ld+json'>{\"@graph\": [{}]}</script></head><body>\
<article><p>The talks failed on Friday, 3 May 2019 10:15 GMT.</p>\
<div><p>They will go on in June.</p></div></article></body></html>"
LINE = b'{"id": "AFP_ENG_19970430.0153", "date": "2019-05-03", "text": "GENEVA, May 3 (AFP) - The \\ud800 talks."}'
TEXT = b"Talks fail\nBy Jane Doe\nMay 3, 2019 9:15 a.m. GMT\n\nGENEVA, March 3 (AFP) - No.\n\n(c) AFP 2013\n\nLatest"
MARKDOWN = (
    b"---\ntitle: T\ndate: 2019-05-03\n---\n# Talks **fail**\n\n> The [talks](http://x) failed_.\n\n* * *\n![x](y)"
)
FORMS = ("auto", "text", "html", "markdown", "json", "jsonl")
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, form: str) -> None:
    for found in reports("-", form=form, stdin=io.BytesIO(data)):
        assert isinstance(found, Taken | InputError)
        if isinstance(found, Taken):
            found.report.model_dump_json()


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from([PAGE, LINE, TEXT, MARKDOWN])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(data)


@slow
@given(data=st.binary(max_size=400) | mutated(), form=st.sampled_from(FORMS))
def test_no_bytes_break_it(data: bytes, form: str) -> None:
    read(data, form)


@slow
@given(text=st.text(max_size=300), published=st.none() | st.text(max_size=30))
def test_no_text_breaks_it(text: str, published: str | None) -> None:
    try:
        report_from_text(text, published=published, title=text[:20])
    except ReadoutError as error:
        assert error.message and error.remedy


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(
    ["id", "date", "pub_date", "text", "event_text", "title", "source", "author", "articles", "report"]
)


@slow
@given(fields=st.dictionaries(NAMES, json_values, max_size=6), form=st.sampled_from(["json", "jsonl"]))
def test_no_fields_break_it(fields: dict[str, object], form: str) -> None:
    read(json.dumps(fields).encode("utf-8", "surrogatepass"), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "data",
    [
        b"[" * 50_000,
        b'{"text":' * 50_000,
        b"<div>" * 9_000,
        b"<b><p>" * 5_000 + TEXT,
        b"(" * 20_000,
        b"**" * 20_000,
        b'{"text": "\\ud800 the", "id": 1' + b"0" * 5_000 + b"}",
        b"\xff\xfe" + b"a" * 99,
        b"\x1f\x8b\x08" + b"x" * 50,
        b"\0" * 500,
        b"A " * 30_000,
        b"By A " * 9_000,
        b"Share " * 9_000,
        b"(c) " * 9_000,
        b"1.1.2011 " * 5_000,
        b"![" * 9_000,
        b"&#x0;&#xd800;" * 50,
    ],
)
def test_odd_bytes_end_soon(data: bytes, form: str) -> None:
    read(data, form)
