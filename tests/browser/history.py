"""The history check: what the browser was told to be stored is stored once, in order, and nothing else is."""

from collections import defaultdict
from uuid import UUID

from playwright.sync_api import BrowserContext, Route

from annotations.models import Revision

REVISIONS = "**/api/v1/revisions**"


class Witness:
    """Stands between the browser and the server and writes down which labels were sent and which acknowledged."""

    def __init__(self, context: BrowserContext) -> None:
        self.sent: set[UUID] = set()
        self.acknowledged: set[UUID] = set()
        self.batches: list[int] = []
        self.context, self.is_cut = context, False
        context.route(REVISIONS, self.pass_on)

    def pass_on(self, route: Route) -> None:
        """Hand the request to the server and its answer to the browser."""
        if self.is_cut:
            route.abort("internetdisconnected")
            return
        many = route.request.method == "POST"
        sent = [one["id"] for one in route.request.post_data_json["revisions"]] if many else [route.request.url[-36:]]
        self.sent |= {UUID(one) for one in sent}
        response = route.fetch()
        if many and response.ok:
            results = response.json()["results"]
            self.batches.append(len(results))
            self.acknowledged |= {UUID(one["id"]) for one in results if one["status"] in (200, 201)}
        elif response.ok:
            self.acknowledged |= {UUID(one) for one in sent}
        route.fulfill(response=response)

    def cut(self) -> None:
        """Take the network away."""
        self.is_cut = True
        self.context.set_offline(True)

    def mend(self) -> None:
        """Give it back; the browser tells its pages."""
        self.is_cut = False
        self.context.set_offline(False)

    def check(self) -> None:
        """Fail where a label was lost, doubled, invented, or stored out of order."""
        rows = list(Revision.objects.order_by("annotation", "seq").values_list("id", "annotation", "base_seq", "seq"))
        stored = [row[0] for row in rows]
        versions = defaultdict(list)
        for _id, annotation, base_seq, seq in rows:
            versions[annotation].append((base_seq, seq))
        assert self.acknowledged - set(stored) == set(), "acknowledged, but lost"
        assert set(stored) - self.sent == set(), "stored, but never sent"
        assert len(stored) == len(set(stored)), "stored twice"
        for line in versions.values():
            assert line == [(seq - 1, seq) for seq in range(1, len(line) + 1)], "versions out of order"
