"""When an act happened, or is to happen: the time expression that belongs to it in the parse, else in its sentence."""

from __future__ import annotations

from datetime import date
from functools import cache

from readout.extract.agenda import noun_kind
from readout.extract.day_words import compared, lexicon, occasion, path_up, year_of_a_thing
from readout.extract.reading import Reading
from readout.extract.syntax import case_of, conditions, lemma, modality, phrase, predicate, tense
from readout.language.document import Document
from readout.record import Period, Time

_CLAUSES = ("ccomp", "advcl", "acl", "parataxis", "csubj")
_FAR = 99
_YEAR, _DECADE = 366, 3653  # days
_OPEN = 10**6  # days of a period with an open end
_AHEAD = ("future", "would")


def when(reading: Reading, token: int) -> Period | None:
    """The period of the act whose verb or noun is `token`.

    The expression that hangs lowest above or below the act wins: first one in its own phrase or clause, then one of
    the clause that it serves ("agreed Monday to meet" dates the agreeing, "will meet Monday" the meeting). One
    in a clause apart is not taken. Failing that, the only day that the sentence names: "said Tuesday that troops left"
    dates the leaving for want of better. `None` where nothing dates the act.
    """
    doc = reading.document
    own = own_times(reading, token)
    if own and own[0].period is not None:
        return _until_now(reading, token, own[0].period)
    if (main := _hours_from(doc, token)) is not None:
        return when(reading, main)
    if (noun := occasion(doc, token)) is not None and (days := own_times(reading, noun)):
        return days[0].period
    sure = modality(doc, token)
    if sure in (*_AHEAD, "conditional"):
        return _condition_day(reading, token) or next_day(reading, token)
    found = reading.dated[doc.tokens[token].sentence]
    lent = _borrowed(doc, token, [time for time, _ in found], [head for _, head in found])
    if lent:
        return _retold(reading, token) or lent
    return carried(reading, token)


def said_on(reading: Reading, token: int) -> Period | None:
    """The day of the words in which an act is done by speaking ("We call on all to come tomorrow, he said")."""
    doc = reading.document
    for up in doc.ancestors(token):
        if _says(doc, up):
            own = own_times(reading, up)
            return own[0].period if own else carried(reading, up)
    return carried(reading, token)


def _retold(reading: Reading, token: int) -> Period | None:
    """The day that the next sentences give to the same act: "was shot, they said Tuesday. He was shot on Sunday"."""
    doc, name = reading.document, lemma(reading.document, token)
    here = doc.tokens[token].sentence
    if reading.published is None or tense(doc, token) != "past":
        return None
    for sentence in doc.sentences[here + 1 : here + 1 + lexicon()["retold_sentences"]]:
        for i in range(sentence.first, sentence.last):
            if doc.tokens[i].upos != "VERB" or lemma(doc, i) != name or tense(doc, i) != "past":
                continue
            own = own_times(reading, i)
            period = own[0].period if own else None
            if period and period.start and period.start == period.end:
                ago = (reading.published - date.fromisoformat(period.start)).days
                return period if 0 <= ago <= lexicon()["week"] else None
    return None


def _hours_from(doc: Document, token: int) -> int | None:
    """The act that a clause stands only hours from, so of its day: "[called] hours before she was to meet them"."""
    verb = doc.tokens[token]
    while verb.relation == "xcomp" and not verb.is_root:
        verb = doc.tokens[verb.head]
    marks = [m for m in doc.dependents(verb.i, "mark") if doc.tokens[m].text.lower() in ("before", "after")]
    if verb.relation != "advcl" or not marks or marks[0] == 0:
        return None
    return verb.head if doc.tokens[marks[0] - 1].text.lower() in lexicon()["short"] else None


def _until_now(reading: Reading, token: int, period: Period) -> Period:
    """The period, ended with the report for what is told as done: "has killed 60 this year"."""
    doc = reading.document
    if reading.published is None or period.start is None or period.end is None or placed_ahead(doc, token):
        return period
    today = reading.published.isoformat()
    done = tense(doc, predicate(doc, token)) in ("past", "perfect")
    return period.model_copy(update={"end": today}) if done and period.start <= today < period.end else period


def _condition_day(reading: Reading, token: int) -> Period | None:
    """The day of the condition that an act hangs on: "If there is no deal by March 1, sanctions will be lifted"."""
    doc = reading.document
    for clause in conditions(doc, token):
        below = set(doc.subtree(clause))
        for time, head in reading.dated[doc.tokens[token].sentence]:
            if head in below:
                return time.period
    return None


def next_day(reading: Reading, token: int) -> Period | None:
    """The first day to come after the verb `token` in its sentence, where no other verb stands between to own it."""
    doc = reading.document
    if doc.tokens[token].upos not in ("VERB", "AUX"):
        return None
    for time, day in reading.dated[doc.tokens[token].sentence]:
        if day < token or time.period is None or not begins_ahead(reading.published, time.period):
            continue
        between = doc.tokens[token + 1 : day]
        owned = any((t.upos == "VERB" and t.xpos != "VBN") or t.text in (";", "and") for t in between)
        return None if owned or apart(doc, day) else time.period
    return None


def begins_ahead(published: date | None, period: Period) -> bool:
    """Whether a period begins after the day of the report."""
    return bool(published and period.start and period.start > published.isoformat())


def carried(reading: Reading, token: int) -> Period | None:
    """The day on which the story stands: that of the lead, or of the episode that a pronoun or "also" goes on with.

    Only for what the report tells as done then: a main verb in the simple past, or a speaker's own act in the present
    ("We demand"); and only days of the report's own time, the two before it included.
    """
    doc = reading.document
    if doc.tokens[token].upos == "NOUN" and _at_meeting(doc, token):
        token = predicate(doc, token)
    if reading.published is None or not _tells(doc, token) or _of_other_days(reading, token):
        return None
    for time, head in reading.dated[doc.tokens[token].sentence]:
        ahead = time.period is not None and begins_ahead(reading.published, time.period)
        if not ahead and doc.tokens[predicate(doc, head)].deprel != "acl:relcl":
            return None
    here = doc.tokens[token].sentence
    for sentence in range(here - 1, -1, -1) if _goes_on(doc, token) else range(here):
        for time, head in reading.dated[sentence]:
            verb = predicate(doc, head)
            if tense(doc, verb) == "past" and time.period and _fresh(reading.published, time.period):
                return time.period
    return None


def _of_other_days(reading: Reading, token: int) -> bool:
    """Whether words other than a day say that an act is no news: "in recent years", "pledged in the statement"."""
    doc = reading.document
    span = doc.sentence_of(token)
    inside = [t for t in reading.times if span.start <= t.span.start < span.end]
    if any(t.value == "PAST_REF" or (t.period and _era(reading, t.period)) for t in inside):
        return True
    for c in doc.dependents(token, "obl"):
        known = any(doc.tokens[d].text.lower() in ("the", "that", "its", "their") for d in doc.dependents(c, "det"))
        if known and case_of(doc, c) in ("in", "under") and lemma(doc, c) in lexicon()["documents"]:
            return True
    return False


def _goes_on(doc: Document, token: int) -> bool:
    """Whether a sentence goes on with the one before: "They also burned the flag"."""
    words = {doc.tokens[c].text.lower() for c in doc.dependents(token, "nsubj", "advmod")}
    return bool(words & set(lexicon()["goes_on"]))


def _tells(doc: Document, token: int) -> bool:
    """Whether an act is told as the story's own: the verb of a main clause, of a quotation or of what someone says."""
    verb = doc.tokens[token]
    if verb.upos not in ("VERB", "AUX") or verb.deprel == "acl:relcl":
        return False
    speaker = any(doc.tokens[s].text.lower() in ("i", "we") for s in doc.dependents(token, "nsubj"))
    told = tense(doc, token)
    main = verb.is_root or verb.relation in ("conj", "ccomp", "parataxis")
    return main and (told == "past" or (told == "present" and speaker))


def _at_meeting(doc: Document, noun: int) -> bool:
    """Whether a noun is a meeting at or right after which the act of its clause is done: "said after talks with"."""
    together = noun_kind(doc, noun) in ("meeting", "talks", "summit", "visit")
    return together and case_of(doc, noun).split(" ")[0] in lexicon()["same_day"]


def _fresh(published: date, period: Period) -> bool:
    if period.start is None or period.start != period.end:
        return False
    return bool(0 <= (published - date.fromisoformat(period.start)).days <= lexicon()["story_days"])


def own_times(reading: Reading, token: int) -> list[Time]:
    """The times that the parse ties to the act `token`, the nearest first; those of speech about it left out.

    An act that lies ahead takes no day that was over before the report where there is another.
    """
    doc = reading.document
    ranked = []
    for time, head in reading.dated[doc.tokens[token].sentence]:
        cost = _distance(doc, token, head)
        if cost < _FAR and not _of_something_else(reading, token, time, head):
            ranked.append((cost, abs(head - token), time))
    found = [time for _, _, time in sorted(ranked, key=lambda r: r[:2])]
    if reading.published and tense(doc, token) in ("past", "perfect", "pluperfect"):
        if not placed_ahead(doc, token):
            found = [t for t in found if t.period and not begins_ahead(reading.published, t.period)]
    elif len(found) > 1 and reading.published and modality(doc, token) in _AHEAD:
        today = reading.published.isoformat()
        found.sort(key=lambda t: bool(t.period and t.period.end and t.period.end <= today))
    return found


def _of_something_else(reading: Reading, token: int, time: Time, head: int) -> bool:
    """Whether a time tells of no single act: an age or era, or what the act is only compared with or counted from."""
    doc = reading.document
    if time.period is None or _era(reading, time.period) or compared(doc, token, head):
        return True
    if _made_then(doc, token, phrase(doc, head)[0] - 1):
        return True
    if begins_ahead(reading.published, time.period) is False and year_of_a_thing(doc, token, time, head):
        return True
    path = path_up(doc, head, token)
    return any(_old_news_trailing(reading, token, node, time.period) for node in path)


def _era(reading: Reading, period: Period) -> bool:
    """Whether a period is too long to date an act: over a decade, or over a year and not past ("by 2007-2009")."""
    days = _days(period)
    over = bool(reading.published and period.end and period.end < reading.published.isoformat())
    return days != _OPEN and days > (_DECADE if over else _YEAR)


def _old_news_trailing(reading: Reading, token: int, node: int, period: Period) -> bool:
    """Whether an older time stands in a participle clause after the act: "threw stones, fearing a replay of"."""
    doc = reading.document
    trailing = doc.tokens[node].relation == "advcl" and doc.tokens[node].xpos == "VBG" and token < node
    if not trailing or reading.published is None or period.end is None:
        return False
    return bool((reading.published - date.fromisoformat(period.end)).days > lexicon()["week"])


def placed_ahead(doc: Document, token: int) -> bool:
    """Whether a verb in a past tense looks ahead all the same: "was set for", "announced for", "were due"."""
    return lemma(doc, token) in lexicon()["arranging"] or bool(modality(doc, token))


def _borrowed(doc: Document, token: int, times: list[Time], heads: list[int]) -> Period | None:
    """The period of the only short time in a sentence, where it dates the verb of saying over the act."""
    if len(times) != 1 or times[0].period is None or _days(times[0].period) > lexicon()["borrowed_days"]:
        return None
    for up in doc.ancestors(token):
        if _says(doc, up) and _steps_up(doc, heads[0], up) is not None:
            return times[0].period
    return None


def _days(period: Period) -> int:
    if period.start is None or period.end is None:
        return _OPEN
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def _distance(doc: Document, token: int, head: int) -> int:
    """How far the time with head `head` is from the act `token`: the fewer clauses between the nearer; 99 = not its."""
    down = _steps_up(doc, head, token)
    if down is not None:
        return down
    cost, node = 0, token
    off = case_of(doc, token).split(" ")[0] in lexicon()["standing_off"] and not _at_meeting(doc, token)
    if doc.tokens[token].upos in ("NOUN", "PROPN") and off:
        return _FAR
    for up in doc.ancestors(token):
        relation = doc.tokens[node].relation
        if relation in _CLAUSES and _says(doc, up):
            return _FAR
        if doc.tokens[node].deprel == "acl:relcl" or relation == "parataxis":
            return _FAR
        cost += 3 if relation in _CLAUSES else 2 if relation == "conj" else 1
        below = _steps_up(doc, head, up)
        if below is not None and not _behind(doc, token, head, up):
            return cost + below
        node = up
    return _FAR


def _steps_up(doc: Document, head: int, top: int) -> int | None:
    """Clauses crossed from a time up to `top`; `None` where `top` is not above it, or it dates a clause between."""
    if head == top:
        return 0
    node, cost = head, 0
    for up in doc.ancestors(head):
        relation = doc.tokens[node].relation
        clause = doc.tokens[node].upos in ("VERB", "AUX") or bool(
            doc.dependents(node, "cop")
        )  # "who was a judge in May"
        if relation in (*_CLAUSES, "xcomp", "conj") and clause and node != head:
            if relation != "xcomp" and (relation == "conj" or not _bare(doc, node)):
                return None
            cost += 1
        if up == top:
            return cost
        if doc.tokens[up].upos in ("NOUN", "PROPN") and node == head and up != top and _named_day(doc, head, up):
            if apart(doc, head) or not _at_it(doc, up):
                return None
            cost += 2
        node = up
    return None


def _made_then(doc: Document, act: int, before: int) -> bool:
    """Whether the participle just before a day takes it from the act: "suspended the truce [signed] last month"."""
    token = doc.tokens[max(0, before)]
    if token.xpos != "VBN" or token.relation != "acl":
        return False
    return doc.tokens[token.head].relation == "obj" and doc.tokens[token.head].head == act < token.head < before


def _at_it(doc: Document, noun: int) -> bool:
    """Whether a dated noun is what the act is done at or to: "voted in Monday's poll", not "tighter over Monday's"."""
    return bool(case_of(doc, noun) in lexicon()["at_it"])


def _bare(doc: Document, verb: int) -> bool:
    """Whether a clause has no tense and subject of its own: "speaking Saturday, he warned", "a drive to retake"."""
    return doc.tokens[verb].xpos in ("VBG", "VBN", "VB") and not doc.dependents(verb, "nsubj", "aux")


def apart(doc: Document, head: int) -> bool:
    """Whether a time belongs to a noun that stands off from the act: "ahead of the opening of next week's talks"."""
    for up in doc.ancestors(head):
        if doc.tokens[up].upos not in ("NOUN", "PROPN"):
            return False
        if not _named_day(doc, head, up) and doc.tokens[head].head == up:
            return False
        first = phrase(doc, up)[0]
        before = {case_of(doc, up).split(" ")[0], *(t.text.lower() for t in doc.tokens[max(0, first - 2) : first])}
        if before & _apart_words():
            return True
    return False


def _named_day(doc: Document, head: int, noun: int) -> bool:
    """Whether a time is the noun's own: "next week's talks", "the March 1 deadline"."""
    return doc.tokens[head].relation in ("nmod", "compound", "amod", "nummod") and head < noun


def _behind(doc: Document, token: int, head: int, up: int) -> bool:
    """Whether the time hangs on another branch of `up` that is an act itself: the subject's or object's own date."""
    node = head
    for above in doc.ancestors(head):
        if above == up:
            break
        node = above
    return (
        node != head and doc.tokens[node].relation in ("nsubj", "obj", "nmod", "appos") and _dates_noun(doc, node, head)
    )


def _dates_noun(doc: Document, noun: int, head: int) -> bool:
    return doc.tokens[head].relation in ("nmod", "compound", "nummod", "amod") and doc.tokens[noun].upos in (
        "NOUN",
        "PROPN",
    )


def _says(doc: Document, i: int) -> bool:
    return lemma(doc, i) in lexicon()["saying"]


@cache
def _apart_words() -> frozenset[str]:
    return frozenset(lexicon()["apart"])
