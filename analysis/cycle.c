/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Merges the nodes of each cycle of inclusions into one: they are equal in the
 * end. Strongly connected components by Tarjan, "Depth-first search and linear
 * graph algorithms", 1972, with an explicit stack.
 */
#include "solver.h"

#include <stdlib.h>

struct frame {
    node_id node;
    uint32_t next; /* includer to look at */
};

struct search {
    uint32_t *number, *low; /* 0: not visited */
    bool *on_stack;
    node_id *stack;
    struct frame *frames;
    uint32_t count;
};

static void unite(struct analysis *a, node_id into, node_id n)
{
    struct node *to = node_at(a, into), *from = node_at(a, n);
    from->parent = into;
    node_id last = n;
    while (node_at(a, last)->sibling != NONE)
        last = node_at(a, last)->sibling;
    node_at(a, last)->sibling = to->sibling;
    to->sibling = n;
    for (uint32_t i = 0; i < arrlenu(from->includers); i++)
        arrput(to->includers, from->includers[i]);
    for (uint32_t i = 0; i < arrlenu(from->part_readers); i++)
        arrput(to->part_readers, from->part_readers[i]);
    for (uint32_t i = 0; i < arrlenu(from->targets); i++)
        node_add_target(a, into, from->targets[i]);
    node_add_integers(a, into, &from->integers);
    to->address |= from->address;
    a->numbers_grew |= to->address;
    arrfree(from->includers);
    arrfree(from->part_readers);
    arrfree(from->targets);
    free(from->slots);
    from->slots = NULL;
    vset_free(&from->integers);
}

/* After a merge everything is passed on once more. */
static void refresh(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);
    size_t kept = 0;
    for (uint32_t i = 0; i < arrlenu(node->includers); i++) {
        node_id to = node_find(a, node->includers[i]);
        bool seen = to == n;
        for (size_t k = kept > 16 ? kept - 16 : 0; k < kept && !seen; k++)
            seen = node->includers[k] == to;
        if (!seen)
            node->includers[kept++] = to;
    }
    if (node->includers)
        arrsetlen(node->includers, kept);
    node->processed = 0;
    node->integers_grew = true;
    for (node_id m = n; m != NONE; m = node_at(a, m)->sibling)
        node_reset_users(a, m);
    if (!node->queued) {
        node->queued = true;
        arrput(a->nodes_todo, n);
    }
}

static void finish(struct analysis *a, struct search *s, node_id n)
{
    node_id first = NONE;
    node_id m;
    do {
        m = arrpop(s->stack);
        s->on_stack[m] = false;
        if (first == NONE)
            first = m;
        else
            unite(a, first, m);
    } while (m != n);
    if (first != n)
        refresh(a, first);
}

static void visit(struct analysis *a, struct search *s, node_id root)
{
    arrput(s->frames, ((struct frame){root, 0}));
    while (arrlen(s->frames)) {
        struct frame *f = &arrlast(s->frames);
        node_id n = f->node;
        if (!f->next) {
            s->number[n] = s->low[n] = ++s->count;
            arrput(s->stack, n);
            s->on_stack[n] = true;
        }
        struct node *node = node_at(a, n);
        bool descended = false;
        while (f->next < arrlenu(node->includers)) {
            node_id to = node_find(a, node->includers[f->next++]);
            if (!s->number[to]) {
                arrput(s->frames, ((struct frame){to, 0}));
                descended = true;
                break;
            }
            if (s->on_stack[to] && s->number[to] < s->low[n])
                s->low[n] = s->number[to];
        }
        if (descended)
            continue;
        (void)arrpop(s->frames);
        if (arrlen(s->frames)) {
            node_id up = arrlast(s->frames).node;
            if (s->low[n] < s->low[up])
                s->low[up] = s->low[n];
        }
        if (s->low[n] == s->number[n])
            finish(a, s, n);
    }
}

void merge_cycles(struct analysis *a)
{
    struct search s = {0};
    node_id count = a->node_count, world = node_find(a, a->world);
    s.number = calloc(count, sizeof *s.number);
    s.low = calloc(count, sizeof *s.low);
    s.on_stack = calloc(count, sizeof *s.on_stack);
    if (!s.number || !s.low || !s.on_stack)
        abort();
    for (node_id n = 0; n < count; n++) {
        struct node *node = node_at(a, n);
        if (node->parent == n && !s.number[n] && arrlen(node->includers) &&
            n != world)
            visit(a, &s, n);
    }
    arrfree(s.stack);
    arrfree(s.frames);
    free(s.number);
    free(s.low);
    free(s.on_stack);
}
