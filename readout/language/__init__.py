"""Text to `Document`: words, sentences, tags, parse, names, attributions and events, from one neural pass."""

from readout.language.core import Core
from readout.language.document import Attribution, Document, EventTag, Name, Sentence, Token

__all__ = ["Attribution", "Core", "Document", "EventTag", "Name", "Sentence", "Token"]
