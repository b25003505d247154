/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Entry point of the check, and its list of violations. */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static LLVMValueRef function_at(struct check *k)
{
    return k->instruction && LLVMIsAInstruction(k->instruction)
               ? LLVMGetBasicBlockParent(
                     LLVMGetInstructionParent(k->instruction))
               : k->at.function;
}

static char *describe(struct check *k, LLVMValueRef f, const char *rule,
                      const char *what)
{
    size_t n;
    char *text = NULL, *code = NULL;
    struct location at = {0};
    if (k->instruction && LLVMIsAInstruction(k->instruction)) {
        at = location_of_instruction(k->instruction);
        code = LLVMPrintValueToString(k->instruction);
    }
    if (asprintf(&text,
                 "%s (%.*s:%u): rule '%s': %s%s%s; this is a bug of the "
                 "analysis: report it, and link with --no-specialise",
                 f ? LLVMGetValueName2(f, &n) : "program",
                 at.file ? (int)at.file_length : 1, at.file ? at.file : "?",
                 at.line, rule, what, code ? " in" : "", code ? code : "") < 0)
        abort();
    LLVMDisposeMessage(code);
    return text;
}

void violation_at(struct check *k, const char *rule, const char *format, ...)
{
    struct check_result *r = &k->result;
    /* One instruction breaks a rule in many ways. */
    bool again = k->instruction && k->instruction == k->last.instruction &&
                 rule == k->last.rule;
    if (again || r->count++ >= CHECK_VIOLATIONS)
        return;
    k->last = (struct violation){rule, NULL, k->instruction, NULL};
    char *what;
    va_list args;
    va_start(args, format);
    if (vasprintf(&what, format, args) < 0)
        abort();
    va_end(args);
    LLVMValueRef f = function_at(k);
    r->violations[r->count - 1] =
        (struct violation){rule, f, k->instruction, describe(k, f, rule, what)};
    free(what);
}

void demand(struct check *k, bool ok, const char *rule, const char *what)
{
    if (!ok)
        violation_at(k, rule, "%s", what);
}

static void load_targets(struct check *k)
{
    arrsetlen(k->targets, k->c->target_count);
    for (uint32_t t = 0; t < k->c->target_count; t++)
        k->targets[t] = certificate_target(k->c, t);
    arrsetlen(k->objects, k->c->object_count);
    for (uint32_t o = 0; o < k->c->object_count; o++)
        k->objects[o] = (struct memory){.o = certificate_object(k->c, o)};
}

static void release(struct check *k)
{
    for (ptrdiff_t i = 0; i < arrlen(k->objects); i++)
        arrfree(k->objects[i].pieces);
    for (ptrdiff_t i = 0; i < arrlen(k->owned); i++)
        free(k->owned[i]);
    arrfree(k->targets);
    arrfree(k->objects);
    arrfree(k->owned);
    arrfree(k->constructors);
    arrfree(k->far_sums);
    arrfree(k->identities);
    arrfree(k->stamps);
    hmfree(k->object_of);
    hmfree(k->constants);
    hmfree(k->mentioned);
    hmfree(k->copies);
    hmfree(k->filled);
    hmfree(k->blocks);
    free(k->cells.slots);
    free(k->views.slots);
    free(k->view_checked);
    free(k->locals.keys);
    free(k->locals.first);
}

struct check_result check_certificate(const struct certificate *c,
                                      const struct analysis_request *request)
{
    struct check k = {.c = c,
                      .request = request,
                      .module = c->module,
                      .layout = LLVMGetModuleDataLayout(c->module)};
    load_targets(&k);
    check_objects(&k);
    memory_index(&k);
    check_program(&k);
    for (uint32_t i = 0; i < c->context_count; i++)
        check_context(&k, i);
    check_far_sums(&k);
    check_identities(&k);
    k.instruction = NULL;
    k.at.function = NULL;
    check_world(&k);
    release(&k);
    return k.result;
}

void check_result_free(struct check_result *r)
{
    for (size_t i = 0; i < r->count && i < CHECK_VIOLATIONS; i++)
        free(r->violations[i].text);
}

struct check_result check_analysis(const struct analysis *a,
                                   const struct analysis_request *request)
{
    struct certificate c = certificate_of(a);
    struct check_result r = check_certificate(&c, request);
    certificate_free(&c);
    return r;
}
