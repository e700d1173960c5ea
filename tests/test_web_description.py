"""The description of all pages: each JSON answer of a walk through an archive is as it says."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from web_archive import opened_archive, telling

from bot.web.endpoints import JSON

QUERIES = {"q": "siapa yang hadir di rakor pangan Demak?", "daerah": "3321", "jenis": "rakor", "bulan": "2024-05"}
"""What a walk asks for where a page takes it."""


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


def walk(described, client):
    """Each page as JSON, plainly and with what it can be asked."""
    for path, item in described["paths"].items():
        operation = item["get"]
        if not path.endswith(JSON) or "{" in path:
            continue
        names = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
        required = {one["name"] for one in operation["parameters"] if one["required"]}
        for asked in ({}, {name: QUERIES[name] for name in names & QUERIES.keys()}):
            if required <= asked.keys():
                yield operation, client.get(path, params=asked)


def find_links(answer, name):
    """Every id of a kind in an answer, wherever it stands."""
    if isinstance(answer, list):
        return [found for one in answer for found in find_links(one, name)]
    if not isinstance(answer, dict):
        return []
    own = [str(answer[name])] if answer.get(name) is not None else []
    return own + [found for one in answer.values() for found in find_links(one, name)]


def test_every_page_answers_as_described(described, archive):
    answers = [(operation["operationId"], answer) for operation, answer in walk(described, archive[1])]
    assert {name for name, answer in answers if answer.status_code != 200} == set()
    for operation, answer in walk(described, archive[1]):
        assert validate(described, json_schema(operation), answer.json()) == []


def test_whatever_an_id_leads_to_answers_as_described(described, archive):
    """Meetings, people and articles that stand in the answers."""
    client = archive[1]
    ids = {"meeting": ["a:0", "c/d e:0"], "article": ["a", "c/d e"], "person": ["1"]}
    for path, item in described["paths"].items():
        operation = item["get"]
        for one in ids.get(operation["operationId"], ()):
            answer = client.get(path.format(id=one))
            assert answer.status_code == 200, path
            assert validate(described, json_schema(operation), answer.json()) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [("/rapat/entah%3A0.ics", "404"), ("/kartu/entah.png", "404"), ("/sematkan.json?jumlah=banyak", "400")],
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
