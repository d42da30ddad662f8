"""Speed of inspection, and its scores on the gold documents."""
