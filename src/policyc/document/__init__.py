"""What is said: facts and phrases into the document that every output draws."""
