-- What every store holds from the first day. Times are UTC milliseconds, ids text, records JSON of the type in app::model.
-- Never edit an applied migration; add a next one.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The log of all that happened. seq has no gaps; a row never has content.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    noun TEXT NOT NULL,
    id TEXT NOT NULL,
    verb TEXT NOT NULL
) STRICT;

-- Registers, all of one shape. `loader` says which load brought a row (`content`, `import`) or `store` for what
-- migrations made; `position` is the order of the file where the record has none of its own.
CREATE TABLE organisation (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE TABLE hub (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
-- Without the hubs, each of which is also a place of the same code.
CREATE TABLE place (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE TABLE concept (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE TABLE indicator (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE TABLE measure (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE TABLE motion (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;
-- At most one row, `plan`.
CREATE TABLE budget (code TEXT PRIMARY KEY, position INTEGER NOT NULL, loader TEXT NOT NULL, record TEXT NOT NULL) STRICT;

CREATE TABLE observation (
    code TEXT PRIMARY KEY,
    indicator TEXT NOT NULL REFERENCES indicator (code),
    loader TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX observation_indicator ON observation (indicator);

-- A complete write-up as JSON, under the SHA-256 of that JSON in hexadecimal. Immutable, so an import can write texts
-- long before the short transaction that makes documents of them.
CREATE TABLE text (
    digest TEXT PRIMARY KEY,
    record TEXT NOT NULL
) STRICT;

-- What follows from a text alone, for filters: reader keys (app::model::sharing) …
CREATE TABLE text_key (
    digest TEXT NOT NULL REFERENCES text (digest) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (digest, key)
) STRICT, WITHOUT ROWID;

-- … marks (`hub:schiphol`, `line:barriers`, `stage:sea`) …
CREATE TABLE text_mark (
    digest TEXT NOT NULL REFERENCES text (digest) ON DELETE CASCADE,
    mark TEXT NOT NULL,
    PRIMARY KEY (digest, mark)
) STRICT, WITHOUT ROWID;

-- … and the documents it points to, by slug, whether they exist or not.
CREATE TABLE text_link (
    digest TEXT NOT NULL REFERENCES text (digest) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    PRIMARY KEY (digest, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_link_slug ON text_link (slug);

-- A document and the columns of its published revision that lists need.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL REFERENCES organisation (code),
    author TEXT,
    -- Who made the published revision: a loader (`content`, `import`) or `person:ID`.
    actor TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES text (digest),
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- The slug of the original: its own, or that of the document it translates.
    work TEXT NOT NULL,
    -- The day lists are sorted by, YYYY-MM-DD: the published day, or the day it came in.
    day TEXT NOT NULL,
    -- app::model::document::Summary as JSON, without `updated`.
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX document_day ON document (day DESC, slug);
CREATE INDEX document_work ON document (work);
CREATE INDEX document_digest ON document (digest);

-- Every state a document has had; immutable. Outlives the document when that is withdrawn.
CREATE TABLE revision (
    document_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES text (digest),
    PRIMARY KEY (document_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_digest ON revision (digest);

-- Documents that nobody reads any more. Apart from `document`, so that no query can forget to leave them out.
CREATE TABLE withdrawn (
    id TEXT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    author TEXT,
    revision INTEGER NOT NULL,
    created INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT;

-- The load in progress; empty between loads. Rows outlive a crash until the next load or start clears them.
CREATE TABLE staged (
    slug TEXT PRIMARY KEY,
    -- Where it was read, `file:line`, to name both of two that have the same id.
    origin TEXT NOT NULL,
    -- `created`, `changed`, `same`, or `kept` for a document that was edited since.
    verdict TEXT NOT NULL,
    document_id TEXT NOT NULL,
    -- The revision the verdict rests on; 0 for a new document.
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    work TEXT NOT NULL,
    day TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;

-- The digest of every content file a loader has read, so that the next start reads only what changed.
CREATE TABLE loaded_file (
    loader TEXT NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (loader, path)
) STRICT, WITHOUT ROWID;

INSERT INTO organisation (code, position, loader, record) VALUES
    ('knooppunt', 0, 'store', '{"slug":"knooppunt","name":{"nl":"Redactie Knooppunt","en":"Knooppunt editors"},"kind":"public","hubs":[]}');

INSERT INTO hub (code, position, loader, record) VALUES
    ('rotterdam', 1, 'store', '{"code":"rotterdam","name":{"nl":"Haven Rotterdam","en":"Port of Rotterdam"},"short":{"nl":"Rotterdam","en":"Rotterdam"},"kind":"seaport","scope":"five","position":1,"summary":{"nl":"","en":""},"focus":[],"facts":[],"basis":[],"budget_cents":null}'),
    ('zeeland-west-brabant', 2, 'store', '{"code":"zeeland-west-brabant","name":{"nl":"Havens Zeeland en West-Brabant","en":"Ports of Zeeland and West-Brabant"},"short":{"nl":"Zeeland/W-Brabant","en":"Zeeland/W-Brabant"},"kind":"seaport","scope":"five","position":2,"summary":{"nl":"","en":""},"focus":[],"facts":[],"basis":[],"budget_cents":null}'),
    ('noordzeekanaalgebied', 3, 'store', '{"code":"noordzeekanaalgebied","name":{"nl":"Havens Noordzeekanaalgebied","en":"Ports of the North Sea Canal Area"},"short":{"nl":"Noordzeekanaal","en":"North Sea Canal"},"kind":"seaport","scope":"five","position":3,"summary":{"nl":"","en":""},"focus":[],"facts":[],"basis":[],"budget_cents":null}'),
    ('schiphol', 4, 'store', '{"code":"schiphol","name":{"nl":"Luchthaven Schiphol","en":"Amsterdam Airport Schiphol"},"short":{"nl":"Schiphol","en":"Schiphol"},"kind":"airport","scope":"five","position":4,"summary":{"nl":"","en":""},"focus":[],"facts":[],"basis":[],"budget_cents":null}'),
    ('bloemenveilingen', 5, 'store', '{"code":"bloemenveilingen","name":{"nl":"Bloemenveilingen","en":"Flower auctions"},"short":{"nl":"Bloemenveilingen","en":"Flower auctions"},"kind":"auction","scope":"five","position":5,"summary":{"nl":"","en":""},"focus":[],"facts":[],"basis":[],"budget_cents":null}');
