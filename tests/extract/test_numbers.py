"""Numbers in words and digits: their range, kind, unit and span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.extract.numbers import Number, find


def only(text: str) -> Number:
    found = find(text)
    assert len(found) == 1, [text[n.start : n.end] for n in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("They counted 1,250 ballots", "1,250", 1250, 1250),
        ("shares worth 3. 46 trillion won", "3. 46 trillion won", 3.46e12, 3.46e12),
        ("a loan (2, 800 dollars)", "2, 800 dollars", 2800, 2800),
        ("more than 8,000 tents", "more than 8,000", 8000, None),
        ("losses as high as 700 sheep", "as high as 700", None, 700),
        ("losses as huge as 700 sheep", "as huge as 700", None, 700),
        ("sales exceeded 700 sheep", "exceeded 700", 700, None),
        ("sales may exceed 700 sheep", "exceed 700", 700, None),
        ("flocks must not exceed 700 sheep", "not exceed 700", None, 700),
        ("the budget stood at 9, 357 tons of grain", "9, 357", 9357, 9357),
        ("flocks more than doubled to over 700 sheep", "over 700", 700, None),
        ("up to 30 trucks", "up to 30", None, 30),
        ("as many as 45 boats", "as many as 45", None, 45),
        ("at least nine guards", "at least nine", 9, None),
        ("no fewer than 12 towns", "no fewer than 12", 12, None),
        ("fewer than 60 beds", "fewer than 60", None, 60),
        ("well over 300 marchers", "well over 300", 300, None),
        ("between 15 and 25 drivers", "between 15 and 25", 15, 25),
        ("15 to 25 drivers", "15 to 25", 15, 25),
        ("two or three boats", "two or three", 2, 3),
        ("dozens of farmers", "dozens", 24, 99),
        ("scores of farmers", "scores", 40, 99),
        ("hundreds of farmers", "hundreds", 200, 999),
        ("thousands of farmers", "thousands", 2000, 9999),
        ("tens of thousands of farmers", "tens of thousands", 20000, 99999),
        ("hundreds of thousands of farmers", "hundreds of thousands", 200000, 999999),
        ("several hundred farmers", "several hundred", 200, 999),
        ("a dozen arrests", "a dozen", 12, 12),
        ("two dozen arrests", "two dozen", 24, 24),
        ("half a dozen arrests", "half a dozen", 6, 6),
        ("half a million visitors", "half a million", 500000, 500000),
        ("1.2 million visitors", "1.2 million", 1200000, 1200000),
        ("two and a half million visitors", "two and a half million", 2500000, 2500000),
        ("three hundred and forty visitors", "three hundred and forty", 340, 340),
        ("twenty-two visitors", "twenty-two", 22, 22),
        ("six thousand two hundred visitors", "six thousand two hundred", 6200, 6200),
        ("a crowd of 4, 500 visitors", "4, 500", 4500, 4500),
    ],
)  # fmt: skip
def test_reads_the_range_and_the_words(text: str, words: str, low: float | None, high: float | None) -> None:
    number = only(text)
    assert (text[number.start : number.end], number.low, number.high) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "approximate"),
    [("some 400 men", True), ("about 400 men", True), ("nearly 400 men", True), ("an estimated 400 men", True),
     ("dozens of men", True), ("400 or so men", True), ("400 men", False), ("at least 400 men", False)],
)  # fmt: skip
def test_says_what_is_approximate(text: str, approximate: bool) -> None:
    assert only(text).approximate is approximate


@pytest.mark.parametrize(
    ("text", "words", "low", "unit"),
    [
        ("worth $3.5bn today", "$3.5bn", 3.5e9, "USD"),
        ("worth $65.4 billion today", "$65.4 billion", 65.4e9, "USD"),
        ("worth US$40 million today", "US$40 million", 4e7, "USD"),
        ("worth 16 billion yen", "16 billion yen", 1.6e10, "JPY"),
        ("worth 5,000 Hong Kong dollars", "5,000 Hong Kong dollars", 5000, "HKD"),
        ("worth hundreds of millions of euros", "hundreds of millions of euros", 2e8, "EUR"),
        ("it cost eight cents", "eight cents", 0.08, "USD"),
        ("a 60-dollar ticket", "60-dollar", 60, "USD"),
        ("a £30m bridge", "£30m", 3e7, "GBP"),
    ],
)  # fmt: skip
def test_money_is_in_whole_units_of_its_currency(text: str, words: str, low: float, unit: str) -> None:
    number = only(text)
    assert (number.kind, text[number.start : number.end], number.low, number.unit) == ("money", words, low, unit)


@pytest.mark.parametrize("text", ["rose 5 percent", "rose 5 per cent", "rose 5%", "a 5-percent rise"])
def test_percent_in_all_its_spellings(text: str) -> None:
    number = only(text)
    assert (number.kind, number.low, number.unit) == ("percent", 5, "percent")


def test_a_change_shares_its_unit() -> None:
    assert [(n.kind, n.low) for n in find("was cut from 40 to 35 percent")] == [("percent", 40), ("percent", 35)]


def test_a_range_of_money_is_one_number() -> None:
    number = only("between $2 million and $3 million")
    assert (number.kind, number.low, number.high) == ("money", 2e6, 3e6)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 1987 they left", "year"), ("since at least 1987, they left", "year"), ("the 2004 budget", "year"),
        ("on March 28 they left", "date"), ("on 28 March they left", "date"), ("May 13-14", "date"),
        ("at 7 p.m. they left", "time"), ("Novak, 47, left", "age"), ("a man aged 47", "age"),
        ("an F-16 jet", "label"), ("the 3rd day", "label"), ("under Chapter 7", "label"), ("the CAC 40 fell", "label"),
        ("the 1990s", "label"), ("a 21-month war", "compound"), ("a 5,000-strong force", "compound"),
        ("two-thirds of voters", "fraction"), ("half of the voters", "fraction"),
        ("a quarter of the seats", "fraction"),
    ],
)  # fmt: skip
def test_numbers_that_count_nothing_have_their_own_kind(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("one in five voters", {"ratio"}),
        ("eight of 10 limes", {"ratio"}),
        ("a 3-1 win", {"score"}),
        ("at 10:30 a.m.", {"time"}),
    ],
)
def test_pairs_that_are_no_counts(text: str, kinds: set[str]) -> None:
    assert {n.kind for n in find(text)} == kinds


def test_a_four_digit_count_is_no_year() -> None:
    assert only("about 1987 people left").kind == "count"


def test_fractions_are_between_nought_and_one() -> None:
    number = only("three quarters of the seats")
    assert (number.low, number.high) == (0.75, 0.75)


def test_film_scores_are_no_number() -> None:
    assert find("she wrote film scores by night") == []


def test_a_pound_of_something_is_no_money() -> None:
    assert only("carrying 40 pounds of flour").kind == "count"


@given(st.text(max_size=120))
def test_any_text_gives_sound_spans(text: str) -> None:
    last = 0
    for number in find(text):
        assert last <= number.start <= number.core_start < number.core_end <= number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
        last = number.end


@given(st.integers(min_value=1, max_value=10**9))
def test_digits_with_commas_are_read_back(value: int) -> None:
    number = only(f"about {value:,} sheep")
    assert number.low == number.high == value


def test_a_year_begins_no_range() -> None:
    found = find("Loans fell from 406 million crowns in 1995 to 133 million crowns")
    assert [(n.low, n.high) for n in found if n.kind in ("money", "count")][-1] == (133e6, 133e6)
