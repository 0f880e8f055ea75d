CREATE TABLE goods (name text PRIMARY KEY, price integer NOT NULL);
INSERT INTO goods VALUES ('anchor', 120), ('lantern', 35);
