-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
-- What the shell and SQLite do with files, locks and threads.
.timer on
SELECT 'timed';
.timer off

.print files
.cd /tmp
SELECT 'note', writefile('note', 'kept', 33188, 1000000000);
SELECT 'link', writefile('link', 'note', 41471) IS NULL;
SELECT 'folder', writefile('folder', NULL, 16877) IS NULL;
SELECT name, mode, coalesce(data, 'none') FROM fsdir('.') ORDER BY name;
SELECT 'read', readfile('link');

.print threads
.open here.db
PRAGMA journal_mode = WAL;
PRAGMA mmap_size = 1000000;
PRAGMA threads = 2;
PRAGMA cache_size = 10;
CREATE TABLE t(a, b);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 15000)
INSERT INTO t SELECT i * 7919 % 20011, printf('%.80c', 'x') FROM n;
CREATE INDEX ta ON t(b, a);
SELECT 'sorted', count(*), min(a) FROM t INDEXED BY ta;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA journal_mode = DELETE;

.print locks
ATTACH 'file:dot.db?vfs=unix-dotfile' AS d;
ATTACH 'file:dot.db?vfs=unix-dotfile' AS e;
CREATE TABLE d.u(x);
.timeout 20
BEGIN EXCLUSIVE;
.print done
