"""The tables of briefs.db. Another VERSION, or any damage, and they are made again from the records."""

VERSION = 2
APPLICATION = 0x7A686272  # "zhbr", as `file` shows it

TABLES = """
CREATE TABLE brief (
    id TEXT PRIMARY KEY, stamp TEXT, day TEXT, publisher TEXT, publisher_en TEXT, title_en TEXT, title_zh TEXT,
    title_src TEXT, script TEXT, generated INTEGER, preview INTEGER, points TEXT, review TEXT, untranslated INTEGER,
    files TEXT, written TEXT, removed INTEGER, news TEXT
) WITHOUT ROWID;
CREATE TABLE name (
    slug TEXT, zh TEXT, en TEXT, kind TEXT, doc TEXT, at TEXT, text_zh TEXT, text_en TEXT, PRIMARY KEY (slug, doc)
) WITHOUT ROWID;
CREATE INDEX name_doc ON name (doc);
CREATE TABLE figure (
    slug TEXT, doc TEXT, day TEXT, subject TEXT, kind TEXT, unit TEXT, zh TEXT, en TEXT, low TEXT, high TEXT, at TEXT
);
CREATE INDEX figure_slug ON figure (slug);
CREATE INDEX figure_doc ON figure (doc);
CREATE TABLE dirty (slug TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE text (number INTEGER PRIMARY KEY, doc TEXT UNIQUE, zh TEXT, en TEXT);
-- Trigrams find Chinese without words; LIKE needs no positions, and detail=none makes the index a third as large.
CREATE VIRTUAL TABLE text_zh USING fts5(zh, content='text', content_rowid='number', tokenize='trigram', detail='none');
CREATE VIRTUAL TABLE text_en USING fts5(
    en, content='text', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER text_in AFTER INSERT ON text BEGIN
    INSERT INTO text_zh (rowid, zh) VALUES (new.number, new.zh);
    INSERT INTO text_en (rowid, en) VALUES (new.number, new.en);
END;
CREATE TRIGGER text_out AFTER DELETE ON text BEGIN
    INSERT INTO text_zh (text_zh, rowid, zh) VALUES ('delete', old.number, old.zh);
    INSERT INTO text_en (text_en, rowid, en) VALUES ('delete', old.number, old.en);
END;
"""
