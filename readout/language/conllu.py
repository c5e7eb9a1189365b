"""A `Document` as CoNLL-U, the treebanks' interchange format (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator

from readout.language.document import Document, Sentence, Token


def to_conllu(document: Document) -> str:
    """CoNLL-U of a document: ten columns a word, sentences ended by a blank line.

    Each sentence has `# sent_id` (its number from 1) and `# text` (its words with the whitespace between them made one
    space); a blank line in the text before it gives `# newpar`. MISC holds `SpaceAfter=No` and the name that covers the
    word (`Name=B-PERSON`, `Name=I-PERSON`). Every word has a line of its own, parts of contractions too. Returns ""
    for a document without sentences.
    """
    return "".join(line + "\n" for sentence in document.sentences for line in _lines(document, sentence))


def _lines(document: Document, sentence: Sentence) -> Iterator[str]:
    tokens = document.tokens[sentence.first : sentence.last]
    before = document.tokens[sentence.first - 1].end if sentence.first else 0
    if document.text.count("\n", before, sentence.start) > 1 or not sentence.first:
        yield "# newpar"
    yield f"# sent_id = {sentence.i + 1}"
    yield "# text = " + "".join(t.text + (" " if _spaced(document, t) else "") for t in tokens).rstrip(" ")
    for number, token in enumerate(tokens, 1):
        head = 0 if token.is_root else token.head - sentence.first + 1
        relation = "root" if token.is_root else _cell(token.deprel)
        columns = (number, token.text, _cell(token.lemma), _cell(token.upos), _cell(token.xpos), "_", head, relation)
        yield "\t".join(map(str, columns)) + f"\t_\t{_misc(document, token)}"
    yield ""


def _cell(value: str) -> str:
    return value.replace(" ", "_") or "_"


def _spaced(document: Document, token: Token) -> bool:
    """Whether whitespace, or the end of the document, follows a word."""
    return token.end >= len(document.text) or document.text[token.end].isspace()


def _misc(document: Document, token: Token) -> str:
    notes = []
    if (name := document.name_at.get(token.i)) is not None:
        notes.append(f"Name={'B' if token.i == name.first else 'I'}-{name.label}")
    if not _spaced(document, token):
        notes.append("SpaceAfter=No")
    return "|".join(notes) or "_"
