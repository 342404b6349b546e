"""From editions to files: what is published, where, and written so that nothing is ever half there."""
