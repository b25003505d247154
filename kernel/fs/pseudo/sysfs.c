/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The files of /sys: one processor, one node of memory, the clock. */
#include "../pseudofs.h"

#define SYSFS_MAGIC 0x62656572
#define PAGE 4096 /* what Linux says of the size of each file */

#define TEXT(path, string) {path, 0444, .text = string}
#define CPU "devices/system/cpu/"
#define NODE "devices/system/node/"
#define CLOCK "devices/system/clocksource/clocksource0/"

static const struct pseudo_entry entries[] = {
    TEXT(CPU "online", "0\n"),
    TEXT(CPU "possible", "0\n"),
    TEXT(CPU "present", "0\n"),
    TEXT(CPU "offline", "\n"),
    TEXT(CPU "isolated", "\n"),
    TEXT(CPU "kernel_max", "0\n"),
    TEXT(CPU "cpu0/topology/core_id", "0\n"),
    TEXT(CPU "cpu0/topology/physical_package_id", "0\n"),
    TEXT(CPU "cpu0/topology/core_siblings", "1\n"),
    TEXT(CPU "cpu0/topology/core_siblings_list", "0\n"),
    TEXT(CPU "cpu0/topology/thread_siblings", "1\n"),
    TEXT(CPU "cpu0/topology/thread_siblings_list", "0\n"),
    TEXT(NODE "online", "0\n"),
    TEXT(NODE "possible", "0\n"),
    TEXT(NODE "has_cpu", "0\n"),
    TEXT(NODE "has_memory", "0\n"),
    TEXT(NODE "node0/cpulist", "0\n"),
    TEXT(NODE "node0/cpumap", "1\n"),
    TEXT(NODE "node0/distance", "10\n"),
    TEXT(CLOCK "current_clocksource", "tsc\n"),
    TEXT(CLOCK "available_clocksource", "tsc \n"),
    TEXT("kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n"),
    TEXT("kernel/mm/transparent_hugepage/defrag",
         "always defer defer+madvise madvise [never]\n"),
};

struct pseudo_fs sys_fs = {
    .entries = entries,
    .count = sizeof(entries) / sizeof(*entries),
    .magic = SYSFS_MAGIC,
    .file_size = PAGE,
};
