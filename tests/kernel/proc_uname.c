/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* uname gives terminated, plausible names. */
#include "proc_check.h"
#include <sys/utsname.h>

int main(void)
{
    struct utsname u;
    char host[65];

    memset(&u, 'x', sizeof(u));
    SHOW(uname(&u));
    printf("%s %s\n", u.sysname, u.machine);
    HOLDS(strlen(u.nodename) < 65 && u.nodename[0]);
    HOLDS(strtol(u.release, NULL, 10) >= 3);
    HOLDS(strlen(u.version) < 65 && u.version[0]);
    HOLDS(strlen(u.domainname) < 65);
    SHOW(gethostname(host, sizeof(host)));
    HOLDS(!strcmp(host, u.nodename));
    return 0;
}
