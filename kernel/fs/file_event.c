/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files of events; what makes one is what lseek() asks about. */
#include <kernel/file.h>

struct file *file_new_event(const struct file_ops *ops, unsigned flags)
{
    return file_new(ops, flags, NULL);
}
