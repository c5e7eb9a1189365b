"""Who takes part in a report: its door is `Cast`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from readout.actors.entities import Entity
from readout.actors.gather import Gathered
from readout.actors.kinds import likeness
from readout.actors.phrases import Phrases
from readout.actors.refer import distinct, is_body, is_many, is_person
from readout.actors.tables import gathers, words
from readout.actors.unify import unify
from readout.language.document import Document, Mention, Sentence
from readout.language.openings import dateline_end
from readout.record import Actor

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_THIRD: dict[str, Callable[[Entity], bool]] = dict.fromkeys(("he", "him", "his"), is_person("m"))
_THIRD |= dict.fromkeys(("she", "her", "hers"), is_person("f"))
_THIRD |= dict.fromkeys(("it", "its"), is_body)
_THIRD |= dict.fromkeys(("they", "them", "their", "theirs"), is_many)
"""Pronouns that the coreference head is asked about, and whom each may mean."""
_QUOTED = 120
"""Tokens that a quotation may run on after a pronoun before its speaker is named."""
_TALK = re.compile(r"^(?:[A-Z][A-Z.' -]{1,40}|[QA]):\s", re.MULTILINE)
_OPENING = 4
"""Sentences of a text within which it says who issue it."""
_STATEMENTS = frozenset({"statement", "communique", "communiqué", "declaration"})
_DEEP = 6
"""Arcs and conjuncts that one question follows at most."""


class Cast:
    """The actors of one document: names, roles, pronouns and unnamed groups, resolved.

    `published` is the day of the report: offices are held, and states stand, as of that day. Ids are "a1", "a2" ...
    in order of first mention; unnamed actors that nobody uses leave gaps.
    """

    def __init__(self, document: Document, published: date | None = None) -> None:
        self.document = document
        self._gathered = Gathered(document, published)
        self._phrases = Phrases(self._gathered)
        self._same = unify(self._gathered)
        entities = sorted((e for e in self._gathered.entities if e not in self._same), key=lambda e: e.first)
        for number, entity in enumerate(entities, 1):
            entity.id = f"a{number}"
        self._by_id = {e.id: e for e in entities}
        self._answers: dict[int, tuple[str, ...]] = {}
        self._datelines = datelines(document)

    def at(self, token: int) -> tuple[str, ...]:
        """Ids of the actors that the noun phrase headed by `token` refers to, compounds expanded; () for none."""
        found = self._answers.get(token)
        if found is None:
            found = tuple(dict.fromkeys(self._same.get(e, e).id for e in self._at(token, 0)))
            self._answers[token] = found
        return found

    def someone(self, token: int) -> tuple[str, ...]:
        """The id of an unnamed actor for the phrase headed by `token`, made where the cast knows nobody by it."""
        entity = self._phrases.someone(token, self._same)
        if entity is None:
            return ()
        if not entity.id:
            entity.id = f"a{len(self._by_id) + 1}"
            self._by_id[entity.id] = entity
        return (entity.id,)

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id. Raises KeyError where there is none."""
        return self._by_id[actor_id].actor()

    def may_be(self, pronoun: str, actor_id: str) -> bool:
        """Whether a pronoun of the third person may mean an actor, by what is known of a person's gender."""
        fits = _THIRD.get(pronoun.lower())
        return fits is None or fits(self._by_id[actor_id])

    def is_named(self, actor_id: str) -> bool:
        """Whether the text gives a proper name of an actor."""
        return self._by_id[actor_id].named

    def suits(self, noun: str, actor_id: str) -> int:
        """How well "the company" or "the commission" names a body: 0 not, 1 perhaps, 2 by the words of its name."""
        entity = self._by_id[actor_id]
        return likeness(noun, entity.name, entity.sector)

    def listed(self, used: Iterable[str]) -> list[Actor]:
        """The record's actors in order of first mention: every named one, and the unnamed ones among `used`.

        A country or town that the text only places things in ("in Sochi") is listed where it is used.
        """
        wanted = set(used)
        cast = sorted(self._by_id.values(), key=lambda e: e.first)
        return [e.actor() for e in cast if e.id in wanted or (e.named and e.spans and not e.located)]

    # -- one token

    def _at(self, token: int, depth: int) -> tuple[Entity, ...]:
        if depth > _DEEP:
            return ()
        tokens = self.document.tokens
        if token in self._datelines:
            return self._at(self._datelines[token], depth + 1) if self._datelines[token] > token else ()
        text = tokens[token].text.lower()
        if text in _RELATIVE and tokens[token].upos in ("PRON", "DET", "SCONJ"):
            return self._antecedent(token, depth)
        if self._phrases.is_first_person(token):
            return self._speaker(token, depth)
        if token in self._phrases.ahead:
            return (self._phrases.ahead[token],)
        own = self._of_itself(token, depth) or self._chained(token, depth) or self._of_token(token)
        if not own:
            own = self._gathered_by(token, depth)
        return distinct([*own, *self._conjuncts(token, depth)])

    def _of_itself(self, token: int, depth: int) -> tuple[Entity, ...]:
        """The body that says it of itself: "Norland called on Estria to wait but said [it] was sure"."""
        doc, word = self.document, self.document.tokens[token]
        clause = doc.tokens[word.head]
        if word.text.lower() != "it" or word.relation != "nsubj" or clause.relation != "ccomp" or clause.is_root:
            return ()
        verb = doc.tokens[clause.head]
        joined = verb.relation == "conj" and not doc.dependents(verb.i, "nsubj")
        if not joined or verb.lemma not in words()["saying"]["verbs"] or not verb.i < token:
            return ()
        said = [s for s in doc.dependents(verb.head, "nsubj") if s < verb.i]
        found = self._at(said[-1], depth + 1) if said else ()
        return found if len(found) == 1 and is_body(found[0]) else ()

    def _chained(self, token: int, depth: int) -> tuple[Entity, ...]:
        """Whom a pronoun of the third person means by the coreference head: the last named actor in its chain.

        An unnamed one is taken where the rules know no name either: a chain also holds "the new coach". A chain of two
        names is a wrong one.
        """
        fits = _THIRD.get(self.document.tokens[token].text.lower())
        if fits is None or token not in self._chain_before:
            return ()
        nouns = [m.head for m in self._chain_before[token] if self.document.tokens[m.head].upos != "PRON"]
        meant = (self._at(i, depth + 1) if fits is is_many else self._of_token(i) for i in reversed(nouns))
        found = [own for own in meant if own and all(map(fits, own))]
        named = list(dict.fromkeys(own for own in found if all(e.named for e in own)))
        if named or not found:
            return named[0] if len(named) == 1 else ()
        return () if any(e.named for e in self._of_token(token)) else found[0]

    @cached_property
    def _chain_before(self) -> dict[int, tuple[Mention, ...]]:
        """For the head of each mention in a chain, the mentions of the chain before it."""
        return {m.head: chain[:n] for chain in self.document.chains for n, m in enumerate(chain) if not m.joined}

    def _of_token(self, token: int) -> tuple[Entity, ...]:
        g, tokens = self._gathered, self.document.tokens
        index = g.chunk_at.get(token)
        entity = g.of_name.get(token)
        if index is None:
            return (entity,) if entity is not None else self._of_flat(token)
        chunk = g.chunks[index]
        if token in self._phrases.owners and chunk.head != token:
            return self._phrases.owners[token]
        modifies = token != chunk.head and chunk.first <= tokens[token].head < chunk.last
        apart = tokens[token].relation == "iobj" and token != chunk.head and not modifies
        if apart and entity is not None:  # "gave [Tunisia] 105 million euros"
            return (entity,)
        if entity is not None and modifies and g.of_name.get(chunk.head) is not entity and token not in g.titles:
            return (entity,)
        if modifies and token in self._phrases.within:
            return self._phrases.within[token]
        if modifies and tokens[token].relation in ("amod", "nummod", "det"):
            return ()
        return self._phrases.meant[index]

    def _of_flat(self, token: int) -> tuple[Entity, ...]:
        """Reads "Visiting President Chirac" where the parse takes "Visiting" for the head of the name."""
        g = self._gathered
        for child in self.document.dependents(token, "flat", "appos"):
            index = g.chunk_at.get(child)
            if index is not None and g.chunks[index].first == token + 1:
                return self._phrases.meant[index]
        return ()

    def _gathered_by(self, token: int, depth: int) -> tuple[Entity, ...]:
        """Reads "Thousands of people", "some of the rebels": those whom a counting word gathers."""
        tokens = self.document.tokens
        for child in self.document.dependents(token, "nmod"):
            cases = [tokens[c].text.lower() for c in self.document.dependents(child, "case")]
            if cases[:1] == ["of"] and (tokens[token].upos in ("DET", "PRON", "NUM", "ADJ") or self._counts(token)):
                return self._at(child, depth + 1)
        return ()

    def _counts(self, token: int) -> bool:
        text = self.document.tokens[token].text.lower()
        if self.document.dependents(token, "compound"):
            return False  # "family members of the victims"
        return gathers(text)

    def _conjuncts(self, token: int, depth: int) -> list[Entity]:
        """The actors joined to this one by "and": conjuncts of any word of its phrase that lie outside it."""
        g, doc = self._gathered, self.document
        index = g.chunk_at.get(token)
        inside = range(g.chunks[index].first, g.chunks[index].last) if index is not None else range(token, token + 1)
        if doc.tokens[token].relation in ("amod", "compound", "nmod:poss", "det") and token != inside[-1]:
            inside = range(token, token + 1)
        elif token in g.titles:
            inside = range(inside[0], g.name_at[g.titles[token]].last)
        out: list[Entity] = []
        for i in inside:
            out += self._listed_after(token, i, inside[-1], depth)
            for child in doc.dependents(i, "conj"):
                if child not in inside and self._joins(inside[-1] + 1, child):
                    out += self._at(child, depth + 1)
        return out

    def _listed_after(self, token: int, i: int, last: int, depth: int) -> list[Entity]:
        """Members of a list that the parse takes for appositions: "met Premier Ivo Orsk, Minister Ana Vall and".

        They are persons with names of their own; bodies only where the list goes on with "and".
        """
        doc, own = self.document, self._of_token(token)
        if len(own) != 1 or not own[0].named or own[0].kind not in ("person", "organisation"):
            return []
        ends = max(doc.dependents(i, "conj"), default=-1)
        out: list[Entity] = []
        for child in doc.dependents(i, "appos"):
            found = self._at(child, depth + 1) if child > last else ()
            kinds = {e.kind for e in found}
            alike = (kinds == {"person"}) if own[0].kind == "person" else bool(kinds) and "person" not in kinds
            fits = alike and (own[0].kind == "person" or child < ends)
            if fits and all(e.named for e in found) and own[0] not in found and self._commas_around(last, child):
                out += found
        return out

    def _commas_around(self, last: int, child: int) -> bool:
        """Whether a comma and no bracket or dash stands between a name and what follows it."""
        between = [t.text for t in self.document.tokens[last + 1 : child]]
        inside = between.count("(") > between.count(")")
        return "," in between and not inside and not set(between) & {"--", "-", "\u2014", "\u2013"}

    def _joins(self, after: int, child: int) -> bool:
        """Whether a conjunct belongs to the same phrase: a noun, with no finite verb in between."""
        tokens = self.document.tokens
        if child < after or tokens[child].upos not in ("NOUN", "PROPN", "PRON", "NUM"):
            return False
        return not any(tokens[i].xpos in ("VBD", "VBZ", "VBP", "MD") for i in range(after, child))

    def _antecedent(self, token: int, depth: int) -> tuple[Entity, ...]:
        """The noun that the relative clause of "who", "which", "that" modifies."""
        doc = self.document
        for ancestor in doc.ancestors(token):
            relation = doc.tokens[ancestor].deprel
            if relation.startswith("acl"):
                return self._at(doc.tokens[ancestor].head, depth + 1)
        return ()

    def _after_quotation(self, token: int) -> int | None:
        """The subject of the clause that follows the quotation around `token`, where one does."""
        doc = self.document
        end = min(len(doc.tokens), token + _QUOTED)
        close = next((i for i in range(token, end) if doc.tokens[i].text in ("\u201d", '"', "''")), None)
        if close is None or doc.tokens[close].xpos == "``" or doc.tokens[close].sentence == doc.tokens[token].sentence:
            return None
        for i in range(close + 1, doc.sentence_of(close).last):
            if doc.tokens[i].relation == "nsubj" and doc.tokens[doc.tokens[i].head].upos == "VERB":
                return i
        return None

    def _speaker(self, token: int, depth: int) -> tuple[Entity, ...]:
        """Whose words an "I" or "we" stands in: the subject of the verb that the quotation hangs on."""
        doc = self.document
        outside = self._after_quotation(token)
        if outside is not None:
            return self._at(outside, depth + 1)
        sentence = doc.sentence_of(token)
        if token == sentence.first and token + 1 < sentence.last and doc.tokens[token + 1].text == ",":
            return self._signatories  # "We, the ministers of Norland and Estria, met"
        below = token
        for ancestor in doc.ancestors(token):
            if doc.tokens[below].relation in ("ccomp", "parataxis", "xcomp") or below == token:
                for subject in doc.dependents(ancestor, "nsubj"):
                    if subject != token and not self._phrases.is_first_person(subject):
                        return self._at(subject, depth + 1)
            for clause in doc.dependents(ancestor, "parataxis"):
                for subject in doc.dependents(clause, "nsubj"):
                    if not self._phrases.is_first_person(subject):
                        return self._at(subject, depth + 1)
            below = ancestor
        if self._signatories and doc.tokens[token].text.lower() in ("we", "us", "our", "ours"):
            return self._signatories
        if self._turns:
            return next((who for start, who in reversed(self._turns) if start <= doc.tokens[token].start), ())
        if not self._is_quoted(token):
            return ()  # the writer's own
        found = self._phrases.discourse.best(token, lambda e: e.kind == "person", 2)
        return (found,) if found is not None else ()

    def _is_quoted(self, token: int) -> bool:
        """Whether a quotation is open in the paragraph before a token."""
        text, start = self.document.text, self.document.tokens[token].start
        before = text[text.rfind("\n", 0, start) + 1 : start]
        marked = before.count("“") > before.count("”") or before.count("``") > before.count("''")
        return before.count('"') % 2 == 1 or marked

    @cached_property
    def _turns(self) -> list[tuple[int, tuple[Entity, ...]]]:
        """Where someone begins to speak in a talk written down, and who: "MR. ORSK: We have not changed our policy"."""
        doc, found = self.document, []
        for turn in _TALK.finditer(doc.text):
            within = [t.i for t in doc.tokens if turn.start() <= t.start < turn.end()]
            who = [e for i in within if (e := self._gathered.of_name.get(i)) is not None and e.kind == "person"]
            found.append((turn.start(), tuple(who[:1])))
        return found if len(found) > 1 else []

    @cached_property
    def _signatories(self) -> tuple[Entity, ...]:
        """Who issue a joint statement: "We, the foreign ministers of [Norland] and [Estria], met in Vall".

        Also "the following statement was issued by [Norland] and [Estria]". () where nobody does.
        """
        doc, g = self.document, self._gathered
        for number, sentence in enumerate(doc.sentences):
            last = self._opening_end(sentence, number)
            within = [g.of_name[i] for i in range(sentence.first, last) if i in g.of_name]
            states = [e for e in within if e.kind in ("country", "place-for-government") and not e.located]
            bodies = [e for e in within if e.kind == "organisation" and e.tabled]
            found = distinct([*states, *bodies] or [e for e in within if e.kind == "person"])
            if found:
                return found
        return ()

    def _opening_end(self, sentence: Sentence, number: int) -> int:
        """The token before which a sentence names who issue a statement; its first where it names nobody."""
        tokens = self.document.tokens[sentence.first : sentence.last]
        said = [t.text.lower() for t in tokens]
        if said[:2] == ["we", ","] and not tokens[0].is_root:
            return max(sentence.first, tokens[0].head)
        begun = number < _OPENING and "following" in said and not _STATEMENTS.isdisjoint(said)
        return sentence.last if begun else sentence.first


def datelines(doc: Document) -> dict[int, int]:
    """Tokens of datelines inside the text ("CAIRO, Nov. 8 (Xinhua) --"), each with the head of what follows it.

    A parser takes the town for the subject of the sentence; the phrase after the dash is.
    """
    out: dict[int, int] = {}
    for sentence in doc.sentences:
        end = dateline_end(doc, sentence)
        if end == sentence.first:
            continue
        following = [i for i in range(end, sentence.last) if doc.tokens[i].upos in ("PROPN", "NOUN", "PRON")]
        run = _first_run(doc, following)
        out.update(dict.fromkeys(range(sentence.first, end), run))
    return out


def _first_run(doc: Document, nouns: list[int]) -> int:
    """The last of the nouns that stand side by side at the start of the list."""
    last = nouns[0] if nouns else -1
    for i in nouns[1:]:
        if i != last + 1:
            break
        last = i
    return last
