/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A share from inside: share WHAT. What is left in the folder, or was there
 * before, is the business of share.test.
 */
#include "../../kernel/fs_check.h"

#include <sys/mman.h>
#include <sys/statfs.h>

enum { BIG = 5 << 20, FILES = 700 };

static unsigned char byte_at(unsigned at)
{
    return (at * 2654435761u) >> 13 ^ at >> 20;
}

static void write_big(void)
{
    static unsigned char bytes[300001];
    int fd = open("/share/big", O_RDWR | O_CREAT | O_TRUNC, 0600);
    unsigned done = 0;

    while (done < BIG) {
        unsigned part = BIG - done < sizeof(bytes) ? BIG - done : sizeof(bytes);

        for (unsigned i = 0; i < part; i++)
            bytes[i] = byte_at(done + i);
        if (write(fd, bytes, part) != (ssize_t)part)
            perror("write");
        done += part;
    }
    SHOW(fsync(fd));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(close(fd));
}

static unsigned wrong_bytes(const unsigned char *bytes, unsigned n, unsigned at)
{
    unsigned wrong = 0;

    for (unsigned i = 0; i < n; i++)
        wrong += bytes[i] != byte_at(at + i);
    return wrong;
}

static void read_big(void)
{
    static unsigned char bytes[BIG + 1];
    int fd = open("/share/big", O_RDONLY);
    unsigned char *map = mmap(NULL, BIG, PROT_READ | PROT_WRITE, MAP_PRIVATE,
                              fd, 0);

    SHOW(read(fd, bytes, sizeof(bytes)));
    SHOW(wrong_bytes(bytes, BIG, 0));
    SHOW(pread(fd, bytes, 1000, 4000001));
    SHOW(wrong_bytes(bytes, 1000, 4000001));
    SHOW(mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED);
    SHOW(close(fd));
    SHOW(wrong_bytes(map, BIG, 0));
    map[BIG - 1]++; /* does not come to the file */
    SHOW(munmap(map, BIG));
}

static void many(void)
{
    char name[40];
    DIR *dir;
    struct dirent *e;
    int count = 0, removed = 0;

    mkdir("/share/many", 0755);
    for (int i = 0; i < FILES; i++) {
        sprintf(name, "/share/many/file-%d", i);
        fs_put(name, name);
    }
    dir = opendir("/share/many");
    while ((e = readdir(dir)))
        count++;
    SHOW(count);
    rewinddir(dir);
    while ((e = readdir(dir))) {
        sprintf(name, "/share/many/%s", e->d_name);
        if (e->d_name[0] != '.')
            removed += !unlink(name);
    }
    SHOW(removed);
    closedir(dir);
    SHOW(rmdir("/share/many"));
}

/* What a temporary file does: it lives on without a name. */
static void unlinked(void)
{
    char text[8] = "";
    struct stat st;
    int fd = open("/share/temporary", O_RDWR | O_CREAT | O_EXCL, 0400);

    SHOW(unlink("/share/temporary"));
    SHOW(write(fd, "alive", 5));
    SHOW(pread(fd, text, 7, 0));
    printf("%s\n", text);
    SHOW(fstat(fd, &st));
    SHOW(st.st_size);
    SHOW(st.st_nlink);
    SHOW(close(fd));
    SHOW(access("/share/temporary", F_OK));
}

static void all(void)
{
    struct statfs fs;

    SHOW(statfs("/share", &fs));
    HOLDS(fs.f_type == 0x01021997 && fs.f_blocks > 0);
    write_big();
    read_big();
    many();
    unlinked();
    SHOW(rename("/share/big", "/tmp/big"));
    SHOW(link("/share/big", "/tmp/big"));
    SHOW(rmdir("/share"));
    SHOW(rename("/share", "/else"));
    SHOW(open("/share/a", O_TMPFILE | O_RDWR, 0600));
    SHOW(chdir("/share/.."));
    fs_list(".");
}

static void reading(void)
{
    fs_cat("/share/text");
    fs_cat("/share/folder/link");
    SHOW(open("/share/text", O_WRONLY));
    SHOW(open("/share/new", O_WRONLY | O_CREAT, 0600));
    SHOW(unlink("/share/text"));
    SHOW(mkdir("/share/new", 0700));
    SHOW(rename("/share/text", "/share/new"));
    SHOW(chmod("/share/text", 0600));
    fs_list("/share");
    fs_cat("/share/text");
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    if (!strcmp(what, "all"))
        all();
    else if (!strcmp(what, "reading"))
        reading();
    else
        fs_cat("/share/text");
}
