/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Source positions from debug information, and the facts that the plugin left
 * in attributes. Read only by reports: no decision depends on them, apart from
 * root_when.
 */
#include "unispec/analysis.h"

#include <llvm-c/DebugInfo.h>
#include <string.h>

static struct location in_file(LLVMMetadataRef scope, unsigned line)
{
    struct location l = {.line = line};
    LLVMMetadataRef file = scope ? LLVMDIScopeGetFile(scope) : NULL;
    if (file)
        l.file = LLVMDIFileGetFilename(file, &l.file_length);
    return l;
}

struct location location_of_instruction(LLVMValueRef instruction)
{
    LLVMMetadataRef at = LLVMInstructionGetDebugLoc(instruction);
    if (!at)
        return (struct location){0};
    return in_file(LLVMDILocationGetScope(at), LLVMDILocationGetLine(at));
}

struct location location_of_function(LLVMValueRef function)
{
    LLVMMetadataRef at = LLVMGetSubprogram(function);
    if (!at)
        return (struct location){0};
    return in_file(at, LLVMDISubprogramGetLine(at));
}

bool function_fact(LLVMValueRef f, const char *name, const char **text,
                   unsigned *length)
{
    LLVMAttributeRef fact = LLVMGetStringAttributeAtIndex(
        f, LLVMAttributeFunctionIndex, name, (unsigned)strlen(name));
    if (!fact)
        return false;
    *text = LLVMGetStringAttributeValue(fact, length);
    return true;
}
