/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Files on a disk: "write" makes some, "read" looks what a later start finds,
 * "mapped" gives calls memory that is a file of the disk, not yet read,
 * "late" writes without fsync(),
 * "records" appends until somebody pulls the plug, "count" has what is left.
 */
#include "../../kernel/fs_check.h"

#include <sys/mman.h>
#include <sys/statfs.h>

enum { BIG = 700000, RECORDS = 100000, RECORD = 100 };

static char bytes[BIG];

static void fill(char *at, size_t n, unsigned seed)
{
    for (size_t i = 0; i < n; i++)
        at[i] = (char)((i * 7 + seed) % 251);
}

static int is_filled(const char *at, size_t n, unsigned seed)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] != (char)((i * 7 + seed) % 251))
            return 0;
    return 1;
}

static void write_files(void)
{
    static char target[] = "a-long-way-to-go-for-a-link-"
                           "so-long-that-it-does-not-fit-into-an-inode";
    int fd = open("/disk/big", O_RDWR | O_CREAT | O_TRUNC, 0640), gone;

    fill(bytes, BIG, 1);
    SHOW(write(fd, bytes, BIG));
    SHOW(ftruncate(fd, BIG - 100));
    SHOW(pwrite(fd, "end", 3, BIG + 50000));
    SHOW(fsync(fd));
    close(fd);
    SHOW(mkdir("/disk/folder", 0700));
    SHOW(symlink(target, "/disk/folder/link"));
    SHOW(link("/disk/big", "/disk/folder/same"));
    SHOW(rename("/disk/folder/same", "/disk/other"));
    gone = open("/disk/gone", O_RDWR | O_CREAT, 0600);
    SHOW(write(gone, bytes, BIG));
    SHOW(unlink("/disk/gone")); /* open to the end */
    SHOW(chmod("/disk/folder", 0711));
    SHOW(rename("/disk/big", "/tmp/big"));
}

static void read_files(void)
{
    int fd = open("/disk/other", O_RDONLY);
    struct statfs fs;
    struct stat st;
    ssize_t n;
    char *map;

    SHOW(fstat(fd, &st));
    printf("size %ld, mode %o, %lu names\n", (long)st.st_size, st.st_mode,
           (unsigned long)st.st_nlink);
    map = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    printf("right: %d\n", is_filled(map, BIG - 100, 1));
    printf("zeros: %d %d %d\n", map[BIG - 100], map[BIG - 1], map[BIG + 49999]);
    printf("end: %.3s\n", map + BIG + 50000);
    n = readlink("/disk/folder/link", bytes, BIG);
    printf("link: %.*s\n", (int)n, bytes);
    SHOW(access("/disk/gone", F_OK));
    SHOW(stat("/disk/folder", &st));
    printf("mode %o\n", st.st_mode);
    SHOW(statfs("/disk", &fs));
    printf("ext: %d\n", fs.f_type == 0xef53);
}

/* Two pages, of which none is there before a call touches it. */
static char *mapped(const char *text)
{
    int fd = open("/disk/text", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char *map;

    memset(bytes, 0, 8192);
    strcpy(bytes, text);
    if (write(fd, bytes, 8192) != 8192)
        perror("write");
    map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    close(fd);
    return map;
}

static void use_mapped(void)
{
    int fd = open("/disk", O_RDONLY | O_DIRECTORY);
    char *map = mapped("");

    printf("listed: %d\n", syscall(SYS_getdents64, fd, map, 8192) > 100);
    close(fd);
    SHOW(symlink(mapped("target"), "/disk/soft"));
    SHOW(readlink("/disk/soft", map = mapped(""), 100));
    printf("%s\n", map);
    fd = open(mapped("/disk/new"), O_RDWR | O_CREAT, 0600);
    SHOW(write(fd, mapped("copied"), 8192));
    SHOW(pread(fd, map = mapped(""), 8192, 0));
    printf("%s\n", map);
    SHOW(rename("/disk/new", mapped("/disk/newer")));
    SHOW(unlink(mapped("/disk/newer")));
}

/* Each is of one number; what was said to be there is on the medium. */
static void write_records(void)
{
    int fd = open("/disk/records", O_WRONLY | O_CREAT | O_APPEND, 0600);

    for (unsigned i = 0; i < RECORDS; i++) {
        fill(bytes, RECORD, i);
        if (write(fd, bytes, RECORD) != RECORD || fdatasync(fd))
            perror("record");
        printf("%u\n", i + 1);
    }
}

static void count_records(void)
{
    int fd = open("/disk/records", O_RDONLY);
    unsigned i = 0;

    while (read(fd, bytes, RECORD) == RECORD && is_filled(bytes, RECORD, i))
        i++;
    printf("%u records\n", i);
}

/* What only the end of the program brings to the disk. */
static void write_late(void)
{
    int fd = open("/disk/late", O_WRONLY | O_CREAT, 0600);

    SHOW(write(fd, bytes, RECORD));
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (strcmp(what, "write") == 0)
        write_files();
    else if (strcmp(what, "read") == 0)
        read_files();
    else if (strcmp(what, "mapped") == 0)
        use_mapped();
    else if (strcmp(what, "late") == 0)
        write_late();
    else if (strcmp(what, "records") == 0)
        write_records();
    else
        count_records();
    return 0;
}
