"""Markdown -> plain text: the marks taken off, the words kept; front matter read as fields."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_][\w-]{0,40})\s*[:=]\s*(.{1,1000})")
_INLINE = (
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\[\n]{0,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\[\n]{1,500})\]\[[^\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"\[\^[\w-]{1,40}\]"), ""),
    (re.compile(r"<(https?://[^>\s]{1,500})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>\n]{0,300}>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000})(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,1000})(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def from_markdown(text: str) -> tuple[str, dict[str, str]]:
    """The plain text and the fields: those of the front matter, and the first `# heading` as the title."""
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front is not None:
        for line in front[1].split("\n"):
            if (found := _FIELD.fullmatch(line.strip())) is not None:
                fields[found[1]] = found[2].strip().strip("\"'")
        text = text[front.end() :]
    lines: list[str] = []
    for line in text.split("\n"):
        heading = re.match(r"(#{1,6})[ \t]+(.*?)[ \t#]*$", line) if len(line) < 500 else None
        if heading is not None and "title" not in fields and not any(x.strip() for x in lines):
            fields["title"] = _plain(heading[2])
            continue
        if re.fullmatch(r"\s{0,3}(?:[-*_=][ \t]*){3,80}|\s*```.{0,40}|\[[^\]]{1,100}\]:\s.{1,500}", line[:600]):
            lines.append("")
            continue
        line = heading[2] if heading is not None else re.sub(r"^\s{0,8}(?:>\s?){1,6}|^\s{0,8}[*+-]\s+(?=\S)", "", line)
        lines.append(_plain(line))
    return "\n".join(lines), fields


def _plain(line: str) -> str:
    for pattern, by in _INLINE:
        line = pattern.sub(by, line)
    return line
