"""Second pass over a document: what each noun phrase means, in text order."""

from __future__ import annotations

from readout.actors.chunks import Chunk
from readout.actors.describe import Description
from readout.actors.entities import Entity
from readout.actors.gather import Gathered
from readout.actors.knowledge import knowledge
from readout.actors.pointing import NUMBERS
from readout.actors.posts import Post, post
from readout.actors.refer import distinct
from readout.actors.tables import gathers, head_words, key, roles, singular, word_sets, words
from readout.actors.unnamed import Unnamed
from readout.actors.wording import NATIONS
from readout.record import ActorKind

_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_GATHERINGS = ("organisation", "group")
_ACTING = ("GOV", "MIL", "COP", "REB", "PRM", "UAF", "OPP", "JUD", "LEG", "SPY")
_COLLECTIVE = frozenset({"police", "rebel", "guerrilla", "guerilla", "militant", "insurgent", "separatist"})
"""Sectors and nouns of those who act by a common noun before another: "police raid", "rebel offensive"."""
_ARMED = ("REB", "PRM", "UAF", "CRM")
_TROOPS = frozenset({"unit", "force", "forces", "fighter", "gunman", "convoy", "patrol", "member", "commander", "cell"})
_NO_HOME = ("JOU", "MED", "EDU", "IGO")
_ONE = ("a", "an", "another", "one")
_CROWDS = ("thousands", "hundreds", "dozens")


class Phrases(Unnamed):
    """What each noun phrase of a document means, as actors in the making."""

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(gathered)
        self.within: dict[int, tuple[Entity, ...]] = {}
        for index, chunk in enumerate(gathered.chunks):
            self._inner_names(chunk)
            meant = self._resolve(index, chunk)
            self.meant[index] = meant
            self.within.update({} if meant else self._within(index, chunk))
            self.discourse.note(chunk.head, meant)
            self._span(chunk, meant)

    def is_first_person(self, token: int) -> bool:
        """Whether the token is "I", "we" or a form of them; "US" as a name is the country, a "mine" is dug."""
        word = self.doc.tokens[token]
        return word.text.lower() in _FIRST and word.upos not in ("PROPN", "NOUN")

    def _resolve(self, index: int, chunk: Chunk) -> tuple[Entity, ...]:
        token = self.doc.tokens[chunk.head]
        if token.xpos in ("PRP", "PRP$"):
            return self._pronoun(chunk.head)
        if self.doc.tokens[chunk.first].xpos == "PRP$":
            self._possessive(chunk.first)
        person = self.g.titles.get(chunk.head)
        if person is not None and chunk.head not in self.g.of_name:
            return (self.g.of_name[person],)
        joined = self._second_title(chunk)
        if joined is not None:
            return (joined,)
        named = self.g.of_name.get(chunk.head)
        if named is not None and self._last_of_name(chunk):
            return self._named(chunk, named)
        if token.xpos in ("DT", "CD", "JJ", "JJS", "PDT"):
            return self._bare(chunk)
        return self._common(index, chunk)

    def _within(self, index: int, chunk: Chunk) -> dict[int, tuple[Entity, ...]]:
        """Those whom a common noun before the head of a phrase names: "the [army] camp", "a [rebel] offensive"."""
        i = self._before_the_head(chunk)
        if i is None:
            return {}
        told = self.g.told(chunk.first, i + 1)
        if told.weak or told.sector not in _ACTING or told.noun in ("", "cabinet", "mission"):
            return {}
        if told.kind == "group" and told.noun not in _COLLECTIVE:
            return {}
        inner = Chunk(chunk.first, i + 1, i, chunk.owner)
        meant = self._common(index, inner)
        self._span(inner, meant)
        return {i: meant}

    def _before_the_head(self, chunk: Chunk) -> int | None:
        """The last common noun before the head of a phrase that may name someone: "the [regime] air strikes"."""
        for i in range(chunk.head - 1, chunk.first - 1, -1):
            token = self.doc.tokens[i]
            body = token.xpos == "NNP" and i not in self.g.of_name  # "an Interior Ministry statement"
            common = token.xpos in ("NN", "NNS") and i not in self.g.name_at
            if token.relation != "compound" or not (body or common):
                return None
            if singular(token.text.lower()) in head_words():
                return i
        return None

    def _second_title(self, chunk: Chunk) -> Entity | None:
        """The person of a title joined to another: "deputy chairman and chief executive"."""
        token = self.doc.tokens[chunk.head]
        bare = self.doc.tokens[chunk.first].xpos not in ("DT", "PRP$", "CD")
        if token.relation != "conj" or not bare or chunk.head in self.g.of_name or token.head not in self.g.titles:
            return None
        told = self.g.told(chunk.first, chunk.last)
        return self.g.of_name[self.g.titles[token.head]] if told.kind == "person" and not told.plural else None

    def _last_of_name(self, chunk: Chunk) -> bool:
        name = self.g.name_at[chunk.head]
        return name.last >= chunk.head + 1

    def _named(self, chunk: Chunk, entity: Entity) -> tuple[Entity, ...]:
        tokens, name = self.doc.tokens, self.g.name_at[chunk.head]
        via = name.meaning.via if name.meaning else "name"
        article = tokens[chunk.first].text.lower() == "the"
        if via == "people" and not (article and name.first == chunk.first + 1):
            return (self._people(chunk, entity),)
        if via == "adjective" and tokens[chunk.first].text.lower() in _ONE:
            return (self._people(chunk, entity),)
        before = tokens[chunk.first - 1].text.lower() if chunk.first else ""
        if before not in ("in", "at", "near", "from", "around", "outside", "across", "inside", "over"):
            entity.located = False
        return (entity,)

    def _people(self, chunk: Chunk, nation: Entity) -> Entity:
        """A group of a nation's people, or one of them: "Georgians", "two Russians", "rebel Serbs", "an Estonian"."""
        told = self.g.told(chunk.first, chunk.last)
        name = self._phrase_name(chunk)
        ethnic = any(self.doc.tokens[i].text.lower() == "ethnic" for i in range(chunk.first, chunk.head))
        country = self._where_it_is(chunk) or self._inside(chunk) if ethnic else nation.country
        one = self.doc.tokens[chunk.first].text.lower() in _ONE
        kind: ActorKind = "person" if one else "group"
        return self._group(name, kind, country, told.sector or "CVL", chunk, plural=not one)

    def _inside(self, chunk: Chunk) -> str | None:
        """The country of the place after a phrase: "ethnic Albanians in Serbia"."""
        return self.g.after(chunk.head, chunk.last).country

    def _bare(self, chunk: Chunk) -> tuple[Entity, ...]:
        """Reads "Both", "all", "the two", "some" by themselves."""
        text = self.doc.tokens[chunk.head].text.lower()
        if self._follows(chunk) == "of":
            return ()  # "two of his aides": they say themselves who they are
        if text in NUMBERS and self.doc.tokens[chunk.head].relation in ("nsubj", "obj", "obl", "conj"):
            return self.discourse.pair(chunk.head, lambda e: e.kind == "person", NUMBERS[text])
        return ()

    def _common(self, index: int, chunk: Chunk) -> tuple[Entity, ...]:
        tokens = self.doc.tokens
        noun = singular(tokens[chunk.head].text.lower())
        sets = words()["reference"]
        if tokens[chunk.head].text.lower() == "others":
            return self._others(chunk)
        if tokens[chunk.head].text.lower() in _CROWDS and chunk.first == chunk.head and self._follows(chunk) != "of":
            return self._crowd(chunk)
        if noun in sets["counterpart"] and tokens[chunk.first].xpos in ("PRP$",):
            return self._counterpart(chunk)
        both = self._numbered(chunk, noun)
        if both:
            return both
        compound = self._two_nations(chunk)
        if compound:
            return compound
        several = self._of_nations(chunk, noun)
        if several:
            return several
        if noun not in head_words() and not self._gathers(chunk):
            return self._by_modifier(chunk) or self._pointed(chunk, noun)
        told = self.g.told(chunk.first, chunk.last)
        if self._uncounted(chunk, told):
            return ()
        beside = self._apposed(chunk, told) or self._office_of(chunk, noun)
        if beside:
            return beside
        if told.kind == "government" and not (told.plural and noun == "government"):
            return self._of_a_part(chunk, told) or self._government(chunk, told)
        back = self._pointed(chunk, noun)
        if back:
            return back
        after = self.g.after(chunk.head, chunk.last)
        if told.kind == "person" and told.title:
            return self._office(chunk, told, after)
        if told.kind or (told.weak and after.kind):
            return self._unnamed(chunk, told, after)
        return self._by_modifier(chunk)

    def _pointed(self, chunk: Chunk, noun: str) -> tuple[Entity, ...]:
        back = self._pointing_back(chunk, noun)
        return (back,) if back is not None else ()

    def _gathers(self, chunk: Chunk) -> bool:
        return gathers(self.doc.tokens[chunk.head].text)

    def _apposed(self, chunk: Chunk, told: Description) -> tuple[Entity, ...]:
        """A description beside a body's name: "the Front, the last large guerrilla group"."""
        token = self.doc.tokens[chunk.head]
        definite = self.doc.tokens[chunk.first].xpos == "DT" or chunk.owner is not None
        if token.relation != "appos" or not definite or told.kind not in _GATHERINGS:
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

    def _of_elsewhere(self, chunk: Chunk, told: Description) -> bool:
        """Whether a word gives an origin that is no one country: "African leaders", "foreign airlines"."""
        said = {self.doc.tokens[i].text.lower() for i in range(chunk.first, chunk.head)}
        return bool((said - set(told.noun.split())) & word_sets()["elsewhere"])

    def _uncounted(self, chunk: Chunk, told: Description) -> bool:
        """Whether a noun tells no actor for want of an article: "social justice", "her intelligence"."""
        tokens = self.doc.tokens
        before = [tokens[i] for i in range(chunk.first, chunk.head)]
        if told.noun not in word_sets()["uncounted"] or tokens[chunk.head].xpos != "NN" or chunk.owner is not None:
            return False
        telling = words()["weak_modifiers"].keys() | words()["strong"].keys()
        return not any(t.xpos == "DT" or t.i in self.g.name_at or t.text.lower() in telling for t in before)

    def _called(self, chunk: Chunk) -> Entity | None:
        """The body that bears the name before "news agency", "daily", "party": "the official MENA news agency"."""
        tokens = self.doc.tokens
        names = words()["names"]
        head = singular(tokens[chunk.head].text.lower())
        media = head in names["media_heads"]
        if tokens[chunk.head].xpos not in ("NN", "NNP") or not (media or head in names["own_heads"]):
            return None
        i = chunk.head - 1
        while i > chunk.first and tokens[i].text.lower() in ("news", "daily", "television", "radio", "tv", "political"):
            i -= 1
        entity = self.g.of_name.get(i) if i >= chunk.first else None
        if entity is None or entity.kind not in _GATHERINGS or entity.country == "IGO":
            return None
        if media and entity.sector not in ("MED", None) and entity.tabled:
            return None
        entity.sector = "MED" if media else entity.sector
        return entity

    def _others(self, chunk: Chunk) -> tuple[Entity, ...]:
        """Reads "Others said" after people of some kind: an unnamed group of the same, "other officials"."""
        if self.doc.tokens[chunk.head].relation != "nsubj" or chunk.first != chunk.head:
            return ()
        like = self.discourse.recent(chunk.head, lambda e: e.kind == "group" and e.plural and bool(e.head))
        if like is None or self._age(chunk.head, (like,)) > 1:
            return ()
        name = like.name if like.name.lower().startswith("other ") else f"other {like.name[:1].lower()}{like.name[1:]}"
        if like.name[:1].isupper() and knowledge().lookup(like.name.split()[0]) is not None:
            name = f"other {like.name}"
        made = Entity(name, "group", like.country, like.sector, plural=True, named=False, head=like.head)
        return (self.g.new(made, chunk.head),)

    def _by_modifier(self, chunk: Chunk) -> tuple[Entity, ...]:
        """A body whose last word the tables do not know, named by the core: "the Aceh Monitoring Mission"."""
        inner = self.g.name_at.get(chunk.head)
        return (self.g.of_name[chunk.head],) if inner is not None and chunk.head in self.g.of_name else ()

    def _of_a_part(self, chunk: Chunk, told: Description) -> tuple[Entity, ...]:
        """Reads "The Northland government", "prison authorities", "the rebel leadership": no state, a body in one."""
        state = knowledge().countries.get(told.country or "")
        if told.noun == "regime" or (state and state.name in self.doc.words(chunk.first, chunk.last)):
            return ()
        inside = range(chunk.first, chunk.head - len(told.noun.split()) + 1)
        if not any(self._part_of_a_state(i, chunk.head) for i in inside):
            return ()
        sector = told.sector if told.noun != "leadership" else None
        country = told.country or self.g.surely
        return (self._group(self._phrase_name(chunk), "organisation", country, sector, chunk, plural=False),)

    def _part_of_a_state(self, i: int, head: int) -> bool:
        """Whether a word before "authorities" makes them a part's: a town, a task ("prison"), "local"."""
        token, sets = self.doc.tokens[i], words()["government"]
        low, name = token.text.lower(), self.g.name_at.get(i)
        if name is not None:
            town = name.label == "PLACE" and (name.last - name.first > 1 or low not in sets["seats"])
            return town and knowledge().lookup(self.doc.words(name.first, name.last)) is None
        hyphened = token.xpos == "HYPH" or (i + 1 < head and self.doc.tokens[i + 1].xpos == "HYPH")
        task = token.xpos in ("NN", "NNS") and low not in sets["plain"]
        return not hyphened and (low in sets["parts"] or task)

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
        code = code or self._opened_in(chunk) or self.g.home
        if code and code != "IGO":
            found = self.g.country(code, chunk.head)
            return (found,) if found else ()
        recent = self.discourse.recent(chunk.head, lambda e: e.kind == "country")
        if recent is not None and code != "IGO":
            return (recent,)
        return (self._group(self._phrase_name(chunk), "organisation", None, told.sector, chunk, plural=False),)

    def _office(self, chunk: Chunk, told: Description, after: Description) -> tuple[Entity, ...]:
        """Reads "The Turkish prime minister": the person of that office if the text names one, else an unnamed one."""
        tokens = self.doc.tokens
        opener = tokens[chunk.first]
        owner = next(iter(self.owners.get(chunk.first, ())), None)
        country = told.country or after.country or (owner.country if owner else None)
        definite = opener.text.lower() in ("the", "this", "that") or opener.xpos == "PRP$" or chunk.owner is not None
        if definite or country:
            indefinite = opener.text.lower() in ("a", "an", "one", "another")
            held = self._post(chunk)
            match = None if indefinite else self._holder(told.title, country, chunk.head, held)
            if match is not None and held.told:
                match.posts.append(held)
            match = match or (self._described(chunk, told) if definite and not country else None)
            if match is not None:
                return (match,)
        told = told.filled(after)
        role, rest = self.g.role_text(chunk.first, chunk.last), self._rest_of_title(chunk)
        role = role + rest if role else role
        home = self.g.surely if told.sector not in _NO_HOME else None
        name = self._phrase_name(chunk) + rest
        return (self._single(name, country or home, told.sector, role, chunk, told.title),)

    def _post(self, chunk: Chunk) -> Post:
        return post(self.g, chunk.first, chunk.head + 1)

    def _rest_of_title(self, chunk: Chunk) -> str:
        """The words of a title after its noun: " of state" for a secretary of state; "" where there are none."""
        following = [t.text for t in self.doc.tokens[chunk.head + 1 : chunk.head + 4]]
        noun = self.doc.tokens[chunk.head].text
        for n in (3, 2):
            if following[:1] == ["of"] and key(" ".join([noun, *following[:n]])) in roles():
                return " " + " ".join(following[:n])
        return ""

    def _crowd(self, chunk: Chunk) -> tuple[Entity, ...]:
        """Reads "thousands" by themselves, where they do something: "Thousands protest in Vall"."""
        token = self.doc.tokens[chunk.head]
        if token.relation != "nsubj":
            return ()
        return (self._group(token.text.lower(), "group", self._where_it_is(chunk), "CVL", chunk, plural=True),)

    def _two_nations(self, chunk: Chunk) -> tuple[Entity, ...]:
        """Reads "Hungarian and Romanian officials": one group of each; of governments and sides, the states."""
        tokens = self.doc.tokens
        if not any(tokens[i].xpos == "CC" for i in range(chunk.first, chunk.head)):
            return ()
        told = self.g.told(chunk.first, chunk.last)
        out = []
        noun = tokens[chunk.head].text
        states = told.kind == "government" or singular(noun.lower()) in ("government", "side")
        for name in dict.fromkeys(self.g.name_at[i] for i in range(chunk.first, chunk.head) if i in self.g.name_at):
            if name.meaning is not None and name.meaning.entry.kind in NATIONS:
                entry = name.meaning.entry
                if states:
                    out.append(self.g.of_meaning(name.meaning, name.first))
                else:
                    text = f"{self.doc.words(name.first, name.last)} {noun}"
                    out.append(self._group(text, "group", entry.country, told.sector, chunk, plural=True))
        return distinct(out) if told.kind or states else ()

    def _unnamed(self, chunk: Chunk, told: Description, after: Description) -> tuple[Entity, ...]:
        """A group or body without a name: "Syrian rebels", "the defence ministry", "thousands of people"."""
        tokens = self.doc.tokens
        noun = tokens[chunk.head].text.lower()
        if (
            self._follows(chunk) == "of"
            and gathers(noun)
            and not self.doc.dependents(chunk.head, "compound")  # "family members of the victims"
            and after.kind == "group"
            and after.country is None
        ):
            return ()
        movement = self._of_movement(chunk, told) or self._called(chunk)
        if movement is not None:
            return (movement,)
        if told.weak and tokens[chunk.first].i == chunk.head and not told.plural and told.kind == "person":
            return ()
        owner = next(iter(self.owners.get(chunk.first, ())), None) or self._owner_entity(chunk)
        country = told.country or (owner.country if owner else None) or after.country
        sector = told.filled(after).sector
        if country is None and not self._of_elsewhere(chunk, told):
            here = self._where_it_is(chunk) if self._lives_there(chunk, told, sector) else None
            country = here or (self.g.surely if sector not in _NO_HOME else None)
        kind: ActorKind = "organisation" if told.kind == "organisation" else "group"
        return (self._group(self._phrase_name(chunk), kind, country, sector, chunk, plural=told.plural),)

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
                self.discourse.note(name.first, (entity,), modifies=True)
