-- Of documents of one day, the last changed comes first: all write-ups that came in with the content have the same day.
CREATE INDEX document_newest ON document (day DESC, updated DESC, slug);
DROP INDEX document_day;
