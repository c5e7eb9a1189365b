"""HTML -> the article on the page and its metadata (trafilatura, loaded on first use: it takes most of a second)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from readout.errors import NoArticleError
from readout.intake import stamps
from readout.intake.build import Known, Taken, build
from readout.intake.lexicon import table

_NO_ARTICLE = "Give the address or file of one article, or its text"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article|div|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's first 4,096 bytes declare."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None


def looks_like_html(text: str) -> bool:
    """Whether `text` begins as a page does."""
    return _PAGE.match(text[:2000]) is not None


def from_html(html: str, known: Known) -> Taken:
    """The report of a page. Raises `NoArticleError` where there is none on it, and as `build`."""
    meta, body = _extract(html, known.url)
    if len(re.findall(r"\w+", body)) < 12:
        raise NoArticleError("there is no article on this page", remedy=_NO_ARTICLE)
    known = replace(
        known,
        published=known.published or meta.get("published"),
        title=known.title or meta.get("title"),
        publisher=known.publisher or meta.get("publisher"),
        byline=known.byline or meta.get("byline"),
        url=known.url or meta.get("url"),
    )
    return build(body, known)


def _extract(html: str, url: str | None) -> tuple[dict[str, str], str]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from lxml import html as lxml_html  # type: ignore[import-untyped]
            from trafilatura import bare_extraction

            tree = lxml_html.fromstring(html.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
            meta = _metadata(tree)
            document = bare_extraction(html, url=url, with_metadata=True, include_comments=False, include_tables=False)
        except ImportError:
            raise
        except Exception as error:  # whatever a broken page does to the parsers: nested too deep, no root, odd names
            raise NoArticleError(
                f"this page could not be taken apart ({type(error).__name__})", remedy=_NO_ARTICLE
            ) from error
    if document is None:
        return meta, ""
    got = document if isinstance(document, dict) else document.as_dict()
    for key, name in (
        ("published", "date"),
        ("title", "title"),
        ("publisher", "sitename"),
        ("byline", "author"),
        ("url", "url"),
    ):
        if isinstance(got.get(name), str) and got[name]:
            meta.setdefault(key, got[name])
    paragraphs = [p.strip() for p in (got.get("text") or "").split("\n") if p.strip()]
    return meta, "\n\n".join(paragraphs)


def _metadata(tree: Any) -> dict[str, str]:
    """Metadata of the page: JSON-LD first, then meta tags, then `<time>`; times with their offset."""
    meta: dict[str, str] = {}
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            _linked(json.loads(script.text or ""), meta, 0)
        except (ValueError, RecursionError):
            continue
    tags: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        tags.setdefault(name.lower(), tag.get("content"))
    for key, names in table("fields")["meta"].items():
        value = next((tags[n] for n in names if (tags.get(n) or "").strip()), None)
        if value and not (key == "published" and stamps.parse(value) is None):
            meta.setdefault(key, value)
    for tag in tree.xpath("//time[@datetime]")[:1]:
        if stamps.parse(tag.get("datetime")) is not None:
            meta.setdefault("published", tag.get("datetime"))
    return meta


def _linked(value: Any, meta: dict[str, str], depth: int) -> None:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:50]:
            _linked(one, meta, depth + 1)
    if not isinstance(value, dict):
        return
    if "Article" in str(value.get("@type", "")) or "datePublished" in value:
        for key, name in (
            ("published", "datePublished"),
            ("title", "headline"),
            ("publisher", "publisher"),
            ("byline", "author"),
        ):
            found = _name(value.get(name))
            if found and not (key == "published" and stamps.parse(found) is None):
                meta.setdefault(key, found)
    _linked(value.get("@graph"), meta, depth + 1)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(n for v in value[:10] if not isinstance(v, list) and (n := _name(v))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None
