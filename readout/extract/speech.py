"""Quotations and their speakers: which cue a quotation belongs to, and where an attribution carries on."""

from __future__ import annotations

from readout.extract import chains, cues
from readout.extract.attributions import Attribution
from readout.extract.owners import source_of
from readout.extract.quotes import Quotation, Quotations
from readout.extract.source_words import words
from readout.language.document import Document

_REACH = 30
"""Tokens between a quotation and the cue that follows it ("...," the chief negotiator, Major General X, told AFP)."""
_ALONE = 12
"""Words at most of a sentence that only names who spoke."""
_DASHES = ("-", "--", "–", "—", "―")


class Speech:
    """Gives quotations to attributions; `found` grows by those that only a quotation shows."""

    def __init__(self, doc: Document, found: list[Attribution], quotations: Quotations) -> None:
        self.doc = doc
        self.quotations = quotations
        self.by_head = {a.head: a for a in found}
        self.found = found
        self.cited = {doc.tokens[a.head].sentence for a in chains.from_phrases(doc) if quotations.at(a.head) is None}

    def assign(self) -> None:
        """Gives each quotation that is speech to its cue, or to the speaker who goes on."""
        last: tuple[int, Attribution] | None = None
        for quotation in self.quotations.all:
            if not self.quotations.speech(quotation):
                continue
            head = self._cue_of(quotation)
            signed = self._signed(quotation) if head is None else None
            if head is not None:
                one = self._give(quotation, head)
            elif signed is not None:
                one = signed
            else:
                found = self._speaker(quotation, last)
                if found is None or self._told_by_reporter(quotation, found):
                    continue
                one = self._carry(quotation, found)
            self._withdraw(quotation, one)
            last = (max(self.doc.tokens[quotation.last - 1].sentence, self.doc.tokens[one.head].sentence), one)

    def _cue_of(self, quotation: Quotation) -> int | None:
        before = self._before(quotation)
        if before is not None:
            return before
        after = self._after(quotation)
        if after is None:
            after = self._alone(quotation)
        return after if after is not None else self._colon(quotation)

    def _alone(self, quotation: Quotation) -> int | None:
        """The cue of a sentence that only names the speaker, behind a quotation with a stop: '"It is." Orlova said.'"""
        tokens, sentences = self.doc.tokens, self.doc.sentences
        number = tokens[quotation.last - 1].sentence + 1
        if number >= len(sentences) or not quotation.closed or sentences[number].first > quotation.last + 1:
            return None
        sentence = sentences[number]
        said = [i for i in range(sentence.first, sentence.last) if tokens[i].upos != "PUNCT"]
        if "\n" in self.doc.text[tokens[quotation.last - 1].end : tokens[sentence.first].start]:
            return None
        if not 1 < len(said) <= _ALONE or any(tokens[i].upos in ("VERB", "AUX") for i in said[:-1]):
            return None
        cue = said[-1]
        return cue if self.doc.dependents(cue, "nsubj") and self._speaks(cue) else None

    def _before(self, quotation: Quotation) -> int | None:
        """The cue just before: 'he said: "...', 'said that "...'."""
        tokens, sentence = self.doc.tokens, self.doc.sentence_of(quotation.first)
        ahead = range(sentence.first, quotation.first)
        words = [i for i in ahead if tokens[i].upos != "PUNCT" or tokens[i].text in (",", ":")]
        if not words:
            return None
        last = tokens[words[-1]].text.lower()
        for i in reversed(words[-_REACH:]):
            if self.quotations.at(i) is not None:
                return None
            if self._speaks(i) and (last in (",", ":", "that") or self._beside(i, words[-1])):
                return i
            if tokens[i].xpos in ("VBD", "VBZ") and last != ":":
                return None
        return None

    def _beside(self, cue: int, last: int) -> bool:
        """Whether nothing but the cue's adverb or the one addressed stands between a cue and a quotation."""
        token = self.doc.tokens[last]
        return cue == last or (last - cue < 4 and token.head == cue and token.upos not in ("PART", "ADP", "SCONJ"))

    def _after(self, quotation: Quotation) -> int | None:
        """The cue that follows in the sentence where the quotation ends."""
        tokens = self.doc.tokens
        sentence = self.doc.sentence_of(quotation.last - 1)
        if not self.quotations.opens(quotation) and (not self._pauses(quotation) or self._has_owner(quotation)):
            return None
        for i in range(quotation.last, min(sentence.last, quotation.last + _REACH)):
            if self.quotations.at(i) is not None:
                return None
            if self._speaks(i):
                return None if self._said_before(quotation, i) else i
            if tokens[i].xpos in ("VBD", "VBZ", "VBP") and tokens[i].deprel not in ("acl:relcl", "aux:pass", "aux"):
                return None
        return None

    def _has_owner(self, quotation: Quotation) -> bool:
        """Whether quoted words end what a cue before says: 'After the miners said they would "stay", Holm left'."""
        before = quotation.first - 2
        return any(
            a.head < before and before in a.content and self.doc.tokens[a.head].relation == "advcl"
            for a in self._in_sentence(self.doc.tokens[quotation.first].sentence)
        )

    def _said_before(self, quotation: Quotation, cue: int) -> bool:
        """Whether quoted words end what a cue before says that `cue` goes on from: 'said it "rained", and said'."""
        token, before = self.doc.tokens[cue], quotation.first - 2
        goes_on = token.relation == "conj" or (token.relation == "advcl" and token.xpos == "VBG")
        own = bool(self.doc.dependents(cue, "nsubj"))
        return goes_on and any(
            a.head < before and before in a.content and not a.quoted and (a.head == token.head or not own)
            for a in self._in_sentence(token.sentence)
        )

    def _pauses(self, quotation: Quotation) -> bool:
        """Whether the quotation ends with a comma or a stop, inside the marks or just after them."""
        tokens = self.doc.tokens
        near = [tokens[quotation.last - 1].text, *(t.text for t in tokens[quotation.last + 1 : quotation.last + 2])]
        return any(t in (",", ".", "?", "!", "...", "…", "-", "--", "—", "–") for t in near)

    def _colon(self, quotation: Quotation) -> int | None:
        """The cue of the sentence before, where that ends with a colon and the quotation begins its own."""
        number = self.doc.tokens[quotation.first].sentence
        if number == 0 or not self.quotations.opens(quotation):
            return None
        sentence = self.doc.sentences[number - 1]
        if self.doc.tokens[sentence.last - 1].text != ":":
            return None
        heads = [i for i in range(sentence.first, sentence.last) if self._speaks(i)]
        return heads[-1] if heads else None

    def _signed(self, quotation: Quotation) -> Attribution | None:
        """The name under a quotation: '"It is over." -- Ann Orlova, teacher'; the dash is the cue."""
        tokens, last = self.doc.tokens, quotation.last + 1
        if not quotation.closed or last + 1 >= len(tokens) or tokens[last].text not in _DASHES:
            return None
        end = self.doc.sentence_of(last).last
        name = [i for i in range(last + 1, min(end, last + 5)) if tokens[i].upos == "PROPN"]
        if not name or any(tokens[i].xpos in ("VBD", "VBZ", "VBP", "MD") for i in range(last + 1, end)):
            return None
        words = set(range(quotation.first, quotation.last))
        one = Attribution(last, [last], "statement", "signed", words, name[:1], True)
        one.why = "a name under a quotation"
        self.found.append(one)
        return one

    def _speaks(self, i: int) -> bool:
        if self.doc.tokens[i].upos != "VERB" or self.quotations.goes_on(i):
            return False
        cue = cues.cue_at(self.doc, i)
        return cue is not None and "quote" in cue.kinds

    def _speaker(self, quotation: Quotation, last: tuple[int, Attribution] | None) -> Attribution | None:
        """Who plainly goes on: the last one quoted, else the speaker of the sentence before.

        None where the quotation's sentence has a cue of its own outside the marks, or the last word is further away.
        """
        number = self.doc.tokens[quotation.first].sentence
        if last is not None and self._resumed(quotation, last[1]):
            return last[1]
        if number in self.cited or any(self.quotations.at(a.head) is None for a in self._in_sentence(number)):
            return None
        if last is not None and number - last[0] in (0, 1):
            return last[1]
        if number == 0 or not self.quotations.opens(quotation):
            return None
        ahead = self._in_sentence(number - 1)
        before = [
            a for a in ahead
            if self._speaks(a.head) and self.quotations.at(a.head) is None and a.kind != "denial"
        ]  # fmt: skip
        return max(before, key=lambda a: len(a.content), default=None)

    def _resumed(self, quotation: Quotation, one: Attribution) -> bool:
        """Whether a quotation goes on behind the speaker: '"No," said a man who had waited, "not I."'"""
        same = self.doc.tokens[one.head].sentence == self.doc.tokens[quotation.first].sentence
        others = [
            a for a in self._in_sentence(self.doc.tokens[one.head].sentence) if a.head > one.head and a is not one
        ]
        before = self.doc.tokens[max(0, quotation.first - 2)].text
        outside = [a for a in others if self.quotations.at(a.head) is None and a.head < quotation.first]
        return same and one.quoted and one.head < quotation.first and before == "," and not outside

    def _named_by(self, subject: int, speaker: Attribution) -> bool:
        """Whether the name of a subject is among the words of a source."""
        name = self.doc.name_at[subject]
        said = {self.doc.tokens[i].text for s in speaker.source for i in range(*words(self.doc, s))}
        return any(self.doc.tokens[i].text in said for i in range(name.first, name.last))

    def _told_by_reporter(self, quotation: Quotation, last: Attribution | None) -> bool:
        """Whether a sentence with quoted words tells what the speaker does: 'The spokesman lashed out at "foes".'"""
        if self.quotations.opens(quotation):
            return False
        sentence = self.doc.sentence_of(quotation.first)
        roots = [i for i in range(sentence.first, sentence.last) if self.doc.tokens[i].is_root]
        subjects = [s for r in roots for s in self.doc.dependents(r, "nsubj") if self.quotations.at(s) is None]
        named = [s for s in subjects if s in self.doc.name_at and self.doc.name_at[s].label == "PERSON"]
        if any(not self._named_by(s, last) for s in named if last is not None):
            return True  # 'Arden, who came "because it was late", expressed regret' is none of Orlova's words
        return any(self.doc.tokens[s].text.lower() in ("spokesman", "spokeswoman", "minister", "president", "official")
                   for s in subjects)  # fmt: skip

    def _in_sentence(self, number: int) -> list[Attribution]:
        sentence = self.doc.sentences[number]
        return [a for a in self.found if sentence.first <= a.head < sentence.last]

    def _withdraw(self, quotation: Quotation, owner: Attribution) -> None:
        """Takes the quotation from other attributions, save those whose content holds the owner's own cue."""
        words = range(quotation.first, quotation.last)
        for other in self.found:
            if other is not owner and other.head not in words and owner.head not in other.content and not other.quoted:
                other.content.difference_update(words)

    def _give(self, quotation: Quotation, head: int) -> Attribution:
        words = set(range(quotation.first, quotation.last))
        one = self.by_head.get(head)
        if one is None:
            cue = cues.cue_at(self.doc, head)
            kind = cue.kinds["quote"] if cue else "statement"
            one = Attribution(head, [head], kind, "quote", words, source_of(self.doc, head))
            one.why = "a quotation beside the cue"
            if not one.source and head >= quotation.last:  # "chanted the crowd", which the parse takes for its object
                one.source = [o for o in self.doc.dependents(head, "obj") if o > head][:1]
            self.by_head[head] = one
            self.found.append(one)
        elif not one.quoted and (self.quotations.opens(quotation) or self._announced(quotation, head)):
            ahead = {i for i in one.content if head < i < quotation.first and self.doc.tokens[i].upos != "PUNCT"}
            clause = len(ahead) > 3 and any(self.doc.tokens[i].upos in ("VERB", "AUX") for i in ahead)
            one.content = words | (one.content if clause else set())  # 'said that while it rained, "nobody left"'
        else:
            one.content |= words
        one.quoted = True
        one.content |= self._rest(quotation, one) | self._remainder(quotation, one)
        return one

    def _remainder(self, quotation: Quotation, one: Attribution) -> set[int]:
        """What ends the sentence quoted, behind the marks: '"The vote will be held" [on Monday], she said'."""
        tokens, tags = self.doc.tokens, self.doc.attribution
        stop = min([one.head, *one.cue, *(words(self.doc, s)[0] for s in one.source)])
        first = quotation.last + 1
        if stop <= first or tokens[quotation.last].upos != "PUNCT" or tokens[first - 2].upos == "PUNCT":
            return set()
        end = next((i for i in range(first, stop) if tokens[i].text == ","), stop)
        rest = range(first, end)
        if end + 1 != stop or not rest or len(rest) > _REACH or any(self.quotations.at(i) for i in rest):
            return set()
        seen = tags is None or sum(tags.content[i] for i in rest) >= 0.5 * len(rest)
        return set(rest) if seen else set()

    def _rest(self, quotation: Quotation, one: Attribution) -> set[int]:
        """What goes on after a cue that breaks into a clause: '"But," she added, the king "has the last word."'"""
        tokens, sentence = self.doc.tokens, self.doc.sentence_of(one.head)
        said = tokens[quotation.first : quotation.last]
        if one.head < quotation.last or tokens[quotation.last - 1].sentence != tokens[one.head].sentence:
            return set()
        if any(t.upos in ("VERB", "AUX") for t in said) or said[-1].text != ",":
            return set()
        last = max(one.head, *(words(self.doc, s)[1] - 1 for s in one.source))
        rest = range(last + 1, sentence.last)
        clause = any(tokens[i].xpos in ("VBD", "VBZ", "VBP", "MD") for i in rest)
        return set(rest) if rest and tokens[rest[0]].text == "," and clause else set()

    def _announced(self, quotation: Quotation, head: int) -> bool:
        """Whether a comma or colon between the cue and the opening mark says that all that is said is quoted."""
        marks = self.doc.tokens[max(0, quotation.first - 2) : quotation.first]
        return head < quotation.first and any(t.text in (",", ":") for t in marks)

    def _carry(self, quotation: Quotation, speaker: Attribution) -> Attribution:
        """The speaker goes on: a quoted claim grows, an indirect one is followed by a claim of its own."""
        words = set(range(quotation.first, quotation.last))
        whole = self.quotations.opens(quotation)
        if speaker.quoted and whole:
            speaker.content |= words
            return speaker
        if not whole:
            sentence = self.doc.sentence_of(quotation.first)
            words |= set(range(sentence.first, sentence.last))
        one = Attribution(speaker.head, speaker.cue, speaker.kind, "carried", words, speaker.source, True)
        one.why = "the speaker of the sentence before goes on"
        self.found.append(one)
        return one
