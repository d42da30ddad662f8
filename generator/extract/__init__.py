"""What a cleaned text names: directives, localities, models, movements, figures.

Each package here is independent of the others and of how the text was read; spans are code points of the text given.
"""
