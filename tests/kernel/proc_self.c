/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* /proc/self: the process, its threads, its memory and its files. */
#include "proc_slurp.h"
#include <dirent.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>

static int global;

static const char *target(const char *path)
{
    static char link[4096];
    long n = readlink(path, link, sizeof(link) - 1);

    if (n < 0)
        return strerror(errno);
    link[n] = 0;
    return link;
}

/* The rights of the mapping that holds the address. */
static const char *rights(const void *address)
{
    static char found[8];
    unsigned long start, end, at = (unsigned long)address;

    slurp("/proc/self/maps");
    for (char *line = text; *line; line = strchr(line, '\n') + 1)
        if (sscanf(line, "%lx-%lx %7s", &start, &end, found) == 3 &&
            at >= start && at < end)
            return found;
    return "none";
}

static void process(void)
{
    int pid, ppid, threads = 0;
    long rss = 0;
    unsigned long vsize = 0;
    char comm[32], state;

    HOLDS(atoi(target("/proc/self")) == getpid());
    HOLDS(slurp("/proc/self/stat") > 0);
    HOLDS(sscanf(text,
                 "%d (%31[^)]) %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u "
                 "%*u %*d %*d %*d %*d %d %*d %*u %lu %ld",
                 &pid, comm, &state, &ppid, &threads, &vsize, &rss) == 7);
    HOLDS(pid == getpid() && ppid == getppid() && state == 'R');
    HOLDS(threads == 1 && vsize > 4096 && rss >= 0);
    HOLDS(slurp("/proc/self/statm") > 0 && atol(text) > 0);
    prctl(PR_SET_NAME, "a name that is too long");
    HOLDS(slurp("/proc/self/comm") == 16);
    printf("%s", text);
    HOLDS(slurp("/proc/self/status") > 0 && field("Pid:") == getpid());
    printf("%.20s\n", text);
    HOLDS(field("VmRSS:") > 0 && field("VmSize:") >= field("VmRSS:"));
    HOLDS(field("Threads:") == 1 && field("PPid:") == getppid());
    HOLDS(slurp("/proc/self/cmdline") > 5);
    printf("%s\n", text + strlen(text) + 1);
    HOLDS(slurp("/proc/self/environ") > 0 && strstr(text, "COLOUR=red"));
    HOLDS(slurp("/proc/self/limits") > 0 && field("Max open files") == 1024);
    HOLDS(slurp("/proc/1/stat") > 0 && atoi(text) == 1);
    SHOW(open("/proc/99999999/stat", O_RDONLY));
}

static void memory(void)
{
    static int local_static;
    int local = global + local_static;
    char *p = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    printf("%s\n", rights((void *)memory));
    printf("%s\n", rights(&local_static));
    printf("%s\n", rights(&local));
    printf("%s\n", rights(p));
    mprotect(p, 4096, PROT_READ | PROT_WRITE | PROT_EXEC);
    printf("%s\n", rights(p));
    printf("%s\n", rights(p + 4096));
    munmap(p, 8192);
    printf("%s\n", rights(p));
    slurp("/proc/self/maps");
    HOLDS(strstr(text, "[stack]\n"));
    HOLDS(slurp("/proc/self/smaps") > 0 && field("Rss:") >= 0 &&
          field("Private_Dirty:") >= 0);
}

static void files(void)
{
    int fd = open("file", O_RDWR | O_CREAT, 0644), p[2], again;
    char path[64], cwd[4096], want[4200];

    getcwd(cwd, sizeof(cwd));
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    snprintf(want, sizeof(want), "%s/file", cwd[1] ? cwd : "");
    HOLDS(!strcmp(target(path), want));
    HOLDS(!strcmp(target("/proc/self/cwd"), cwd));
    printf("%s\n", target("/proc/self/root"));
    SHOW(write(fd, "hello", 5));
    SHOW(again = open(path, O_RDONLY));
    SHOW(read(again, text, 10));
    SHOW(open(path, O_RDONLY | O_NOFOLLOW));
    snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
    HOLDS(slurp(path) > 0 && field("pos:") == 5);
    printf("flags %lo\n", field("flags:") & ~0100000);
    SHOW(open("/proc/self/cwd/file", O_RDONLY) >= 0);
    pipe(p);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", p[0]);
    printf("%.5s\n", target(path));
    snprintf(path, sizeof(path), "/proc/self/fd/%d", p[1]);
    SHOW((again = open(path, O_WRONLY)) >= 0);
    SHOW(write(again, "pipe", 4));
    SHOW(read(p[0], text, 10));
    close(p[0]);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", p[0]);
    printf("%s\n", target(path));
    unlink("file");
}

static void listing(void)
{
    DIR *dir = opendir("/proc/self/fd");
    struct dirent *e;
    int seen = 0;

    while ((e = readdir(dir)))
        seen += e->d_name[0] >= '0' && e->d_name[0] <= '2' && !e->d_name[1] &&
                e->d_type == DT_LNK;
    printf("0, 1, 2: %d\n", seen);
    closedir(dir);
    seen = 0;
    dir = opendir("/proc/sys/vm");
    while ((e = readdir(dir)))
        seen += !strcmp(e->d_name, "swappiness") && e->d_type == DT_REG;
    printf("swappiness: %d\n", seen);
    closedir(dir);
    SHOW(chdir("/proc/sys/kernel"));
    HOLDS(getcwd(text, sizeof(text)));
    printf("%s\n", text);
    SHOW(open("../vm/swappiness", O_RDONLY) >= 0);
    SHOW(chdir("../../.."));
    printf("%s\n", getcwd(text, sizeof(text)));
}

static void *thread(void *argument)
{
    pthread_barrier_wait(argument);
    pthread_barrier_wait(argument);
    return NULL;
}

static void threads(void)
{
    pthread_barrier_t b;
    pthread_t t;
    char name[16];
    struct dirent *e;
    DIR *dir;
    int seen = 0;

    pthread_barrier_init(&b, NULL, 2);
    pthread_create(&t, NULL, thread, &b);
    pthread_barrier_wait(&b);
    SHOW_ERROR(pthread_setname_np(t, "other"));
    SHOW_ERROR(pthread_getname_np(t, name, sizeof(name)));
    printf("%s\n", name);
    SHOW_ERROR(pthread_setname_np(pthread_self(), "self"));
    SHOW_ERROR(pthread_setname_np(t, "sixteen letters."));
    SHOW_ERROR(pthread_getname_np(pthread_self(), name, sizeof(name)));
    printf("%s\n", name);
    dir = opendir("/proc/self/task");
    while ((e = readdir(dir)))
        seen += e->d_name[0] != '.';
    closedir(dir);
    printf("tasks: %d\n", seen);
    HOLDS(slurp("/proc/self/status") > 0 && field("Threads:") == 2);
    pthread_barrier_wait(&b);
    pthread_join(t, NULL);
}

// ARGS: first second
// ENV: COLOUR=red
int main(void)
{
    process();
    memory();
    files();
    listing();
    threads();
    return 0;
}
