"""What is internal leaves no trace in what the public gets."""
