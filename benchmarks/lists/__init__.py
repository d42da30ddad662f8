"""Speed of importing lists."""
