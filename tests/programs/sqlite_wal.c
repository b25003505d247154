/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Threads on one database of SQLite in WAL mode, each with its own connection:
 *     sqlite_wal FILE MEGABYTES WRITERS READERS TRANSACTIONS
 * fills the database, then has the writers make transactions while the
 * readers look for sums that a transaction keeps, and at last checks integrity
 * and what came of it. Status 0 if all is right; waiting for a lock is the busy
 * handler's, so "database is locked" is an error.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROW 4000

static const char *path;
static int transactions, failures, rounds, writing;

static void fail(const char *what, sqlite3 *db, int error)
{
    printf("%s: %d %s\n", what, error, sqlite3_errmsg(db));
    __atomic_add_fetch(&failures, 1, __ATOMIC_SEQ_CST);
}

static void run(sqlite3 *db, const char *sql)
{
    int error = sqlite3_exec(db, sql, NULL, NULL, NULL);

    if (error)
        fail(sql, db, error);
}

static long number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s;
    long result = -1;
    int error = sqlite3_prepare_v2(db, sql, -1, &s, NULL);

    if (!error && (error = sqlite3_step(s)) == SQLITE_ROW)
        result = sqlite3_column_int64(s, 0);
    if (error != SQLITE_ROW)
        fail(sql, db, error);
    sqlite3_finalize(s);
    return result;
}

static sqlite3 *open_one(void)
{
    sqlite3 *db;
    int error = sqlite3_open(path, &db);

    if (error)
        fail("open", db, error);
    sqlite3_busy_timeout(db, 60000);
    run(db, "PRAGMA synchronous=NORMAL");
    return db;
}

static void fill(sqlite3 *db, long rows)
{
    sqlite3_stmt *s;
    static char block[ROW];

    run(db, "PRAGMA journal_mode=WAL");
    run(db, "CREATE TABLE block(id INTEGER PRIMARY KEY, bytes BLOB)");
    run(db, "CREATE TABLE account(id INTEGER PRIMARY KEY, value INTEGER)");
    run(db, "BEGIN");
    sqlite3_prepare_v2(db, "INSERT INTO block(bytes) VALUES(?)", -1, &s, NULL);
    for (long i = 0; i < rows; i++) {
        memset(block, (int)i, ROW);
        sqlite3_bind_blob(s, 1, block, ROW, SQLITE_STATIC);
        if (sqlite3_step(s) != SQLITE_DONE)
            fail("insert", db, sqlite3_errcode(db));
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    run(db, "INSERT INTO account VALUES(1,1000),(2,1000),(3,1000)");
    run(db, "COMMIT");
}

/* Moves one from account to account; the sum stays. */
static void *writer(void *argument)
{
    sqlite3 *db = open_one();
    char sql[200];

    for (int i = 0; i < transactions; i++) {
        int from = rand() % 3 + 1, to = rand() % 3 + 1;

        snprintf(sql, sizeof(sql),
                 "BEGIN IMMEDIATE;"
                 "UPDATE account SET value=value-1 WHERE id=%d;"
                 "INSERT INTO block(bytes) VALUES(zeroblob(%d));"
                 "UPDATE account SET value=value+1 WHERE id=%d;COMMIT",
                 from, ROW, to);
        run(db, sql);
    }
    sqlite3_close(db);
    __atomic_sub_fetch(&writing, 1, __ATOMIC_SEQ_CST);
    return argument;
}

static void *reader(void *argument)
{
    sqlite3 *db = open_one();

    while (__atomic_load_n(&writing, __ATOMIC_SEQ_CST)) {
        if (number(db, "SELECT sum(value) FROM account") != 3000)
            fail("sum", db, 0);
        number(db, "SELECT count(*) FROM block WHERE id<1000");
        __atomic_add_fetch(&rounds, 1, __ATOMIC_SEQ_CST);
    }
    sqlite3_close(db);
    return argument;
}

int main(int argc, char **argv)
{
    long rows = argc == 6 ? atol(argv[2]) * 1000000 / ROW : 0;
    int writers = rows ? atoi(argv[3]) : 0, readers = rows ? atoi(argv[4]) : 0;
    pthread_t threads[100];
    sqlite3 *db;

    if (!rows || writers + readers > 100) {
        fprintf(stderr, "usage: sqlite_wal FILE MB WRITERS READERS COUNT\n");
        return 2;
    }
    path = argv[1];
    transactions = atoi(argv[5]);
    writing = writers;
    db = open_one();
    fill(db, rows);
    for (int i = 0; i < writers + readers; i++)
        pthread_create(&threads[i], NULL, i < writers ? writer : reader, NULL);
    for (int i = 0; i < writers + readers; i++)
        pthread_join(threads[i], NULL);
    printf("rows %ld of %ld, sum %ld, readers looked: %s\n",
           number(db, "SELECT count(*) FROM block"),
           rows + (long)writers * transactions,
           number(db, "SELECT sum(value) FROM account"), rounds ? "yes" : "NO");
    number(db, "SELECT count(*) FROM pragma_integrity_check"
               " WHERE integrity_check='ok'") == 1
        ? puts("integrity ok")
        : fail("integrity", db, 0);
    run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_close(db);
    printf("%d failures\n", failures);
    return failures != 0 || !rounds;
}
