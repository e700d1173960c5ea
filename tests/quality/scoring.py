"""Scores answers against the gold questions, and what was read from an article against the claims it truly makes.

Figures of the answers: `answer` is the mean credit over all questions (attendees and lists in fractions, everything
else 0 or 1); `source@1` says how often the first source, `hit@5` how often one of the first five articles of the
passages is a right one (answerable questions); `refuse` how many unanswerable questions were not answered,
`false_refuse` how many answerable ones; `grounded` how many facts quote their article to the letter.
Figures of the readings: precision and recall of claims (who was present, represented, opened, led, spoke, said).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from data.facts import Capacity, Fact, FactKind

Record = Mapping[str, Any]

ANSWERED = frozenset({"answered", "conflicting"})
REFUSED = frozenset({"not_stated", "not_covered", "unclear"})
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
# The longest text, in characters, that still answers what was asked rather than reciting the article.
LONGEST = {"attendees": 1600, "count_or_list": 2500, "statement": 800, "topic": 600, "purpose": 700}
LONGEST_OTHERWISE = 350
# Figures where less is better: their floor is a ceiling.
CEILINGS = frozenset({"false_refuse"})
# Who did any of these was present, whether or not the claims say so apart.
IMPLY_PRESENCE = frozenset({"present", "represents", "opened", "led", "spoke"})
CLAIM_OF = {
    Capacity.PRESENT: "present",
    Capacity.ACCOMPANIED: "present",
    Capacity.OPENED: "opened",
    Capacity.LED: "led",
    Capacity.SPOKE: "spoke",
    Capacity.ABSENT: "absent",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question and what its answer earned; the last three are None where they do not apply."""

    id: str
    type: str
    credit: float
    right_source: bool | None
    right_passage: bool | None
    refused: bool | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about a person or, where none is named, about an office or a group."""

    kind: str
    person: str | None
    role: str | None
    represents: str | None = None


def fold(text: str) -> str:
    """Text without case, accents, apostrophes, punctuation and spacing, for comparing."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’‘`´]", "", plain)).split())


def says(text: str, phrase: str) -> bool:
    """Whether the text contains the phrase."""
    return fold(phrase) in fold(text)


def written_dates(iso: str) -> list[str]:
    """The ways in which an answer may write an ISO date."""
    year, month, day = (int(part) for part in iso.split("-"))
    name = MONTHS[month - 1]
    slashed = [f"{day}/{month}/{year}", f"{day:02d}/{month:02d}/{year}", f"{day:02d}-{month:02d}-{year}"]
    return [f"{day} {name} {year}", f"{day:02d} {name} {year}", iso, *slashed]


def harmonic_mean(found: int, *, given: int, wanted: int) -> float:
    """F1 of `found` right ones among `given`, of `wanted` in all."""
    return 2 * found / (given + wanted) if found else 0.0


def score_list(wanted: Record, answer: Record) -> float:
    """F1 of the cited articles."""
    right = set(wanted["article_ids"])
    given = {source["article_id"] for source in answer.get("sources", ())}
    return harmonic_mean(len(right & given), given=len(given), wanted=len(right))


def score_text(wanted: Record, text: str) -> float:
    """Credit of an answer's text: nothing for a wrong name, fractions for several names, else all or nothing."""
    if any(says(text, name) for name in wanted.get("must_not", ())):
        return 0.0
    if "must" in wanted:
        return fmean(says(text, name) for name in wanted["must"])
    if "names" in wanted:
        return float(all(says(text, name) for name in wanted["names"]))
    if "date" in wanted:
        return float(any(form.casefold() in text.casefold() for form in written_dates(wanted["date"])))
    return float(any(says(text, phrase) for phrase in wanted.get("any_of") or wanted.get("key", ())))


def score_answer(question: Record, answer: Record) -> float:
    """Credit, from 0 to 1, of an answer to one question."""
    if question["type"] == "unanswerable":
        return float(answer.get("status") in REFUSED)
    wanted, text = question["answer"], answer.get("text") or ""
    kind = wanted["of"] if question["type"] == "followup" else question["type"]
    if answer.get("status") not in ANSWERED or len(text) > LONGEST.get(kind, LONGEST_OTHERWISE):
        return 0.0
    return score_list(wanted, answer) if kind == "count_or_list" else score_text(wanted, text)


def judge(question: Record, answer: Record) -> Row:
    """What one answer earned."""
    credit = score_answer(question, answer)
    if question["type"] == "unanswerable":
        return Row(question["id"], question["type"], credit, None, None, None)
    right = set(question["article_ids"])
    sources = [source["article_id"] for source in answer.get("sources", ())]
    passages = list(dict.fromkeys(passage["article_id"] for passage in answer.get("passages", ())))
    return Row(
        id=question["id"],
        type=question["type"],
        credit=credit,
        right_source=bool(sources) and sources[0] in right,
        right_passage=bool(right.intersection(passages[:5])),
        refused=answer.get("status") not in ANSWERED,
    )


def is_grounded(fact: Record, articles: Mapping[str, Record]) -> bool:
    """Whether a fact's quote stands in its article at the offsets it gives."""
    text = articles.get(fact["article_id"], {}).get("text", "")
    return bool(fact["quote"]) and text[fact["start"] : fact["end"]] == fact["quote"]


def mean(values: Iterable[float | bool | None]) -> float:
    """Mean of the values that apply; 0 where none does."""
    applying = [float(value) for value in values if value is not None]
    return round(fmean(applying), 4) if applying else 0.0


def score(
    questions: Sequence[Record], articles: Mapping[str, Record], answers: Mapping[str, Record]
) -> tuple[dict[str, float], list[Row]]:
    """All figures by name (`by_type` ones as `type:when`), and the rows they stand on."""
    rows = [judge(question, answers.get(question["id"], {})) for question in questions]
    facts = [fact for answer in answers.values() for fact in answer.get("facts", ())]
    figures = {
        "answer": mean(row.credit for row in rows),
        "source@1": mean(row.right_source for row in rows),
        "hit@5": mean(row.right_passage for row in rows),
        "refuse": mean(row.credit for row in rows if row.type == "unanswerable"),
        "false_refuse": mean(row.refused for row in rows),
        "grounded": mean(is_grounded(fact, articles) for fact in facts),
    }
    for kind in sorted({row.type for row in rows}):
        figures[f"type:{kind}"] = mean(row.credit for row in rows if row.type == kind)
    return figures, rows


def list_claims(facts: Iterable[Fact]) -> list[Claim]:
    """The claims that an article's facts make; other facts (dates, places) make none."""
    claims = []
    for fact in facts:
        if fact.kind is FactKind.STATEMENT:
            claims.append(Claim("said", fact.person, fact.role))
        elif fact.kind is FactKind.ATTENDANCE and fact.capacity in CLAIM_OF:
            role = fact.role if fact.person else fact.role or fact.value
            claims.append(Claim(CLAIM_OF[fact.capacity], fact.person, role))
            if fact.represents:
                claims.append(Claim("represents", fact.person, role, fact.represents))
    return claims


def is_same(left: str | None, right: str | None) -> bool:
    """Whether the words of one name or office are all among the other's ("Kapolres", "Kapolres Agam")."""
    words, others = set(fold(left or "").split()), set(fold(right or "").split())
    return bool(words and others) and (words <= others or others <= words)


def agree(given: Claim, true: Claim) -> bool:
    """Whether two claims say the same of the same person or office."""
    kinds = {"present"} | IMPLY_PRESENCE if given.kind == "present" else {given.kind}
    if true.kind not in kinds or (given.represents and not is_same(given.represents, true.represents)):
        return False
    if given.person and true.person:
        return is_same(given.person, true.person)
    return is_same(given.role, true.role)


def score_claims(given: Sequence[Claim], true: Sequence[Claim]) -> tuple[int, int]:
    """How many given claims are true, and how many true ones were given."""
    return (
        sum(any(agree(claim, other) for other in true) for claim in given),
        sum(any(agree(claim, other) for claim in given) for other in true),
    )
