/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Starts no process: unsupported, like vfork. What musl's child does before it
 * becomes another program (setsid, setuid, dup2 and more, on a thread of its
 * own) would be in every program that names system() or popen().
 */
#include "syscall.h"
#include <spawn.h>

int posix_spawn(pid_t *restrict pid, const char *restrict path,
                const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *restrict attributes,
                char *const argv[restrict], char *const envp[restrict])
{
    return -(int)__syscall(SYS_vfork);
}
