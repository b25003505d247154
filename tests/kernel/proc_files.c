/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files of /proc: what programs read of the machine, and settings. */
#include "proc_slurp.h"
#include <sys/stat.h>
#include <sys/statfs.h>

static void machine(void)
{
    double up, idle, load;
    unsigned long user;

    HOLDS(slurp("/proc/meminfo") > 0);
    HOLDS(field("MemTotal:") > 1000);
    HOLDS(field("MemFree:") > 0 && field("MemFree:") <= field("MemTotal:"));
    HOLDS(field("MemAvailable:") >= 0 && field("Cached:") >= 0);
    HOLDS(field("SwapTotal:") >= 0 && field("Hugepagesize:") == 2048);
    HOLDS(slurp("/proc/cpuinfo") > 0 && field("processor\t:") == 0);
    HOLDS(strstr(text, "model name\t: ") && strstr(text, " sse2 "));
    HOLDS(slurp("/proc/stat") > 0 && sscanf(text, "cpu  %lu", &user) == 1 &&
          strstr(text, "\ncpu0 "));
    HOLDS(field("btime ") > 1000000);
    HOLDS(slurp("/proc/uptime") > 0 &&
          sscanf(text, "%lf %lf", &up, &idle) == 2 && up >= 0);
    HOLDS(slurp("/proc/loadavg") > 0 &&
          sscanf(text, "%lf %*f %*f %*d/%*d", &load) == 1);
    HOLDS(slurp("/proc/version") > 0 && !strncmp(text, "Linux version ", 14));
    HOLDS(slurp("/proc/filesystems") > 0 && strstr(text, "nodev\tproc\n"));
    HOLDS(slurp("/proc/mounts") > 0 && strstr(text, "proc /proc proc rw"));
    HOLDS(slurp("/proc/self/mountinfo") > 0 &&
          strstr(text, " / /proc rw,relatime - proc proc rw"));
}

static void settings(void)
{
    HOLDS(slurp("/proc/sys/kernel/ostype") == 6 && !strcmp(text, "Linux\n"));
    HOLDS(slurp("/proc/sys/kernel/random/uuid") == 37 && text[14] == '4');
    HOLDS(slurp("/proc/sys/net/core/somaxconn") > 0 && atoi(text) >= 128);
    HOLDS(slurp("/proc/sys/vm/overcommit_memory") == 2);
    HOLDS(slurp("/proc/sys/kernel/pid_max") > 0 && atoi(text) > 1000);
    HOLDS(slurp("/proc/sys/fs/file-max") > 0);
    HOLDS(slurp("/proc/sys/net/ipv4/ip_local_port_range") > 0);
    SHOW(open("/proc/sys/kernel/ostype", O_WRONLY));
    SHOW(open("/proc/sys/kernel/nothing", O_RDONLY));
    SHOW(open("/proc/new", O_WRONLY | O_CREAT, 0600));
    SHOW(open("/proc/meminfo", O_RDONLY | O_DIRECTORY));
    SHOW(mkdir("/proc/new", 0700));
    SHOW(unlink("/proc/version"));
    SHOW(rmdir("/proc/sys"));
    SHOW(rename("/proc/version", "/proc/other"));
    SHOW(link("/proc/version", "/proc/other"));
    SHOW(chmod("/proc/version", 0600));
    HOLDS(slurp("/sys/devices/system/cpu/online") > 0 && text[0] == '0');
    HOLDS(slurp("/sys/devices/system/node/online") > 0 && text[0] == '0');
    HOLDS(access("/sys/devices/system/cpu/cpu0", F_OK) == 0);
}

static void attributes(void)
{
    struct stat st;
    struct statfs fs;
    int fd;

    SHOW(stat("/proc/meminfo", &st));
    printf("%o %ld %ld\n", st.st_mode, (long)st.st_size, (long)st.st_nlink);
    SHOW(stat("/sys/devices/system/cpu/online", &st));
    printf("%o %ld\n", st.st_mode, (long)st.st_size);
    SHOW(stat("/proc", &st));
    printf("%o\n", st.st_mode);
    SHOW(lstat("/proc/self", &st));
    printf("%o %ld\n", st.st_mode, (long)st.st_size);
    SHOW(statfs("/proc/self", &fs));
    printf("%lx %ld\n", (long)fs.f_type, (long)fs.f_blocks);
    SHOW(statfs("/sys", &fs));
    printf("%lx %ld\n", (long)fs.f_type, (long)fs.f_blocks);
    SHOW(fd = open("/proc/version", O_RDONLY));
    SHOW(read(fd, text, 5));
    SHOW(read(fd, text + 5, 1));
    printf("%.6s\n", text);
    SHOW(pread(fd, text, 3, 2));
    printf("%.3s\n", text);
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(read(fd, text, 5));
    SHOW(lseek(fd, 100000, SEEK_SET));
    SHOW(read(fd, text, 5));
    SHOW(lseek(fd, -1, SEEK_SET));
    SHOW(write(fd, "x", 1));
    SHOW(read(open("/proc", O_RDONLY), text, 5));
    SHOW(ftruncate(fd, 0));
}

int main(void)
{
    machine();
    settings();
    attributes();
    return 0;
}
