/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The files of /proc, by proc(5). The process is 1, and so is its first thread.
 * The lines of a directory need not stand together.
 */
#include "procfs.h"

#define PROC_SUPER_MAGIC 0x9fa0
#define LINK (S_IFLNK | 0777)

#define TEXT(path, string) {path, 0444, .text = string}
#define FILE(path, function) {path, 0444, .show = function}
#define NUMBER(path, which)                                                    \
    {path, 0644, .number = which, .show = proc_number, .store = proc_set_number}
/* Of each thread. */
#define THREAD(path, function)                                                 \
    {path, 0444, .show = function, .next = proc_next_thread}

static const struct pseudo_entry entries[] = {
    {"self", LINK, .show = proc_self},
    {"thread-self", LINK, .show = proc_thread_self},
    FILE("meminfo", proc_meminfo),
    FILE("cpuinfo", proc_cpuinfo),
    FILE("stat", proc_stat),
    FILE("uptime", proc_uptime),
    FILE("loadavg", proc_loadavg),
    FILE("version", proc_version),
    FILE("cmdline", proc_cmdline),
    {"mounts", LINK, .text = "self/mounts"},
    TEXT("filesystems", "nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\n"),
    TEXT("swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"),

    FILE("1/stat", proc_self_stat),
    FILE("1/statm", proc_self_statm),
    FILE("1/status", proc_self_status),
    FILE("1/cmdline", proc_self_cmdline),
    {"1/environ", 0400, .show = proc_self_environ},
    FILE("1/limits", proc_self_limits),
    FILE("1/maps", proc_maps),
    FILE("1/smaps", proc_smaps),
    FILE("1/mounts", proc_mounts),
    FILE("1/mountinfo", proc_mountinfo),
    {"1/comm", 0644, .number = 1, .show = proc_comm, .store = proc_set_comm},
    {"1/exe", LINK, .show = proc_exe},
    {"1/cwd", LINK, .show = proc_cwd, .jump = proc_cwd_jump},
    {"1/root", LINK, .text = "/"},
    {"1/fd/#", S_IFLNK | 0700, .show = proc_fd_text, .next = proc_next_fd,
     .jump = proc_fd_jump},
    {"1/fdinfo/#", 0400, .show = proc_fdinfo, .next = proc_next_fd},
    THREAD("1/task/#/stat", proc_self_stat),
    THREAD("1/task/#/status", proc_self_status),
    {"1/task/#/comm", 0644, .show = proc_comm, .store = proc_set_comm,
     .next = proc_next_thread},
    TEXT("1/cgroup", "0::/\n"),
    TEXT("1/oom_score", "0\n"),
    NUMBER("1/oom_score_adj", PROC_OOM_SCORE_ADJ),

    TEXT("sys/kernel/ostype", "Linux\n"),
    FILE("sys/kernel/osrelease", proc_osrelease),
    FILE("sys/kernel/version", proc_kernel_version),
    FILE("sys/kernel/hostname", proc_hostname),
    FILE("sys/kernel/domainname", proc_domainname),
    FILE("sys/kernel/random/uuid", proc_uuid),
    FILE("sys/kernel/random/boot_id", proc_boot_id),
    TEXT("sys/kernel/random/entropy_avail", "256\n"),
    TEXT("sys/kernel/random/poolsize", "256\n"),
    TEXT("sys/kernel/cap_last_cap", "40\n"),
    TEXT("sys/kernel/core_pattern", "core\n"),
    TEXT("sys/kernel/ngroups_max", "65536\n"),
    TEXT("sys/kernel/randomize_va_space", "2\n"),
    TEXT("sys/kernel/sched_rr_timeslice_ms", "10\n"),
    NUMBER("sys/kernel/pid_max", PROC_PID_MAX),
    NUMBER("sys/kernel/threads-max", PROC_THREADS_MAX),
    NUMBER("sys/vm/overcommit_memory", PROC_OVERCOMMIT),
    NUMBER("sys/vm/swappiness", PROC_SWAPPINESS),
    NUMBER("sys/vm/drop_caches", PROC_DROP_CACHES),
    NUMBER("sys/vm/max_map_count", PROC_MAX_MAP_COUNT),
    TEXT("sys/vm/mmap_min_addr", "4096\n"),
    TEXT("sys/vm/nr_hugepages", "0\n"),
    NUMBER("sys/fs/file-max", PROC_FILE_MAX),
    FILE("sys/fs/file-nr", proc_file_nr),
    NUMBER("sys/fs/nr_open", PROC_NR_OPEN),
    NUMBER("sys/fs/pipe-max-size", PROC_PIPE_SIZE),
    NUMBER("sys/fs/aio-max-nr", PROC_AIO_MAX),
    NUMBER("sys/net/core/somaxconn", PROC_SOMAXCONN),
    NUMBER("sys/net/core/rmem_max", PROC_RMEM_MAX),
    NUMBER("sys/net/core/wmem_max", PROC_WMEM_MAX),
    NUMBER("sys/net/core/rmem_default", PROC_RMEM_DEFAULT),
    NUMBER("sys/net/core/wmem_default", PROC_WMEM_DEFAULT),
    TEXT("sys/net/ipv4/ip_local_port_range", "49152\t65535\n"),
    TEXT("sys/net/ipv4/ip_forward", "0\n"),
    NUMBER("sys/net/ipv4/tcp_max_syn_backlog", PROC_SYN_BACKLOG),
    NUMBER("sys/net/ipv4/tcp_fin_timeout", PROC_FIN_TIMEOUT),
    NUMBER("sys/net/ipv4/tcp_tw_reuse", PROC_TW_REUSE),
};

struct pseudo_fs proc_fs = {
    .entries = entries,
    .count = sizeof(entries) / sizeof(*entries),
    .magic = PROC_SUPER_MAGIC,
};
