/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The init of the Linux guest that tests/bench/servers measures: loads the
 * modules /modules/0 and so on, gives the network card the address that QEMU's
 * user network forwards to, and becomes the program of /command, whose words
 * are one to a line.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WORDS_MAX 32
#define DESCRIPTORS 16384

static void check(int result, const char *what)
{
    if (!result)
        return;
    perror(what);
    exit(1);
}

static void load_modules(void)
{
    char path[32];
    int fd;

    for (unsigned i = 0;; i++) {
        snprintf(path, sizeof(path), "/modules/%u", i);
        fd = open(path, O_RDONLY);
        if (fd < 0)
            return;
        check((int)syscall(SYS_finit_module, fd, "", 0), path);
        close(fd);
    }
}

static void set_address(int s, struct ifreq *request, unsigned long call,
                        const char *text)
{
    struct sockaddr_in *address = (void *)&request->ifr_addr;

    *address = (struct sockaddr_in){.sin_family = AF_INET};
    address->sin_addr.s_addr = inet_addr(text);
    check(ioctl(s, call, request), request->ifr_name);
}

static void interface_up(const char *name, const char *address,
                         const char *mask)
{
    struct ifreq request = {0};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    strcpy(request.ifr_name, name);
    set_address(s, &request, SIOCSIFADDR, address);
    set_address(s, &request, SIOCSIFNETMASK, mask);
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    check(ioctl(s, SIOCSIFFLAGS, &request), name);
    close(s);
}

static void become_command(void)
{
    static char line[256], *words[WORDS_MAX + 1];
    FILE *file = fopen("/command", "r");
    unsigned n = 0;

    check(!file, "/command");
    while (n < WORDS_MAX && fgets(line, sizeof(line), file)) {
        line[strcspn(line, "\n")] = 0;
        words[n++] = strdup(line);
    }
    execv(words[0], words);
    check(-1, words[0]);
}

int main(void)
{
    struct rlimit limit = {DESCRIPTORS, DESCRIPTORS};

    mkdir("/proc", 0755);
    check(mount("proc", "/proc", "proc", 0, ""), "/proc");
    check(mount("devtmpfs", "/dev", "devtmpfs", 0, ""), "/dev");
    load_modules();
    interface_up("lo", "127.0.0.1", "255.0.0.0");
    interface_up("eth0", "10.0.2.15", "255.255.255.0");
    check(setrlimit(RLIMIT_NOFILE, &limit), "RLIMIT_NOFILE");
    become_command();
}
