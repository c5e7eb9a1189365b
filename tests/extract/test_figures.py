"""Which numbers are figures, and what they measure. Parses are written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from staged import claim, reading

from readout.extract.figures import figures
from readout.record import Figure

SHELLING = """Shelling shelling NOUN NN 2 nsubj; killed kill VERB VBD 0 root; 15 15 NUM CD 4 nummod;
people people NOUN NNS 2 obj; and and CCONJ CC 6 cc; wounded wound VERB VBD 2 conj; at at ADP IN 9 case;
least least ADJ JJS 9 nmod; 20 20 NUM CD 10 nummod; others other NOUN NNS 6 obj; in in ADP IN 12 case;
Dorna Dorna PROPN NNP 2 obl B-PLACE; . . PUNCT . 2 punct"""
ARRESTED = """Two two NUM CD 2 nummod; monks monk NOUN NNS 5 nsubj:pass; had have AUX VBD 5 aux;
been be AUX VBN 5 aux:pass; arrested arrest VERB VBN 0 root; . . PUNCT . 5 punct"""
FLOOD = """The the DET DT 2 det; flood flood NOUN NN 3 nsubj; forced force VERB VBD 0 root;
around around ADV RB 5 advmod;
3,000 3000 NUM CD 6 nummod; villagers villager NOUN NNS 3 obj; to to PART TO 8 mark; flee flee VERB VB 3 xcomp;
. . PUNCT . 3 punct"""
TOLL = """The the DET DT 3 det; death death NOUN NN 3 compound; toll toll NOUN NN 4 nsubj; rose rise VERB VBD 0 root;
to to ADP IN 6 case; 90 90 NUM CD 4 obl; . . PUNCT . 4 punct"""
LEFT = """The the DET DT 2 det; clashes clash NOUN NNS 3 nsubj; left leave VERB VBD 0 root; 12 12 NUM CD 3 obj;
dead dead ADJ JJ 3 xcomp; . . PUNCT . 3 punct"""
ARMY = """The the DET DT 2 det; army army NOUN NN 3 nsubj; sent send VERB VBD 0 root; 6,000 6000 NUM CD 5 nummod;
soldiers soldier NOUN NNS 3 obj; . . PUNCT . 3 punct"""
STORM = """The the DET DT 2 det; storm storm NOUN NN 3 nsubj; claimed claim VERB VBD 0 root;
about about ADV RB 5 advmod;
40 40 NUM CD 6 nummod; lives life NOUN NNS 3 obj; . . PUNCT . 3 punct"""
MASSACRE = """The the DET DT 2 det; massacre massacre NOUN NN 6 nsubj; of of ADP IN 5 case; 30 30 NUM CD 5 nummod;
shepherds shepherd NOUN NNS 2 nmod; shocked shock VERB VBD 0 root; Orvia Orvia PROPN NNP 6 obj B-PLACE;
. . PUNCT . 6 punct"""
MARCH = """Dozens dozen NOUN NNS 4 nsubj; of of ADP IN 3 case; farmers farmer NOUN NNS 1 nmod;
marched march VERB VBD 0 root; . . PUNCT . 4 punct"""
SWANS = """Some some DET DT 3 det; 300 300 NUM CD 3 nummod; swans swan NOUN NNS 4 nsubj; died die VERB VBD 0 root;
. . PUNCT . 4 punct"""
RAID = """The the DET DT 2 det; raid raid NOUN NN 3 nsubj; killed kill VERB VBD 0 root; one one NUM CD 5 nummod;
soldier soldier NOUN NN 3 obj; and and CCONJ CC 7 cc; wounded wound VERB VBD 3 conj; another another DET DT 7 obj;
. . PUNCT . 3 punct"""
VOTE = """The the DET DT 2 det; mayor mayor NOUN NN 6 nsubj; , , PUNCT , 4 punct; 62 62 NUM CD 2 appos;
, , PUNCT , 2 punct;
won win VERB VBD 0 root; 14 14 NUM CD 8 nummod; percent percent SYM NN 6 obj; of of ADP IN 11 case;
the the DET DT 11 det;
vote vote NOUN NN 8 nmod; . . PUNCT . 6 punct"""
RESCUED = """Seven seven NUM CD 2 nummod; miners miner NOUN NNS 3 nsubj; died die VERB VBD 0 root;
and and CCONJ CC 5 cc;
four four NUM CD 2 conj; were be AUX VBD 7 aux:pass; rescued rescue VERB VBN 3 conj; . . PUNCT . 3 punct"""

CASES = """Two two NUM CD 3 nummod; human human ADJ JJ 3 amod; cases case NOUN NNS 10 nsubj:pass; and and CCONJ CC 6 cc;
one one NUM CD 6 nummod; case case NOUN NN 3 conj; of of ADP IN 8 case; flu flu NOUN NN 6 nmod;
were be AUX VBD 10 aux:pass;
found find VERB VBN 0 root; . . PUNCT . 10 punct"""
NUMBER_OF = """The the DET DT 2 det; number number NOUN NN 6 nsubj; of of ADP IN 4 case; states state NOUN NNS 2 nmod;
is be AUX VBZ 6 cop; 200 200 NUM CD 0 root; . . PUNCT . 6 punct"""
HURT = """Four four NUM CD 2 nummod; officers officer NOUN NNS 7 nsubj:pass; and and CCONJ CC 5 cc;
nine nine NUM CD 5 nummod; marchers marcher NOUN NNS 2 conj; were be AUX VBD 7 aux:pass; hurt hurt VERB VBN 0 root;
. . PUNCT . 7 punct"""
TAKEN_UP = """Police police NOUN NNS 2 nsubj; held hold VERB VBD 0 root; six six NUM CD 4 nummod;
marchers marcher NOUN NNS 2 obj; . . PUNCT . 2 punct

Lawyers lawyer NOUN NNS 2 nsubj; put put VERB VBD 0 root; the the DET DT 4 det; figure figure NOUN NN 2 obj;
at at ADP IN 6 case; 40 40 NUM CD 2 obl; . . PUNCT . 2 punct"""

SIX = """Crews crew NOUN NNS 2 nsubj; left leave VERB VBD 0 root; ahead ahead ADV RB 2 advmod; of of ADP IN 7 case;
Six six NUM CD 7 nummod; Rivers River PROPN NNPS 7 compound; sailors sailor NOUN NNS 2 obl; . . PUNCT . 2 punct"""
HOSPITAL = """Three three NUM CD 3 nummod; wounded wounded ADJ JJ 3 amod; farmers farmer NOUN NNS 4 nsubj;
died die VERB VBD 0 root; . . PUNCT . 4 punct"""
PRODUCES = """Orvia Orvia PROPN NNP 2 nsubj B-PLACE; produces produce VERB VBZ 0 root; 900 900 NUM CD 4 nummod;
barrels barrel NOUN NNS 2 obj; . . PUNCT . 2 punct"""
FURTHER = """Floods flood NOUN NNS 2 nsubj; killed kill VERB VBD 0 root; 30 30 NUM CD 4 nummod;
people people NOUN NNS 2 obj; on on ADP IN 6 case; farms farm NOUN NNS 2 obl; in in ADP IN 8 case;
Dorna Dorna PROPN NNP 6 nmod B-PLACE; . . PUNCT . 2 punct"""


def found(rows: str) -> list[Figure]:
    return figures(reading(rows), (), ())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SHELLING, [("killed", "15", 15, 15, "people"), ("injured", "at least 20", 20, None, "others")]),
        (ARRESTED, [("detained", "Two", 2, 2, "monks")]),
        (FLOOD, [("displaced", "around 3,000", 3000, 3000, "villagers")]),
        (TOLL, [("killed", "90", 90, 90, None)]),
        (LEFT, [("killed", "12", 12, 12, None)]),
        (ARMY, [("troops", "6,000", 6000, 6000, "soldiers")]),
        (STORM, [("killed", "about 40", 40, 40, "lives")]),
        (MASSACRE, [("killed", "30", 30, 30, "shepherds")]),
        (MARCH, [("count", "Dozens", 24, 99, "farmers")]),
        (SWANS, [("count", "Some 300", 300, 300, "swans")]),
        (RAID, [("killed", "one", 1, 1, "soldier"), ("injured", "another", 1, 1, None)]),
        (VOTE, [("percent", "14 percent", 14, 14, "percent")]),
        (RESCUED, [("killed", "Seven", 7, 7, "miners")]),
        (CASES, [("count", "Two", 2, 2, "cases"), ("count", "one", 1, 1, "case")]),
        (NUMBER_OF, [("count", "200", 200, 200, "states")]),
        (HURT, [("injured", "Four", 4, 4, "officers"), ("injured", "nine", 9, 9, "marchers")]),
    ],
)
def test_the_governing_word_tells_the_measure(
    rows: str, expected: list[tuple[str, str, float | None, float | None, str | None]]
) -> None:
    text = reading(rows).document.text
    assert [(f.measure, text[f.text.start : f.text.end], f.low, f.high, f.unit) for f in found(rows)] == expected


@pytest.mark.parametrize(
    "rows",
    [
        """The the DET DT 3 det; two two NUM CD 3 nummod; ministers minister NOUN NNS 4 nsubj;
        met meet VERB VBD 0 root;
        . . PUNCT . 4 punct""",
        """It it PRON PRP 2 nsubj; lies lie VERB VBZ 0 root; 40 40 NUM CD 4 nummod;
        kilometres kilometre NOUN NNS 2 obl;
        away away ADV RB 2 advmod; . . PUNCT . 2 punct""",
        """She she PRON PRP 2 nsubj; waited wait VERB VBD 0 root; 12 12 NUM CD 4 nummod; years year NOUN NNS 2 obj;
        . . PUNCT . 2 punct""",
        """Flight flight NOUN NN 3 nsubj; 103 103 NUM CD 1 nummod; landed land VERB VBD 0 root;
        . . PUNCT . 3 punct""",
        """It it PRON PRP 2 nsubj; won win VERB VBD 0 root; three three NUM CD 4 nummod; prizes prize NOUN NNS 2 obj;
        . . PUNCT . 2 punct""",
        """Four four NUM CD 2 nummod; ministers minister NOUN NNS 3 nsubj; met meet VERB VBD 0 root;
        . . PUNCT . 3 punct""",
        """It it PRON PRP 2 nsubj; lasted last VERB VBD 0 root; hundreds hundred NOUN NNS 2 obl; of of ADP IN 5 case;
        years year NOUN NNS 3 nmod; . . PUNCT . 2 punct""",
        """One one NUM CD 6 nsubj:pass; of of ADP IN 4 case; the the DET DT 4 det; guards guard NOUN NNS 1 nmod;
        was be AUX VBD 6 aux:pass; praised praise VERB VBN 0 root; . . PUNCT . 6 punct""",
    ],
    ids=["list", "distance", "span of time", "label", "few things", "ministers", "years", "one of"],
)
def test_lists_distances_times_and_labels_are_no_figures(rows: str) -> None:
    assert found(rows) == []


def test_a_number_put_against_another_measures_the_same() -> None:
    rows = """The the DET DT 3 det; crowd crowd NOUN NN 3 compound; size size NOUN NN 4 nsubj;
    rose rise VERB VBD 0 root; to to ADP IN 6 case; 900 900 NUM CD 4 obl; , , PUNCT , 9 punct;
    police police NOUN NNS 9 nsubj; put put VERB VBD 4 parataxis; it it PRON PRP 9 obj;
    at at ADP IN 12 case; 400 400 NUM CD 9 obl; . . PUNCT . 4 punct"""
    assert [(f.measure, f.low) for f in found(rows)] == [("count", 900), ("count", 400)]
    assert [(f.measure, f.low) for f in found(TAKEN_UP)] == [("detained", 6), ("detained", 40)]


def test_the_price_of_one_share_is_no_figure_after_the_lead() -> None:
    rows = """Orvia Orvia PROPN NNP 2 nsubj; pays pay VERB VBZ 0 root; 40 40 NUM CD 4 nummod;
    dollars dollar NOUN NNS 2 obj; a a DET DT 6 det; share share NOUN NN 4 nmod; . . PUNCT . 2 punct"""
    assert [f.low for f in found(rows + "\n\n" + rows)] == [40]


def test_a_figure_says_where_and_on_whose_word() -> None:
    made = reading(SHELLING)
    content = "15 people and wounded at least 20 others"
    first, second = figures(made, [claim(made, "police", "killed", content)], ())
    assert (first.id, first.claim, first.about) == ("f1", "c1", "Dorna")
    assert (second.id, second.claim, second.approximate) == ("f2", "c1", False)
    assert made.document.text[first.evidence.start : first.evidence.end] == made.document.text
    assert "kill" in first.why


def test_an_equal_number_is_the_number_before() -> None:
    rows = """Orvia Orvia PROPN NNP 2 nsubj; has have VERB VBZ 0 root; 400 400 NUM CD 4 nummod;
    tanks tank NOUN NNS 2 obj;
    and and CCONJ CC 8 cc; an a DET DT 8 det; equal equal ADJ JJ 8 amod; number number NOUN NN 4 conj;
    of of ADP IN 10 case;
    soldiers soldier NOUN NNS 8 nmod; . . PUNCT . 2 punct"""
    assert [(f.measure, f.low, f.unit) for f in found(rows)] == [("count", 400, "tanks"), ("troops", 400, "soldiers")]


def test_the_annotated_sentences_are_sound() -> None:
    data = Path(__file__).resolve().parents[2] / "benchmarks" / "data" / "figures.jsonl"
    sentences = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    halves = {half: sum(s["half"] == half for s in sentences) for half in ("tuned", "unseen")}
    assert min(halves.values()) >= 70 and sum(halves.values()) == len(sentences)
    for sentence in sentences:
        for figure in sentence["figures"]:
            assert sentence["start"] <= figure["start"] < figure["end"] <= sentence["end"]
            assert figure["low"] is None or figure["high"] is None or figure["low"] <= figure["high"]


def test_a_number_that_names_is_no_figure() -> None:
    assert found(SIX) == []


def test_the_base_of_a_rate_is_no_figure() -> None:
    rows = """Orvia Orvia PROPN NNP 2 nsubj B-PLACE; counts count VERB VBZ 0 root; 90 90 NUM CD 4 nummod;
deaths death NOUN NNS 2 obj; per per ADP IN 7 case; 1,000 1000 NUM CD 7 nummod; births birth NOUN NNS 4 nmod;
. . PUNCT . 2 punct"""
    assert [(f.measure, f.low) for f in found(rows)] == [("killed", 90)]


def test_the_wounded_who_died_are_dead() -> None:
    assert [(f.measure, f.low) for f in found(HOSPITAL)] == [("killed", 3)]


@pytest.mark.parametrize(
    ("rows", "about"),
    [(SHELLING, "Dorna"), (FURTHER, "Dorna"), (PRODUCES, "Orvia"), (ARRESTED, None)],
)
def test_whom_or_what_a_figure_is_about(rows: str, about: str | None) -> None:
    assert found(rows)[0].about == about
