"""An assistant asks the record with the official client, over HTTP and over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web.desking import HERE, TestClient, served

from readout.store import Store
from readout.web import create_app

mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
anyio = pytest.importorskip("anyio")

TOKEN = "correct-horse-battery-staple"
TOOLS = {"search", "actors", "report", "brief", "situation", "events", "claims", "figures", "positions", "docket"}


class Asker:
    """Asks a server with the SDK's client, a connection for each question."""

    def __init__(self, server: Any) -> None:
        """`server` gives what the SDK's client takes: a command, or an address."""
        self._server = server

    def _run(self, work: Any) -> Any:
        async def session() -> Any:
            with anyio.fail_after(120):
                async with mcp.Client(self._server()) as client:
                    return await work(client)

        return anyio.run(session)

    def tools(self) -> dict[str, Any]:
        return {tool.name: tool for tool in self._run(lambda c: c.list_tools()).tools}

    def ask(self, *questions: tuple[str, dict[str, Any]]) -> list[Any]:
        """The answer of each question; the words of the error where there is one."""

        async def work(client: Any) -> list[Any]:
            got = [await client.call_tool(name, given) for name, given in questions]
            return [one.content[0].text if one.is_error else one.structured_content for one in got]

        found: list[Any] = self._run(work)
        return found


@pytest.fixture(scope="module", params=["http", "stdio"])
def asker(request: pytest.FixtureRequest, samples: Path) -> Iterator[Asker]:
    if request.param == "stdio":
        given = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "readout", "mcp", "--store", str(samples)],
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        )  # fmt: skip
        yield Asker(lambda: given)
        return
    with served(create_app(samples, threads=1)) as where:
        yield Asker(lambda: f"{where}/mcp")


def test_the_tools_are_listed_and_said_to_read_only(asker: Asker) -> None:
    tools = asker.tools()
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.output_schema


def test_every_answer_cites_words_that_stand_in_the_report(asker: Asker, samples: Path) -> None:
    families = ("events", "claims", "figures", "positions", "docket")
    answers = asker.ask(*((family, {"country": "COD"} if family == "docket" else {}) for family in families))
    cited = [item["cited"] for answer in answers for item in answer["items"]]
    hits, brief, situation = asker.ask(
        ("search", {"words": "sanctions"}),
        ("brief", {"on": "2025-02-24", "days": 7}),
        ("situation", {"about": "sanctions"}),
    )
    assert hits["reports"]
    assert {item["family"] for answer in answers for item in answer["items"]} >= {"events", "claims", "figures"}
    for shown, told in (("brief", brief), ("situation", situation)):
        words = [s for event in told[shown]["events"] for s in event["sources"]]
        assert words
        assert {w["report"] for w in words} <= set(told["reports"])
        cited += [w | {"words": None} for w in words]
    with Store(samples) as store:
        for one in cited:
            text = store.report(one["report"]).text  # type: ignore[union-attr]
            piece = text[one["start"] : one["end"]]
            assert piece.strip()
            assert one["words"] in (piece, None)
            assert one["href"].startswith(f"/reports/{one['report']}?at={one['start']}-{one['end']}")


def test_a_report_is_told_with_its_items_and_their_words(asker: Asker) -> None:
    (hits,) = asker.ask(("search", {"words": "EU extends sanctions"}))
    given = {"report": hits["reports"][0]["report"]}
    told, later = asker.ask(("report", given), ("report", given | {"text_start": 200}))
    assert told["length"] == len(told["text"])
    assert told["items"]
    for item in told["items"]:
        one = item["cited"]
        assert told["text"][one["start"] : one["end"]] == one["words"]
        assert one["source"] == "Readout Wire"
    assert later["text"] == told["text"][200:]
    assert [i["id"] for i in later["items"]] == [i["id"] for i in told["items"] if i["cited"]["start"] >= 200]
    assert any(item["on_word_of"] for item in told["items"])


def test_filters_narrow_and_pages_follow(asker: Asker) -> None:
    sanctions, first, second, belarus = asker.ask(
        ("events", {"type": "SANCTION"}), ("claims", {}), ("claims", {"page": 2}), ("actors", {"name": "belar"})
    )
    assert {item["type"] for item in sanctions["items"]} == {"SANCTION"}
    assert first["more"]
    assert len(first["items"]) == 20
    keys = [(i["cited"]["report"], i["id"]) for answer in (first, second) for i in answer["items"]]
    assert len(set(keys)) == len(keys)
    assert belarus["actors"][0]["name"] == "Belarus"


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("report", {"report": "../../etc/passwd"}, "no such report"), ("report", {"report": "\0"}, "no such report"),
    ("events", {"since": "tomorrow"}, "since is no date"), ("events", {"page": 0}, "page"),
    ("events", {"page": 10**30}, "page"), ("search", {"words": "x" * 201}, "words"), ("search", {}, "words"),
    ("brief", {"days": 99}, "days"), ("situation", {"on": "2025-02-30"}, "on is no date"),
    ("report", {"report": "r", "text_start": -1}, "text_start"),
]  # fmt: skip


def test_what_is_wrong_is_said_in_words(asker: Asker) -> None:
    for (_, _, said), answer in zip(WRONG, asker.ask(*((tool, given) for tool, given, _ in WRONG)), strict=True):
        assert said in answer
        assert "Traceback" not in answer
        assert "site-packages" not in answer


def test_what_breaks_is_told_to_no_assistant(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret of /home/me")

    with served(create_app(samples)) as where:
        monkeypatch.setattr(Store, "items", broken)
        (answer,) = Asker(lambda: f"{where}/mcp").ask(("events", {}))
    assert answer == "Error executing tool events"


def test_the_client_shows_the_token(samples: Path) -> None:
    import httpx2
    from mcp.client.streamable_http import streamable_http_client

    async def tools(where: str) -> set[str]:
        headers = {"authorization": f"Bearer {TOKEN}"}
        async with (
            httpx2.AsyncClient(headers=headers) as kept,
            mcp.Client(streamable_http_client(f"{where}/mcp", http_client=kept)) as client,
        ):
            return {tool.name for tool in (await client.list_tools()).tools}

    with served(create_app(samples, token=TOKEN)) as where:
        assert anyio.run(tools, where) == TOOLS


_HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
_KIND = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"authorization": "Bearer wrong"}, 401), ({"cookie": "readout_session=x"}, 401),
     ({"authorization": f"Bearer {TOKEN}"}, 200),
     ({"authorization": f"Bearer {TOKEN}", "origin": "https://evil.test"}, 403)],
)  # fmt: skip
def test_the_token_guards_the_endpoint(samples: Path, headers: dict[str, str], status: int) -> None:
    with TestClient(create_app(samples, token=TOKEN), base_url="http://desk.example.org") as client:
        assert client.post("/mcp", json=_HELLO, headers=_KIND | headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [({"host": "evil.test"}, None, 400), ({"origin": "http://evil.test"}, None, 403),
     ({"sec-fetch-site": "cross-site"}, None, 403), ({"content-type": "text/plain"}, None, 400),
     ({}, b"{", 400), ({}, b"[" * 50_000, 400), ({}, b"\xff\xfe", 400), ({}, b"x" * 5_000_000, 413), ({}, None, 200)],
)  # fmt: skip
def test_hostile_requests_of_the_endpoint(
    samples: Path, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    import json

    with TestClient(create_app(samples), base_url=HERE) as client:
        answer = client.post("/mcp", content=body or json.dumps(_HELLO), headers=_KIND | headers)
        assert answer.status_code == status
        assert "Traceback" not in answer.text
        assert client.get("/mcp", headers={"accept": "text/event-stream"}).status_code in (404, 405)
        assert client.delete("/mcp").status_code == 405


def test_what_reviewers_left_is_what_lists_and_merged_views_tell(place: Path) -> None:
    from readout.web.assistant import Assistant

    with Store(place) as store:
        first, second = store.events()[:2]
        store.review(first.report, first.key, "corrected", who="Ann", fields={"status": "planned"})
        store.review(second.report, second.key, "rejected", who="Ann")
        desk = create_app(place).state.desk
        items = Assistant(desk)._listing("events")().items
        told = {(one.cited.report, one.key): one for one in items}
        assert told[first.report, first.key].status == "planned"
        assert told[first.report, first.key].reviewed == "corrected by Ann: status planned"
        assert (second.report, second.key) not in told
        desk.close()
