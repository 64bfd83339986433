-- The organisation of who writes a draft on behalf of another; absent where it is the same.
ALTER TABLE draft ADD COLUMN writer TEXT;
