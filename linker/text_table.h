/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Rows of text in aligned columns, for the reports. Cells come from images
 * that others made, so control characters are shown as '?'.
 */
#ifndef UNISPEC_TEXT_TABLE_H
#define UNISPEC_TEXT_TABLE_H

#include <stddef.h>
#include <stdio.h>

enum { TABLE_COLUMNS = 6 };

struct text_table {
    size_t columns;
    const char *right; /* letters per column: 'r' aligns right, else left */
    char **cells;      /* owned, row by row */
    size_t count;
};

/* One row: COLUMNS strings, copied; NULL reads as "". */
void table_row(struct text_table *table, const char *const *cells);
/* Prints all rows, each after INDENT spaces, and empties the table. */
void table_print(struct text_table *table, FILE *out, int indent);
/* TEXT with its control characters replaced. */
void print_clean(FILE *out, const char *text);

#endif
