-- When the outcome of a signal changed last; those who watch hear of it.
ALTER TABLE signal ADD COLUMN judged INTEGER;
