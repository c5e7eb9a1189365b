"""Names put right: what the text explains, halves joined, stray words cut off, several names of one actor."""

from __future__ import annotations

import pytest
from casting import actors, names, parsed

from readout.actors.cast import Cast
from readout.actors.describe import describe, split_words


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Queen Mary College", None),
        ("the Maritime Security Program", None),
        ("Nguoi Lao Dong", None),
        ("Victoria Hall", None),
        ("a senior Basra police official", "IRQ"),
        ("Lagos State Council", "NGA"),
        ("Academy of Lagos", "NGA"),
        ("Angry Kenyan farmers", "KEN"),
        ("Kurdish-led Syrian troops", "SYR"),
        ("Herders Congress", None),
    ],
)
def test_the_country_of_a_phrase_is_no_town_inside_a_longer_name(phrase: str, country: str | None) -> None:
    assert describe(split_words(phrase)).country == country


PARTY = (
    "The|DT|4|det United|NNP|4|compound|B-ORGANIZATION Development|NNP|4|compound|I-ORGANIZATION "
    "Party|NNP|8|nsubj|I-ORGANIZATION (|-LRB-|6|punct PPP|NNP|4|appos|B-ORGANIZATION )|-RRB-|6|punct left|VBD|0|root "
    "Jakarta|NNP|8|obj|B-PLACE .|.|8|punct",
    "The|DT|2|det PPP|NNP|3|nsubj|B-ORGANIZATION said|VBD|0|root so|RB|3|advmod .|.|3|punct",
)


def test_what_the_text_says_of_an_acronym_wins_over_the_tables() -> None:
    doc = parsed(*PARTY)
    (party,) = actors(Cast(doc), doc, "PPP", 1)
    assert (party.name, party.country) == ("United Development Party", None)


def test_a_full_name_elsewhere_in_the_text_explains_an_acronym_without_brackets() -> None:
    doc = parsed(
        "The|DT|4|det Rapid|NNP|4|compound|B-ORGANIZATION Support|NNP|4|compound|I-ORGANIZATION "
        "Forces|NNPS|5|nsubj|I-ORGANIZATION agreed|VBD|0|root .|.|5|punct",
        "The|DT|2|det RSF|NNP|3|nsubj|B-ORGANIZATION left|VBD|0|root .|.|3|punct",
    )
    assert names(Cast(doc), doc, "RSF") == ["Rapid Support Forces"]


def test_an_unexplained_acronym_of_a_country_that_the_text_never_names_stays_raw() -> None:
    doc = parsed(
        "The|DT|2|det PPP|NNP|3|nsubj|B-ORGANIZATION left|VBD|0|root Nairobi|NNP|3|obj|B-PLACE .|.|3|punct",
    )
    (party,) = actors(Cast(doc), doc, "PPP")
    assert (party.name, party.country) == ("PPP", None)


def test_a_famous_acronym_keeps_its_meaning_anywhere() -> None:
    doc = parsed("The|DT|2|det CIA|NNP|3|nsubj|B-ORGANIZATION left|VBD|0|root Nairobi|NNP|3|obj|B-PLACE .|.|3|punct")
    assert names(Cast(doc), doc, "CIA") == ["Central Intelligence Agency"]


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        (  # halves of a body's name about "for the"
            "The|DT|3|det independent|JJ|3|amod|B-ORGANIZATION Office|NNP|9|nsubj|I-ORGANIZATION "
            "for|IN|6|case|I-ORGANIZATION the|DT|6|det Defence|NNP|3|nmod|B-ORGANIZATION of|IN|8|case|I-ORGANIZATION "
            "Savers|NNPS|6|nmod|I-ORGANIZATION objected|VBD|0|root .|.|9|punct",
            "Office",
            "Office for the Defence of Savers",
        ),
        (  # a bracket at the end
            "Savers|NNPS|2|compound|B-ORGANIZATION Union|NNP|6|nsubj|I-ORGANIZATION (|-LRB-|4|punct|I-ORGANIZATION "
            "founded|VBN|2|acl )|-RRB-|4|punct objected|VBD|0|root .|.|6|punct",
            "Union",
            "Savers Union",
        ),
        (  # "People" and its Court
            "The|DT|5|det Lower|NNP|3|compound|B-ORGANIZATION People|NNP|5|nmod:poss|I-ORGANIZATION 's|POS|3|case "
            "Court|NNP|6|nsubj|B-ORGANIZATION ruled|VBD|0|root .|.|6|punct",
            "Court",
            "Lower People 's Court",
        ),
        (  # the field of an office before a person's name
            "Treasury|NNP|3|compound|B-PERSON Anna|NNP|3|compound|I-PERSON Lindqvist|NNP|4|nsubj|I-PERSON "
            "objected|VBD|0|root .|.|4|punct",
            "Lindqvist",
            "Anna Lindqvist",
        ),
        (  # "Mr." makes a name of a title
            "Mr.|NNP|2|compound King|NNP|3|nsubj|B-PERSON objected|VBD|0|root .|.|3|punct",
            "King",
            "King",
        ),
        (  # a hyphen at which the core parts a name
            "Park|NNP|5|nsubj|B-PERSON Min|NNP|1|flat|I-PERSON+ -|HYPH|1|punct|+ Ho|NNP|1|flat|B-PLACE "
            "objected|VBD|0|root .|.|5|punct",
            "Park",
            "Park Min-Ho",
        ),
        (  # a compound ministry keeps its adjective
            "The|DT|4|det public|JJ|3|amod health|NN|4|compound ministry|NN|5|nsubj objected|VBD|0|root .|.|5|punct",
            "ministry",
            "public health ministry",
        ),
    ],
)
def test_a_name_comes_out_whole(sentence: str, word: str, name: str) -> None:
    doc = parsed(sentence)
    assert names(Cast(doc), doc, word) == [name]


@pytest.mark.parametrize(
    "place",
    ["Orwell River", "Lake Orwell", "Orwell Bridge", "Orwell Street"],
)
def test_rivers_and_streets_are_no_actors(place: str) -> None:
    a, b = place.split()
    doc = parsed(f"The|DT|3|det {a}|NNP|3|compound|B-PLACE {b}|NNP|4|nsubj|I-PLACE rose|VBD|0|root .|.|4|punct")
    assert names(Cast(doc), doc, b) == []


def test_a_place_that_no_table_knows_has_no_sector() -> None:
    doc = parsed("Orwellia|NNP|2|nsubj|B-PLACE objected|VBD|0|root .|.|2|punct")
    (place,) = actors(Cast(doc), doc, "Orwellia")
    assert (place.country, place.sector) == (None, None)


def test_a_headlines_words_are_names_only_if_the_text_says_them_again() -> None:
    headline = (
        "Old|JJ|2|amod Hands|NNS|4|nsubj Gladly|NNP|4|advmod|B-ORGANIZATION Help|VBP|0|root|I-ORGANIZATION "
        "Savers|NNPS|4|obj|I-ORGANIZATION Again|RB|4|advmod"
    )
    again = "Savers|NNPS|2|nsubj objected|VBD|0|root .|.|2|punct"
    cast = Cast(parsed(headline, again))
    assert [a.name for a in cast.listed([])] == []


def test_a_title_in_quotation_marks_is_no_actor() -> None:
    doc = parsed(
        "They|PRP|2|nsubj showed|VBD|0|root ``|``|5|punct Better|NNP|5|compound|B-PLACE City|NNP|2|obj|I-PLACE "
        "''|''|5|punct .|.|2|punct"
    )
    assert names(Cast(doc), doc, "City") == []


FIRM = (
    "Orwell|NNP|3|compound|B-ORGANIZATION Shipping|NNP|3|compound|I-ORGANIZATION Lines|NNPS|4|nsubj|I-ORGANIZATION "
    "bought|VBD|0|root it|PRP|4|obj .|.|4|punct",
    "Orwell|NNP|2|compound|B-ORGANIZATION Shipping|NNP|3|nsubj|I-ORGANIZATION objected|VBD|0|root .|.|3|punct",
    "Orwell|NNP|2|nsubj|B-PERSON objected|VBD|0|root .|.|2|punct",
)


def test_short_names_of_a_body_are_the_body() -> None:
    doc = parsed(*FIRM)
    cast = Cast(doc)
    assert {n for i in range(3) for n in names(cast, doc, "Orwell", i)} == {"Orwell Shipping Lines"}


def test_a_surname_taken_for_a_body_is_the_person() -> None:
    doc = parsed(
        "Lindqvist|NNP|2|nsubj|B-ORGANIZATION objected|VBD|0|root .|.|2|punct",
        "Anna|NNP|2|compound|B-PERSON Lindqvist|NNP|3|nsubj|I-PERSON left|VBD|0|root .|.|3|punct",
    )
    assert names(Cast(doc), doc, "Lindqvist") == ["Anna Lindqvist"]


def test_a_news_agency_is_met_again_by_its_bare_name() -> None:
    doc = parsed(
        "The|DT|5|det official|JJ|5|amod ORW|NNP|5|compound|B-ORGANIZATION news|NN|5|compound agency|NN|6|nsubj "
        "said|VBD|0|root so|RB|6|advmod .|.|6|punct",
        "ORW|NNP|2|nsubj|B-ORGANIZATION added|VBD|0|root more|RBR|2|advmod .|.|2|punct",
    )
    cast = Cast(doc)
    (agency,) = actors(cast, doc, "agency")
    assert (agency.name, agency.sector) == ("ORW", "MED")
    assert names(cast, doc, "ORW", 1) == ["ORW"]


def test_an_object_pronoun_is_not_the_subject_of_its_clause() -> None:
    doc = parsed(
        "Anna|NNP|2|compound|B-PERSON Lindqvist|NNP|3|nsubj|I-PERSON met|VBD|0|root Maria|NNP|5|compound|B-PERSON "
        "Vance|NNP|3|obj|I-PERSON .|.|3|punct",
        "Lindqvist|NNP|2|nsubj|B-PERSON thanked|VBD|0|root her|PRP|2|obj .|.|2|punct",
    )
    assert names(Cast(doc), doc, "her") == ["Maria Vance"]


def test_others_after_a_group_are_others_of_the_same() -> None:
    doc = parsed(
        "Kenyan|JJ|2|amod|B-MISC farmers|NNS|3|nsubj left|VBD|0|root .|.|3|punct",
        "Others|NNS|2|nsubj stayed|VBD|0|root .|.|2|punct",
    )
    (others,) = actors(Cast(doc), doc, "Others")
    assert (others.name, others.country, others.kind) == ("other Kenyan farmers", "KEN", "group")


def test_it_after_a_resolution_is_no_body() -> None:
    doc = parsed(
        "Kenya|NNP|2|nsubj|B-PLACE voted|VBD|0|root .|.|2|punct",
        "The|DT|2|det resolution|NN|3|nsubj passed|VBD|0|root .|.|3|punct",
        "It|PRP|2|nsubj condemns|VBZ|0|root piracy|NN|2|obj .|.|2|punct",
    )
    assert names(Cast(doc), doc, "It") == []


@pytest.mark.parametrize("noun", ["dealers", "youths", "villagers", "residents", "gunmen", "visitors", "locals"])
def test_people_of_a_kind_make_an_unnamed_group(noun: str) -> None:
    doc = parsed(f"{noun.title()}|NNS|2|nsubj objected|VBD|0|root .|.|2|punct")
    (group,) = actors(Cast(doc), doc, noun.title())
    assert group.kind == "group"


def test_a_second_title_is_the_same_persons() -> None:
    doc = parsed(
        "Anna|NNP|2|compound|B-PERSON Lindqvist|NNP|9|nsubj|I-PERSON ,|,|4|punct chairman|NN|2|appos and|CC|7|cc "
        "chief|JJ|7|amod executive|NN|4|conj ,|,|4|punct objected|VBD|0|root .|.|9|punct"
    )
    assert names(Cast(doc), doc, "executive") == ["Anna Lindqvist"]


@pytest.mark.parametrize("word", ["African", "foreign"])
def test_people_of_elsewhere_are_not_from_the_country_of_the_report(word: str) -> None:
    doc = parsed(
        "Kenya|NNP|2|nsubj|B-PLACE met|VBD|0|root Kenya|NNP|2|obj|B-PLACE .|.|2|punct",
        f"The|DT|3|det {word}|JJ|3|amod farmers|NNS|4|nsubj objected|VBD|0|root .|.|4|punct",
    )
    (group,) = actors(Cast(doc), doc, "farmers")
    assert group.country is None


def test_a_quality_is_no_judge() -> None:
    doc = parsed("They|PRP|2|nsubj want|VBP|0|root social|JJ|4|amod justice|NN|2|obj .|.|2|punct")
    assert names(Cast(doc), doc, "justice") == []
