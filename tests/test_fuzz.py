"""No input of bytes raises anything but Readout's own errors: from bytes to a report, to a record, and back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import readout
from readout.errors import FormatError, InputError
from readout.intake import FORMS, reports
from readout.reader import Reader
from readout.record import Record, from_json

STORY = (Path(readout.__file__).parent / "samples" / "sanctions.txt").read_bytes()
RECORD = (
    b'{"schema":"readout/1","report":{"id":"r","text":"France met Mali."},"sentences":[{"start":0,"end":16}],'
    b'"claims":[{"id":"c1","cue":{"start":7,"end":10},"content":[{"start":0,"end":6}],"quote":"direct"}]}'
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """`data` with a few cuts, copies and foreign bytes."""
    for _ in range(draw(st.integers(1, 4))):
        a, b = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
        put = draw(st.one_of(st.binary(max_size=12), st.text(max_size=12).map(lambda t: t.encode("utf-8", "replace"))))
        data = draw(st.sampled_from([data[:a] + put + data[b:], data[:b] + put + data[a:]]))
    return data


@quick
@given(data=st.one_of(st.binary(max_size=400), mutations(STORY)), form=st.sampled_from(sorted(FORMS)))
def test_any_bytes_give_a_sound_record_or_an_error_of_ours(reader: Reader, data: bytes, form: str) -> None:
    for found in reports("-", form=form, stdin=BytesIO(data)):
        if not isinstance(found, InputError):
            record = reader.read(found)
            assert not [w for w in record.warnings if "could not be read (" in w]
            assert from_json(record.model_dump_json()).report == record.report


@quick
@given(text=st.text(max_size=300))
def test_any_text_is_read_without_a_fault_in_any_family(reader: Reader, text: str) -> None:
    for found in reports("-", form="text", stdin=BytesIO(text.encode("utf-8", "replace"))):
        if not isinstance(found, InputError):
            assert not [w for w in reader.read(found).warnings if "could not be read (" in w]


@settings(max_examples=400, deadline=None)
@given(data=st.one_of(st.binary(max_size=200), mutations(RECORD)))
def test_any_bytes_are_a_sound_record_or_a_format_error(data: bytes) -> None:
    try:
        record = from_json(data)
    except FormatError as error:
        assert "no sound record" in str(error)
    else:
        assert isinstance(record, Record)
