"""Build the register of a document: its own definitions, the glossary, then rules for people, places, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.steps.glossary import Entry, Glossary
from flows.steps.names import definitions, media, organisations, people, places, transport
from flows.steps.names.register import Register, Term
from flows.steps.types import Article, Name, NameKind


def build_register(article: Article, glossary: Glossary) -> Register:
    """The names that stand in the article, each with one rendering; the first of the four sources wins."""
    sentences = _texts(article)
    publishers = _publishers(article)
    entries = _present(glossary.entries, "\n".join([*sentences, *publishers]))
    terms = [_term(entry) for entry in entries]
    known_places = {e.zh: e.en for e in entries if e.kind == "place" and not e.context}
    heads = transport.find_heads(publishers, sentences, known_places)
    spelt = {**heads, **places.find_places(sentences, {**known_places, **heads})}
    # 开罗市 is Cairo, where the glossary has 开罗
    by_rule = {zh: known_places.get(zh.removesuffix("市"), en) for zh, en in spelt.items()}
    by_rule = {**transport.find_roads(sentences, by_rule), **by_rule}
    by_rule |= transport.find_lines(sentences, {**by_rule, **known_places})
    everywhere = {**by_rule, **known_places}
    bodies = organisations.find_organisations(sentences, everywhere)
    known: dict[str, tuple[str, NameKind]] = {zh: (en, "place") for zh, en in everywhere.items()}
    known |= {zh: (en, "organisation") for zh, en in bodies.items()}
    known |= {e.zh: (e.en, e.kind) for e in entries if not e.context}
    own = _defined(sentences, known, everywhere)
    persons = people.find_people(sentences, _credited(article))
    papers = media.find_media(publishers, everywhere, {e.zh: e.en for e in entries if e.kind == "organisation"})
    rules = [*people.as_names(persons, sentences), *places.as_names(by_rule), *organisations.as_names(bodies)]
    rules += media.as_names(papers)
    credited = "、".join(name for name in _credited(article) if name in persons)
    known_papers = [entry.zh for entry in entries if entry.zh in publishers]
    return _register(definitions.as_names(own), terms, rules, [*sentences, credited, *papers, *known_papers])


def _texts(article: Article) -> list[str]:
    titles = [article.title.zh] if article.title else []
    return [*titles, *(sentence.zh for sentence in article.sentences())]


def _present(entries: Sequence[Entry], text: str) -> list[Entry]:
    return [entry for entry in entries if entry.zh in text]


def _term(entry: Entry) -> Term:
    return Term(Name(entry.zh, entry.en, entry.kind, "glossary", entry.hard), entry.context)


def _defined(
    sentences: list[str], known: dict[str, tuple[str, NameKind]], everywhere: dict[str, str]
) -> dict[str, tuple[str, NameKind]]:
    own = definitions.find_short_forms(sentences, known)
    own |= {zh: (en, "organisation") for zh, en in definitions.find_english(sentences).items() if zh not in known}
    for short, full in definitions.expand_zone(sentences, everywhere).items():
        if full in known:
            own[short] = known[full]
    return own


def _is_name(name: Name) -> bool:
    """A soft common noun or set phrase serves the gloss; it is nothing to list among a document's names."""
    return name.kind == "person" or not (name.kind in ("term", "slogan", "title") or name.en[:1].islower())


def _publishers(article: Article) -> tuple[str, ...]:
    return tuple(name for name in (article.publisher, article.republisher) if name)


def _credited(article: Article) -> tuple[str, ...]:
    editor = (article.editor,) if article.editor else ()
    return (*article.authors, *editor, *(credit.name for credit in article.credits))


def _register(own: Iterable[Name], terms: Sequence[Term], rules: Sequence[Name], sentences: Sequence[str]) -> Register:
    """Definitions before the glossary, the glossary before rules; of names only those that are found."""
    chosen = [Term(name, bounded=len(name.zh) < 3) for name in own]
    words = {term.name.zh for term in chosen}
    chosen += [term for term in terms if term.name.zh not in words]
    words |= {term.name.zh for term in terms if not term.context}
    chosen += [Term(name, bounded=False) for name in rules if name.zh not in words]
    draft = Register((), tuple(chosen))
    used = dict.fromkeys(name for zh in sentences for _, name in draft.find(zh) if name.hard or _is_name(name))
    return Register(tuple(used), tuple(chosen))
