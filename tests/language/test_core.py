import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from readout.errors import WeightsError
from readout.language import Core, Document
from readout.language.weights import FOLDER
from readout.language.weights import load as load_weights

TEXT = (
    "GENEVA, May 4 (Agency) - Norway's foreign minister told reporters on Tuesday that talks "
    "with the rebels had not failed.\n\nHe met Anna Lind in Oslo. The army shelled two villages, officials said."
)


@cache
def core() -> Core:
    return Core(threads=1)


@cache
def document() -> Document:
    return core().parse([TEXT])[0]


def test_tokens_are_the_text_in_order() -> None:
    d = document()
    assert [t.i for t in d.tokens] == list(range(len(d.tokens)))
    assert all(d.text[t.start : t.end] == t.text for t in d.tokens)
    assert all(a.end <= b.start for a, b in zip(d.tokens, d.tokens[1:], strict=False))


def test_each_sentence_is_a_tree_of_its_own() -> None:
    d = document()
    for sentence in d.sentences:
        inside = range(sentence.first, sentence.last)
        assert sum(d.tokens[i].is_root for i in inside) == 1
        assert all(d.tokens[i].head in inside for i in inside)
        root = next(i for i in inside if d.tokens[i].is_root)
        assert all(root in d.ancestors(i) for i in inside if i != root)
        assert all((d.tokens[i].deprel == "root") == d.tokens[i].is_root for i in inside)


def test_plain_syntax_is_read() -> None:
    d = document()
    words = {t.text: t for t in d.tokens}
    assert words["told"].upos == "VERB" and words["told"].lemma == "tell"
    assert d.tokens[words["minister"].head].text == "told" and words["minister"].deprel == "nsubj"
    assert d.tokens[words["shelled"].head].text == "said"
    assert d.tokens[words["villages"].head].text == "shelled" and words["villages"].deprel == "obj"


def test_names_carry_their_kind() -> None:
    d = document()
    found = {d.words(n.first, n.last): n.label for n in d.names}
    assert found.get("Anna Lind") == "PERSON"
    assert found.get("Oslo") == "PLACE"


def test_attribution_has_a_probability_for_each_token() -> None:
    d = document()
    assert d.attribution is not None
    for layer in (d.attribution.cue, d.attribution.source, d.attribution.content):
        assert len(layer) == len(d.tokens)
        assert all(0 <= p <= 1 for p in layer)
    said = next(t.i for t in d.tokens if t.text == "said")
    assert d.attribution.cue[said] > 0.5


def test_event_tags_stand_on_events() -> None:
    d = document()
    assert {"shelled", "said"} <= {d.tokens[e.token].text for e in d.event_tags}


def test_a_text_reads_the_same_alone_and_among_others() -> None:
    other = "Rain fell. " * 30
    alone, among = core().parse([TEXT])[0], core().parse([other, TEXT, ""])[1]
    assert [t.head for t in alone.tokens] == [t.head for t in among.tokens]
    assert [t.upos for t in alone.tokens] == [t.upos for t in among.tokens]


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "."])
def test_texts_with_little_in_them(text: str) -> None:
    (d,) = core().parse([text])
    assert d.text == text
    assert len(d.sentences) <= 1


@pytest.mark.parametrize("text", ["word " * 700, "x" * 5000, "a, b; c - " * 200, "😀 " * 50, "ABC1 ~^ " * 120])
def test_endless_sentences_are_read_in_parts(text: str) -> None:
    (d,) = core().parse([text])
    assert all(d.text[t.start : t.end] == t.text for t in d.tokens)
    assert d.sentences[-1].last == len(d.tokens)


def test_relate_gives_a_probability_for_each_type() -> None:
    (d,) = core().parse(["Police arrested the editor of a newspaper on Monday."])
    known, unknown = core().relate(d, [([0], [2, 3]), ([0], [])])
    for found in (known, unknown):
        assert tuple(found) == core().types and len(found) == 16
        assert 0 < sum(found.values()) <= 1.0001
    assert max(known, key=lambda k: known[k]) == "COERCE"


def test_relate_tells_two_acts_of_one_sentence_apart() -> None:
    (d,) = core().parse(["France praised Germany for its help, and Russia threatened Ukraine with war."])
    at = {token.text: token.i for token in d.tokens}
    pairs = [([at[actor]], [at[recipient]]) for actor, recipient in (("France", "Germany"), ("Russia", "Ukraine"))]
    praise, threat = core().relate(d, pairs)
    assert praise["SUPPORT"] > 0.7
    assert threat["THREATEN"] > praise["THREATEN"] + 0.1
    assert threat["SUPPORT"] < praise["SUPPORT"] - 0.2


def test_relate_reads_again_what_kept_no_vectors() -> None:
    d = document()
    bare = Document(d.text, d.tokens, d.sentences, d.names, d.event_tags, d.attribution, None)
    last = d.sentences[-1]
    pair = ([last.first + 1], [last.first + 4])
    (found,) = core().relate(bare, [pair])
    assert sum(found.values()) > 0
    assert core().word_types(bare, [last.first + 2]).shape == (1, 16)


def test_word_types_have_a_row_for_each_token() -> None:
    found = core().word_types(document(), [0, 3])
    assert found.shape == (2, 16)
    assert np.allclose(found.sum(1), 1, atol=1e-4)


def test_missing_weights_say_so(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="missing"):
        Core(folder=tmp_path)


def test_damaged_weights_say_so(tmp_path: Path) -> None:
    for name in ("labels.json", "vocab.txt", "relate.npz", "core.onnx"):
        shutil.copy(FOLDER / name, tmp_path / name)
    (tmp_path / "vocab.txt").write_text("[PAD]\n", encoding="utf-8")
    with pytest.raises(WeightsError, match=r"vocab\.txt.*damaged"):
        Core(folder=tmp_path)


def test_weights_of_another_format_say_so(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(WeightsError, match="format 99"):
        load_weights(tmp_path)


def test_the_files_that_ship_are_small() -> None:
    assert sum(f.stat().st_size for f in FOLDER.iterdir()) <= 30_000_000


TALK = "The foreign minister of Zembla met the envoy of Ruritania on Monday. They agreed to open the border. " * 10


def test_many_texts_on_threads_are_the_documents_of_one_thread() -> None:
    texts = [f"Envoy {n} spoke. {TALK[: 200 * n]}" for n in range(30)] + ["", "One word."]
    with_threads = Core(threads=2).parse(texts)
    assert [d.tokens for d in with_threads] == [d.tokens for d in core().parse(texts)]


def test_the_first_text_is_there_before_the_second_is_asked_for_and_then_one_group_ahead() -> None:
    asked: list[int] = []

    def texts() -> Iterator[str]:
        for n in range(400):
            asked.append(n)
            yield TALK

    documents = Core(threads=2).parse_stream(texts())
    next(documents)
    assert asked == [0]
    next(documents)
    assert 2 < len(asked) < 240


def test_a_caller_that_stops_early_leaves_the_threads_nothing_to_do() -> None:
    read = Core(threads=2)
    ran: list[int] = []
    run = read._run
    read._run = lambda chunks: ran.append(len(chunks)) or run(chunks)  # type: ignore[method-assign,func-returns-value]
    documents = read.parse_stream([TALK] * 150)
    for _ in range(3):
        next(documents)
    del documents
    begun = len(ran)
    assert len(read.parse([TALK])) == 1
    assert len(ran) <= begun + 4
