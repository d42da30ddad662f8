"""``python -m generator`` is ``danvan``."""

from generator.cli import main

main()
