"""The law as it stands on a day, and the taxonomy of items: dated YAML with sources."""
