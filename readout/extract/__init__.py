"""From a document to the items of its record: one module a family."""
