-- Pictures of the pages of files. Their bytes lie beside the files, each under its SHA-256. They can be made again, so no
-- backup has them.
CREATE TABLE picture (
    -- The file.
    digest TEXT NOT NULL REFERENCES file (digest) ON DELETE CASCADE,
    -- The page, from 1.
    n INTEGER NOT NULL,
    -- `png` or `jpg`.
    kind TEXT NOT NULL,
    -- Dots.
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    picture TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (digest, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_picture ON picture (picture);

-- Whether its pages were drawn, as far as that goes.
ALTER TABLE file ADD COLUMN drawn INTEGER NOT NULL DEFAULT 0;
