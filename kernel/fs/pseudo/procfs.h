/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What fills the files of /proc; the table is procfs.c. */
#ifndef KERNEL_FS_PROCFS_H
#define KERNEL_FS_PROCFS_H

#include "../pseudofs.h"

#define TICKS_PER_SECOND 100 /* of times in /proc, sysconf(_SC_CLK_TCK) */

typedef void proc_show(struct pseudo_text *, int number);

/* The machine: procfs_system.c. */
proc_show proc_meminfo, proc_cpuinfo, proc_stat, proc_uptime, proc_loadavg,
    proc_version, proc_hostname, proc_domainname, proc_osrelease,
    proc_kernel_version, proc_cmdline, proc_uuid, proc_boot_id, proc_file_nr;

/* The process, and its threads where the number is one's: procfs_process.c. */
proc_show proc_self_stat, proc_self_statm, proc_self_status, proc_self_cmdline,
    proc_self_environ, proc_comm, proc_self_limits, proc_self, proc_thread_self;
int proc_set_comm(const char *bytes, size_t size, int tid);
int proc_next_thread(int from);

/* Its memory: procfs_maps.c. */
proc_show proc_maps, proc_smaps;
/* Bytes: mapped in all, of the program's code, of its stack so far. */
struct proc_memory {
    uint64_t mapped, resident, code, stack;
};
void proc_memory(struct proc_memory *);

/* Its files: procfs_fd.c; mounts: procfs_mounts.c. */
proc_show proc_fd_text, proc_fdinfo, proc_cwd, proc_exe, proc_mounts,
    proc_mountinfo;
int proc_fd_jump(int fd, struct vnode **);
int proc_cwd_jump(int number, struct vnode **);
int proc_root_jump(int number, struct vnode **);
int proc_next_fd(int from);

/* Numbers that are only stored: procfs_numbers.c. */
enum proc_number {
    PROC_OVERCOMMIT,
    PROC_SWAPPINESS,
    PROC_DROP_CACHES,
    PROC_MAX_MAP_COUNT,
    PROC_SOMAXCONN,
    PROC_RMEM_MAX,
    PROC_WMEM_MAX,
    PROC_RMEM_DEFAULT,
    PROC_WMEM_DEFAULT,
    PROC_SYN_BACKLOG,
    PROC_FIN_TIMEOUT,
    PROC_TW_REUSE,
    PROC_FILE_MAX,
    PROC_NR_OPEN,
    PROC_PIPE_SIZE,
    PROC_AIO_MAX,
    PROC_PID_MAX,
    PROC_THREADS_MAX,
    PROC_OOM_SCORE_ADJ,
    PROC_NUMBERS,
};
proc_show proc_number;
int proc_set_number(const char *bytes, size_t size, int which);

#endif
