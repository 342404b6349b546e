"""The recurring forms of the language into parts: words, sentences, mappings keyed by id, blocks with ``all``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from policyc.model import part, policy
from policyc.place import Path

P = TypeVar("P", bound=part.Part)
B = TypeVar("B", policy.Recipients, policy.Processors)

WORDS = frozenset(
    "material-if reasons channels members required optional automatic purposes basis law items tasks rights for by "
    "excludes choices".split()
)
"""Keys whose value is a word or a list of words, each with a place of its own."""

SHARING = frozenset({"collection", "recipients", "processors"})
"""Blocks in which the id ``all`` speaks for every entry."""

KEYWORDS = {"as": "as_", "for": "for_"}


def fields(data: dict[str, Any], *only: str, at: Path = ()) -> dict[str, Any]:
    """Turn a mapping into keyword arguments: kebab to snake case, words into `Word`s, the rest as it is."""
    keys = only or tuple(data)
    return {
        KEYWORDS.get(key, key.replace("-", "_")): words(data[key], (*at, key)) if key in WORDS else data[key]
        for key in keys
        if data.get(key) is not None
    }


def words(value: str | list[str] | None, at: Path) -> tuple[part.Word, ...]:
    """Read one word or a list of them."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (part.Word(at=at, text=value),)
    return tuple(part.Word(at=(*at, index), text=text) for index, text in enumerate(value))


def sentences(value: list[str] | dict[str, str] | None, at: Path) -> tuple[part.Sentence, ...]:
    """Read a list (known by their text) or a mapping (known by id)."""
    if value is None:
        return ()
    if isinstance(value, dict):
        return tuple(part.Sentence(at=(*at, key), id=key, text=text) for key, text in value.items())
    return tuple(part.Sentence(at=(*at, index), text=text) for index, text in enumerate(value))


def entries(
    kind: Callable[..., P], data: dict[str, Any], key: str, *, short: str | None = None, within: Path = (), **more: Any
) -> tuple[P, ...]:
    """Read the mapping under `key`, in the order written; a bare text is the field `short`, nothing is all defaults."""
    found = []
    for name, value in data.get(key, {}).items():
        if name == "all" and key in SHARING:
            continue
        at = (*within, key, name)
        given = {short: value} if short and isinstance(value, str) else fields(value or {}, at=at)
        found.append(kind(at=at, id=name, **given, **more))
    return tuple(found)


def shared(block: dict[str, Any], at: Path) -> policy.Shared:
    """Read what ``all`` says."""
    return policy.Shared(at=(*at, "all"), **fields(block.get("all", {}), at=(*at, "all")))


def collection(data: dict[str, Any]) -> policy.Collection | None:
    """Read the contexts of collection."""
    if "collection" not in data:
        return None
    at = ("collection",)
    return policy.Collection(
        at=at, shared=shared(data["collection"], at), contexts=entries(policy.Context, data, "collection")
    )


def recipients(data: dict[str, Any]) -> policy.Recipients | None:
    """Read the third parties, or that there are none."""
    return _relations(policy.Recipients, policy.Recipient, data, "recipients")


def processors(data: dict[str, Any]) -> policy.Processors | None:
    """Read the processors, or that there are none."""
    return _relations(policy.Processors, policy.Processor, data, "processors")


def _relations(block: Callable[..., B], entry: Callable[..., P], data: dict[str, Any], key: str) -> B | None:
    if key not in data:
        return None
    if data[key] == "none":
        return block(at=(key,), none=True)
    return block(at=(key,), shared=shared(data[key], (key,)), entries=entries(entry, data, key))


def cookies(data: dict[str, Any]) -> part.Cookies | None:
    """Read what is said of cookies, or that there are none."""
    if "cookies" not in data:
        return None
    if data["cookies"] == "none":
        return part.Cookies(at=("cookies",), none=True)
    block, at = data["cookies"], ("cookies",)
    plain = {key: value for key, value in block.items() if key not in ("purposes", "refuse")}
    return part.Cookies(
        at=at,
        purposes=sentences(block.get("purposes"), (*at, "purposes")),
        refuse=sentences(block.get("refuse"), (*at, "refuse")),
        **fields(plain, at=at),
    )


def outline(value: list[str] | dict[str, Any] | None, at: Path) -> tuple[part.OutlineNode, ...]:
    """Read an outline: a list of ids, or a mapping of ids to headings and sections."""
    if isinstance(value, list):
        return tuple(part.OutlineNode(at=(*at, index), id=key) for index, key in enumerate(value))
    found = []
    for key, node in (value or {}).items():
        here = (*at, key)
        if node is None or isinstance(node, str):
            found.append(part.OutlineNode(at=here, id=key, heading=node))
        else:
            parts = outline(node.get("parts"), (*here, "parts"))
            plain = fields({name: text for name, text in node.items() if name != "parts"})
            found.append(part.OutlineNode(at=here, id=key, parts=parts, **plain))
    return tuple(found)
