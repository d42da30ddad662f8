"""danvan: static knowledge sites from Vietnamese local-government reports."""

__version__ = "0.1.0"
