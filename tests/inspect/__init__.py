"""``danvan inspect``: its JSON, its words, its scores, and what it does with bad files."""
