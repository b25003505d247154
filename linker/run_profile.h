/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * unispec run --profile: where the guest spends its time. A child process of
 * ours stops the guest about every millisecond through QEMU's gdb stub, whose
 * socket QEMU inherits, and reads the program counter and the stack; the
 * guest's clocks stand still meanwhile. At the end it writes folded stacks,
 *     main;qsort;compare 17
 * a line for each stack, outermost function first, with how often it was seen.
 *   run_profile.c    the child and the file
 *   profile_gdb.c    the protocol of the stub
 *   profile_stack.c  from words of a stack to callers
 *   profile_fold.c   from samples to lines
 */
#ifndef UNISPEC_RUN_PROFILE_H
#define UNISPEC_RUN_PROFILE_H

#include "image_read.h"
#include "symbolise.h"

#include <stdio.h>
#include <sys/types.h>

struct profile;

/*
 * Opens the file PATH for writing and makes the socket. Reports and returns
 * NULL if one of them cannot be.
 */
struct profile *profile_open(const struct tool *tool, const char *path);
/* The end of the socket that QEMU inherits. */
int profile_fd(const struct profile *profile);
/* QEMU has been started: begins to sample. Reports a failure. */
bool profile_start(const struct tool *tool, const struct image *image,
                   struct profile *profile);
/*
 * Waits until the file is written and frees PROFILE (NULL: nothing to do).
 * Returns false if there is no profile; that was reported.
 */
bool profile_close(struct profile *profile);

/* ---- profile_gdb.c */

/* A packet of QEMU's holds 4096 characters: so many words are one question. */
enum { STACK_WORDS = 248, PROFILE_FRAMES = 64 };

struct stub_sample {
    uint64_t pc, sp;
    uint64_t words[STACK_WORDS]; /* from sp on */
    size_t word_count;
};

struct stub {
    int fd;
    char input[4096];
    size_t start, end;
};

/* Lets the guest run; false: QEMU has ended, as below. */
bool stub_begin(struct stub *stub);
/* Stops the guest, looks, and lets it run on. */
bool stub_sample(struct stub *stub, struct stub_sample *sample);

/* ---- profile_stack.c */

/*
 * The code addresses of SAMPLE, innermost first: the program counter, then
 * return addresses. Returns how many; at most PROFILE_FRAMES.
 */
size_t stack_callers(const struct image *image, const struct symbols *symbols,
                     const struct stub_sample *sample, uint64_t *frames);

/* ---- profile_fold.c */

struct fold {
    uint64_t **stacks; /* a count, then so many addresses; owned */
    size_t count, room;
};

void fold_add(struct fold *fold, const uint64_t *frames, size_t count);
void fold_write(const struct fold *fold, const struct symbols *symbols,
                FILE *out);
void fold_free(struct fold *fold);

#endif
