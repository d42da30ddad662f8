"""Reading: files of ``content/`` and received files."""
