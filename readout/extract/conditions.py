"""What an entry of the lexicon may ask of the words around its verb: "+group", "+person", "+crowd"."""

from __future__ import annotations

from readout.extract import syntax
from readout.extract.lexicon import listed
from readout.language.document import Document, Token

_TRANSPARENT = listed("transparent")
_NOT_AFTER_A_CALLED_ONE = ("NOUN", "PROPN", "ADJ", "DET")


def infinitive(doc: Document, i: int) -> bool:
    """Whether an infinitive completes the verb."""
    return any(syntax.is_infinitive(doc, c) for c in doc.dependents(i, "xcomp", "ccomp", "advcl"))


def object_infinitive(doc: Document, i: int) -> bool:
    """Whether an object with an infinitive does: "told them to leave"."""
    has_object = bool(doc.dependents(i, "obj", "iobj")) or syntax.is_passive(doc, i)
    return infinitive(doc, i) and (has_object or bool(doc.dependents(i, "ccomp")))


def that_clause(doc: Document, i: int) -> bool:
    """Whether a finite clause does."""
    return any(not syntax.is_infinitive(doc, c) for c in doc.dependents(i, "ccomp"))


def must_clause(doc: Document, i: int) -> bool:
    """Whether the complement says what another must do: "said Sudan must return it", "insists that Iran comply"."""
    mine = set(syntax.subjects(doc, i))
    for c in doc.dependents(i, "ccomp"):
        theirs = syntax.surface_subjects(doc, c)
        told = bool(syntax.objects_direct(doc, i)) and {doc.tokens[s].text.lower() for s in theirs} <= {"they", "it"}
        pronoun = any(doc.tokens[s].upos == "PRON" for s in theirs) and not told  # "told [Estria] it must leave"
        if not theirs or set(theirs) & mine or pronoun:
            continue
        modal = any(doc.tokens[a].text.lower() == "must" for a in doc.dependents(c, "aux"))
        one = all(doc.tokens[s].xpos not in ("NNS", "NNPS") for s in theirs)
        subjunctive = (
            one
            and doc.tokens[c].xpos == "VB"
            and not doc.dependents(c, "aux")
            and not syntax.is_infinitive(doc, c)
            and doc.tokens[c - 1].text.lower() != "to"  # "is due to take effect"
        )
        if modal or subjunctive:
            return True
    return False


def culprit_clause(doc: Document, i: int) -> bool:
    """Whether the complement says who did it: "said rebels were responsible for the raid", "were behind the raid"."""
    deeds = listed("classes", "attack") | listed("classes", "violence") | listed("crimes")
    for c in doc.dependents(i, "ccomp"):
        theirs = syntax.surface_subjects(doc, c)
        if not theirs or any(doc.tokens[s].upos == "PRON" for s in theirs) or doc.dependents(c, "aux"):
            continue
        if syntax.negated(doc, c) or not doc.dependents(c, "cop"):
            continue
        name, done = syntax.lemma(doc, c), [syntax.lemma(doc, o) for o in syntax.obliques(doc, c, "for", "of")]
        if name in listed("to_blame") and (not done or set(done) & deeds):
            return True
        if syntax.case_of(doc, c) == "behind" and name in deeds:
            return True
    return False


def probing(doc: Document, i: int) -> bool:
    """Whether one does it to look into something: "sent a team to investigate the crash"."""
    aims = [c for h in (i, *syntax.objects_direct(doc, i)) for c in doc.dependents(h, "advcl", "xcomp", "acl")]
    return any(syntax.is_infinitive(doc, c) and syntax.lemma(doc, c) in listed("probing") for c in aims)


def group(doc: Document, i: int) -> bool:
    """Whether several act together: a plural subject, a body, or "with" and "between"."""
    if syntax.obliques(doc, i, "with", "between"):
        return True
    for s in syntax.surface_subjects(doc, i):
        token = doc.tokens[s]
        plural = token.xpos in ("NNS", "NNPS") or token.text.lower() in ("they", "we", "both", "two", "all")
        if plural or doc.dependents(s, "conj") or syntax.lemma(doc, s) in listed("bodies"):
            return True
        if any(doc.tokens[m].text in ("Council", "Union", "Parliament") for m in (s, *doc.children[s])):
            return True
    return False


def person(doc: Document, i: int) -> bool:
    """Whether the object is a person or people."""
    found = syntax.objects(doc, i)
    if set(doc.dependents(i, "xcomp", "ccomp")) - set(found):
        return False
    for o in found:
        token = doc.tokens[o]
        name = doc.name_at.get(o)
        if name and (name.label == "PERSON" or (name.label == "MISC" and token.text.endswith("s"))):
            return True
        if syntax.lemma(doc, o) in listed("classes", "person"):
            return True
        if token.upos == "PROPN" and name is None:
            return True
        if token.upos == "PRON" and token.text.lower() in ("him", "her", "them", "me", "us", "who", "he", "she"):
            return True
        if syntax.lemma(doc, o) in listed("classes", "visitor"):
            return True
    return False


def name(doc: Document, i: int) -> bool:
    """Whether the object bears a name: "suspended Norland", not "suspended talks"."""
    return any(doc.tokens[o].upos == "PROPN" for o in syntax.objects_direct(doc, i))


def marks(doc: Document, i: int) -> list[Token]:
    """The prepositions and conjunctions before a word."""
    return [doc.tokens[m] for m in doc.dependents(i, "case", "mark")]


def party_lemmas(doc: Document, i: int) -> set[str]:
    """Lemmas of the subjects and objects of a verb, with what stands after "a series of"."""
    heads = [*syntax.surface_subjects(doc, i), *syntax.objects(doc, i)]
    heads += [o for h in heads if syntax.lemma(doc, h) in _TRANSPARENT for o in syntax.obliques(doc, h, "of")]
    return {syntax.lemma(doc, h) for h in heads}


def nuclear(doc: Document, i: int) -> bool:
    """Whether the object of a verb is said to be nuclear: "a nuclear device", not "a bomb near the market"."""
    words = {doc.tokens[d].lemma.lower() for o in syntax.objects(doc, i) for d in doc.dependents(o, "amod", "compound")}
    return bool(words & listed("atomic"))


def armed(doc: Document, i: int) -> bool:
    """Whether the sentence speaks of violence: "targeted by a bomb", not "targeted by advertising"."""
    sentence = doc.sentence_of(i)
    found = {t.lemma.lower() for t in doc.tokens[sentence.first : sentence.last]}
    weapons = listed("classes", "weapons") | listed("classes", "attack") | listed("classes", "military")
    return bool(found & (weapons | {"kill", "bomb", "blast", "explosion", "wound", "gunfire", "shoot", "explode"}))


def alone(doc: Document, i: int) -> bool:
    """Whether nothing stands after the object that says what it is called: "called them cowards"."""
    for o in syntax.objects(doc, i):
        end = syntax.phrase(doc, o)[1]
        after = doc.tokens[end] if end < doc.sentence_of(i).last else None
        quoted = after is not None and (after.text in ('"', "``", "''", "“") or after.upos in _NOT_AFTER_A_CALLED_ONE)
        if quoted and after is not None and not syntax.is_time(doc, after.i):
            return False
    return True


def from_a_place(doc: Document, i: int) -> bool:
    """Whether one is put out of a country or place, and not of a club or party."""
    for o in syntax.obliques(doc, i, "from", "out of"):
        name = doc.name_at.get(o)
        if (name and name.label == "PLACE") or syntax.lemma(doc, o) in listed("classes", "grounds"):
            return True
    return False


def crowd(doc: Document, i: int) -> bool:
    """Whether a crowd, or people who protest or strike, is the subject."""
    doers = syntax.agents(doc, i) if syntax.is_passive(doc, i) else syntax.surface_subjects(doc, i)
    return any(
        syntax.lemma(doc, s) in listed("classes", "crowd") or doc.tokens[s].text.lower() in ("thousands", "hundreds")
        for s in doers
    )


def subject_lemmas(doc: Document, i: int) -> set[str]:
    """Lemmas of the grammatical subjects of a verb."""
    return {syntax.lemma(doc, s) for s in syntax.surface_subjects(doc, i)}


def purposes(doc: Document, i: int) -> set[str]:
    """Lemmas of the verbs that say why or with what words one does it, and of nouns after "in": "in protest"."""
    said = {syntax.lemma(doc, c) for c in doc.dependents(i, "advcl", "xcomp", "conj")}
    return said | {syntax.lemma(doc, o) for o in syntax.obliques(doc, i, "in")}


def military(doc: Document, i: int) -> bool:
    """Whether troops or armed groups are the subject."""
    return bool(subject_lemmas(doc, i) & (listed("classes", "military") | listed("classes", "troops")))


def allied(doc: Document, i: int) -> bool:
    """Whether armed men do it with armed men: "troops backed by paratroopers"."""
    force = listed("classes", "military") | listed("classes", "troops")
    sides = [syntax.subjects(doc, i), syntax.objects(doc, i)]
    return all(any(syntax.lemma(doc, n) in force for n in side) for side in sides)


def unarmed(doc: Document, i: int) -> bool:
    """Whether no armed men are the subject: "attacked the mayor over the dogs"."""
    return not military(doc, i)


def legislature(doc: Document, i: int) -> bool:
    """Whether a parliament or its members are the subject."""
    return bool(subject_lemmas(doc, i) & listed("legislatures"))


def document(doc: Document, i: int) -> bool:
    """Whether a text is the subject: "a report attacking the minister"."""
    return bool(subject_lemmas(doc, i) & listed("documents"))


def abusive(doc: Document, i: int) -> bool:
    """Whether a participle says with what words one attacks: "calling him a liar"."""
    said = [c for c in doc.dependents(i, "advcl") if doc.tokens[c].xpos == "VBG"]
    return any(syntax.lemma(doc, c) in listed("abuse") for c in said)


def place(doc: Document, i: int) -> bool:
    """Whether the object is a place by name: "took over Orsk"."""
    names = [doc.name_at.get(o) for o in syntax.objects(doc, i)]
    return any(name is not None and name.label == "PLACE" for name in names)
