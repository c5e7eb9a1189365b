"""Second pass: noun phrases without a name of their own, and pronouns, resolved in text order."""

from __future__ import annotations

from collections.abc import Callable

from readout.actors.chunks import Chunk
from readout.actors.describe import Description
from readout.actors.entities import Entity
from readout.actors.gather import Gathered
from readout.actors.knowledge import knowledge
from readout.actors.refer import Discourse, Mention, distinct, is_body, is_many, is_person
from readout.actors.tables import key, roles, singular, word_sets, words
from readout.record import ActorKind

__all__ = ["Mention", "Phrases"]

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_ITS = frozenset({"it", "its", "itself"})
_THEM = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NATIONS = ("country", "place-for-government")
_GENERIC = frozenset({"people", "resident", "citizen", "member", "leader", "man", "woman", "child", "many", "inhabitant"})
_GATHERINGS = ("organisation", "group")
_ARMED = ("REB", "PRM", "UAF", "CRM")
_TROOPS = frozenset({"unit", "force", "forces", "fighter", "gunman", "convoy", "patrol", "member", "commander", "cell"})
_NO_HOME = ("JOU", "MED", "EDU", "IGO")


class Phrases:
    """What each noun phrase of a document means, as actors in the making."""

    def __init__(self, gathered: Gathered) -> None:
        self.g = gathered
        self.doc = gathered.doc
        self.discourse = Discourse(self.doc)
        self.meant: dict[int, tuple[Entity, ...]] = {}
        self.owners: dict[int, tuple[Entity, ...]] = {}
        for index, chunk in enumerate(gathered.chunks):
            self._inner_names(chunk)
            meant = self._resolve(index, chunk)
            self.meant[index] = meant
            self.discourse.note(chunk.head, meant)
            self._span(chunk, meant)

    def is_first_person(self, token: int) -> bool:
        """Whether the token is "I", "we" or a form of them."""
        return self.doc.tokens[token].text.lower() in _FIRST

    def nation(self, chunk: Chunk) -> Entity | None:
        """The country or territory that a phrase names before its head, or that owns it."""
        for i in range(chunk.first, chunk.head):
            name = self.g.name_at.get(i)
            if name is not None and name.meaning is not None and name.meaning.entry.kind in _NATIONS:
                return self.g.of_meaning(name.meaning, i)
        if chunk.owner is not None:
            return next((e for e in self.meant.get(chunk.owner, ()) if e.kind in _NATIONS), None)
        possessor = next((e for e in self.owners.get(chunk.first, ())), None)
        return possessor if possessor and possessor.kind in _NATIONS else None

    # -- the kinds of phrase

    def _resolve(self, index: int, chunk: Chunk) -> tuple[Entity, ...]:
        token = self.doc.tokens[chunk.head]
        if token.xpos in ("PRP", "PRP$"):
            return self._pronoun(chunk.head)
        if self.doc.tokens[chunk.first].xpos == "PRP$":
            self._possessive(chunk.first)
        person = self.g.titles.get(chunk.head)
        if person is not None and chunk.head not in self.g.of_name:
            return (self.g.of_name[person],)
        named = self.g.of_name.get(chunk.head)
        if named is not None and self._last_of_name(chunk):
            return self._named(chunk, named)
        if token.xpos in ("DT", "CD", "JJ", "JJS", "PDT"):
            return self._bare(chunk)
        return self._common(index, chunk)

    def _last_of_name(self, chunk: Chunk) -> bool:
        name = self.g.name_at[chunk.head]
        return name.last >= chunk.head + 1

    def _named(self, chunk: Chunk, entity: Entity) -> tuple[Entity, ...]:
        tokens, name = self.doc.tokens, self.g.name_at[chunk.head]
        via = name.meaning.via if name.meaning else "name"
        article = tokens[chunk.first].text.lower() == "the"
        if via == "people" and not (article and name.first == chunk.first + 1):
            return (self._people(chunk, entity),)
        before = tokens[chunk.first - 1].text.lower() if chunk.first else ""
        if before not in ("in", "at", "near", "from", "around", "outside", "across", "inside", "over"):
            entity.located = False
        return (entity,)

    def _people(self, chunk: Chunk, nation: Entity) -> Entity:
        """A group of a nation's people: "Georgians", "two Russians", "rebel Serbs"."""
        told = self.g.told(chunk.first, chunk.last)
        name = self._phrase_name(chunk)
        return self._group(name, "group", nation.country, told.sector or "CVL", chunk, plural=True)

    def _bare(self, chunk: Chunk) -> tuple[Entity, ...]:
        """"Both", "all", "the two", "some" by themselves."""
        text = self.doc.tokens[chunk.head].text.lower()
        if text in _NUMBERS and self.doc.tokens[chunk.head].relation in ("nsubj", "obj", "obl", "conj"):
            return self.discourse.pair(chunk.head, lambda e: e.kind == "person" or e.kind in _NATIONS, _NUMBERS[text])
        return ()

    def _common(self, index: int, chunk: Chunk) -> tuple[Entity, ...]:
        tokens = self.doc.tokens
        noun = singular(tokens[chunk.head].text.lower())
        sets = words()["reference"]
        if noun in sets["counterpart"] and tokens[chunk.first].xpos in ("PRP$",):
            return self._counterpart(chunk)
        both = self._numbered(chunk, noun)
        if both:
            return both
        compound = self._two_nations(chunk)
        if compound:
            return compound
        told = self.g.told(chunk.first, chunk.last)
        beside = self._apposed(chunk, told)
        if beside:
            return beside
        if told.kind == "government":
            return self._government(chunk, told)
        back = self._pointing_back(chunk, noun)
        if back is not None:
            return (back,)
        after = self.g.after(chunk.head, chunk.last)
        if told.kind == "person" and told.title:
            return self._office(chunk, told, after)
        if told.kind or (told.weak and after.kind):
            return self._unnamed(chunk, told, after)
        return self._by_modifier(chunk)

    def _apposed(self, chunk: Chunk, told: Description) -> tuple[Entity, ...]:
        """A description beside a body's name: "the Front, the last large guerrilla group"."""
        token = self.doc.tokens[chunk.head]
        if token.relation != "appos" or self.doc.tokens[chunk.first].xpos != "DT" or told.kind not in _GATHERINGS:
            return ()
        index = self.g.chunk_at.get(token.head)
        beside = self.meant.get(index, ()) if index is not None else ()
        return beside if len(beside) == 1 and beside[0].kind in _GATHERINGS and beside[0].named else ()

    def _of_movement(self, chunk: Chunk, told: Description) -> Entity | None:
        """The armed movement itself for its men: "Hamas militants", "an LTTE unit"."""
        if not (told.sector in _ARMED or (told.weak and told.noun in _TROOPS)):
            return None
        for i in range(chunk.first, chunk.head):
            entity = self.g.of_name.get(i)
            if entity is not None and entity.kind == "group" and entity.sector in _ARMED:
                return entity
        return None

    def _by_modifier(self, chunk: Chunk) -> tuple[Entity, ...]:
        """A body whose last word the tables do not know, named by the core: "the Aceh Monitoring Mission"."""
        inner = self.g.name_at.get(chunk.head)
        return (self.g.of_name[chunk.head],) if inner is not None and chunk.head in self.g.of_name else ()

    # -- pointing back

    def _pronoun(self, token: int) -> tuple[Entity, ...]:
        text = self.doc.tokens[token].text.lower()
        found: Entity | None = None
        if text in _GENDER:
            found = self.discourse.best(token, is_person(_GENDER[text]))
        elif text in _ITS:
            if self.doc.tokens[token].relation == "expl":
                return ()
            found = self.discourse.best(token, is_body, 2)
        elif text in _THEM:
            return self._they(token)
        return (found,) if found else ()

    def _they(self, token: int) -> tuple[Entity, ...]:
        """A group, or several named together, whichever came last with weight."""
        single = self.discourse.weigh(token, is_many, 2)
        pair = self.discourse.pair(token, lambda e: e.kind == "person")
        if single and (not pair or self._age(token, (single[0][1],)) <= self._age(token, pair)):
            return (single[0][1],)
        if pair:
            return pair
        nation = self.discourse.best(token, is_body, 1)
        return (nation,) if nation else ()

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
        """"His Saudi counterpart": the antecedent's office in another country, unless a name follows."""
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
        officials = [e for e in self.g.entities if e.kind == "person" and e.named and e.country == nation.country and e.sector == "GOV"]
        return officials[0] if len(officials) == 1 else None

    def _nation_words(self, chunk: Chunk) -> str:
        inside = [self.g.name_at[i] for i in range(chunk.first, chunk.head) if i in self.g.name_at]
        first = next((n for n in inside if n.meaning and n.meaning.entry.kind in _NATIONS), None)
        return self.doc.words(first.first, first.last) if first else ""

    def _numbered(self, chunk: Chunk, noun: str) -> tuple[Entity, ...]:
        """"The two men", "both countries", "the sides"."""
        tokens = self.doc.tokens
        said = [tokens[i].text.lower() for i in range(chunk.first, chunk.head + 1)]
        size = next((_NUMBERS[w] for w in said if w in _NUMBERS), 0)
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
            fits = lambda e: e.kind in _NATIONS  # noqa: E731
        elif noun in sets["sides"]:
            fits = lambda e: e.kind != "person" and e.sector not in ("MED", "CVL")  # noqa: E731
        else:
            return ()
        return self.discourse.pair(chunk.head, fits, size)

    def _countries_of_pair(self, chunk: Chunk, size: int) -> tuple[Entity, ...]:
        """"The two countries" after two persons who stand for one each."""
        here = self.doc.tokens[chunk.head].sentence
        last = [m for m in self.discourse.mentions if here - m.sentence <= 1 and m.entities[0].kind in (*_NATIONS, "person")]
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
        """"The country", "the bloc", "the rebels": who was named before."""
        tokens = self.doc.tokens
        said = [tokens[i].text.lower() for i in range(chunk.first, chunk.head + 1)]
        sets = words()["reference"]
        if said[0] not in ("the", "this", "that") or len(said) > (3 if noun in sets["country"] else 2):
            return None
        if self.nation(chunk) is not None:
            return None
        follows = chunk.last < len(tokens) and tokens[chunk.last].text.lower() in ("of", "in")
        if noun in sets["country"] and said[-1] == noun and not follows:
            return self.discourse.recent(chunk.head, lambda e: e.kind == "country")
        if noun in sets["bloc"] and said[-1] == noun and not follows:
            return self._body(chunk, noun)
        if noun in sets["rebels"]:
            rebels = [e for e in self.g.entities if e.sector == "REB" and e.kind in ("group", "organisation") and e.first < chunk.head]
            same = [e for e in rebels if e.head == noun]
            named = [e for e in rebels if e.named]
            return same[-1] if same else named[0] if len(named) == 1 else None
        return None

    def _body(self, chunk: Chunk, noun: str) -> Entity | None:
        """The last body of the kind that "the agency", "the bloc" names."""
        media = noun in ("daily", "newspaper")
        kinds = {"bloc": ("IGO",), "union": ("IGO", "LAB"), "party": ("PTY", "OPP"), "alliance": ("IGO", "MIL", "PTY"), "watchdog": ("IGO",),
                 "tribunal": ("JUD",), "court": ("JUD",), "militia": ("PRM", "REB"), "army": ("MIL", "REB"), "front": ("REB", "PTY"),
                 "ministry": ("GOV",), "movement": ("REB", "PTY", "OPP")}  # fmt: skip

        def fits(e: Entity) -> bool:
            if e.kind not in ("organisation", "group") or not e.named:
                return False
            if media:
                return e.sector == "MED"
            if noun == "ministry":
                return "inistry" in e.name
            return e.sector in kinds[noun] if noun in kinds else e.kind == "organisation" or noun == "group"

        return self.discourse.recent(chunk.head, fits)

    # -- offices and governments

    def _government(self, chunk: Chunk, told: Description) -> tuple[Entity, ...]:
        nation = self.nation(chunk)
        if nation is not None:
            return (nation,)
        person = next((self.g.of_name[i] for i in range(chunk.first, chunk.head) if i in self.g.of_name), None)
        if chunk.owner is not None and person is None:
            person = next(iter(self.meant.get(chunk.owner, ())), None)
        after = self.g.after(chunk.head, chunk.last)
        code = (person.country if person else None) or told.country or after.country
        if code is None and self.doc.tokens[chunk.first].xpos == "PRP$":
            code = next((e.country for e in self.owners.get(chunk.first, ()) if e.country), None)
        code = code or self.g.home
        if code and code != "IGO":
            found = self.g.country(code, chunk.head)
            return (found,) if found else ()
        recent = self.discourse.recent(chunk.head, lambda e: e.kind == "country")
        return (recent,) if recent else ()

    def _office(self, chunk: Chunk, told: Description, after: Description) -> tuple[Entity, ...]:
        """"The Turkish prime minister": the person of that office if the text names one, else an unnamed one."""
        tokens = self.doc.tokens
        opener = tokens[chunk.first]
        owner = next(iter(self.owners.get(chunk.first, ())), None)
        country = told.country or after.country or (owner.country if owner else None)
        definite = opener.text.lower() in ("the", "this", "that") or opener.xpos == "PRP$" or chunk.owner is not None
        if definite or country:
            indefinite = opener.text.lower() in ("a", "an", "one", "another")
            match = None if indefinite else self._holder(told.title, country, chunk.head)
            match = match or (self._described(chunk, told) if definite and not country else None)
            if match is not None:
                return (match,)
        told = told.filled(after)
        role = self.g.role_text(chunk.first, chunk.last)
        home = self.g.home if told.sector not in _NO_HOME else None
        name = self._phrase_name(chunk)
        return (self._single(name, country or home, told.sector, role, chunk, told.title),)

    def _described(self, chunk: Chunk, told: Description) -> Entity | None:
        """"The 50-year-old former general", "the politician": the person last spoken of, where nothing speaks against."""
        low = roles()[key(told.title)].rank < 2 or told.former or bool(self._counted(chunk))
        if not low or self.doc.tokens[chunk.first].xpos == "PRP$" or chunk.owner is not None:
            return None
        gender = roles()[key(told.title)].gender

        def fits(e: Entity) -> bool:
            return is_person(gender)(e) and (not e.role or not told.sector or told.former or e.sector in (told.sector, None))

        return self.discourse.best(chunk.head, fits, 2)

    def _holder(self, title: str, country: str | None, at: int) -> Entity | None:
        """The person of the text who holds an office: the latest mentioned, else one named later."""
        title = key(title)

        def fits(e: Entity) -> bool:
            if e.kind != "person" or not e.role or (country and e.country and e.country != country):
                return False
            role = key(e.role)
            return role == title or role.endswith(" " + title) or (role.startswith(title + " ") and len(title) > 4)

        found = self.discourse.recent(at, fits)
        if found is not None:
            return found
        later = [e for e in self.g.entities if fits(e) and e.named and (country or e.country == self.g.home)]
        return later[0] if len(later) == 1 else None

    # -- unnamed groups

    def _two_nations(self, chunk: Chunk) -> tuple[Entity, ...]:
        """"Hungarian and Romanian officials": one group of each."""
        tokens = self.doc.tokens
        if not any(tokens[i].xpos == "CC" for i in range(chunk.first, chunk.head)):
            return ()
        told = self.g.told(chunk.first, chunk.last)
        out = []
        noun = tokens[chunk.head].text
        for name in dict.fromkeys(self.g.name_at[i] for i in range(chunk.first, chunk.head) if i in self.g.name_at):
            if name.meaning is not None and name.meaning.entry.kind in _NATIONS:
                entry = name.meaning.entry
                if told.kind == "government" or singular(noun.lower()) == "government":
                    out.append(self.g.of_meaning(name.meaning, name.first))
                else:
                    text = f"{self.doc.words(name.first, name.last)} {noun}"
                    out.append(self._group(text, "group", entry.country, told.sector, chunk, plural=True))
        return distinct(out) if told.kind else ()

    def _unnamed(self, chunk: Chunk, told: Description, after: Description) -> tuple[Entity, ...]:
        """A group or body without a name: "Syrian rebels", "the defence ministry", "thousands of people"."""
        tokens = self.doc.tokens
        noun = tokens[chunk.head].text.lower()
        follows = tokens[chunk.last].text.lower() if chunk.last < len(tokens) else ""
        if follows == "of" and noun in word_sets()["transparent"] and after.kind == "group" and after.country is None:
            return ()
        movement = self._of_movement(chunk, told)
        if movement is not None:
            return (movement,)
        owner = next(iter(self.owners.get(chunk.first, ())), None) or self._owner_entity(chunk)
        country = told.country or after.country or (owner.country if owner else None)
        sector = told.filled(after).sector
        if country is None and sector not in _NO_HOME:
            country = self.g.home
        kind: ActorKind = "organisation" if told.kind == "organisation" else "group"
        return (self._group(self._phrase_name(chunk), kind, country, sector, chunk, plural=told.plural),)

    def _owner_entity(self, chunk: Chunk) -> Entity | None:
        return next(iter(self.meant.get(chunk.owner, ())), None) if chunk.owner is not None else None

    def _group(
        self, name: str, kind: ActorKind, country: str | None, sector: str | None, chunk: Chunk, *, plural: bool
    ) -> Entity:
        """The group of that name or head noun, made where it is new."""
        noun = singular(self.doc.tokens[chunk.head].text.lower())
        bare = len(name.split()) == 1
        for entity in reversed(self.g.entities):
            if entity.named or entity.kind != kind:
                continue
            same = key(entity.name) == key(name)
            shorter = entity.head == noun and (bare or len(entity.name.split()) == 1) and entity.country in (country, None)
            from_home = entity.head == noun and bare and country in (self.g.home, None)
            if same or shorter or from_home:
                if len(entity.name.split()) == 1 and not bare:
                    entity.name, entity.country = name, country or entity.country
                return entity
        made = Entity(name, kind, country, sector, plural=plural, named=False, head=noun)
        return self.g.new(made, chunk.head)

    def _single(
        self, name: str, country: str | None, sector: str | None, role: str | None, chunk: Chunk, title: str = ""
    ) -> Entity:
        """An unnamed person of that description, made where it is new."""
        definite = self.doc.tokens[chunk.first].text.lower() == "the"
        for entity in reversed(self.g.entities):
            if not entity.named and entity.kind == "person":
                noun = key(entity.name).split()[-1]
                if key(entity.name) == key(name) or (definite and noun == key(name) and entity.country == country):
                    return entity
        made = Entity(name, "person", country, sector, role, named=False, head=name.split()[-1])
        made.titled(title or role or "", role or "", sector, country)
        return self.g.new(made, chunk.head)

    def _phrase_name(self, chunk: Chunk) -> str:
        """The shortest words that tell who is meant: nationality, nouns and the head; one adjective if there is no more."""
        tokens = self.doc.tokens
        drop = word_sets()["determiners"]
        told = self.g.told(chunk.first, chunk.last)
        core = chunk.head - len(told.noun.split()) + 1
        counted = self._counted(chunk)
        kept = []
        for i in range(chunk.first, chunk.head):
            token = tokens[i]
            if i in counted or token.text.lower() in drop or token.xpos in ("DT", "PRP$", "CD", "PDT", "CC"):
                continue
            noun = token.xpos in ("NN", "NNS", "NNP", "NNPS", "HYPH") or i in self.g.name_at
            if i >= core or noun or token.text.lower() in words()["strong"] or token.xpos == "HYPH" or self._hyphened(i):
                kept.append(i)
        if not kept:
            kept = [i for i in range(max(chunk.first, chunk.head - 1), chunk.head) if tokens[i].xpos in ("JJ", "VBN")
                    and tokens[i].text.lower() not in drop]  # fmt: skip
        text = self._shortened(self._joined([*kept, chunk.head]))
        owner = self._owner_words(chunk)
        return f"{owner} {text}" if owner else text + self._where(chunk, text)

    def _counted(self, chunk: Chunk) -> set[int]:
        """Tokens of "24-year", "50-year-old", "25-nation"."""
        tokens = self.doc.tokens
        out: set[int] = set()
        for i in range(chunk.first, chunk.head):
            tied = i - 1 in out and (tokens[i].xpos == "HYPH" or tokens[i - 1].xpos == "HYPH")
            if tokens[i].xpos == "CD" or tied:
                out.add(i)
        return out

    def _shortened(self, text: str) -> str:
        """Bodies and states by the initials that everyone uses: "EU foreign ministers"."""
        for full, short in words()["short_names"].items():
            text = text.replace(full, short)
        return text

    def _hyphened(self, i: int) -> bool:
        tokens = self.doc.tokens
        return (i + 1 < len(tokens) and tokens[i + 1].xpos == "HYPH") or (i > 0 and tokens[i - 1].xpos == "HYPH")

    def _joined(self, kept: list[int]) -> str:
        tokens = self.doc.tokens
        out = ""
        for n, i in enumerate(kept):
            gap = n and tokens[kept[n - 1]].end < tokens[i].start
            out += (" " if gap else "") + tokens[i].text
        return out

    def _owner_words(self, chunk: Chunk) -> str:
        """"Japan's" as "Japanese", a person's name as it is."""
        entity = self._owner_entity(chunk)
        if entity is None or chunk.owner is None:
            return ""
        if entity.kind in _NATIONS:
            return knowledge().adjective.get(entity.name, entity.name)
        owner = self.g.chunks[chunk.owner]
        return self.doc.words(owner.head, owner.last + 1)

    def _where(self, chunk: Chunk, text: str) -> str:
        """" in Pyatigorsk" after a noun that says nothing by itself."""
        tokens = self.doc.tokens
        if singular(text.lower()) not in _GENERIC or chunk.last + 1 >= len(tokens):
            return ""
        name = self.g.name_at.get(chunk.last + 1)
        if name is None or tokens[chunk.last].text.lower() not in ("in", "of", "from"):
            return ""
        return f" {tokens[chunk.last].text} {self.doc.words(name.first, name.last)}"

    # -- mentions

    def _inner_names(self, chunk: Chunk) -> None:
        """Notes names that modify: "US" in "the US plan"."""
        tokens = self.doc.tokens
        seen = set()
        for i in range(chunk.first, chunk.last):
            name, entity = self.g.name_at.get(i), self.g.of_name.get(i)
            if name is None or entity is None or name in seen:
                continue
            seen.add(name)
            entity.spans.add((tokens[name.first].start, tokens[name.last - 1].end))
            if not name.first <= chunk.head < name.last and i not in self.g.titles:
                self.discourse.note(name.first, (entity,))

    def _span(self, chunk: Chunk, meant: tuple[Entity, ...]) -> None:
        tokens = self.doc.tokens
        for entity in meant:
            if self.g.of_name.get(chunk.head) is not entity:
                entity.spans.add((tokens[chunk.first].start, tokens[chunk.last - 1].end))
