"""Translation catalogues: taking texts out of code and templates, and finding what is not translated.

Texts are English in the source. Each app has one Chinese catalogue, `locale/<app>/zh_Hans/LC_MESSAGES/django.po`, sorted
and without line numbers or dates, so that a change of the file is a change of a text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGE = "zh_Hans"
APPS = {
    "lobby": ("lobby/config", "templates/lobby", "templates/*.html"),
    "branches": ("lobby/branches", "templates/branches", "templates/admin"),
    "live": ("lobby/live", "templates/live"),
    "customers": ("lobby/customers", "templates/customers"),
    "kpi": ("lobby/kpi", "templates/kpi"),
    "floor": ("lobby/floor", "templates/floor"),
    "devices": ("devices", "templates/devices"),
    "queueing": ("queueing", "templates/queueing"),
    "complaints": ("complaints", "templates/complaints"),
    "marketing": ("marketing", "templates/marketing"),
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def catalogue_path(root: Path, app: str) -> Path:
    """Where an app's catalogue is kept."""
    return root / "locale" / app / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(root: Path, app: str) -> Catalog:
    """The catalogue as it stands, empty when there is none. Raises PoFileError for a broken file."""
    path = catalogue_path(root, app)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def texts(root: Path, app: str) -> Catalog:
    """Every text that an app's code and templates mark for translation."""
    found = Catalog(locale=LANGUAGE)
    for path in sources(root, APPS[app]):
        place = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        code = marked_texts(source, place) if path.suffix in {".html", ".txt"} else source
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            found.add(message, locations=[(place, 0)], context=context)
    return found


def marked_texts(template: str, place: str) -> str:
    """A template as calls of gettext, without its indentation: the extractor reads it as Python and minds."""
    return re.sub(r"(?m)^[ \t]+", "", templatize(template, origin=place))


def sources(root: Path, places: tuple[str, ...]) -> Iterator[Path]:
    """The files of an app that can hold texts, sorted."""
    for place in places:
        if "*" in place:
            yield from sorted(root.glob(place))
            continue
        files = (path for path in (root / place).rglob("*") if path.suffix in {".py", ".html", ".txt"})
        yield from sorted(path for path in files if "migrations" not in path.parts)


def update(root: Path, app: str) -> int:
    """Write the app's catalogue anew, keeping what is translated; return how many texts still miss a translation."""
    known, found = read(root, app), texts(root, app)
    for message in entries(found):
        old = known.get(message.id, message.context)
        if old is not None and shape(old) == shape(message):
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
    path = catalogue_path(root, app)
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, found, width=0, omit_header=True, sort_output=True, include_lineno=False)
    path.write_text(HEADER + out.getvalue().decode().lstrip("\n"), encoding="utf-8")
    return len(gaps(root, app))


def gaps(root: Path, app: str) -> list[str]:
    """One line for each text that is not, or not rightly, translated."""
    known = read(root, app)
    lines = []
    for message in entries(texts(root, app)):
        problem = problem_of(known.get(message.id, message.context))
        if problem:
            lines.append(f"{app}: {problem}: {words(message)!r} ({message.locations[0][0]})")
    return lines


def problem_of(message: Message | None) -> str:
    """What is wrong with an entry of a catalogue, empty when nothing is."""
    if message is None:
        return "not in the catalogue"
    if message.fuzzy:
        return "fuzzy"
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    if not all(strings):
        return "empty"
    wanted = set(PLACEHOLDER.findall(words(message)))
    return "" if all(set(PLACEHOLDER.findall(str(string))) == wanted for string in strings) else "other placeholders"


def entries(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def shape(message: Message) -> bool:
    """Whether a message has a plural; a translation moves only between equals."""
    return isinstance(message.id, list | tuple)


def words(message: Message) -> str:
    """The English text; of a plural the one for many, which names every placeholder."""
    return str(message.id[-1]) if isinstance(message.id, list | tuple) else str(message.id)
