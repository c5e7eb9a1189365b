"""Text to `Document`: words, sentences, tags, parse, names, attributions, events, coreference, from one neural pass."""

from readout.language.core import Core
from readout.language.document import Attribution, Document, EventTag, Mention, Name, Sentence, Token

__all__ = ["Attribution", "Core", "Document", "EventTag", "Mention", "Name", "Sentence", "Token"]
