"""Phrases that point at someone named elsewhere: pronouns, "his counterpart", "the two men", "the bloc"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from readout.actors.chunks import Chunk
from readout.actors.describe import Description
from readout.actors.entities import Entity
from readout.actors.kinds import NO, SURELY, likeness
from readout.actors.knowledge import knowledge
from readout.actors.posts import Post, post
from readout.actors.refer import distinct, is_body, is_many, is_person
from readout.actors.tables import key, roles, words
from readout.actors.wording import NATIONS, Wording

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_ITS = frozenset({"it", "its", "itself"})
_THEM = frozenset({"they", "them", "their", "theirs", "themselves"})
_BODY_REACH = 3
"""Sentences back that "the company" may point."""
_CLEARLY = 1.5
"""How much weightier a body must be than the next that suits."""
_PARTS_OF_LAND = frozenset({"eastern", "western", "northern", "southern", "central", "coastal"})
"""With them "the state" is a part of a country."""
_OPENING = 9
"""Tokens from the start of a sentence within which a phrase stands before its subject."""
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}


class Pointing(Wording):
    """Finds whom such a phrase means among those mentioned before."""

    def _pronoun(self, token: int) -> tuple[Entity, ...]:
        text = self.doc.tokens[token].text.lower()
        found = self._named_next(token)
        if found is not None:
            self.ahead[token] = found
        elif text in _GENDER:
            found = self.discourse.best(token, is_person(_GENDER[text]))
        elif text in _ITS:
            if self.doc.tokens[token].relation == "expl":
                return ()
            found = None if self._takes_up_a_deed(token) else self.discourse.best(token, is_body, 2)
        elif text in _THEM:
            return self._they(token)
        return (found,) if found else ()

    def _named_next(self, token: int) -> Entity | None:
        """Whom "his" in a phrase before the subject means: "After [his] talks with Orsk, Premier Vall said"."""
        doc, word = self.doc, self.doc.tokens[token]
        fits = is_person(_GENDER.get(word.text.lower(), "")) if word.text.lower() in _GENDER else is_body
        if word.deprel != "nmod:poss":
            return None
        node = word.head
        while doc.tokens[node].relation == "nmod" and not doc.tokens[node].is_root:
            node = doc.tokens[node].head
        verb = doc.tokens[node].head
        opens = doc.sentence_of(token).first >= node - _OPENING
        if doc.tokens[node].relation != "obl" or not doc.tokens[verb].is_root or not opens:
            return None
        subjects = [s for s in doc.dependents(verb, "nsubj") if node < s < verb]
        found = self.g.of_name.get(subjects[0]) if len(subjects) == 1 else None
        return found if found is not None and fits(found) else None

    def _takes_up_a_deed(self, token: int) -> bool:
        """Whether "it" stands for a move or a resolution: the last subject or object before it, no body nearer by."""
        tokens, deeds = self.doc.tokens, words()["deeds"]["nouns"]
        here = tokens[token].sentence
        floor = self.doc.sentences[max(0, here - 1)].first
        near = [m.token for m in self.discourse.mentions if m.token < token and any(is_body(e) for e in m.entities)]
        last = max(near, default=-1)
        above = {token, *self.doc.ancestors(token)}
        for i in range(token - 1, max(floor, last + 1) - 1, -1):
            if tokens[i].xpos == "NN" and tokens[i].lemma.lower() in deeds and tokens[i].relation in ("nsubj", "obj"):
                if i in above or tokens[i].head == tokens[token].head:
                    return False
                return i not in self.g.name_at and not any(m.token == i for m in self.discourse.mentions)
        return False

    def _they(self, token: int) -> tuple[Entity, ...]:
        """A group, or several named together, whichever came last with weight."""
        joined = self._who_say(token) or self.discourse.joined_subject(token)
        if joined:
            return joined
        here = self.doc.tokens[token].sentence
        near = [m.entities for m in self.discourse.mentions if m.sentence == here and m.token < token]
        if together := next((e for e in reversed(near) if len(e) > 1 and e[0].kind != "person"), ()):
            return together  # "the leaders of Norland and Estria ... [them]"
        single = self.discourse.weigh(token, is_many, 2)
        pair = self.discourse.pair(token, lambda e: e.kind == "person")
        if single and (not pair or self._age(token, (single[0][1],)) <= self._age(token, pair)):
            return (single[0][1],)
        if pair:
            return pair
        nation = self.discourse.best(token, is_body, 1)
        return (nation,) if nation else ()

    def _who_say(self, token: int) -> tuple[Entity, ...]:
        """The several who say it of themselves: "Norland and Estria announced that [they] would leave"."""
        doc, verb = self.doc, self.doc.tokens[token].head
        if doc.tokens[token].relation != "nsubj" or doc.tokens[verb].relation != "ccomp" or doc.tokens[verb].is_root:
            return ()
        said = [s for s in doc.dependents(doc.tokens[verb].head, "nsubj") if s < token]
        same = [m for m in self.discourse.mentions if said and self.discourse.first_conjunct(m.token) == said[-1]]
        found = distinct(e for m in same if not m.modifies for e in m.entities)
        return found if len(found) > 1 and all(e.kind != "person" for e in found) else ()

    def _age(self, token: int, entities: tuple[Entity, ...]) -> int:
        """Sentences since all of the actors were last mentioned."""
        here = self.doc.tokens[token].sentence
        last = {e: m.sentence for m in self.discourse.mentions if m.token < token for e in m.entities}
        return here - min(last.get(e, 0) for e in entities)

    def _possessive(self, token: int) -> None:
        found = self._pronoun(token)
        self.owners[token] = found
        self.discourse.note(token, found)
        for entity in found:
            entity.spans.add((self.doc.tokens[token].start, self.doc.tokens[token].end))

    def _counterpart(self, chunk: Chunk) -> tuple[Entity, ...]:
        """Reads "His Saudi counterpart": the antecedent's office in another country, unless a name follows."""
        owner = next((e for e in self.owners.get(chunk.first, ()) if e.kind == "person"), None)
        nation = self.nation(chunk)
        if nation is None:
            return ()
        role = key(owner.role) if owner and owner.role else "counterpart"
        short = next((k for k in sorted(words()["counterpart_roles"], key=len, reverse=True) if role.endswith(k)), role)
        role = words()["counterpart_roles"].get(short, role)
        match = self._named_after(chunk) or self._holder(role, nation.country, chunk.head) or self._only_one_of(nation)
        if match is not None:
            if owner is not None and not match.role:
                match.titled(role, role, owner.sector, nation.country)
            return (match,)
        adjective = self._nation_words(chunk) or knowledge().adjective.get(nation.name, nation.name)
        sector = owner.sector if owner else None
        shown = None if role == "counterpart" else role
        return (self._single(f"{adjective} {role}", nation.country, sector, shown, chunk),)

    def _named_after(self, chunk: Chunk) -> Entity | None:
        """The person whose name follows at once or after a comma."""
        tokens = self.doc.tokens
        i = chunk.last + 1 if chunk.last < len(tokens) and tokens[chunk.last].text == "," else chunk.last
        found = self.g.of_name.get(i)
        return found if found is not None and found.kind == "person" else None

    def _only_one_of(self, nation: Entity) -> Entity | None:
        """The one official of a nation that the text names."""
        officials = [
            e
            for e in self.g.entities
            if e.kind == "person" and e.named and e.country == nation.country and e.sector == "GOV"
        ]
        return officials[0] if len(officials) == 1 else None

    def _numbered(self, chunk: Chunk, noun: str) -> tuple[Entity, ...]:
        """Reads "The two men", "both countries", "the sides"."""
        tokens = self.doc.tokens
        said = [tokens[i].text.lower() for i in range(chunk.first, chunk.head + 1)]
        size = next((NUMBERS[w] for w in said if w in NUMBERS), 0)
        sets = words()["reference"]
        if not size and noun in ("side", "pair", "duo") and said[0] == "the" and noun != said[-1]:
            size = 2
        definite = bool({"the", "both", "these", "those", "all"} & set(said)) and len(said) <= 3
        if not size or not definite or self.nation(chunk) is not None:
            return ()
        fits: Callable[[Entity], bool]
        if noun in sets["women"] or noun in sets["men"]:
            fits = is_person("f" if noun in sets["women"] else "m" if noun == "man" else "")
        elif noun in sets["countries"]:
            by_people = self._countries_of_pair(chunk, size)
            if by_people:
                return by_people
            fits = lambda e: e.kind in NATIONS  # noqa: E731
        elif noun in words()["kinds"] and noun != "party":
            fits = lambda e: _is_gathering(e) and likeness(noun, e.name, e.sector) > NO  # noqa: E731
        elif noun in sets["sides"]:
            if noun == "side":
                return self._two_sides(chunk, size)
            if noun == "party":
                fits = lambda e: e.sector in ("PTY", "OPP") and e.named  # noqa: E731
                parties = self.discourse.pair(chunk.head, fits, size)
                if parties:
                    return parties
            fits = lambda e: e.kind != "person" and e.sector not in ("MED", "CVL")  # noqa: E731
        else:
            return ()
        return self.discourse.pair(chunk.head, fits, size)

    def _two_sides(self, chunk: Chunk, size: int) -> tuple[Entity, ...]:
        """Reads "Both sides": those named together of late, else the parties that the text has said most of so far."""

        def fits(e: Entity) -> bool:
            if e.kind == "person" or e.sector in ("MED", "CVL") or (e.kind == "place-for-government" and e.located):
                return False
            return e.named or e.sector in ("REB", "MIL")

        counted = Counter(
            e for m in self.discourse.mentions if m.token < chunk.head for e in m.entities if fits(e)
        )  # fmt: skip
        most = [e for e, n in counted.most_common(size) if n > 1]
        if len(most) == size and not any(n == counted[most[-1]] for _, n in counted.most_common(size + 1)[size:]):
            return tuple(sorted(most, key=lambda e: e.first))
        return self.discourse.pair(chunk.head, fits, size)

    def _countries_of_pair(self, chunk: Chunk, size: int) -> tuple[Entity, ...]:
        """Reads "The two countries" after two persons who stand for one each."""
        here = self.doc.tokens[chunk.head].sentence
        last = [
            m for m in self.discourse.mentions if here - m.sentence <= 1 and m.entities[0].kind in (*NATIONS, "person")
        ]
        if not last or all(m.entities[0].kind != "person" for m in last):
            return ()
        found = self.discourse.pair(chunk.head, lambda e: e.kind == "person", size)
        codes = {e.country for e in found if e.country and e.country != "IGO"}
        recent = {e for m in last for e in m.entities}
        if len(codes) != size or not recent & set(found):
            return ()
        made = [self.g.country(str(e.country), chunk.head) for e in found]
        return distinct(e for e in made if e is not None)

    def _pointing_back(self, chunk: Chunk, noun: str) -> Entity | None:
        """Reads "The country", "the bloc", "the rebels": who was named before."""
        tokens = self.doc.tokens
        said = [tokens[i].text.lower() for i in range(chunk.first, chunk.head + 1)]
        sets = words()["reference"]
        if said[0] not in ("the", "this", "that") or len(said) > (3 if noun in sets["country"] else 2):
            return None
        if self.nation(chunk) is not None or set(said[1:-1]) & _PARTS_OF_LAND:
            return None
        if len(said) == 2 and said[0] == "the" and tokens[chunk.head].xpos in ("NN", "NNP"):
            body = self._of_last_word(chunk, noun)
            if body is not None:
                return body
        follows = chunk.last < len(tokens) and tokens[chunk.last].text.lower() in ("of", "in")
        placed = any(i in self.g.name_at for i in range(chunk.first, chunk.head))  # "the Caucasus nation"
        if noun in sets["country"] and said[-1] == noun and not follows and not placed:
            return self.discourse.recent(chunk.head, lambda e: e.kind == "country")
        if noun in words()["kinds"] and said[-1] == noun and not follows and tokens[chunk.head].xpos == "NN":
            return self._body(chunk, noun)
        if noun in sets["rebels"]:
            rebels = [
                e
                for e in self.g.entities
                if e.sector == "REB" and e.kind in ("group", "organisation") and e.first < chunk.head
            ]
            same = [e for e in rebels if e.head == noun]
            named = [e for e in rebels if e.named]
            return same[-1] if same else named[0] if len(named) == 1 else None
        return None

    def _of_last_word(self, chunk: Chunk, noun: str) -> Entity | None:
        """Reads "the parliament" after "the European Parliament": the last body whose name is of that kind."""
        found = self.discourse.recent(chunk.head, lambda e: _is_gathering(e) and likeness(noun, e.name, None) == SURELY)
        return None if found is not None and self._unnamed_since(chunk, noun, found) else found

    def _body(self, chunk: Chunk, noun: str) -> Entity | None:
        """The body of late that the kind of noun fits, where no other fits nearly as well: "the agency", "the bank"."""
        found = self.discourse.weigh(
            chunk.head,
            lambda e: _is_gathering(e) and likeness(noun, e.name, e.sector) > NO,
            _BODY_REACH,
            of_itself=True,
        )
        clear = len(found) == 1 or (bool(found) and found[0][0] >= _CLEARLY * found[1][0])
        return found[0][1] if clear and not self._unnamed_since(chunk, noun, found[0][1]) else None

    def _unnamed_since(self, chunk: Chunk, noun: str, named: Entity) -> bool:
        """Whether the text has spoken of such a body without a name since then: "a parliamentary commission"."""
        last = self.discourse.recent(chunk.head, lambda e: e is named or (not e.named and e.head == noun))
        return last is not named

    def _holder(self, title: str, country: str | None, at: int, post: Post | None = None) -> Entity | None:
        """The person of the text who holds an office: the latest mentioned, else one named later.

        `post` tells whose office it is: nobody who holds it elsewhere, and whoever heads that body by another title.
        """
        title, post = key(title), post or Post("")
        titles = (title, *words()["same_titles"].get(title, ()))
        if title == "leader" and not post.told:
            return self._leader(country, at)

        def fits(e: Entity) -> bool:
            if e.kind != "person" or (country and e.country and e.country != country):
                return False
            role = key(e.role or "")
            holds = any(_same_title(role, t) for t in titles) or any(p.title in titles for p in e.posts)
            return holds and not _elsewhere(e, post)

        found = self.discourse.recent(at, fits)
        if found is not None:
            return found
        later = [e for e in self.g.entities if fits(e) and e.named and (country or e.country == self.g.home)]
        return later[0] if len(later) == 1 else self._at_the_top(country, at, post)

    def _at_the_top(self, country: str | None, at: int, post: Post) -> Entity | None:
        """Reads "The IMF chief" after "IMF managing director Ann Orlova": who heads that body by another title."""

        def heads(e: Entity) -> bool:
            abroad = country and e.country and e.country != country
            return e.kind == "person" and not abroad and any(p.same_top(post) for p in e.posts)

        named = [e for e in self.g.entities if e.named and heads(e)]
        return self.discourse.recent(at, heads) or (named[0] if len(named) == 1 else None)

    def _leader(self, country: str | None, at: int) -> Entity | None:
        """Reads "the Italian leader": the head of state or government of that country, else whoever leads there."""
        if country is None:
            return None
        persons = [m for m in self.discourse.mentions if m.token < at and m.entities[0].kind == "person"]
        here = [e for m in reversed(persons) for e in m.entities if e.country == country]
        return next((e for rank in (3, 2) for e in here if e.rank() >= rank), None)

    def _described(self, chunk: Chunk, told: Description) -> Entity | None:
        """Reads "the 50-year-old former general": the person last spoken of, where nothing speaks against.

        An office alone ("the judge") is only someone of that sector: it may well be a person not named at all.
        """
        described = told.former or bool(self._counted(chunk))
        low = described or roles()[key(told.title)].rank < 2
        if not low or self.doc.tokens[chunk.first].xpos == "PRP$" or chunk.owner is not None:
            return None
        gender = roles()[key(told.title)].gender

        def fits(e: Entity) -> bool:
            same = e.sector is not None and e.sector == told.sector
            return is_person(gender)(e) and (same or (described and (not e.role or told.former or e.sector is None)))

        return self.discourse.best(chunk.head, fits, 2)

    def _single(
        self, name: str, country: str | None, sector: str | None, role: str | None, chunk: Chunk, title: str = ""
    ) -> Entity:
        """An unnamed person of that description, made where it is new."""
        opener = self.doc.tokens[chunk.first].text.lower()
        definite = opener == "the"
        for entity in reversed(self.g.entities if opener != "another" else ()):
            if not entity.named and entity.kind == "person":
                noun = key(entity.head)
                if key(entity.name) == key(name) or (definite and noun == key(name) and entity.country == country):
                    return entity
        head = self.doc.tokens[chunk.head].text.lower()
        made = Entity(name, "person", country, sector, role, named=False, head=head)
        made.titled(title or role or "", role or "", sector, country)
        made.posts.append(post(self.g, chunk.first, chunk.head + 1))
        return self.g.new(made, chunk.head)


def _same_title(role: str, title: str) -> bool:
    """Whether a person's role is the title, a fuller form of it, or goes on with the body; a deputy is another."""
    if role.endswith(" " + title):
        return role.removesuffix(" " + title).split()[-1] not in (
            "vice",
            "deputy",
            "assistant",
            "former",
            "ex",
            "prime",
        )
    return role == title or (role.startswith(title + " ") and len(title) > 4)


def _elsewhere(e: Entity, post: Post) -> bool:
    """Whether every office that the text gives a person is of another body."""
    told = [p for p in e.posts if p.told]
    return bool(told) and all(p.other_body(post) for p in told)


def _is_gathering(e: Entity) -> bool:
    return e.named and e.kind in ("organisation", "group")
