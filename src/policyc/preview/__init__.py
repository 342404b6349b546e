"""The author's own server: a draft as it will be read, beside what is wrong with it, drawn anew at each save."""
