"""Who takes part: the knowledge base, phrases resolved on their own, and the cast of a document."""
