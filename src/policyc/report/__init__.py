"""Findings in, words out: a catalogue entry and a place make a sentence; text, JSON and GitHub's commands print it."""
