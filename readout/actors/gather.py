"""First pass over a document: everyone and everything with a proper name, and the titles that stand beside names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from readout.actors import papers, people, places
from readout.actors.apposition import appositions
from readout.actors.chunks import chunks
from readout.actors.countries import HOME_SHARE, SURE_SHARE, country_counts, most_named
from readout.actors.definitions import definitions, is_acronym
from readout.actors.describe import Description, describe, split_words
from readout.actors.entities import Entity, find_person
from readout.actors.knowledge import Entry, Meaning, knowledge
from readout.actors.long_titles import long_title
from readout.actors.naming import Named, looks_like_person, names
from readout.actors.posts import post
from readout.actors.same import united
from readout.actors.tables import agents, key, roles, singular, words
from readout.language.document import Document


class Gathered:
    """The named actors of a document, with the noun phrases and names that they stand in."""

    def __init__(self, doc: Document, on: date | None) -> None:
        self.doc, self.on = doc, on
        self.chunks = chunks(doc)
        self.chunk_at = {i: n for n, c in enumerate(self.chunks) for i in range(c.first, c.last)}
        self.defined = definitions(doc)
        self.names = names(doc, on, self.defined)
        self.name_at = {i: n for n in self.names for i in range(n.first, n.last)}
        self.entities: list[Entity] = []
        self.by_name: dict[str, Entity] = {}
        self.of_name: dict[int, Entity] = {}
        self.counts = country_counts(doc, self.names, on)
        self.home = most_named(self.counts, HOME_SHARE)
        self.surely = most_named(self.counts, SURE_SHARE)
        self.titles: dict[int, int] = {}
        self.held: list[tuple[Entity, int, int]] = []
        for name in self.names:
            self._add(name)
        same = self._unite()
        appositions(self)
        for person, first, last in self.held:
            same.get(person, person).posts.append(post(self, first, last))

    def _unite(self) -> dict[Entity, Entity]:
        """Takes several names of one actor together: "APL" and "APL Limited", "Trump" and "Donald Trump"."""
        same = united(self.entities)
        for gone, kept in same.items():
            kept.first = min(kept.first, gone.first)
            kept.country, kept.sector = kept.country or gone.country, kept.sector or gone.sector
        self.entities = [e for e in self.entities if e not in same]
        self.of_name = {i: same.get(e, e) for i, e in self.of_name.items()}
        self.by_name = {n: same.get(e, e) for n, e in self.by_name.items()}
        return same

    # -- names

    def _add(self, name: Named) -> None:
        if name.meaning is not None:
            entity: Entity | None = self.of_meaning(name.meaning, name.first)
        elif name.last - name.first == 1 and self._letter(name.first):
            return
        elif name.label == "PERSON":
            entity = self._organisation(name) if papers.before_paper(self.doc, name.last) else self._maybe_person(name)
        elif name.label == "PLACE" or self._half(name):
            entity = self._half(name) or self._place(name)
        else:
            entity = self._organisation(name)
        if entity is None:
            return
        for i in range(name.first, name.last):
            self.of_name[i] = entity

    def _letter(self, i: int) -> bool:
        """Whether a token is a letter that a hyphen joins to a number: the "F" of "F-16 jets"."""
        tokens = self.doc.tokens
        return (
            len(tokens[i].text) == 1
            and i + 2 < len(tokens)
            and tokens[i + 1].text == "-"
            and tokens[i + 2].text[0].isdigit()
        )

    def _half(self, name: Named) -> Entity | None:
        """Reads "The North" in a report on Korea."""
        code = words()["halves"].get(self._text(name.first, name.last).lower())
        return self.country(code, name.first) if code in self.counts else None

    def new(self, entity: Entity, first: int) -> Entity:
        """Enters an actor, first mentioned at token `first`."""
        entity.first = first
        self.entities.append(entity)
        return entity

    def of_meaning(self, meaning: Meaning, first: int) -> Entity:
        """The actor of a name of the tables."""
        return self.of_entry(meaning.entry, first)

    def of_entry(self, entry: Entry, first: int) -> Entity:
        """The actor of an entry of the knowledge base, made where it is new."""
        known = self.by_name.get(entry.name)
        if known is None:
            sector = "GOV" if entry.kind in ("country", "place-for-government") else entry.sector
            located = entry.kind in ("country", "place-for-government")
            known = Entity(entry.name, entry.kind, entry.country, sector, None, entry.wikidata, located=located)
            known.tabled = True
            self.by_name[entry.name] = self.new(known, first)
        return known

    def country(self, code: str, first: int) -> Entity | None:
        """The actor of a country code, made where it is new."""
        entry = knowledge().countries.get(code)
        return self.of_entry(entry, first) if entry else None

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.doc.words(first, last).split())

    def _maybe_person(self, name: Named) -> Entity | None:
        """A person, unless one bare word is a town of the report, an acronym or a mere modifier."""
        text = self._text(name.first, name.last)
        body = self.by_name.get(text)
        if body is not None and body.kind == "organisation" and not self.title(name.first)[0]:
            return body  # "the daily Norland Gazette ... Norland Gazette said"
        if name.last - name.first > 1 or self.title(name.first)[0]:
            return self._person(name)
        pool = [e for e in self.entities if e.kind == "person"]
        if find_person(pool, text) is None:
            town = places.city(text, self.counts)
            if town is not None and (town.country in self.counts or text in self.by_name):
                return self._place(name)
            if (text.isupper() and len(text) > 2) or papers.of_firm(self.doc, name.first):
                return self._organisation(name)
            index = self.chunk_at.get(name.first)
            chunk = self.chunks[index] if index is not None else None
            if chunk is not None and name.last <= chunk.head and people.find(text, self.on) is None:
                return None
        return self._person(name)

    def _person(self, name: Named) -> Entity:
        text = self._text(name.first, name.last)
        title, begin = self.title(name.first)
        courtesy = words()["courtesy"]
        before = self.doc.tokens[name.first - 1].text.lower().rstrip(".") if name.first else ""
        gender = roles()[title].gender if title else ""
        gender = gender or next((g for g in ("m", "f") if before in courtesy[g]), "") or _gender(text)
        pool = [e for e in self.entities if e.kind == "person"]
        found = find_person(pool, text, gender)
        if found is None:
            found = self.new(Entity(text, "person", gender=gender), name.first)
        elif _fuller(text, found.name):
            found.name = text
        found.spellings.add(key(text))
        found.gender = found.gender or gender
        if title:
            self._entitle(found, name, title, begin)
        found.country = found.country or self._counterpart_nation(name.first)
        if not (found.role and found.country and found.sector and found.wikidata):
            self._look_up(found)
        if title and found.country is None and self.on is None:
            found.country = people.home_of_holders(text, title)
        if title and found.country is None and found.sector in ("GOV", "MIL", "COP", "LEG", "JUD"):
            found.country = self.surely
        return found

    def _counterpart_nation(self, first: int) -> str | None:
        """The country in "his Swedish counterpart Carl Bildt"."""
        tokens = self.doc.tokens
        i = first - 2 if first > 1 and tokens[first - 1].text == "," else first - 1
        if i < 0 or tokens[i].text.lower() not in words()["reference"]["counterpart"]:
            return None
        index = self.chunk_at.get(i)
        return self.told(self.chunks[index].first, i + 1).country if index is not None else None

    def _look_up(self, person: Entity) -> None:
        """What the office tables tell of a person on the day of the report; without a day, country and gender alone."""
        known = people.find(person.name, self.on, person.country)
        if known is None:
            return
        person.wikidata = person.wikidata or known.wikidata
        person.gender = person.gender or known.gender
        if not known.terms:
            person.country = person.country or known.country or None
            return
        term = known.term(self.on)
        last = term or known.last(self.on) or known.terms[0]
        person.country = person.country or last.country or None
        if term is not None and self.on is not None:
            person.role = person.role or term.role
            person.sector = person.sector or term.sector

    def title(self, first: int) -> tuple[str, int]:
        """The title that ends just before token `first` and the token where it begins; "" for none."""
        tokens = self.doc.tokens
        floor = self.doc.sentence_of(first).first if tokens else 0
        short = words()["short_titles"]
        if not first or not tokens[first - 1].xpos.startswith("NN"):
            return "", first
        for begin in range(max(floor, first - 7), first):
            if not tokens[begin].text[:1].isalpha():
                continue
            text = key(self.doc.words(begin, first))
            if text in roles():
                return text, begin
            if text in short:
                longer = long_title(self.doc, begin)  # "police chief of Vall Gen. Ann Orlova"
                return longer if longer[0] else (key(short[text]), begin)
        return long_title(self.doc, first)

    def _entitle(self, person: Entity, name: Named, title: str, begin: int) -> None:
        """Gives a person the title before the name, with the country and body of what stands before the title."""
        start = self.phrase_start(begin)
        while self.doc.tokens[start].upos == "PUNCT" and start < begin:
            start += 1
        for i in range(start, name.first):
            self.titles[i] = name.first
        abroad = next((i for i in range(begin, name.first) if self.doc.tokens[i].text == "to"), name.first)
        told = self.told(start, abroad)  # an ambassador to Norland is of another country
        role = self.role_text(start, name.first)
        sector = told.sector or (roles()[title].sector if name.first - begin > len(title.split()) + 1 else None)
        person.titled(title, role, sector or None, told.country)
        self.held.append((person, start, name.first))

    def phrase_start(self, i: int) -> int:
        """The first token of the noun phrase around token `i`."""
        found = self.chunk_at.get(i)
        return min(i, self.chunks[found].first) if found is not None else i

    def told(self, first: int, last: int) -> Description:
        """What a noun phrase of the document tells: its words, with the possessor before it."""
        told = describe(self._spelt_out(first, last), self.on, self.counts)
        index = self.chunk_at.get(first)
        chunk = self.chunks[index] if index is not None else None
        if chunk is not None and chunk.owner is not None:
            told = told.filled(replace(self._told_of(self.chunks[chunk.owner].head), kind=""))
        return told

    def _spelt_out(self, first: int, last: int) -> list[str]:
        """The words of a phrase; acronyms that the tables would misread by their full names, or left out."""
        out: list[str] = []
        for i in range(first, last):
            name, word = self.name_at.get(i), self.doc.tokens[i].text
            odd = name is not None and name.meaning is None and is_acronym(word)
            if not odd or knowledge().lookup(word, self.on) is None:
                out.append(self.doc.text[self.doc.tokens[i].start : self._end(i, last)])
            elif word in self.defined and not first <= self.defined[word].first < last:
                out.append(self._text(self.defined[word].first, self.defined[word].last) + " ")
            elif i + 1 == last:
                out.append(word)
        return split_words("".join(out))

    def _end(self, i: int, last: int) -> int:
        """Where the words after token `i` begin, its own end for the last token of a phrase."""
        tokens = self.doc.tokens
        return tokens[i + 1].start if i + 1 < last else tokens[i].end

    def _told_of(self, token: int) -> Description:
        """What a name beside a title tells: its country and sector."""
        entity = self.of_name.get(token)
        if entity is None:
            name = self.name_at.get(token)
            if name is None or name.meaning is None:
                return Description()
            entry = name.meaning.entry
            return Description(entry.country, None if entry.kind == "country" else entry.sector, entry.kind)
        nation = entity.kind in ("country", "place-for-government", "person")
        return Description(entity.country, None if nation else entity.sector, entity.kind)

    def after(self, head: int, last: int) -> Description:
        """What an "of" or "for" phrase after token `last` - 1 tells: "president of Iran"."""
        tokens = self.doc.tokens
        if last >= len(tokens) or tokens[last].text.lower() not in ("of", "for", "in", "from", "at"):
            return Description()
        index = self.chunk_at.get(last + 1)
        if index is None:
            return Description()
        chunk = self.chunks[index]
        told = self._told_of(chunk.head)
        if tokens[last].text.lower() != "of" and told.kind == "country" and tokens[last].text.lower() == "for":
            return Description()
        if not told.country:
            told = told.filled(replace(self.told(chunk.first, chunk.last), title=""))
        place = tokens[last].text.lower() in ("in", "from", "at")
        return replace(told, sector=None) if place or told.kind == "country" else told

    def role_text(self, first: int, last: int) -> str:
        """A title as the text writes it, without determiners and nationality."""
        tokens = self.doc.tokens
        drop = {
            i for n in self.names if n.meaning and n.meaning.entry.kind in ("country", "place-for-government")
            for i in range(n.first, n.last)
        }  # fmt: skip
        kept = [i for i in range(first, last) if tokens[i].xpos not in ("DT", "PRP$", "POS") and i not in drop]
        return self._text(kept[0], last) if kept and kept[-1] == last - 1 else ""

    # -- places and bodies

    def _place(self, name: Named) -> Entity | None:
        """A place, as long as its name is not a river's or a street's; a sector only where the tables know it."""
        text = self._text(name.first, name.last)
        low = key(text).split()
        mere = words()["places"]
        if not low or low[-1] in mere["mere"] or (low[0] in mere["first"] and len(low) > 1):
            return None
        if text not in self.by_name:
            country = places.country_of(text, self.counts) or self._of_part(text)
            sector = "GOV" if country and (places.is_region(text) or country in self.counts) else None
            entity = Entity(text, "place-for-government", country, sector, located=True)
            self.by_name[text] = self.new(entity, name.first)
        return self.by_name[text]

    def _of_part(self, text: str) -> str | None:
        """The country of "Jilin Province", "southern Thailand": of the name without the common word."""
        parts = text.split()
        inner = [w for w in parts if w[:1].isupper() and key(w) not in words()["places"]["common"]]
        if not inner or len(inner) == len(parts):
            return None
        meaning = knowledge().lookup(" ".join(inner), self.on)
        if meaning is not None and meaning.entry.kind == "country":
            return meaning.entry.country
        return places.country_of(" ".join(inner), self.counts)

    def _organisation(self, name: Named) -> Entity | None:
        first, text = name.first, self._text(name.first, name.last)
        if looks_like_person(text):
            return self._person(replace(name, label="PERSON"))
        if len(text.split()) == 1 and not text.isupper() and places.country_of(text, self.counts) in self.counts:
            return self._place(name)
        ending = singular(key(_before_of(text).split()[-1]))
        if ending in roles() and ending not in agents():
            return None
        if key(text) in agents() or (len(text.split()) == 1 and self._modifies(name) and not text.isupper()):
            return None
        known = self.by_name.get(text) or self._by_definition(text) or self._by_acronym(text) or self._by_ending(text)
        if known is None:
            told = self._told_of_body(self.phrase_start(first), name.last)
            foreign = is_acronym(text) and text not in self.defined and knowledge().lookup(text) is not None
            country, sector = (None, None) if foreign else (told.country, told.sector)
            if sector == "OPP":  # "the opposition newspaper X" in a report on one country
                country = country or self.surely
            known = self.new(Entity(text, "organisation", country, sector), first)
            if told.kind == "group" and not foreign:
                known.kind = "group"
        self.by_name[text] = known
        return known

    def _modifies(self, name: Named) -> bool:
        index = self.chunk_at.get(name.first)
        return index is not None and name.last <= self.chunks[index].head

    def _by_ending(self, text: str) -> Entity | None:
        """The body whose name ends in `text`: "the Commission" after "the European Commission"."""
        bodies = [e for e in self.entities if e.kind in ("organisation", "group") and e.named]
        return next((e for e in reversed(bodies) if e.name.endswith(" " + text)), None)

    def _told_of_body(self, first: int, last: int) -> Description:
        """What a body's name tells: where it ends in a country's or a capital's, its first part gives the sector."""
        told = self.told(first, last)
        link = next((i for i in range(first, last) if self.doc.tokens[i].text in ("of", "for", "in")), first)
        part = describe(self._spelt_out(first, link), self.on, self.counts)
        if told.entry is not None and told.entry.kind in ("country", "place-for-government"):
            return replace(told, sector=part.sector, kind=part.kind)
        if told.entry is None and part.kind == "organisation":  # "Norlandish Union of Teachers" is a union
            home = told.country or part.country
            return replace(told, sector=part.sector or told.sector, kind=part.kind, country=home)
        return told

    def _by_definition(self, text: str) -> Entity | None:
        """The body whose full name the text gives beside the acronym."""
        told = self.defined.get(text)
        return self.of_name.get(told.last - 1) if told is not None else None

    def _by_acronym(self, text: str) -> Entity | None:
        """The body whose initials `text` is."""
        if not text.isupper() or not 2 <= len(text) <= 6:
            return None
        bodies = [e for e in self.entities if e.kind in ("organisation", "group") and e.named]
        initials = {e: "".join(w[0] for w in e.name.split() if w[0].isupper()) for e in bodies}
        same = [e for e in bodies if initials[e] == text]
        abroad = [e for e in bodies if len(text) > 2 and sorted(initials[e]) == sorted(text)]  # in another tongue
        return same[0] if same else abroad[0] if len(abroad) == 1 else None


def _before_of(text: str) -> str:
    """A body's name up to its "of": "National Union" of "National Union of Teachers"."""
    return next((head for link in (" of ", " for ") if (head := text.partition(link)[0]) != text and head), text)


def _fuller(text: str, name: str) -> bool:
    """Whether `text` is the better form of a person's name: more words, or the same with capitals."""
    more = len(key(text).split()) - len(key(name).split())
    return more > 0 or (more == 0 and key(text) == key(name) and not name[:1].isupper())


def _gender(name: str) -> str:
    """Gender by the given name; a single word may be a surname and tells nothing."""
    return people.gender_of(name) if " " in name else ""
