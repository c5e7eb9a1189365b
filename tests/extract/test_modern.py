"""Wordings of today's agencies, read by the language core: sanctions packages, missile tests, vows, vetoes, talks."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Record

PUBLISHED = "2026-03-12"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(record: Record) -> list[tuple[str, list[str], list[str], str]]:
    """Type, actors, recipients and status of each event."""
    names = {a.id: a.name for a in record.actors}
    return [(e.type, [names[i] for i in e.actor], [names[i] for i in e.recipient], e.status) for e in record.events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The European Union adopted a new package of sanctions against Belarus on Thursday.",
            ("SANCTION", ["European Union"], ["Belarus"], "occurred"),
        ),
        ("Tens of thousands of people demonstrated in Belgrade.", ("PROTEST", ["people"], [], "occurred")),
        ("The EU gave Tunisia 105 million euros.", ("AID", ["European Union"], ["Tunisia"], "occurred")),
        ("Turkey delivered three Akinci drones to Mali.", ("AID", ["Turkey"], ["Mali"], "occurred")),
        (
            "Ecuador declared the Mexican ambassador persona non grata.",
            ("SANCTION", ["Ecuador"], ["Mexico"], "occurred"),
        ),
        (
            "Burundi withdrew from the International Criminal Court.",
            ("SANCTION", ["Burundi"], ["International Criminal Court"], "occurred"),
        ),
        ("France told Iran that it must release the prisoners.", ("REQUEST", ["France"], ["Iran"], "occurred")),
        (
            "The foreign ministers of France, Germany and Britain urged Iran to resume talks.",
            ("REQUEST", ["France", "Germany", "United Kingdom"], ["Iran"], "occurred"),
        ),
        (
            "Burkina Faso and Mali withdrew with immediate effect from the International Criminal Court.",
            ("SANCTION", ["Burkina Faso", "Mali"], ["International Criminal Court"], "occurred"),
        ),
        (
            "France and Germany announced that they had expelled 20 Russian diplomats.",
            ("SANCTION", ["France", "Germany"], ["Russian diplomats"], "occurred"),
        ),
        ("Hungary dropped its veto.", ("CONCEDE", ["Hungary"], [], "occurred")),
        ("North Korea test-fired two ballistic missiles.", ("MOBILIZE", ["North Korea"], [], "occurred")),
        ("Iran will deploy 5,000 troops.", ("MOBILIZE", ["Iran"], [], "planned")),
        ("China vowed to take countermeasures.", ("THREATEN", ["China"], [], "occurred")),
        ('"Iran will retaliate," its ambassador said.', ("THREATEN", ["Iran"], [], "occurred")),
        ("Kenya is in talks with Uganda over the border.", ("CONSULT", ["Kenya"], ["Uganda"], "ongoing")),
        (
            "Norway became the first country to condemn Israel.",
            ("ACCUSE", ["Norway"], ["Israel"], "occurred"),
        ),
        (
            "The IMF approved the disbursement of $1 billion to Kenya.",
            ("AID", ["International Monetary Fund"], ["Kenya"], "occurred"),
        ),
        ("The African Union suspended Niger on Tuesday.", ("SANCTION", ["African Union"], ["Niger"], "occurred")),
        (
            "Canada designated Hezbollah as a terrorist organisation.",
            ("SANCTION", ["Canada"], ["Hezbollah"], "occurred"),
        ),
        ("Iran blamed Israel, which rejected the charge.", ("REJECT", ["Israel"], [], "occurred")),
        (
            "The U.S. Treasury is sanctioning Iran's oil minister.",
            ("SANCTION", ["Treasury Department"], ["Iranian oil minister"], "occurred"),
        ),
        (
            "Hezbollah's leader, Naim Qassem, refused to discuss the group's arms.",
            ("REJECT", ["Naim Qassem"], ["Hezbollah"], "occurred"),
        ),
        (
            "ECOWAS placed a force on alert.",
            ("MOBILIZE", ["Economic Community of West African States"], [], "occurred"),
        ),
        ("Russia ignored an offer by Japan to hold talks.", ("REJECT", ["Russia"], ["Japan"], "occurred")),
        (
            "The army foiled an attempt to assassinate the president of Togo.",
            ("ASSAULT", [], ["president of Togo"], "possible"),
        ),
        ("Militants detonated a bomb near a school in Mali.", ("ASSAULT", ["Militants"], [], "occurred")),
        ("North Korea detonated a nuclear device.", ("MOBILIZE", ["North Korea"], [], "occurred")),
        ("The plan has the support of Germany.", ("SUPPORT", ["Germany"], [], "ongoing")),
    ],
)
def test_what_is_told(reader: Reader, text: str, event: tuple[str, list[str], list[str], str]) -> None:
    assert event in told(reader.read(report_from_text(text, published=PUBLISHED)))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Macron ruled out both stepping down and calling a new election.", "CONCEDE"),
        ("Hamas vowed to fight on until Israel ends its war and lifts the blockade.", "CONCEDE"),
        ("Hungary received Netanyahu despite a warrant for his arrest.", "COERCE"),
        ("The law allows Brazil to retaliate against countries that raise tariffs.", "ASSAULT"),
        ("The judge ordered a short recess of parliament in Kenya.", "REQUEST"),
        ("Opposition leader Ali Bongo returned from exile in France on Monday.", "COERCE"),
    ],
)
def test_what_is_no_act(reader: Reader, text: str, never: str) -> None:
    assert never not in [event[0] for event in told(reader.read(report_from_text(text, published=PUBLISHED)))]


def test_the_killed_of_a_with_phrase_are_no_killers(reader: Reader) -> None:
    text = "Police opened fire on a crowd in Nairobi, with at least five protesters killed as lawmakers passed a bill."
    assert all("protesters" not in actors for _, actors, _, _ in told(reader.read(report_from_text(text))))


def test_the_army_is_no_armed_movement(reader: Reader) -> None:
    text = "Hezbollah said it would ignore the decision. The army arrested 12 people."
    assert all(
        actors != ["Hezbollah"] for kind, actors, _, _ in told(reader.read(report_from_text(text))) if kind == "COERCE"
    )


def test_a_government_is_that_of_the_place_that_opens_the_sentence(reader: Reader) -> None:
    text = (
        "CAIRO - Egypt cut its lending rate. Egypt's central bank met in Cairo. Egypt had asked the IMF for a loan. "
        "In Pakistan, the government rejected a demand by India."
    )
    assert ("REJECT", ["Pakistan"], ["India"], "occurred") in told(reader.read(report_from_text(text)))


def test_we_of_a_joint_statement_are_those_who_issue_it(reader: Reader) -> None:
    text = (
        "Joint statement\n\nVienna, March 14, 2025\n\n"
        "We, the Foreign Ministers of France and Japan and the High Representative of the European Union, met in "
        "Vienna on March 12-14.\n\nWe have taken note of the report on the use of force, which was drawn up by "
        "experts of our three capitals over the past year and will be published.\n\nWe condemn Iran's missile tests. "
        "We urge Russia to agree to a ceasefire."
    )
    record = reader.read(report_from_text(text))
    signed = ["France", "Japan", "European Union"]
    assert record.report.published == "2025-03-14"
    assert ("REQUEST", signed, ["Russia"], "occurred") in told(record)
    assert ("ACCUSE", signed, ["Iran"], "occurred") in told(record)


def test_force_is_nobody(reader: Reader) -> None:
    text = "ECOWAS threatened to use force to restore order in Niger."
    assert all(set(recipients) <= {"Niger"} for _, _, recipients, _ in told(reader.read(report_from_text(text))))


def test_the_letter_of_a_jet_is_nobody(reader: Reader) -> None:
    text = "Thailand bombed Cambodian military targets with F-16 jets on Thursday after the neighbours exchanged fire."
    assert "F" not in {a.name for a in reader.read(report_from_text(text)).actors}


def test_a_label_after_a_bullet_is_a_sentence_of_its_own(reader: Reader) -> None:
    text = "World in brief\n\n- Serbia: Some 140,000 people demonstrated in Belgrade, police said.\n"
    record = reader.read(report_from_text(text, published=PUBLISHED))
    assert record.report.text[record.sentences[-1].start :].startswith("Some 140,000")
    assert [record.report.text[part.start : part.end] for c in record.claims for part in c.content] == [
        "Some 140,000 people demonstrated in Belgrade"
    ]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The fighting has forced more than 400,000 people from their homes.", "displaced"),
        ("The shortage has forced 300 people to wait.", "count"),
    ],
)
def test_who_is_forced_from_home_is_displaced(reader: Reader, text: str, measure: str) -> None:
    (figure,) = reader.read(report_from_text(text, published=PUBLISHED)).figures
    assert figure.measure == measure


def test_where_one_says_it_is_nobody(reader: Reader) -> None:
    record = reader.read(report_from_text("Hamas claimed responsibility on Telegram for the attack."))
    assert all("Telegram" not in names for _, _, names, _ in told(record))


def test_talks_of_a_visit_to_come_are_to_come(reader: Reader) -> None:
    text = "Defence Secretary Pete Hegseth is to visit Manila next week for talks with President Ferdinand Marcos."
    states = {event[3] for event in told(reader.read(report_from_text(text, published=PUBLISHED)))}
    assert states == {"planned"}


def test_what_is_cancelled_is_to_come_and_the_cancelling_is_not(reader: Reader) -> None:
    (event,) = told(
        reader.read(report_from_text("Germany cancelled a visit to Rwanda set for next week.", published=PUBLISHED))
    )
    assert event[3] == "occurred"


def test_at_the_request_of_is_no_place(reader: Reader) -> None:
    text = "The U.N. Security Council is to meet on Friday at the request of Washington."
    (event,) = reader.read(report_from_text(text, published=PUBLISHED)).events
    assert event.place is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("U.S. President Donald Trump arrived on Friday. Trump threatened to attack Iran.", "Donald Trump"),
        ("Trump threatened to attack Iran.", "Trump"),
    ],
)
def test_a_surname_that_opens_a_sentence_is_a_person(reader: Reader, text: str, name: str) -> None:
    assert ("THREATEN", [name], ["Iran"], "occurred") in told(reader.read(report_from_text(text, published=PUBLISHED)))


@pytest.mark.parametrize(
    "text", ["The United States condemned a violation of the Vienna Convention.", "China left the Paris Agreement."]
)
def test_the_town_of_a_treaty_is_no_party(reader: Reader, text: str) -> None:
    assert all(
        recipients == [] for _, _, recipients, _ in told(reader.read(report_from_text(text, published=PUBLISHED)))
    )


def test_the_year_of_a_thing_dates_no_act_on_it(reader: Reader) -> None:
    (event,) = reader.read(report_from_text("Germany condemned Iran's 2023 election.", published=PUBLISHED)).events
    assert (event.status, event.date) == ("occurred", None)


def test_the_writer_of_a_column_is_nobody_of_the_text(reader: Reader) -> None:
    text = (
        "Opinion\n\nGeert Wilders pulled his party out of the coalition on Monday.\n\nI do not believe that walls work."
    )
    record = reader.read(report_from_text(text, published=PUBLISHED))
    assert [
        c.source for c in record.claims if "walls" in record.report.text[c.content[0].start : c.content[0].end]
    ] == [[]]


def test_who_retaliates_by_doing_something_does_it(reader: Reader) -> None:
    text = "Poland retaliated against Germany by introducing checks of its own."
    assert all(recipients != ["Poland"] for _, _, recipients, _ in told(reader.read(report_from_text(text))))


def test_who_blocks_a_road_takes_no_stand_on_it(reader: Reader) -> None:
    record = reader.read(report_from_text("Protesters blocked a highway near Tbilisi.", published=PUBLISHED))
    assert record.positions == []


@pytest.mark.parametrize(
    "text",
    [
        "Prague agreed to extradite a hacker wanted by the FBI, the minister said.",
        '"Taliban leaders are now wanted men," said Liz Evenson of Human Rights Watch.',
    ],
)
def test_who_is_wanted_by_the_police_is_no_issue(reader: Reader, text: str) -> None:
    record = reader.read(report_from_text(text, published=PUBLISHED))
    assert all("extradit" in p.issue for p in record.positions)


def test_an_issue_does_not_hold_the_stand_on_it(reader: Reader) -> None:
    text = "Putin invited Zelenskiy to Moscow, an offer that Kyiv dismissed."
    record = reader.read(report_from_text(text, published=PUBLISHED))
    assert all("dismissed" not in p.issue for p in record.positions)


def test_shelling_by_an_army_is_its_act(reader: Reader) -> None:
    text = "Kherson, a city in southern Ukraine, was hit on Monday. Shelling by the army killed two people."
    assert ("ASSAULT", ["army"], ["people"]) in [event[:3] for event in told(reader.read(report_from_text(text)))]


def test_each_other_are_two_sides(reader: Reader) -> None:
    text = "India and Pakistan accused each other of breaking the truce."
    (event,) = reader.read(report_from_text(text, published=PUBLISHED)).events
    assert event.reciprocal and event.actor and event.recipient


def test_we_of_a_briefing_is_who_speaks(reader: Reader) -> None:
    text = (
        "Press Briefing\n\nMatthew Miller, Department Spokesperson\n\n"
        "MR. MILLER: Secretary Blinken spoke with Foreign Minister Barrot on Monday.\n\n"
        "We condemn Iran's missile tests.\n\nQUESTION: Do you support an Israeli strike on Iran?\n\n"
        "MR. MILLER: No. We urge Israel to talk to Iran."
    )
    events = told(reader.read(report_from_text(text, published=PUBLISHED)))
    assert ("ACCUSE", ["Matthew Miller"], ["Iran"], "occurred") in events
    assert ("REQUEST", ["Matthew Miller"], ["Israel"], "occurred") in events
    assert "ASSAULT" not in [event[0] for event in events]


def test_drones_are_fired_and_no_firearms(reader: Reader) -> None:
    (event,) = reader.read(
        report_from_text("Russia fired 472 drones at Ukraine overnight.", published=PUBLISHED)
    ).events
    assert (event.type, event.mode) == ("ASSAULT", "drone")


def test_over_that_goes_with_its_verb_bounds_no_number(reader: Reader) -> None:
    (figure,) = reader.read(report_from_text("Moscow will hand over 6,000 bodies.", published=PUBLISHED)).figures
    assert (figure.low, figure.high) == (6000, 6000)


def test_another_minister_is_not_the_prime_minister(reader: Reader) -> None:
    text = (
        "Prime Minister Narendra Modi visited Colombo. A strike ended after the ports minister promised to meet unions."
    )
    assert ("AGREE", ["Narendra Modi"], []) not in [event[:3] for event in told(reader.read(report_from_text(text)))]


@pytest.mark.parametrize(
    ("text", "measure"),
    [("Poland expelled 45 Russian diplomats.", "count"), ("Sudan expelled 4,500 villagers.", "displaced")],
)
def test_who_is_sent_home_is_not_displaced(reader: Reader, text: str, measure: str) -> None:
    (figure,) = reader.read(report_from_text(text, published=PUBLISHED)).figures
    assert figure.measure == measure


def test_pounds_of_a_bomb_are_no_money(reader: Reader) -> None:
    text = "Washington paused a shipment of 2,000-pound bombs. Each weighs 2,000 pounds (907 kilograms)."
    assert reader.read(report_from_text(text, published=PUBLISHED)).figures == []


def test_what_one_threatens_unless_it_is_done_one_wants(reader: Reader) -> None:
    text = "France warned that it would impose sanctions unless Iran resumed talks."
    stances = {p.stance for p in reader.read(report_from_text(text, published=PUBLISHED)).positions}
    assert "against" not in stances


def test_what_is_due_to_take_effect_is_no_demand_and_a_broker_keeps_no_ceasefire(reader: Reader) -> None:
    text = "A ceasefire brokered by Turkey is due to take effect on Sunday, Ukrainian President Petro Holm said."
    assert [e.type for e in reader.read(report_from_text(text, published="2025-03-06")).events] == ["CONSULT"]


def test_who_is_accused_of_ordering_a_killing_ordered_it(reader: Reader) -> None:
    text = "Kenya accused General Odera of ordering the killing of 30 civilians."
    events = told(reader.read(report_from_text(text, published=PUBLISHED)))
    assert ("ASSAULT", ["Kenya"]) not in [event[:2] for event in events]


@pytest.mark.parametrize(
    "text",
    ["Israeli strikes killed 12 people in Tyre.", "Six villagers were wounded in Turkish strikes near Kobani."],
)
def test_strikes_that_kill_are_no_protest(reader: Reader, text: str) -> None:
    events = told(reader.read(report_from_text(text, published=PUBLISHED)))
    assert [event[0] for event in events] == ["ASSAULT"]


def test_a_vetoed_resolution_does_not_speak_for_who_vetoes_it(reader: Reader) -> None:
    record = reader.read(report_from_text("Russia vetoed a resolution calling for a truce.", published=PUBLISHED))
    assert [event[0] for event in told(record)] == ["REJECT"]
    assert [p.stance for p in record.positions] == ["against"]


def test_a_release_that_is_halted_releases_nobody(reader: Reader) -> None:
    events = told(
        reader.read(report_from_text("Iran halted the release of 18 British prisoners.", published=PUBLISHED))
    )
    assert "RETREAT" not in [event[0] for event in events]


def test_a_ship_that_rams_another_is_no_suicide_attack(reader: Reader) -> None:
    text = "A Chinese coast guard ship rammed a Philippine vessel."
    (event,) = reader.read(report_from_text(text, published=PUBLISHED)).events
    assert (event.type, event.mode) == ("ASSAULT", None)


def test_when_the_accord_was_signed_is_not_when_it_was_suspended(reader: Reader) -> None:
    text = "Thailand suspended the peace accord signed last month."
    (event,) = reader.read(report_from_text(text, published=PUBLISHED)).events
    assert event.date is None
