"""Who does what to whom in sentences that stand alone: no report around them, no date."""

from __future__ import annotations

import pytest

from readout.intake import report_from_text
from readout.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        # one's own troops are not whom a promise is made to, nor monitors those who are put out
        ("Estonia is willing to withdraw its troops from Latvia.", "AGREE", ["Estonia"], ["Latvia"]),
        ("The UN withdrew observers from Sudan.", "SANCTION", ["United Nations"], ["Sudan"]),
        # a dateline with a single hyphen is no party
        ("BELGRADE, Serbia - Police arrested two Russians.", "COERCE", ["Police"], ["Russians"]),
        # an attack in words has its target, one in deeds that is condemned has victims
        (
            "The premier launched an attack on the opposition party, calling its leaders cowards.",
            "ACCUSE",
            ["premier"],
            ["opposition party"],
        ),
        # a refusal is for those who must do something first
        ("Poland will not lift the embargo until Belarus frees the envoy.", "REJECT", ["Poland"], ["Belarus"]),
        ("Norway faces criticism from Sweden over its whaling.", "ACCUSE", ["Sweden"], ["Norway"]),
        ("Colombia declared a state of siege in Venezuela.", "COERCE", ["Colombia"], ["Venezuela"]),
        ("Ugandan rebels declared a ceasefire in Kenya.", "RETREAT", ["Ugandan rebels"], ["Kenya"]),
        ("Oman launched a mediation effort to end a war between Chad and Mali.", "CONSULT", ["Oman"], ["Chad", "Mali"]),
        ("The court ordered the arrest and detention of President Kaunda of Zambia.", "COERCE", ["court"], ["Kaunda"]),
        # what force hits is kept beside the victims
        ("Rebels shelled Goma, killing five villagers.", "ASSAULT", ["Rebels"], ["Goma", "villagers"]),
        ("Ethiopia took over Goma.", "COERCE", ["Ethiopia"], ["Goma"]),
        # a body whose name ends like a text's
        ("Chad invited the World Food Programme to talks.", "REQUEST", ["Chad"], ["World Food Programme"]),
        # what is promised or refused tells to whom it would be done, also at home
        ("Poland agreed to free two Polish journalists.", "AGREE", ["Poland"], ["Polish journalists"]),
        ("Nurses said they will not end the strike until the government acts.", "REJECT", ["Nurses"], ["government"]),
        # two who exchange fire do it to each other
        ("Indian and Pakistani troops exchanged fire.", "ASSAULT", ["Indian troops"], ["Pakistani troops"]),
        # a refusal of somebody's words is no silence
        ("The premier refuted President Orsk's comments.", "REJECT", ["premier"], ["Orsk"]),
        ("Workers at the airline went on strike on Monday.", "PROTEST", ["Workers"], ["airline"]),
        ("The Sudanese government let free two activists.", "RETREAT", ["Sudan"], ["activists"]),
        # completed by what the parser hangs from the object, or by words behind it
        ("Ghana's envoy discussed the war with Togo's premier.", "CONSULT", ["Ghanaian envoy"], ["Togolese premier"]),
        ("Ghana hosted a dinner for Togo's premier.", "CONSULT", ["Ghana"], ["Togolese premier"]),
        ("Workers in Ghana went on strike on Monday.", "PROTEST", ["Workers"], []),
        ("Ghana reopened its embassy in Togo.", "SUPPORT", ["Ghana"], ["Togo"]),
        ("Ghana slammed Togo's crackdown.", "ACCUSE", ["Ghana"], ["Togo"]),
        # subjects that the parser takes for an agent or a clause
        ("Kenyan troops on Friday apprehended a Ugandan man.", "COERCE", ["Kenyan troops"], ["Ugandan man"]),
        # on whom a thing was put; what is one's own hides nobody named within
        ("Togo lifted the sanctions imposed on Ghana.", "CONCEDE", ["Togo"], ["Ghana"]),
        # whom a letter goes to; who is said to have done what is looked into
        ("Togo sent a letter to Ghana threatening to cut its funding.", "THREATEN", ["Togo"], ["Ghana"]),
        (
            "Togo's police opened an inquiry into claims that officers beat a student.",
            "ACCUSE",
            ["Togolese police"],
            ["officers"],
        ),
        # leave that is withheld; a policy that bears its country's name
        ("Togo did not give permission for Ghana's flight.", "REJECT", ["Togo"], ["Ghana"]),
        ("The minister defended Togo's decision to close the mines.", "SUPPORT", ["minister"], ["Togo"]),
        ("Togolese and Ghanaian armed forces agreed to a truce.", "AGREE", ["Togolese forces"], ["Ghanaian forces"]),
        # a crowd before an embassy; nouns parted at a hyphen
        ("Protesters rallied outside the Ghanaian embassy.", "PROTEST", ["Protesters"], ["Ghana"]),
        ("Students staged a sit-in outside the Ghanaian embassy.", "PROTEST", ["Students"], ["Ghana"]),
        ("Togo declared a cease-fire with Ghana.", "RETREAT", ["Togo"], ["Ghana"]),
        ("Ghana set a deadline for Togo to withdraw.", "THREATEN", ["Ghana"], ["Togo"]),
        # who is said to have done it; a team sent to look into something
        ("Togo's government said Ghanaian militants were responsible.", "ACCUSE", ["Togo"], ["Ghanaian militants"]),
        ("Togo's minister said Ghana was behind the bombing.", "ACCUSE", ["Togolese minister"], ["Ghana"]),
        ("Togo sent a team of experts to Ghana to investigate the crash.", "ACCUSE", ["Togo"], ["Ghana"]),
        (
            "Togo's premier Kofi Adu joined Ghana's president Ama Mensah for a meeting.",
            "CONSULT",
            ["Kofi Adu"],
            ["Ama Mensah"],
        ),
        ("The Togolese army mobilised its men to the border with Ghana.", "MOBILIZE", ["Togolese army"], ["Ghana"]),
        # what the parser takes for an object before the verb
        (
            "The UN Support Mission in Togo (UNSMIT) on Sunday strongly condemned Ghana's army.",
            "ACCUSE",
            ["UN Support Mission"],
            ["Ghanaian army"],
        ),
        # the officials who tell of a raid kill nobody; a state of emergency is nobody
        (
            "Rebels overran a police post in eastern Togo, officials said Tuesday, killing four officers.",
            "ASSAULT",
            ["Rebels"],
            ["officers"],
        ),
        ("Togo lifted the State of Emergency declared in March.", "CONCEDE", ["Togo"], []),
        ("Around 3,000 Ghanaian rebels have surrendered.", "RETREAT", ["Ghanaian rebels"], []),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(reader: Reader, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    record = reader.read(report_from_text(text))
    names = {a.id: a.name for a in record.actors}
    found = [(e.type, [names[i] for i in e.actor], [names[i] for i in e.recipient]) for e in record.events]
    assert (kind, actors, recipients) in found, found


def test_who_is_responsible_for_no_deed_is_accused_of_nothing(reader: Reader) -> None:
    record = reader.read(report_from_text("The Togolese government said Ghana was responsible for the training."))
    assert not [e for e in record.events if e.type == "ACCUSE"]
