"""Companies of people made by hand: a text, and what a tagger would say of the names in it."""

from collections.abc import Mapping

from tagged import tag

from retrieval.facts.page import open_page
from retrieval.reading.attendance import Company, gather_company, read_attendance
from retrieval.reading.deeds.roles import BIAS, Roles, shipped_roles
from retrieval.reading.deeds.scenes import Scene
from retrieval.reading.judge import Judge

SILENT = Roles({BIAS: 0.0}, {BIAS: 0.0}, {BIAS: 0.0}, 1.0)
"""Tells of no deed."""


class Lenient(Judge):
    """Takes everybody for a participant."""

    def chance(self, features):
        """Surely."""
        return 1.0


LENIENT = Lenient({}, 0.0, 0.5, 0.5)


def company(text: str, named: Mapping[str, str], *, roles: Roles = SILENT) -> Company:
    """Everybody of a text; `named`: {phrase: PERSON, OFFICE or GROUP}."""
    return gather_company(open_page(text), tag(text, {"named": named}), roles)


def scenes(everyone: Company) -> list[Scene]:
    """The sentences of a company."""
    return everyone.scenes


def attendance(text: str, named: Mapping[str, str], *, judge: Judge = LENIENT, roles: Roles | None = None):
    """The facts of a text when the judge is lenient and the roles are the shipped ones, unless told otherwise."""
    return read_attendance(company(text, named, roles=roles or shipped_roles()), judge)
