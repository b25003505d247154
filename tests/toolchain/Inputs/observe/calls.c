/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* System calls with arguments of every kind; one that never returns. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *run(void *argument)
{
    return open("/none", O_RDONLY) < 0 ? argument : NULL;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    char text[16] = {0};
    int fd = open("/x\ty", O_RDWR | O_CREAT, 0644);

    write(fd, "hello\n\"x\"", 9);
    lseek(fd, -4, SEEK_END);
    read(fd, text, sizeof(text));
    close(77);
    write(fd, "01234567890123456789012345678901234567890123456789", 50);
    pthread_create(&thread, NULL, run, text);
    pthread_join(thread, NULL);
    puts(text);
    fflush(stdout);
    if (argc > 1)
        pause();
    return (int)strlen(argv[0]);
}
