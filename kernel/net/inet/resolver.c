/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * /etc/resolv.conf, for libc's resolver, which calls this before it reads the
 * file: where the program has none of its own, it is made of what is known of
 * name servers then.
 */
#include <kernel/panic.h>
#include <kernel/vfs.h>
#include <unispec/network.h>

#include "configure.h"
#include "inet.h"

#define FILE_NAME "/etc/resolv.conf"

/* The lines "nameserver ADDRESS". */
static size_t write_lines(char *text, size_t size)
{
    const ip_addr_t *server;
    size_t length = 0;

    for (unsigned n = 0; (server = inet_name_server(n)); n++) {
        const uint8_t *a = (const uint8_t *)ip_2_ip4(server);

        if (!IP_IS_V6(server))
            length +=
                kformat(text + length, size - length,
                        "nameserver %u.%u.%u.%u\n", a[0], a[1], a[2], a[3]);
    }
    return length;
}

void inet_prepare_resolver(void)
{
    static bool done;
    char text[NAME_SERVERS * 32];
    struct file *f;
    size_t length;

    if (done)
        return;
    done = true;
    inet_start();
    if (inet_external())
        inet_wait_configured();
    length = write_lines(text, sizeof(text));
    vfs_make(AT_FDCWD, "/etc", S_IFDIR | 0755, NULL);
    if (!length ||
        vfs_open(AT_FDCWD, FILE_NAME, O_WRONLY | O_CREAT | O_EXCL, 0644, &f))
        return;
    file_write(f, text, length, &f->offset);
    file_put(f);
}
