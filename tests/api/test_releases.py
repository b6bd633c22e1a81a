"""Releases over the API: asking, following, fetching, withdrawing; and what it refuses."""

import pytest

from annotations.exports.releasing import prepare_release
from annotations.models import Project, Release
from tests.api.caller import Caller
from tests.factories import people, projects, releases

BODY = {"version": "1.0.0", "title": "Idlib", "notes": "The first.", "formats": ["csv"], "seed": 7}


@pytest.fixture
def bridge(transactional_db: None) -> Project:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    return made


def test_a_lead_asks_follows_and_fetches(bridge: Project) -> None:
    lead = Caller(people.lead())

    asked = lead.post("projects/idlib/releases", BODY)
    assert (asked.status_code, asked.json()["state"], asked.json()["files"]) == (202, "preparing", [])
    prepare_release(release_id=Release.objects.get().pk)

    found = lead.get(f"releases/{asked.json()['id']}").json()
    assert (found["state"], found["version"], found["seed"], found["formats"]) == ("published", "1.0.0", 7, ["csv"])
    assert found["manifest"]["counts"] == {"raw": 4, "gold": 0, "articles": 1}
    (file,) = [one for one in found["files"] if one["name"] == "csv/annotations.csv"]
    sent = lead.get(f"releases/{found['id']}/files/csv/annotations.csv")
    assert (len(sent.getvalue()), sent.headers["ETag"]) == (file["size"], f'"{file["sha256"]}"')
    assert [one["version"] for one in lead.get("projects/idlib/releases").json()["results"]] == ["1.0.0"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"version": "one"}, "version"),
        ({"title": ""}, "title"),
        ({"formats": ["xml"]}, "formats"),
        ({"shares": {"train": 50, "dev": 10, "test": 10}}, "shares"),
        ({"selection": {"language": "xx"}}, "language"),
        ({"selection": {"colour": "red"}}, "colour"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(bridge: Project, change: dict[str, object], field: str) -> None:
    answer = Caller(people.lead()).post("projects/idlib/releases", {**BODY, **change})

    assert answer.status_code == 400
    assert field in str(answer.json())
    assert Release.objects.count() == 0


def test_only_what_is_published_is_withdrawn_and_never_without_a_reason(bridge: Project) -> None:
    lead, release = Caller(people.lead()), releases.published(bridge)

    assert lead.post(f"releases/{release.pk}/withdraw", {"reason": ""}).status_code == 400
    answer = lead.post(f"releases/{release.pk}/withdraw", {"reason": "Two labels were swapped."})

    assert (answer.json()["state"], answer.json()["withdrawn_reason"]) == ("withdrawn", "Two labels were swapped.")
    assert lead.post(f"releases/{release.pk}/withdraw", {"reason": "Again."}).status_code == 409
