"""Documents built by hand: a test writes a small CoNLL-U string and gets the `Document` that the core would give."""

from __future__ import annotations

from readout.language.document import Document, Name, Sentence, Token


def document_from_conllu(conllu: str) -> Document:
    """Reads CoNLL-U into a document.

    The text is rebuilt from the forms: one space after each word, none after `SpaceAfter=No`, one space between
    sentences. Names stand in MISC as `Name=B-PERSON`, `Name=I-PERSON` (`SpaceAfter=No|Name=B-PLACE`). Columns are split
    at tabs, or at any run of spaces where a line has no tab; columns that are missing at the end count as "_", and a
    missing lemma as the form. Lines of split words ("2-3") and empty nodes ("2.1") are left out.
    Raises ValueError where a head is not a number.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    at = 0
    for number, rows in enumerate(_blocks(conllu)):
        first, begin = len(tokens), at
        index = {row[0]: first + n for n, row in enumerate(rows)}
        for n, row in enumerate(rows):
            form, misc = row[1], row[9].split("|")
            i = first + n
            head = index[row[6]] if row[6] not in ("0", "_") else i
            lemma = form if row[2] == "_" and form != "_" else row[2]
            relation = "root" if row[7] == "_" and head == i else row[7]
            tokens.append(Token(i, at, at + len(form), form, lemma, row[3], row[4], head, relation, number))
            at += len(form) + (0 if "SpaceAfter=No" in misc and n < len(rows) - 1 else 1)
            _note_name(names, i, next((m[5:] for m in misc if m.startswith("Name=")), "O"))
        sentences.append(Sentence(number, first, len(tokens), begin, at - 1))
    text = "".join(t.text + " " * (_next_start(tokens, t.i) - t.end) for t in tokens)
    return Document(text, tuple(tokens), tuple(sentences), tuple(names))


def _blocks(conllu: str) -> list[list[list[str]]]:
    """Rows of each sentence, ten columns each, indentation and comments left out."""
    blocks: list[list[list[str]]] = [[]]
    for line in (raw.strip() for raw in conllu.splitlines()):
        if not line:
            blocks.append([])
        elif not line.startswith("#"):
            row = line.split("\t") if "\t" in line else line.split()
            if row[0].isdigit():
                blocks[-1].append(row + ["_"] * (10 - len(row)))
    return [block for block in blocks if block]


def _note_name(names: list[Name], i: int, tag: str) -> None:
    place, _, label = tag.partition("-")
    if place == "B":
        names.append(Name(i, i + 1, label))
    elif place == "I" and names and names[-1].last == i:
        names[-1] = Name(names[-1].first, i + 1, names[-1].label)


def _next_start(tokens: list[Token], i: int) -> int:
    return tokens[i + 1].start if i + 1 < len(tokens) else tokens[i].end
