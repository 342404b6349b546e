"""The public versions of a service into ``calendar.ics`` (RFC 5545): the days they are announced and take effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.model.public import PublicService, PublicVersion
from policyc.render import telling
from policyc.render.uids import uid

LONGEST = 75
"""Octets of a line, its end not counted."""


def render(service: PublicService, base: str | None = None) -> str:
    """Write the calendar, the earliest day first; events have links only where the site has an address (`base`)."""
    days = sorted(
        ((day, one.version, what, one) for one in service.versions for what, day in _days(one)),
        key=lambda found: found[:3],
    )
    name = _text(service.newest.title)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//policyc//policyc//KO",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        *(line for day, _, what, one in days for line in _event(service.service, one, what, day, base)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def fold(line: str) -> str:
    """Break a content line so that no part is longer than 75 octets, never within a character."""
    if len(line.encode()) <= LONGEST:
        return line
    parts, room = [""], LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = LONGEST - 1
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts)


def _days(one: PublicVersion) -> tuple[tuple[str, date], ...]:
    return (("announced", one.announced), ("effective", one.effective))


def _event(service: str, one: PublicVersion, what: str, day: date, base: str | None) -> Iterator[str]:
    """Write a whole day; it is stamped with the day on which what is told of it changed last, never with today."""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(one.hash, what)}"
    yield f"DTSTAMP:{_day(one.revised)}T000000Z"
    yield f"SEQUENCE:{int(one.withdrawn is not None)}"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    yield f"SUMMARY:{_text(telling.event(one, what))}"
    yield f"DESCRIPTION:{_text(telling.summary(one))}"
    if base:
        yield f"URL:{base}{service}/{one.version}/index.html"
    yield f"STATUS:{'CANCELLED' if one.withdrawn else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Write a value of type TEXT: what would end it or divide it is escaped, and no control stands in it."""
    written = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n")
    return written.replace("\n", "\\n").translate(dict.fromkeys((*range(0x20), 0x7F), " "))
