from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.tokenize import tokenize

ODD = st.sampled_from("aAbI1 \n.,-'’\"“”()$%/:@&?!…—3sn t\u00a0é中[]_")
"""Characters that the patterns treat apart."""


def split(text: str) -> list[str]:
    """Sentences with their words joined by bars."""
    return ["|".join(text[start:end] for start, end in sentence) for sentence in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't go", "They|did|n't|go"),
        ("He's sure it’s Peru's", "He|'s|sure|it|’s|Peru|'s"),
        ("cannot gonna shouldn't've", "can|not|gon|na|should|n't|'ve"),
        ("DON'T", "DO|N'T"),
        ("the rebels' camp", "the|rebels|'|camp"),
        ("a long-term plan", "a|long|-|term|plan"),
        ("al-Bashir and Jean-Luc", "al|-|Bashir|and|Jean|-|Luc"),
        ("anti-war co-operation e-mail", "anti-war|co-operation|e-mail"),
        ("U.S.-led", "U.S.|-|led"),
        ("UN-backed", "UN|-|backed"),
        ("Tehrik-e-Islami", "Tehrik|-|e|-|Islami"),
        ("a 40-year-old man", "a|40|-|year|-|old|man"),
        ("a 5-4 vote in 2003-2004", "a|5|-|4|vote|in|2003|-|2004"),
        ("$3.5bn, £20m and US$1,000", "$|3.5|bn|,|£|20|m|and|US$|1,000"),
        ("60% of 3/4", "60|%|of|3/4"),
        ("at 03:43 or 10am", "at|03:43|or|10|am"),
        ("the 1990s and '80s", "the|1990s|and|'80s"),
        ("the 21st, 3rd", "the|21st|,|3rd"),
        ("Mr. J. Smith", "Mr.|J.|Smith"),
        ("No. 2 is no. 1", "No.|2|is|no.|1"),
        ("Acme Inc. of Fla.", "Acme|Inc.|of|Fla."),
        ("modern art.", "modern|art|."),
        ("wait... what?!", "wait|...|what|?!"),
        ("“Yes,” he said", "“|Yes|,|”|he|said"),
        ("‘maybe’", "‘|maybe|’"),
        ("talks—and war--ended", "talks|—|and|war|--|ended"),
        ("see http://a.org/b?c=d.", "see|http://a.org/b?c=d|."),
        ("mail press@un.example.org, now", "mail|press@un.example.org|,|now"),
        ("AT&T's R&D", "AT&T|'s|R&D"),
        ("and/or", "and|/|or"),
        ("O'Brien at 5 o'clock", "O'Brien|at|5|o'clock"),
        ("F-16s (old)", "F|-|16s|(|old|)"),
    ],
)
def test_words_follow_the_treebanks(text: str, words: str) -> None:
    assert "|".join(split(text)) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("LIMA, May 3 (Agency) - Peru closed its border.", 1),
        ("U.S. President Ann Lee met Gen. Diaz. They talked.", 2),
        ("He flew to the U.S. The talks go on.", 2),
        ("It ends at 5 p.m. Tuesday. It began at 3 p.m. They left.", 3),
        ('"We will go." He left.', 2),
        ('"We will go," he said.', 1),
        ('"Will you go?" Diaz asked.', 1),
        ('"Go!" he shouted. "Now."', 2),
        ("(They left.) Nobody stayed.", 2),
        ("He waited... and left.", 1),
        ("They fought . . . and lost.", 1),
        ("The first.The second.", 2),
        ("It fell in May.[3] It rose in June. [4] It held.", 3),
        ("Met at No. 10 Main St. on Jan. 5.", 1),
        ("Peru and Chile\n\nThe border is shut.", 2),
        ("PERU SHUTS BORDER. CHILE ANGRY.", 2),
        ("She had 59. 2 percent of the votes.", 1),
        ("It began in 1995. 2 million people came.", 2),
    ],
)
def test_sentences_survive_newswire(text: str, count: int) -> None:
    assert len(tokenize(text)) == count


def test_wrapped_lines_join_and_headlines_and_bullets_stand_alone() -> None:
    text = (
        "PERU WARNS CHILE OVER BORDER\n"
        "By Ann Lee\n"
        "LIMA, May 3 - Peru warned its neighbour on Tuesday against moving any\n"
        "troops closer to the frontier. Officials in the capital said that the\n"
        "inter-\n"
        "national talks had failed.\n"
        " * first point\n"
        " * second point\n"
        "1. The treaty holds.\n"
    )
    assert [s.split("|")[0] for s in split(text)] == ["PERU", "By", "LIMA", "Officials", "*", "*", "1"]


def test_unwrapped_paragraphs_on_single_lines_stay_apart() -> None:
    line = "The minister spoke of many things and of the long and slow work of peace " * 3
    assert len(tokenize(f"{line}\nNobody heard {line}")) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t"])
def test_nothing_gives_no_sentence(text: str) -> None:
    assert tokenize(text) == []


@pytest.mark.parametrize("text", ["a" * 300_000, "a-b." * 80_000, "x'" * 100_000, "(" * 200_000, "1,1." * 60_000])
def test_a_monstrous_word_stays_one_token(text: str) -> None:
    assert tokenize(text) == [[(0, len(text))]]


@pytest.mark.parametrize("text", [". " * 20_000, "a\n" * 20_000, '" ' * 20_000, "1. " * 20_000, ("x'" * 400 + " ") * 5])
def test_odd_texts_take_linear_time(text: str) -> None:
    begin = time.perf_counter()
    tokenize(text)
    assert time.perf_counter() - begin < 2


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aAbI1 \n.,-'’\"“”()$%/:@&?!…—3sn t\u00a0é中[]_"), max_size=120)
    | st.text(max_size=60)
)
def test_words_are_ordered_and_cover_every_character_but_whitespace(text: str) -> None:
    pieces = [piece for sentence in tokenize(text) for piece in sentence]
    assert all(sentence for sentence in tokenize(text))
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    assert "".join(text[p.start : p.end] for p in pieces) == "".join(text.split())
