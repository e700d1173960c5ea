"""Reads pages as crawlers do: follows what leads on, each address once."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from lxml import html
from protego import Protego

HERE = "http://testserver"


@dataclass
class Crawl:
    """What was found: what each address answered, the first address that led there, the places on pages that are
    linked to as (from, to, place), and addresses of others."""

    answers: dict = field(default_factory=dict)
    led_there: dict = field(default_factory=dict)
    places: set = field(default_factory=set)
    outside: set = field(default_factory=set)

    @property
    def pages(self):
        """Those that are HTML, with what they answered."""
        return {address: answer for address, answer in self.answers.items() if is_html(answer)}

    @property
    def broken(self):
        """Addresses that did not answer as linked ones do, and who led there."""
        broken = {address: answer for address, answer in self.answers.items() if answer.status_code != 200}
        return {address: (answer.status_code, self.led_there[address]) for address, answer in broken.items()}


def crawl(client, *starts, is_polite=False, most_asked=0):
    """Follow whatever leads on from these addresses within the site.

    `is_polite`: but for what is not to be followed by robots.txt or the link itself. Else everything, and each choice
    of a form, where an address asks for no more than `most_asked` at once; for less in English, which asks the same.
    """
    found = Crawl(led_there=dict.fromkeys(starts, ""))
    rules = Protego.parse(client.get("/robots.txt").text)
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        answer = found.answers[address] = client.get(address, follow_redirects=False)
        for link in links_of(answer, is_polite=is_polite):
            whole, place = urldefrag(urljoin(HERE + address, link))
            if not whole.startswith(f"{HERE}/"):
                found.outside.add(whole)
                continue
            target = whole.removeprefix(HERE)
            if place:
                found.places.add((address, target, place))
            is_wanted = rules.can_fetch(whole, "a") if is_polite else asked_of(target) <= most_asked
            if is_wanted and target not in found.led_there:
                found.led_there[target] = address
                waiting.append(target)
    return found


def is_html(answer):
    return answer.headers.get("Content-Type", "").startswith("text/html")


def asked_of(target):
    """How much an address asks for, and one more in English."""
    return len(parse_qsl(urlsplit(target).query)) + target.startswith("/en")


def links_of(answer, *, is_polite=False):
    """Where an answer leads: by links, and by forms with each choice in turn."""
    if not is_html(answer):
        return
    page = html.document_fromstring(answer.content)
    for element in page.iter("a", "area", "link", "img", "script", "iframe"):
        if not (is_polite and "nofollow" in element.get("rel", "")):
            yield from (element.get(name) for name in ("href", "src") if name in element.attrib)
    for form in () if is_polite else page.forms:
        yield from _addresses_of(form)


def _addresses_of(form):
    """Those a form leads to, as it is and with each value of a field that offers some."""
    given = {name: value for name, value in form.form_values() if value}
    yield f"{form.action}?{urlencode(given)}"
    for one in form.inputs:
        for value in getattr(one, "value_options", ()):
            yield f"{form.action}?{urlencode({**given, one.name: value})}"
