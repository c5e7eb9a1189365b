"""Which PLOVER type an act has, read from plain sentences written for the lexicon: one a row, by type."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from readout.extract import lexicon
from readout.intake import report_from_text
from readout.reader import Reader
from readout.record import Event, Record

SENTENCES = {
    "AGREE": [
        "Norway will give Estonia a grant of five million dollars, the finance ministry said.",
        "The French government reaffirmed its readiness to meet the Iranian foreign minister.",
        "Canada is committed to sending doctors to Haiti, its prime minister said.",
        "Sudan said it would allow aid workers into Darfur.",
    ],
    "CONSULT": [
        "The Turkish president chaired talks between Serbia and Kosovo in Ankara.",
        "The German chancellor touched down in Cairo on Monday.",
        "Norway and Denmark held consultations on fishing.",
    ],
    "SUPPORT": [
        "Spain's king laid a wreath in Algiers and congratulated the Algerian president.",
        "The Kenyan parliament ratified the treaty with Uganda.",
        "The Turkish parliament approved a trade agreement with Israel.",
        "The Polish prime minister admitted mistakes and apologised to Ukraine.",
    ],
    "CONCEDE": [
        "The Nigerian government scrapped the visa fee for Ghanaians.",
        "The Teachers Union of Kenya called off a strike after talks with the Kenyan government.",
        "The Peruvian president conceded defeat in the referendum.",
    ],
    "COOPERATE": [
        "India and Japan held joint naval exercises in the Indian Ocean.",
        "Chile and Argentina shared intelligence on the smugglers.",
    ],
    "AID": [
        "Turkey flew medicine to Syria on Tuesday.",
        "Norway sent doctors to Haiti after the earthquake.",
        "Sweden sent 200 troops to a peacekeeping force in Liberia.",
    ],
    "RETREAT": [
        "Israel withdrew its troops from southern Lebanon.",
        "The rebels handed in their weapons to Colombian soldiers.",
        "Iran allowed inspectors into the plant.",
    ],
    "REQUEST": [
        "Hundreds of Afghans sought asylum in Germany.",
        "The Senegalese opposition demanded the resignation of the Senegalese president.",
    ],
    "ACCUSE": [
        "The Greek minister launched a scathing attack on Turkey.",
        "Iran described the Iraqi president as a criminal.",
        "The Kenyan minister appeared in court on Monday.",
    ],
    "REJECT": [
        "Iran violated the ban on missile tests, the United Nations said.",
        "The Peruvian president said he will release no prisoners.",
        "The Serbian president refused to resign despite calls from the European Union.",
    ],
    "THREATEN": [
        "The Chinese government vowed to prosecute the editors.",
        "Russia threatened to leave the talks if Ukraine attacks.",
        "The Ethiopian army is ready to attack Eritrea.",
    ],
    "PROTEST": [
        "Thousands of students gathered in Lima to demand the resignation of the Peruvian president.",
        "Workers in Athens walked out to protest against the Greek government's cuts.",
        "Shopkeepers in Dhaka observed a shutdown against the government.",
    ],
    "SANCTION": [
        "The United Nations withdrew its inspectors from Iraq.",
        "Canada suspended an aid programme for Zimbabwe.",
        "Japan abandoned its mediation role in Myanmar.",
    ],
    "MOBILIZE": [
        "The Turkish government ordered patrols along the border.",
        "The Greek air force scrambled fighters after a Turkish jet approached.",
        "The Chinese navy staged exercises near Taiwan.",
        "Kenya mobilised the army for an assault on Somalia.",
    ],
    "COERCE": [
        "The Egyptian government ordered the newspaper to suspend publication.",
        "The Sudanese army seized control of the airport.",
        "Police in Harare shut down the offices of the opposition.",
    ],
    "ASSAULT": [
        "Pakistani rebels violated the ceasefire agreement with the army.",
        "Rebels downed an army helicopter in Chad.",
        "Sudanese soldiers subjected the prisoners to beatings.",
    ],
}
NO_ACTS = [
    "A nuclear bomb is heavy.",
    "The Chinese scientist occupies a senior position in the institute.",
    "The draft was submitted to the council.",
    "The French minister speaks poor English.",
    "The airline lost its licence after its aircraft crashed in the hills, killing 90 people.",
    "One participant refused identification.",
    "The province, praised as a paradise, sells flowers to Japan.",
]


@lru_cache(maxsize=1)
def _records() -> dict[str, Record]:
    """Every sentence read as a report of its own, with all acts kept."""
    texts = [text for rows in SENTENCES.values() for text in rows] + NO_ACTS
    with lexicon.using(replace(lexicon.shipped(), least=0.0)):
        read = Reader(lexicon=replace(lexicon.shipped(), least=0.0)).read_many(report_from_text(t) for t in texts)
        return dict(zip(texts, read, strict=True))


def events(text: str) -> list[Event]:
    return _records()[text].events


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k, rows in SENTENCES.items() for text in rows])
def test_a_sentence_has_an_act_of_its_type(kind: str, text: str) -> None:
    assert kind in {e.type for e in events(text)}


@pytest.mark.parametrize("text", NO_ACTS)
def test_words_without_an_act(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Serbian president refused to resign despite calls from the European Union.", "IGO"),
        ("Thousands of students gathered in Lima to demand the resignation of the Peruvian president.", "PER"),
        ("Russia threatened to leave the talks if Ukraine attacks.", "UKR"),
        ("Kenya mobilised the army for an assault on Somalia.", "SOM"),
    ],
)
def test_whom_a_refusal_protest_threat_or_call_up_is_aimed_at(text: str, country: str) -> None:
    record = _records()[text]
    homes = {a.id: a.country for a in record.actors}
    assert country in {homes[i] for e in record.events for i in e.recipient}
