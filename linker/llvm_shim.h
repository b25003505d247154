/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The C face of lto_shim.cpp: what the LLVM-C API lacks, and the callback by
 * which the LTO pipeline reaches C. lto_shim.cpp is the shared object
 * lib/unispec/unispec-lto.so, which LLD loads as a pass plugin; the helpers
 * are compiled into ld.unispec itself (llvm_shim.cpp), so that C code links
 * against them.
 */
#ifndef UNISPEC_LLVM_SHIM_H
#define UNISPEC_LLVM_SHIM_H

#include <llvm-c/Core.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Exported by ld.unispec (ld_hook.c), called by the pass plugin with the
 * merged, internalised, not yet optimised module. Not 0: the link stops.
 */
int unispec_lto_module(LLVMModuleRef m);

/* The same, with the optimised module, before code is generated. */
void unispec_lto_optimised(LLVMModuleRef m);

/*
 * The names of the functions that LLVM's code generator may call although no
 * reference to them is in the module (memcpy, fmod, __udivti3, ...): those
 * that LLD extracts and preserves for x86-64. *names lives for ever.
 */
size_t unispec_runtime_libcalls(const char *const **names);

/* The names of all library functions that LLVM's optimiser knows. */
size_t unispec_library_functions(const char *const **names);

/* Makes the optimiser treat calls of NAMES in all of M as calls of unknown
 * functions, and make no new ones (attribute "no-builtin-NAME"). */
void unispec_forbid_builtins(LLVMModuleRef m, const char *const *names,
                             size_t count);

/* Takes from an instruction what makes its result poison in some cases (nsw,
 * disjoint, !range and the like): it gives a plain number then. */
void unispec_forget_poison(LLVMValueRef instruction);

/*
 * Removes an instruction with the debug records before it. LLVM else keeps those
 * of a block's end under the block's address, for what is made there next.
 */
void unispec_instruction_erase(LLVMValueRef instruction);

/* Moves a variable to the end of its module. */
void unispec_global_move_last(LLVMValueRef variable);

/*
 * Before code is generated: where M has lines but no variables in its debug
 * information, the code generator is not to follow values for the sake of
 * variables. The code is the same. -mllvm of the user's wins.
 */
void unispec_skip_variable_locations(LLVMModuleRef m);

/* Deletes F's body; F becomes an external declaration. */
void unispec_function_delete_body(LLVMValueRef f);

/* Removes an alias or ifunc that has no uses left. Returns false if it has. */
bool unispec_alias_erase(LLVMValueRef alias);

/* Which operand of its user U is, in constant time. */
unsigned unispec_use_number(LLVMUseRef u);

/*
 * The byte offset that the GEP (instruction or constant expression) adds to
 * its pointer operand, if all its indices are constant.
 */
bool unispec_gep_constant_offset(LLVMModuleRef m, LLVMValueRef gep,
                                 int64_t *offset);

/*
 * The function of the source that the lexical SCOPE of a DILocation lies in, a
 * DISubprogram, with its NAME, which lives as long as the module.
 */
LLVMMetadataRef unispec_scope_subprogram(LLVMMetadataRef scope,
                                         const char **name, size_t *length);

/* Calls ACT with the blocks of each of F's loops that is known to run ROUNDS
 * times or more whenever it is entered. */
void unispec_long_loops(LLVMValueRef f, unsigned rounds,
                        void (*act)(const LLVMBasicBlockRef *blocks,
                                    size_t count));

/*
 * Splits the edge from TERMINATOR to its K-th successor if it is critical,
 * together with its other edges to the same block: the new block, or NULL.
 */
LLVMBasicBlockRef unispec_edge_split(LLVMValueRef terminator, unsigned k);

/*
 * Reads the bitcode in BYTES as a link does and verifies it. Returns NULL if
 * it is sound, else what is wrong with it (of malloc). It may crash.
 */
char *unispec_bitcode_check(const void *bytes, size_t size, const char *name);

/* The major version of the LLVM that wrote the bitcode; 0: it does not say. */
unsigned unispec_bitcode_producer(const void *bytes, size_t size);

/* Writes M as text to PATH, for debugging and tests; false: cannot write. */
bool unispec_module_dump(LLVMModuleRef m, const char *path);

#ifdef __cplusplus
}
#endif

#endif
