"""Records of real reading: the samples that ship, and a report of ours with what they lack."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from readout.intake import report_from_text, reports
from readout.reader import Reader
from readout.record import Record

OURS = """BERN, March 5 (DPA) - Swiss Foreign Minister Anna Keller met her Norwegian counterpart Erik Lund in Geneva \
on Tuesday, the Swiss Foreign Ministry said.

Keller said that Lund had accused Congo of arming militias in North Kivu. "At least 40 villagers were killed, as many as
60 wounded," Lund told reporters.

The two ministers will meet again in Oslo at 3 p.m. on Friday. "If there is no deal by March 20, all aid will be \
halted," Keller said.

Norway opposes lifting the arms embargo on Congo. Congolese soldiers arrested 12 protesters in Goma on Monday, and
rebels shelled a village in North Kivu. Rwandan troops did not attack Goma, Rwanda said.
"""
"""An address and an agency, a clock time, a relayed claim, open ends of numbers, a town and a region as places, an
attack denied."""


@pytest.fixture(scope="session")
def read() -> list[Record]:
    """The ten samples and `OURS`, read by the shipped weights."""
    ours = report_from_text(
        OURS, published="2024-03-06T09:30:00+01:00", url="https://news.example/keller?a=1&b=2", ref="ours-1",
        title="Ministers meet", publisher="Example Post",
    )  # fmt: skip
    with as_file(files("readout") / "samples") as folder:
        return list(Reader().read_many([*reports(folder), ours]))
