"""What a person waits for, beside what Python and questionary take for the least of the same kind."""
