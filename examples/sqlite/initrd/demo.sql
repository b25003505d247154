-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- Creates, indexes and queries a database file in the unikernel's file system.
.bail on
.print creating
CREATE TABLE city(id INTEGER PRIMARY KEY, name TEXT NOT NULL, people INTEGER);
INSERT INTO city(name, people) VALUES
  ('Oslo', 717710), ('Bergen', 291940), ('Trondheim', 212660),
  ('Stavanger', 149048), ('Drammen', 103291);
CREATE INDEX city_people ON city(people);

.print querying
SELECT name, people FROM city WHERE people > 200000 ORDER BY people DESC;
SELECT count(*), sum(people), round(avg(people), 2) FROM city;
EXPLAIN QUERY PLAN SELECT name FROM city WHERE people > 200000;

.print transactions
BEGIN;
DELETE FROM city;
ROLLBACK;
SELECT 'after rollback', count(*) FROM city;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
INSERT INTO city(name, people) SELECT printf('village %d', i), i FROM n;
SELECT 'rows', count(*), 'sum', sum(people) FROM city;
UPDATE city SET people = people * 2 WHERE name LIKE 'village %9';
VACUUM;
PRAGMA integrity_check;
SELECT 'pages', page_count > 10 FROM pragma_page_count;
SELECT 'date', date('2000-02-28', '+2 days'), 'json',
  json_extract('{"a":[1,2,{"b":3.5}]}', '$.a[2].b');
.print done
