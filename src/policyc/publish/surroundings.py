"""The public versions of a service into what stands around each of its pages: addresses, versions, links, banners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from policyc.document import banners
from policyc.document.history import compared, state
from policyc.document.site_words import SiteWords
from policyc.korean import long_date
from policyc.model.public import PublicService, PublicVersion
from policyc.publish.site import INDEX
from policyc.render import atom, json_ld
from policyc.render.around import Alternate, Around, Choice

HISTORY = "history.html"
CHANGES = "changes.html"
CALENDAR = "calendar.ics"


class Surroundings:
    """What stands around the pages of one service; `base` is the address of the site, None where it is not known.

    Only what stands around the service's own page and its history depends on the day.
    """

    def __init__(self, service: PublicService, day: date, words: SiteWords, base: str | None) -> None:
        self.service, self.day, self.words, self.base = service, day, words, base

    def text(self, one: PublicVersion) -> Around:
        """Surround the permanent page of a version."""
        path = f"{self.service.service}/{one.version}/{INDEX}"
        return Around(
            canonical=self._address(path),
            feed=f"../{atom.NAME}",
            alternates=tuple(self._forms(one, "")),
            data=json_ld.version(self.service, one, path, self.base),
            choices=tuple(self._choices("../", INDEX, one, self._fixed)),
            links=(*self._of(one, "", CHANGES), *self._plain(one, ""), *self._always("../")),
            banner=banners.ever(one, self.words),
        )

    def notice(self, one: PublicVersion) -> Around:
        """Surround the change notice of a version."""
        path = f"{self.service.service}/{one.version}/{CHANGES}"
        alternates = {"changes.md": "text/markdown", "changes.json": "application/json"}
        return Around(
            canonical=self._address(path),
            feed=f"../{atom.NAME}",
            alternates=tuple(Alternate(type=media, href=name) for name, media in alternates.items()),
            data=json_ld.page(self.service, "WebPage", one.title, path, self.base),
            choices=tuple(self._choices("../", CHANGES, one, self._fixed)),
            links=(self._link("text", INDEX), *self._of(one, ""), *self._always("../")),
        )

    def current(self, shown: PublicVersion) -> Around:
        """Surround the page of the service, on which a version is shown: the one in force, if one is."""
        path, folder = f"{self.service.service}/{INDEX}", f"{shown.version}/"
        return Around(
            canonical=self._address(path),
            feed=atom.NAME,
            alternates=tuple(self._forms(shown, folder)),
            data=json_ld.version(self.service, shown, path, self.base),
            choices=tuple(self._choices("", INDEX, shown, self._today)),
            links=(
                self._link("permanent", f"{folder}{INDEX}"),
                *self._of(shown, folder, CHANGES),
                *self._plain(shown, folder),
                *self._always(""),
            ),
            banner=banners.current(self.service, self.day, self.words),
        )

    def history(self, title: str) -> Around:
        """Surround the history."""
        path = f"{self.service.service}/{HISTORY}"
        return Around(
            canonical=self._address(path),
            feed=atom.NAME,
            data=json_ld.page(self.service, "CollectionPage", title, path, self.base),
            links=tuple(self._always("", HISTORY)),
        )

    def comparison(self, old: PublicVersion, new: PublicVersion, title: str) -> Around:
        """Surround a comparison."""
        path = f"{self.service.service}/{compared(old, new)}"
        texts = ((one, f"../../{one.version}/{INDEX}") for one in (old, new))
        return Around(
            canonical=self._address(path),
            feed=f"../../{atom.NAME}",
            data=json_ld.page(self.service, "WebPage", title, path, self.base),
            links=(
                *(Choice(label=self.words.name(one), href=href) for one, href in texts),
                *self._always("../../"),
            ),
        )

    def _choices(
        self, up: str, page: str, current: PublicVersion, note: Callable[[PublicVersion], str]
    ) -> Iterator[Choice]:
        """Offer every version as the same kind of page, or as its text where it has no such page.

        On the page of the service, which is in no folder of a version, the one that is shown is the page itself.
        """
        for one in self.service.versions:
            href = f"{up}{one.version}/{page if page in one.files else INDEX}"
            href = href if up or one != current else INDEX
            yield Choice(label=self.words.name(one), href=href, current=one == current, note=note(one))

    def _fixed(self, one: PublicVersion) -> str:
        """Note of a version what no day changes."""
        if one.withdrawn:
            return self.words.say("withdrawn")
        return self.words.say("until", until=long_date(one.until)) if one.until else ""

    def _today(self, one: PublicVersion) -> str:
        """Note of a version what it is on the day."""
        found = state(one, self.service, self.day)
        return self.words.say(found) if found else self._fixed(one)

    def _forms(self, one: PublicVersion, folder: str) -> Iterator[Alternate]:
        for name, media in json_ld.FORMS.items():
            if name in one.files:
                yield Alternate(type=media, href=f"{folder}{name}")

    def _of(self, one: PublicVersion, folder: str, *pages: str) -> Iterator[Choice]:
        """Link to the notice of a version, if asked to, and to its comparison with the version before."""
        if CHANGES in pages and CHANGES in one.files:
            yield self._link("notice", f"{folder}{CHANGES}")
        before = next((other for other in self.service.standing if other.version == one.before), None)
        if before and one in self.service.standing:
            up = "" if folder else "../"
            yield self._link("compare", f"{up}{compared(before, one)}")

    def _plain(self, one: PublicVersion, folder: str) -> Iterator[Choice]:
        for name, word in (("policy.txt", "plain"), ("policy.json", "data")):
            if name in one.files:
                yield self._link(word, f"{folder}{name}")

    def _always(self, up: str, here: str = "") -> Iterator[Choice]:
        """Link to what every page of a service leads to."""
        if up or here:
            yield self._link("current", f"{up}{INDEX}", rel="privacy-policy")
        if not here:
            yield self._link("history", f"{up}{HISTORY}")
        yield self._link("feed", f"{up}{atom.NAME}")
        yield self._link("calendar", f"{up}{CALENDAR}")
        yield self._link("all", f"{up}../{INDEX}")

    def _link(self, word: str, href: str, rel: str = "") -> Choice:
        return Choice(label=self.words.say(word), href=href, rel=rel)

    def _address(self, path: str) -> str:
        return f"{self.base}{path}" if self.base else ""
