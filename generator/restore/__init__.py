"""Makes badly read Vietnamese text readable, and is honest about it: a noisy channel over syllables.

Guarantees: clean text passes unchanged; a line stays a line; every word carries the chance that it is right.
"""

from .pack import DataError
from .quality import Quality, measure, quality
from .raw_pages import RawPages
from .restorer import Restorer, load_restorer
from .result import Doubt, Restored, RestoredToken

__all__ = [
    "DataError",
    "Doubt",
    "Quality",
    "RawPages",
    "Restored",
    "RestoredToken",
    "Restorer",
    "load_restorer",
    "measure",
    "quality",
]
