"""The cast of a document: names, titles, pronouns, groups, on parses built by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casting import actors, names, parsed

from readout.actors.cast import Cast
from readout.language.document import Document, Mention

KERRY = (
    "US|NNP|2|compound|B-PLACE Secretary|NNP|5|nmod:desc of|IN|4|case State|NNP|2|nmod John|NNP|7|nsubj|B-PERSON "
    "Kerry|NNP|5|flat|I-PERSON met|VBD|0|root Sergei|NNP|7|obj|B-PERSON Lavrov|NNP|8|flat|I-PERSON in|IN|11|case "
    "Sochi|NNP|7|obl|B-PLACE .|.|7|punct",
    "Kerry|NNP|2|nsubj|B-PERSON praised|VBD|0|root his|PRP$|5|nmod:poss Russian|JJ|5|amod|B-MISC "
    "counterpart|NN|2|obj .|.|2|punct",
    "The|DT|3|det two|CD|3|nummod men|NNS|5|nsubj will|MD|5|aux meet|VB|0|root again|RB|5|advmod ,|,|10|punct "
    "and|CC|10|cc "
    "they|PRP|10|nsubj blame|VBP|5|conj Cairo|NNP|10|obj|B-PLACE .|.|5|punct",
)  # fmt: skip


@pytest.fixture(scope="module")
def kerry() -> tuple[Cast, Document]:
    doc = parsed(*KERRY)
    return Cast(doc, date(2013, 2, 18)), doc


def test_a_title_before_a_name_gives_role_country_and_sector(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    (person,) = actors(cast, doc, "John")
    assert (person.name, person.kind, person.country, person.sector, person.role) == (
        "John Kerry", "person", "USA", "GOV", "Secretary of State",
    )  # fmt: skip


def test_any_word_of_title_or_name_answers_for_the_person(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    assert names(cast, doc, "Secretary") == names(cast, doc, "Kerry") == names(cast, doc, "Kerry", 1) == ["John Kerry"]


def test_an_office_that_the_text_leaves_out_comes_from_the_tables(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    (person,) = actors(cast, doc, "Lavrov")
    assert (person.country, person.role) == ("RUS", "Foreign Minister")


def test_a_counterpart_is_the_one_of_that_country_and_office(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    assert names(cast, doc, "counterpart") == ["Sergei Lavrov"]
    assert names(cast, doc, "his") == ["John Kerry"]


def test_the_two_men_and_they_are_the_pair(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    assert set(names(cast, doc, "men")) == set(names(cast, doc, "they")) == {"John Kerry", "Sergei Lavrov"}


def test_a_capital_stands_for_its_government(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    (state,) = actors(cast, doc, "Cairo")
    assert (state.name, state.kind, state.country) == ("Egypt", "country", "EGY")


def test_mere_places_are_listed_only_where_used(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    town = cast.at(next(t.i for t in doc.tokens if t.text == "Sochi"))
    assert "Sochi" not in [a.name for a in cast.listed([])]
    assert "Sochi" in [a.name for a in cast.listed(town)]


def test_mentions_are_words_of_the_text_in_order(kerry: tuple[Cast, Document]) -> None:
    cast, doc = kerry
    (person,) = actors(cast, doc, "Kerry")
    words = [doc.text[m.start : m.end] for m in person.mentions]
    assert words[:2] == ["US Secretary of State", "John Kerry"]
    assert {"Kerry", "his", "The two men", "they"} <= set(words)


def test_ids_follow_the_text(kerry: tuple[Cast, Document]) -> None:
    cast, _ = kerry
    listed = [int(a.id[1:]) for a in cast.listed(["a1"])]
    assert listed == sorted(listed)


def test_a_counterpart_without_a_name_is_an_office_of_that_country() -> None:
    doc = parsed(
        "John|NNP|3|nsubj|B-PERSON Kerry|NNP|1|flat|I-PERSON cited|VBD|0|root his|PRP$|6|nmod:poss "
        "Omani|JJ|6|amod|B-MISC "
        "counterpart|NN|3|obj .|.|3|punct"
    )
    cast = Cast(doc, date(2013, 2, 18))
    (person,) = actors(cast, doc, "counterpart")
    assert (person.name, person.country, person.sector) == ("Omani foreign minister", "OMN", "GOV")


GOVERNMENTS = (
    "The|DT|3|det Chechen|JJ|3|amod|B-MISC government|NN|4|nsubj rejected|VBD|0|root the|DT|6|det "
    "offer|NN|4|obj .|.|4|punct",
    "British|JJ|2|amod|B-MISC officials|NNS|3|nsubj criticised|VBD|0|root the|DT|5|det "
    "Kremlin|NNP|3|obj|B-PLACE ,|,|12|punct "
    "but|CC|12|cc the|DT|11|det French|JJ|11|amod|B-MISC foreign|JJ|11|amod ministry|NN|12|nsubj hailed|VBD|3|conj "
    "Japan|NNP|15|nmod:poss|B-PLACE 's|POS|13|case police|NN|12|obj .|.|3|punct",
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "name", "kind", "country", "sector"),
    [
        ("government", "Chechnya", "place-for-government", "RUS", "GOV"),
        ("officials", "British officials", "group", "GBR", "GOV"),
        ("Kremlin", "Russia", "country", "RUS", "GOV"),
        ("ministry", "French foreign ministry", "organisation", "FRA", "GOV"),
        ("police", "Japanese police", "organisation", "JPN", "COP"),
    ],
)
def test_governments_and_their_parts(word: str, name: str, kind: str, country: str, sector: str) -> None:
    doc = parsed(*GOVERNMENTS)
    (found,) = actors(Cast(doc), doc, word)
    assert (found.name, found.kind, found.country, found.sector) == (name, kind, country, sector)


def test_two_of_one_surname_are_kept_apart_and_she_is_the_woman() -> None:
    doc = parsed(
        "Prime|NNP|2|amod Minister|NNP|3|nmod:desc Jean-Paul|NNP|5|nsubj|B-PERSON Orly|NNP|3|flat|I-PERSON "
        "arrived|VBD|0|root .|.|5|punct",
        "Anna|NNP|3|nsubj|B-PERSON Orly|NNP|1|flat|I-PERSON stayed|VBD|0|root .|.|3|punct",
        "She|PRP|2|nsubj criticised|VBD|0|root him|PRP|2|obj .|.|2|punct",
    )  # fmt: skip
    cast = Cast(doc)
    assert names(cast, doc, "Orly") == ["Jean-Paul Orly"]
    assert names(cast, doc, "Orly", 1) == names(cast, doc, "She") == ["Anna Orly"]
    assert names(cast, doc, "him") == ["Jean-Paul Orly"]


def test_the_groups_of_a_text_are_met_again_by_their_head_noun() -> None:
    doc = parsed(
        "Angry|JJ|3|amod Kenyan|JJ|3|amod|B-MISC farmers|NNS|4|nsubj blocked|VBD|0|root a|DT|6|det "
        "road|NN|4|obj .|.|4|punct",
        "The|DT|2|det farmers|NNS|3|nsubj threw|VBD|0|root stones|NNS|3|obj .|.|3|punct",
        "Thousands|NNS|4|nsubj of|IN|3|case people|NNS|1|nmod joined|VBD|0|root .|.|4|punct",
    )
    cast = Cast(doc)
    (farmers,) = actors(cast, doc, "farmers")
    assert (farmers.name, farmers.country, farmers.sector) == ("Kenyan farmers", "KEN", "AGR")
    assert cast.at(8) == cast.at(2)
    assert names(cast, doc, "Thousands") == ["people"]
    assert actors(cast, doc, "road") == []


def test_fighters_of_a_movement_are_the_movement() -> None:
    doc = parsed(
        "Hezbollah|NNP|2|compound|B-ORGANIZATION fighters|NNS|3|nsubj attacked|VBD|0|root an|DT|6|det "
        "Israeli|JJ|6|amod|B-MISC "
        "patrol|NN|3|obj .|.|3|punct"
    )
    cast = Cast(doc)
    assert names(cast, doc, "fighters") == ["Hezbollah"]
    assert names(cast, doc, "patrol") == ["Israeli patrol"]


def test_an_office_of_a_country_is_the_person_who_holds_it_in_the_text() -> None:
    doc = parsed(
        "Greek|JJ|3|amod|B-MISC Foreign|NNP|3|amod Minister|NNP|4|nmod:desc Nikos|NNP|6|nsubj|B-PERSON "
        "Vassos|NNP|4|flat|I-PERSON "
        "arrived|VBD|0|root in|IN|8|case Ankara|NNP|6|obl|B-PLACE .|.|6|punct",
        "The|DT|4|det Turkish|JJ|4|amod|B-MISC foreign|JJ|4|amod minister|NN|5|nsubj met|VBD|0|root "
        "him|PRP|5|obj .|.|5|punct",
        "The|DT|3|det Greek|JJ|3|amod|B-MISC minister|NN|4|nsubj thanked|VBD|0|root him|PRP|4|obj .|.|4|punct",
    )  # fmt: skip
    cast = Cast(doc)
    (other,) = actors(cast, doc, "minister")
    assert (other.name, other.kind, other.country) == ("Turkish foreign minister", "person", "TUR")
    assert names(cast, doc, "him") == names(cast, doc, "minister", 1) == ["Nikos Vassos"]


@pytest.mark.parametrize(
    ("sentence", "name", "role", "country", "sector"),
    [
        (
            "Norway|NNP|4|nmod:poss|B-PLACE 's|POS|1|case chief|JJ|4|amod negotiator|NN|11|nsubj in|IN|6|case "
            "Bogota|NNP|4|nmod|B-PLACE "
            ",|,|8|punct Erik|NNP|4|appos|B-PERSON Dahl|NNP|8|flat|I-PERSON ,|,|4|punct blamed|VBD|0|root "
            "them|PRP|11|obj .|.|11|punct",
            "Erik Dahl", "chief negotiator", "NOR", "GOV",
        ),
        (
            "Erik|NNP|11|nsubj|B-PERSON Dahl|NNP|1|flat|I-PERSON ,|,|5|punct a|DT|5|det spokesman|NN|1|appos "
            "for|IN|9|case the|DT|9|det "
            "Colombian|JJ|9|amod|B-MISC army|NN|5|nmod ,|,|5|punct spoke|VBD|0|root .|.|11|punct",
            "Erik Dahl", "spokesman", "COL", "MIL",
        ),
    ],
)  # fmt: skip
def test_titles_in_apposition(sentence: str, name: str, role: str, country: str, sector: str) -> None:
    doc = parsed(sentence)
    (found,) = actors(Cast(doc), doc, "Erik")
    assert (found.name, found.role, found.country, found.sector) == (name, role, country, sector)


def test_a_spokesman_named_in_the_next_sentence_is_one_person() -> None:
    doc = parsed(
        "An|DT|3|det army|NN|3|compound spokesman|NN|4|nsubj said|VBD|0|root rebels|NNS|6|nsubj "
        "attacked|VBD|4|ccomp .|.|4|punct",
        "Colonel|NNP|2|nmod:desc Peter|NNP|4|nsubj|B-PERSON Okoro|NNP|2|flat|I-PERSON said|VBD|0|root "
        "so|RB|4|advmod .|.|4|punct",
    )
    cast = Cast(doc)
    assert names(cast, doc, "spokesman") == names(cast, doc, "Okoro") == ["Peter Okoro"]


def test_we_in_a_quotation_is_the_speaker_named_after_it() -> None:
    doc = parsed(
        '"|``|3|punct We|PRP|3|nsubj demand|VBP|0|root peace|NN|3|obj .|.|3|punct',
        "We|PRP|3|nsubj will|MD|3|aux stay|VB|8|ccomp ,|,|3|punct \"|''|3|punct Maria|NNP|8|nsubj|B-PERSON "
        "Silva|NNP|6|flat|I-PERSON "
        "said|VBD|0|root .|.|8|punct",
    )
    cast = Cast(doc)
    assert names(cast, doc, "We") == names(cast, doc, "We", 1) == ["Maria Silva"]


def test_the_country_us_is_not_the_pronoun() -> None:
    doc = parsed(
        "Arif|NNP|2|nsubj|B-PERSON rejected|VBD|0|root a|DT|5|det US|NNP|5|compound|B-PLACE offer|NN|2|obj .|.|2|punct",
        "The|DT|2|det US|NNP|3|nsubj|B-PLACE replied|VBD|0|root .|.|3|punct",
    )
    cast = Cast(doc)
    assert names(cast, doc, "US") == names(cast, doc, "US", 1) == ["United States"]


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        (
            "US|NNP|4|compound|B-PLACE and|CC|3|cc British|JJ|1|conj|B-MISC forces|NNS|5|nsubj left|VBD|0|root "
            ".|.|5|punct",
            "forces",
            ["US forces", "British forces"],
        ),
        (
            "Turkish|JJ|4|amod|B-MISC and|CC|3|cc Greek|JJ|1|conj|B-MISC sides|NNS|5|nsubj agreed|VBD|0|root "
            ".|.|5|punct",
            "sides",
            ["Turkey", "Greece"],
        ),
        (
            "France|NNP|5|nsubj|B-PLACE and|CC|4|cc US|NNP|4|compound|B-PLACE officials|NNS|1|conj met|VBD|0|root "
            ".|.|5|punct",
            "officials",
            ["US officials"],
        ),
    ],
)
def test_two_nations_before_one_noun(sentence: str, head: str, expected: list[str]) -> None:
    doc = parsed(sentence)
    assert names(Cast(doc), doc, head) == expected


def test_compounds_are_answered_by_their_first_part() -> None:
    doc = parsed(
        "Hungarian|JJ|4|amod|B-MISC and|CC|3|cc Romanian|JJ|1|conj|B-MISC officials|NNS|5|nsubj met|VBD|0|root "
        ".|.|5|punct",
        "France|NNP|4|nsubj|B-PLACE and|CC|3|cc Spain|NNP|1|conj|B-PLACE refused|VBD|0|root .|.|4|punct",
    )
    cast = Cast(doc)
    assert names(cast, doc, "officials") == ["Hungarian officials", "Romanian officials"]
    assert names(cast, doc, "France") == ["France", "Spain"]
    assert names(cast, doc, "Spain") == ["Spain"]


def test_who_is_the_noun_before_it() -> None:
    doc = parsed(
        "Syrian|JJ|2|amod|B-MISC rebels|NNS|5|nsubj who|WP|4|nsubj fled|VBD|2|acl:relcl returned|VBD|0|root .|.|5|punct"
    )
    assert names(Cast(doc), doc, "who") == ["Syrian rebels"]


def test_what_was_said_is_not_about_the_one_who_says_it() -> None:
    doc = parsed(
        "George|NNP|3|nsubj|B-PERSON Hale|NNP|1|flat|I-PERSON arrived|VBD|0|root .|.|3|punct",
        "Robert|NNP|4|nsubj|B-PERSON Lund|NNP|1|flat|I-PERSON would|MD|4|aux follow|VB|7|ccomp ,|,|4|punct "
        "he|PRP|7|nsubj said|VBD|0|root "
        ".|.|7|punct",
    )
    assert names(Cast(doc), doc, "he") == ["George Hale"]


def test_the_words_of_a_dateline_are_no_actor() -> None:
    doc = parsed(
        "CAIRO|NNP|9|nsubj|B-PLACE ,|,|3|punct May|NNP|1|nmod 3|CD|3|nummod (|-LRB-|6|punct "
        "AFP|NNP|1|appos|B-ORGANIZATION )|-RRB-|6|punct "
        "--|:|9|punct Tunisia|NNP|10|nsubj|B-PLACE protested|VBD|0|root .|.|10|punct"
    )
    cast = Cast(doc)
    assert names(cast, doc, "CAIRO") == names(cast, doc, "Tunisia") == ["Tunisia"]


def test_an_empty_document_has_no_actors() -> None:
    assert Cast(Document("", (), ())).listed([]) == []


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Cast(Document("", (), ())).actor("a1")


def test_without_a_day_nobody_is_given_an_office_that_the_text_does_not_name() -> None:
    doc = parsed("Sergei|NNP|3|nsubj|B-PERSON Lavrov|NNP|1|flat|I-PERSON spoke|VBD|0|root .|.|3|punct")
    (person,) = actors(Cast(doc), doc, "Lavrov")
    assert (person.country, person.role) == ("RUS", None)


TWO_MEN = (
    "Sergei|NNP|3|nsubj|B-PERSON Lavrov|NNP|1|flat|I-PERSON met|VBD|0|root John|NNP|3|obj|B-PERSON "
    "Kerry|NNP|4|flat|I-PERSON .|.|3|punct",
    "He|PRP|2|nsubj left|VBD|0|root .|.|2|punct",
)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ([], ["Sergei Lavrov"]),
        ([(3, 5, 3)], ["John Kerry"]),
        ([(0, 2, 0), (3, 5, 3)], ["Sergei Lavrov"]),  # a chain of two names is a wrong one: the rules decide
    ],
)
def test_a_chain_says_whom_a_pronoun_means(before: list[tuple[int, int, int]], wanted: list[str]) -> None:
    doc = parsed(*TWO_MEN)
    chain = tuple(Mention(*mention) for mention in [*before, (6, 7, 6)])
    doc = replace(doc, chains=(chain,) if before else ())
    assert names(Cast(doc, date(2013, 2, 18)), doc, "He") == wanted


CONGRESS = "The|DT|2|det Congress|NNP|3|nsubj|B-ORGANIZATION quit|VBD|0|root .|.|3|punct"


@pytest.mark.parametrize(
    ("before", "country"),
    [
        ("India|NNP|2|nsubj|B-PLACE voted|VBD|0|root .|.|2|punct", None),
        ("Washington|NNP|2|nsubj|B-PLACE voted|VBD|0|root .|.|2|punct", "USA"),
        ("They|PRP|2|nsubj voted|VBD|0|root .|.|2|punct", "USA"),
    ],
)
def test_a_body_of_many_countries_is_that_of_a_country_in_the_text(before: str, country: str | None) -> None:
    doc = parsed(before, CONGRESS)
    cast = Cast(doc, date(2004, 5, 3))
    assert {a.country for a in actors(cast, doc, "Congress")} <= {country, "IND"}
    assert ("US Congress" in names(cast, doc, "Congress")) is (country == "USA")
