-- Which bytes an attachment had that was taken away: they stay a day longer, and nobody hangs them elsewhere unseen.
ALTER TABLE detached ADD COLUMN digest TEXT NOT NULL DEFAULT '';
