"""Is it lawful, complete, honest: one module a legal subject, each rule a function named like its id."""
