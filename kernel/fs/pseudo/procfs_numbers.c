/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Settings that are stored and given back, with the values that Linux starts
 * with; nothing here depends on them.
 */
#include "procfs.h"

static long values[PROC_NUMBERS] = {
    [PROC_OVERCOMMIT] = 0,        [PROC_SWAPPINESS] = 60,
    [PROC_DROP_CACHES] = 0,       [PROC_MAX_MAP_COUNT] = 65530,
    [PROC_SOMAXCONN] = 4096,      [PROC_RMEM_MAX] = 212992,
    [PROC_WMEM_MAX] = 212992,     [PROC_RMEM_DEFAULT] = 212992,
    [PROC_WMEM_DEFAULT] = 212992, [PROC_SYN_BACKLOG] = 128,
    [PROC_FIN_TIMEOUT] = 60,      [PROC_TW_REUSE] = 2,
    [PROC_FILE_MAX] = INT64_MAX,  [PROC_NR_OPEN] = 1048576,
    [PROC_PIPE_SIZE] = 1048576,   [PROC_AIO_MAX] = 65536,
    [PROC_PID_MAX] = 4194304,     [PROC_THREADS_MAX] = 4194304,
    [PROC_OOM_SCORE_ADJ] = 0,
};

void proc_number(struct pseudo_text *text, int which)
{
    pseudo_print(text, "%ld\n", values[which]);
}

/* One number in decimal, with blanks around it. */
int proc_set_number(const char *bytes, size_t size, int which)
{
    const char *end = bytes + size;
    bool minus;
    long value = 0;

    while (bytes < end && (*bytes == ' ' || *bytes == '\t'))
        bytes++;
    minus = bytes < end && *bytes == '-';
    bytes += minus;
    if (bytes == end || *bytes < '0' || *bytes > '9')
        return -EINVAL;
    for (; bytes < end && *bytes >= '0' && *bytes <= '9'; bytes++)
        if (__builtin_mul_overflow(value, 10l, &value) ||
            __builtin_add_overflow(value, (long)(*bytes - '0'), &value))
            return -EINVAL;
    if (bytes < end && *bytes && *bytes != '\n' && *bytes != ' ')
        return -EINVAL;
    values[which] = minus ? -value : value;
    return 0;
}
