"""Records: what the model is made of."""

from __future__ import annotations

import pickle

import pytest

from policyc.nodes import Strong, Text
from policyc.record import Record


class Plain(Record, aside="at"):
    name: str
    size: int = 1
    at: str = ""


class Grown(Plain):
    colour: str


def test_equal_by_value_but_for_what_is_aside() -> None:
    """Two records are equal and hash alike when all but the fields set aside are."""
    assert Plain(name="a", at="here") == Plain(name="a", at="there")
    assert hash(Plain(name="a", at="here")) == hash(Plain(name="a", at="there"))
    assert Plain(name="a") != Plain(name="a", size=2)
    assert Plain(name="a") != Grown(name="a", colour="red")


def test_frozen() -> None:
    """Nothing can be set or removed after construction."""
    plain = Plain(name="a")
    with pytest.raises(AttributeError):
        plain.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del plain.name


def test_needs_its_fields_and_no_others() -> None:
    """A missing, unknown or positional value is a TypeError, except where positions are allowed."""
    with pytest.raises(TypeError, match="needs name"):
        Plain()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="no field"):
        Plain(name="a", weight=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="keywords"):
        Plain("a")  # type: ignore[call-arg]
    assert Strong((Text("a"),)).inlines == (Text("a"),)


def test_replace_pickle_repr() -> None:
    """A copy with changes, a round trip through pickle, and a readable form."""
    grown = Grown(name="a", colour="red")
    assert grown.replace(size=3) == Grown(name="a", size=3, colour="red")
    assert pickle.loads(pickle.dumps(grown)) == grown
    assert repr(grown) == "Grown(name='a', size=1, at='', colour='red')"


class Often(Record, aside="at"):
    name: str
    size: int = 1
    at: str = ""


class OftenGrown(Often):
    colour: str


class OftenNamed(Record, kw_only=False):
    name: str
    size: int = 1


def test_a_kind_that_is_made_often_keeps_its_promises() -> None:
    """With a function of its own to make it, a kind takes and refuses what it did before; so does what grew of it."""
    first, first_named = Often(name="a", size=2), OftenNamed("a", 2)
    for number in range(100):
        assert (Often(name="a", size=number).size, OftenNamed("a", number).size) == (number, number)
    assert len({vars(kind)["__init__"] for kind in (Plain, Often, OftenNamed)}) == 3
    assert Often(name="a", size=2) == first
    assert OftenNamed("a", size=2) == OftenNamed(size=2, name="a") == first_named
    assert (Often(name="a").size, Often(name="a").at) == (1, "")
    assert OftenGrown(name="a", colour="red").replace(size=3) == OftenGrown(name="a", size=3, colour="red")
    for wrong in (
        lambda: Often(),  # type: ignore[call-arg]
        lambda: Often(name="a", weight=3),  # type: ignore[call-arg]
        lambda: Often("a"),  # type: ignore[call-arg]
        lambda: OftenNamed("a", 1, 2),  # type: ignore[call-arg]
    ):
        with pytest.raises(TypeError, match=r"Often.*__init__"):
            wrong()
    with pytest.raises(AttributeError):
        Often(name="a").name = "b"  # type: ignore[misc]
