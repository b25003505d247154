/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Chains of reasons: from what is reached back to its root, turned round for
 * the reader.
 */
#include "audit.h"

#include "audit_calls.h"

#include <stdlib.h>

void audit_set_location(json_t *to, struct location at)
{
    json_object_set_new(to, "file",
                        at.file ? json_stringn(at.file, at.file_length)
                                : json_null());
    json_object_set_new(to, "line", json_integer(at.line));
}

/* One frame: SYMBOL, and how and where the frame before it reached it. */
static json_t *frame_of(LLVMValueRef global, struct reason why)
{
    size_t length;
    const char *name = LLVMGetValueName2(global, &length);
    json_t *frame = json_pack("{s:s#, s:s}", "symbol", name, (int)length,
                              "kind", edge_kind_name(why.kind));
    if (why.text)
        json_object_set_new(frame, "reason", json_string(why.text));
    if (why.kind == EDGE_INDIRECT && why.site)
        json_object_set_new(frame, "field",
                            audit_call_fact(why.site, "unispec-icall-field"));
    if (why.site)
        audit_set_location(frame, location_of_instruction(why.site));
    else if (LLVMIsAFunction(global))
        audit_set_location(frame, location_of_function(global));
    else
        audit_set_location(frame, (struct location){0});
    return frame;
}

json_t *audit_chain(struct analysis *a, LLVMValueRef global)
{
    json_t *chain = json_array();
    while (global) {
        struct reason why = analysis_reason(a, global);
        json_array_insert_new(chain, 0, frame_of(global, why));
        global = why.from;
    }
    return chain;
}

char *audit_describe_frame(const json_t *frame)
{
    const char *kind = json_string_value(json_object_get(frame, "kind"));
    const char *file = json_string_value(json_object_get(frame, "file"));
    const char *text = json_string_value(json_object_get(frame, "reason"));
    const char *field = json_string_value(json_object_get(frame, "field"));
    int line = (int)json_integer_value(json_object_get(frame, "line"));
    if (text)
        return must_format("%s: %s", kind, text);
    char *how =
        field ? must_format("%s through %s", kind, field) : must_strdup(kind);
    if (!file)
        return how;
    char *where = must_format("%s at %s:%d", how, file, line);
    free(how);
    return where;
}

void audit_print_chain(struct link *l, json_t *chain)
{
    size_t i;
    json_t *frame;
    json_array_foreach(chain, i, frame) {
        char *how = audit_describe_frame(frame);
        link_note(l, "%s (%s)",
                  json_string_value(json_object_get(frame, "symbol")), how);
        free(how);
    }
}
