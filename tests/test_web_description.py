"""The description of all pages: each JSON answer of a walk through an archive is as it says."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from web_archive import opened_archive, telling

from bot.web.endpoints import JSON

QUERIES = {"q": "siapa yang hadir di rakor pangan Demak?", "daerah": "3321", "jenis": "rakor", "bulan": "2024-05"}
"""What a walk asks for where a page takes it."""

LAST = {"person": 1, "receipt": 2}
"""Pages whose ids stand in the answers of others."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    tellings = [telling("a", place="Pendopo"), telling("b", publisher="Suara Pantura"), telling("c/d e", date=None)]
    with opened_archive(tmp_path_factory.mktemp("uraian"), *tellings) as opened:
        yield opened


@pytest.fixture(scope="module")
def described(archive):
    return archive[1].get("/openapi.json").json()


def validate(described, schema, answer):
    """What of an answer is not as described."""
    whole = {**schema, "components": described["components"]}
    Draft202012Validator.check_schema(whole)
    return [error.message for error in Draft202012Validator(whole).iter_errors(answer)]


def json_schema(operation, status="200"):
    return operation["responses"][status]["content"]["application/json"]["schema"]


def find_values(answer, name):
    """Every value of a name in an answer, wherever it stands."""
    if isinstance(answer, list):
        return {value for one in answer for value in find_values(one, name)}
    if not isinstance(answer, dict):
        return set()
    own = {answer[name]} if isinstance(answer.get(name), int | str) else set()
    return own | {value for one in answer.values() for value in find_values(one, name)}


def test_every_page_answers_as_described(described, archive):
    """So do the pages that its answers lead to: of meetings, articles, people and receipts."""
    waiting = [(path, ids) for path, ids in described["paths"].items() if path.endswith(JSON)]
    seen = {"meeting": {"a:0", "c/d e:0"}, "article": {"a", "c/d e"}, "person": set(), "receipt": set()}
    for path, item in sorted(waiting, key=lambda one: LAST.get(one[1]["get"]["operationId"], 0)):
        operation = item["get"]
        for address, asked in ways_to(path, operation, seen):
            answer = archive[1].get(address, params=asked)
            assert answer.status_code == 200, address
            assert validate(described, json_schema(operation), answer.json()) == []
            for name in ("person", "receipt"):
                seen[name] |= find_values(answer.json(), name)


def ways_to(path, operation, seen):
    """The addresses of a page, by each id that was seen, plain and with all that can be asked of it."""
    named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
    names = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
    required = {one["name"] for one in operation["parameters"] if one["required"]} - named
    for one in sorted(seen[operation["operationId"]], key=str) if named else [None]:
        address = path.format(**dict.fromkeys(named, quote(str(one), safe="")))
        for asked in ({}, {name: QUERIES[name] for name in names & QUERIES.keys()}):
            if required <= asked.keys():
                yield address, asked


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/rapat/entah%3A0.ics", "404"),
        ("/kartu/entah.png", "404"),
        ("/sematkan.json?jumlah=banyak", "400"),
        (f"/umpan.atom?daerah={'x' * 600}", "414"),
    ],
)
def test_a_refusal_is_as_described(described, archive, address, status):
    answer = archive[1].get(address, headers={"Accept": "application/json"})
    assert answer.status_code == int(status)
    refusal = json_schema(described["paths"]["/.json"]["get"], status)
    assert validate(described, refusal, answer.json()) == []


def test_each_page_is_described_once_and_with_all_parts_of_its_path(described):
    operations = [item["get"] for item in described["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for path, item in described["paths"].items():
        in_path = {one["name"] for one in item["get"]["parameters"] if one["in"] == "path"}
        assert in_path == {part.partition("}")[0] for part in path.split("{")[1:]}
        assert all(one["required"] for one in item["get"]["parameters"] if one["in"] == "path")


def test_the_description_names_no_people_where_their_pages_are_closed(tmp_path):
    with opened_archive(tmp_path, web_people=False) as (_, client):
        paths = client.get("/openapi.json").json()["paths"]
    assert not [path for path in paths if path.startswith("/orang")]
