"""What stands around a text inside its page's main: the banner, the labels, the finder that a script brings to life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from policyc.model.label import Label
from policyc.nodes import Block
from policyc.render.html_nodes import At, blocks, escape


def banner(said: Sequence[Block]) -> list[str]:
    """Draw what has to be known before the text."""
    return ['<div class="banner" role="note">', *blocks(said, At(near=True)), "</div>"] if said else []


def labels(found: Sequence[Label], heading: str, icons: Mapping[str, str]) -> list[str]:
    """Draw the labels, a list for each group of them."""
    if not found:
        return []
    head = f'<h2 id="labels--h">{escape(heading)}</h2>'
    lists = [
        line
        for group, inside in groupby(found, key=lambda label: label.group)
        for line in (
            f'<ul class="{escape(group)}">',
            *(_label(label, icons.get(label.id, "")) for label in inside),
            "</ul>",
        )
    ]
    return ['<section class="labels" aria-labelledby="labels--h">', head, *lists, "</section>"]


def _label(label: Label, icon: str) -> str:
    said = f"<p>{escape(label.said)}</p>" if label.said else ""
    return f'<li>{icon}<a href="#{escape(label.section)}">{escape(label.name)}</a>{said}</li>'


def finder(words: Mapping[str, str]) -> list[str]:
    """Draw the finder, hidden until there is a script for it; its words are here, for a script has none."""
    told = " ".join(f'data-{key}="{escape(words[key])}"' for key in ("found", "nothing", "copy", "copied", "uncopied"))
    return [
        f'<search class="find" {told} hidden>',
        f'<label for="page--find">{escape(words["find"])}</label>',
        '<div><input type="search" id="page--find" autocomplete="off" spellcheck="false" enterkeyhint="search">',
        _step("previous", words["previous"], "m6 15 6-6 6 6"),
        f"{_step('next', words['next'], 'm6 9 6 6 6-6')}</div>",
        '<p class="count" role="status"></p>',
        '<p class="aloud" role="status"></p>',
        "</search>",
    ]


def _step(kind: str, words: str, path: str) -> str:
    look = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    arrow = f'<svg class="icon" aria-hidden="true" {look}><path d="{path}"></path></svg>'
    return f'<button type="button" class="{kind}" aria-label="{escape(words)}">{arrow}</button>'
