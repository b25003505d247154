/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* All ways to start another program; with -DCONTROL what a child would use. */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void say(const char *what, int error)
{
    printf("%s: %s\n", what, strerror(error));
}

int main(int argc, char **argv)
{
    char *words[] = {"true", NULL};
    pid_t pid;
    FILE *f;

    printf("shell: %d\n", system(NULL));
    say("system", system("true") == -1 ? errno : 0);
    say("posix_spawn", posix_spawn(&pid, "/bin/true", NULL, NULL, words,
                                   environ));
    say("posix_spawnp", posix_spawnp(&pid, "true", NULL, NULL, words, environ));
    f = popen("true", "r");
    say("popen", f ? 0 : errno);
    f = popen("true", "x");
    say("popen x", f ? 0 : errno);
    if (argc > 1) {
        f = fopen(argv[1], "r");
        say("pclose", f && pclose(f) == -1 ? errno : 0);
    }
#ifdef CONTROL
    if (setsid() == 0 || dup2(0, 1) < 0)
        return 1;
#endif
    return 0;
}
