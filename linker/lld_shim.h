/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The C face of lld_shim.cpp: LLD's ELF linker as a library. Used by
 * ld_lld.c only.
 */
#ifndef UNISPEC_LLD_SHIM_H
#define UNISPEC_LLD_SHIM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Receives what LLD prints; FD is 1 or 2, TEXT not terminated. */
typedef void (*unispec_output_fn)(void *context, int fd, const char *text,
                                  size_t size);

/*
 * Runs LLD's ELF driver; argv[0] is the name that its messages begin with.
 * Returns 0, or 1 after messages. A fatal error ends the process with status
 * 1, an LLVM fatal error or a crash with a signal.
 */
int unispec_lld_link(const char *const *argv, size_t argc,
                     unispec_output_fn output, void *context);

/* "LLD 22.1.8"-like version text. */
const char *unispec_lld_version(void);

#ifdef __cplusplus
}
#endif

#endif
