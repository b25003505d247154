/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Chains of reasons: from what is reached back to its root, turned round for
 * the reader.
 */
#include "audit.h"

#include <string.h>

static void set_location(json_t *to, struct location at)
{
    if (at.file)
        json_object_set_new(to, "file", json_stringn(at.file, at.file_length));
    else
        json_object_set_new(to, "file", json_null());
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
    if (why.site)
        set_location(frame, location_of_instruction(why.site));
    else if (LLVMIsAFunction(global))
        set_location(frame, location_of_function(global));
    else
        set_location(frame, (struct location){0});
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

void audit_print_chain(struct link *l, json_t *chain)
{
    size_t i;
    json_t *frame;
    json_array_foreach(chain, i, frame) {
        const char *symbol = json_string_value(json_object_get(frame, "symbol"));
        const char *kind = json_string_value(json_object_get(frame, "kind"));
        const char *file = json_string_value(json_object_get(frame, "file"));
        const char *text = json_string_value(json_object_get(frame, "reason"));
        json_int_t line = json_integer_value(json_object_get(frame, "line"));
        if (text)
            link_note(l, "%s (%s: %s)", symbol, kind, text);
        else if (file)
            link_note(l, "%s (%s at %s:%d)", symbol, kind, file, (int)line);
        else
            link_note(l, "%s (%s)", symbol, kind);
    }
}
