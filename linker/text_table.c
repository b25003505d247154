/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Collects cells, then prints every column as wide as its widest cell; the
 * last column is not padded. Widths count bytes, as symbols are ASCII.
 */
#include "text_table.h"
#include "command.h"

#include <stdlib.h>
#include <string.h>

void table_row(struct text_table *table, const char *const *cells)
{
    table->cells = tool_realloc(table->cells, (table->count + table->columns) *
                                                  sizeof(*table->cells));
    for (size_t i = 0; i < table->columns; i++)
        table->cells[table->count++] =
            tool_format("%s", cells[i] ? cells[i] : "");
}

static void measure(const struct text_table *table, int *widths)
{
    for (size_t i = 0; i < table->count; i++) {
        int length = (int)strlen(table->cells[i]);
        int *width = &widths[i % table->columns];
        *width = length > *width ? length : *width;
    }
}

void print_clean(FILE *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        fputc(c < 0x20 || c == 0x7f ? '?' : c, out);
    }
}

/* A cell of the row's last column is not padded on its right. */
static void print_cell(const struct text_table *table, FILE *out,
                       const char *cell, size_t column, int width, bool last)
{
    int padding = width - (int)strlen(cell);
    bool right = table->right && strlen(table->right) > column &&
                 table->right[column] == 'r';
    if (column)
        fputs("  ", out);
    if (right)
        fprintf(out, "%*s", padding, "");
    print_clean(out, cell);
    if (!right && !last)
        fprintf(out, "%*s", padding, "");
}

/* The row's cells up to the last one that is not empty. */
static size_t used_columns(const struct text_table *table, char **row)
{
    size_t used = table->columns;
    while (used > 1 && !*row[used - 1])
        used--;
    return used;
}

void table_print(struct text_table *table, FILE *out, int indent)
{
    int widths[TABLE_COLUMNS] = {0};
    measure(table, widths);
    for (size_t i = 0; i < table->count; i += table->columns) {
        char **row = table->cells + i;
        size_t used = used_columns(table, row);
        fprintf(out, "%*s", indent, "");
        for (size_t c = 0; c < used; c++)
            print_cell(table, out, row[c], c, widths[c], c + 1 == used);
        fputc('\n', out);
    }
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    free(table->cells);
    table->cells = NULL;
    table->count = 0;
}
