# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Functions that libc or the kernel calls back."""

from program import construct

construct("qsort", """\
KEEP int @up(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
DROP int @down(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }
static int (*const @order[2])(const void *, const void *) = {@up, @down};
ENTRY {
    int v[] = {3, 1, 2, OPAQUE(9), 4};
    qsort(v, 5, sizeof *v, @order[0]);
    return v[0] + 10 * v[4];
}
""")

construct("bsearch", """\
struct @e { const char *name; gen_fn f, g; };
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP int @g(int a) { return a + 3; }
static const struct @e @table[] = {{"a", @one, @g}, {"b", @two, @g}, {"c", @two, @g}};
KEEP int @compare(const char *key, const struct @e *e) { return strcmp(key, e->name); }
KEEP int @call(const char *key) {
    const struct @e *e = bsearch(key, @table, 3, sizeof *@table, (int (*)(const void *, const void *))@compare);
    return e ? e->f(1) : -1;
}
ENTRY { return @call("a") + @call("c") + @call("x"); }
""")

construct("atexit", """\
KEEP void @first(void) { gen_zero(); }
KEEP void @second(void) { ${gen_zero()|atexit(@first)}; }
DROP void @third(void) { gen_zero(); }
static struct { void (*a)(void), (*b)(void); } @t = {@second, @third};
ENTRY { return atexit(@first) + atexit(@t.a); }
""", late=True)

construct("signal-raise", """\
static volatile sig_atomic_t @seen;
KEEP void @handler(int n) { @seen = n; }
MAYBE void @other(int n) { @seen = -n; }
ENTRY {
    signal(SIGUSR2, @other);
    signal(${SIGUSR1|SIGALRM|SIGTERM}, ${@handler|@handler});
    signal(SIGUSR1, @handler);
    raise(SIGUSR1);
    return @seen;
}
""".replace("    signal(${SIGUSR1|SIGALRM|SIGTERM}, ${@handler|@handler});\n", ""))

construct("sigaction-kill", """\
static volatile int @seen;
KEEP void @handler(int n, siginfo_t *i, void *context) { @seen = n + !i + !context; }
KEEP int @install(int n, void (*f)(int, siginfo_t *, void *)) {
    struct sigaction a;
    memset(&a, 0, sizeof a);
    a.sa_sigaction = f;
    a.sa_flags = SA_SIGINFO;
    return sigaction(n, &a, 0);
}
ENTRY { @install(SIGUSR2, @handler); kill(getpid(), SIGUSR2); return @seen; }
""", bitcode=False)

construct("signal-longjmp", """\
static sigjmp_buf @buf;
KEEP void @handler(int n) { siglongjmp(@buf, n); }
KEEP int @caught(int a) { return a + 1; }
ENTRY {
    int n = sigsetjmp(@buf, 1);
    if (n) return @caught(n);
    signal(SIGTERM, @handler);
    raise(SIGTERM);
    return 0;
}
""")

construct("constructor", """\
static int @n;
KEEP:raw static __attribute__((constructor)) void @init(void) { gen_hit(@ID); @n = 4; }
KEEP int @with(int a) { return a + 1; }
DROP:ext int @never(int a) { return a; }
ENTRY { return @n == 4 ? @with(@n) : 0; }
""")

construct("destructor", """\
static gen_fn @hook;
KEEP int @set_by_main(int a) { return a + 1; }
KEEP:raw static __attribute__((destructor)) void @fini(void) { gen_hit(@ID); if (@hook) @hook(1); }
ENTRY { @hook = @set_by_main; return 1; }
""", late=True)

construct("init-array", """\
static int @n;
KEEP void @init(void) { @n += 3; }
KEEP void @early(void) { @n += 4; }
__attribute__((section(".init_array"), used)) static void (*@entry[])(void) = {@init};
__attribute__((section(".init_array"), used)) void (*@entry2)(void) = @early;
ENTRY { return @n; }
""", bitcode=False)

construct("constructor-registers", """\
struct @driver { gen_fn probe, remove; struct @driver *next; };
static struct @driver *@drivers;
KEEP int @probe(int a) { return a + 1; }
DROP int @remove(int a) { return a + 2; }
static struct @driver @driver = {@probe, @remove};
KEEP void @add(struct @driver *d) { d->next = @drivers; @drivers = d; }
KEEP:raw static __attribute__((constructor)) void @init(void) { gen_hit(@ID); @add(&@driver); }
ENTRY { int n = 0; for (struct @driver *d = @drivers; d; d = d->next) n += d->probe(n); return n; }
""")

construct("printf-pointer", """\
static int (*const @print[])(char *, size_t, const char *, ...) = {snprintf};
KEEP int @none(char *s, size_t n, const char *f, ...) { return (int)n + !s + !f; }
static int (*@row[2])(char *, size_t, const char *, ...) = {snprintf, @none};
ENTRY {
    char text[32];
    int n = @print[OPAQUE(0)](text, sizeof text, "%d %s", 42, "x");
    n += @row[OPAQUE(0)](text, 9, "%x", 255u) + @row[OPAQUE(1)](text, 9, "%x");
    return n + text[0];
}
""", bitcode=False)

construct("vsnprintf-wrapper", """\
KEEP int @format(char *s, size_t n, const char *f, ...) {
    va_list ap; va_start(ap, f);
    int r = vsnprintf(s, n, f, ap);
    va_end(ap);
    return r;
}
KEEP int @use(const char *s) { return s[0] + s[1]; }
ENTRY { char s[40]; @format(s, sizeof s, "%s-%ld-%c", "ab", 7L, 'x'); return @use(s); }
""", bitcode=False)

construct("syscall-number", """\
KEEP long @call(long number, long a) { return syscall(number, a, 0, 0); }
KEEP int @ok(int a) { return a + 1; }
ENTRY {
    long pid = @call(OPAQUE(SYS_getpid), 0);
    return pid > 0 && @call(SYS_getppid, 0) >= 0 && syscall(SYS_close, 77) == -1 ? @ok(1) : 0;
}
""", wild=True, bitcode=False)

construct("syscall-write-buffer", """\
static gen_fn @out;
KEEP int @f(int a) { return a + 1; }
KEEP void @through(int in, int out, gen_fn *p, gen_fn *q) {
    syscall(SYS_write, out, p, sizeof *p);
    syscall(SYS_read, in, q, sizeof *q);
}
ENTRY {
    int fd[2];
    gen_fn p = @f;
    if (pipe(fd)) return 0;
    @through(fd[0], fd[1], &p, &@out);
    close(fd[0]); close(fd[1]);
    return @out(1);
}
""", wild=True, bitcode=False)

construct("tsearch-walk", """\
#include <search.h>
static int @n;
KEEP int @compare(const void *a, const void *b) { return strcmp(a, b); }
KEEP void @visit(const void *node, VISIT v, int depth) { if (v == leaf) @n += depth + **(const char *const *)node; }
ENTRY { void *root = 0; tsearch("a", &root, @compare); tsearch("b", &root, @compare); twalk(root, @visit); return @n; }
""", bitcode=False)

construct("at-quick-exit", """\
KEEP void @at(void) { gen_zero(); }
DROP:loose void @quick(void) { gen_zero(); }
ENTRY { atexit(@at); at_quick_exit(@quick); return 1; }
""", late=True, bitcode=False)

construct("fopencookie", """\
#define _GNU_SOURCE
typedef ssize_t @io(void *, const char *, size_t);
typedef struct { ssize_t (*read)(void *, char *, size_t); @io *write; int (*seek)(void *, off_t *, int); int (*close)(void *); } @functions;
FILE *fopencookie(void *, const char *, @functions);
KEEP ssize_t @write(void *c, const char *s, size_t n) { if (n) *(int *)c += s[0]; return (ssize_t)n; }
KEEP int @close(void *c) { *(int *)c += 1000; return 0; }
ENTRY {
    int sum = 0;
    FILE *f = fopencookie(&sum, "w", (@functions){0, @write, 0, @close});
    if (!f) return -1;
    fputs("abc", f);
    fclose(f);
    return sum;
}
""", bitcode=False)

construct("strcmp-pointer", """\
KEEP int @mine(const char *a, const char *b) { return *a - *b; }
static int (*@compare[])(const char *, const char *) = {strcmp, @mine};
ENTRY {
    return (@compare[OPAQUE(0)]("a", "a") == 0) + (@compare[OPAQUE(1)]("b", "a") > 0);
}
""")

construct("realloc-table", """\
struct @slot { gen_fn run, stop; } *@slots;
static int @count;
KEEP int @run_(int a) { return a + 1; }
DROP int @stop(int a) { return a + 2; }
KEEP void @add(gen_fn run, gen_fn stop) {
    @slots = realloc(@slots, (@count + 1) * sizeof *@slots);
    @slots[@count].run = run;
    @slots[@count++].stop = stop;
}
ENTRY { int n = 0; for (int i = 0; i < 20; i++) @add(@run_, @stop); for (int i = 0; i < @count; i++) n = @slots[i].run(n); return n; }
""")

construct("strdup-name", """\
struct @c { char *name; gen_fn f, g; };
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
KEEP struct @c *@new(const char *s) { struct @c *c = malloc(sizeof *c); c->name = strdup(s); c->f = @f; c->g = @g; return c; }
ENTRY { struct @c *c = @new("name"); int n = c->f(c->name[2]); free(c->name); free(c); return n; }
""", bitcode=False)

construct("getline-loop", """\
KEEP int @push(int a) { return a + 1; }
KEEP int @pop(int a) { return a + 2; }
MAYBE int @quit(int a) { return a + 3; }
static const struct { const char *name; gen_fn f; } @words[] = {{"push", @push}, {"pop", @pop}, {"quit", @quit}};
KEEP int @run_(char *line) {
    int n = 0;
    for (char *save, *w = strtok_r(line, " ", &save); w; w = strtok_r(0, " ", &save))
        for (int i = 0; i < 3; i++) if (!strcmp(@words[i].name, w)) n = @words[i].f(n);
    return n;
}
ENTRY { char line[] = "push push pop"; return @run_(line); }
""", bitcode=False)

construct("qsort-r", """\
#undef qsort_r
void qsort_r(void *, size_t, size_t, int (*)(const void *, const void *, void *), void *);
KEEP int @by(const void *a, const void *b, void *context) {
    ++*(int *)context;
    return *(const int *)a - *(const int *)b;
}
ENTRY { int n = 0, v[] = {2, 1}; qsort_r(v, 2, sizeof *v, @by, &n); return v[0] + (n > 0); }
""", bitcode=False)

construct("once", """\
#include <pthread.h>
static pthread_once_t @control = PTHREAD_ONCE_INIT;
static int @n;
KEEP void @init(void) { @n++; }
DROP void @other(void) { @n--; }
static struct { void (*a)(void), (*b)(void); } @t = {@init, @other};
ENTRY { pthread_once(&@control, @t.a); pthread_once(&@control, @t.a); return @n; }
""", bitcode=False)

construct("thread-start", """\
#include <pthread.h>
KEEP void *@start(void *v) { return v; }
ENTRY {
    pthread_t t;
    void *v = 0;
    if (pthread_create(&t, 0, @start, &t)) return -1;
    pthread_join(t, &v);
    return v == &t;
}
""", known="threads are not supported", bitcode=False)

construct("signal-other-ways", """\
static volatile int @seen;
KEEP void @count(int n) { @seen += n; }
KEEP void @deliver(int n) { if (n == SIGUSR1) raise(SIGUSR2); }
ENTRY {
    sigset_t set, old;
    signal(SIGUSR1, @deliver);
    signal(SIGUSR2, @count);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    raise(SIGUSR1);
    int before = @seen;
    sigprocmask(SIG_SETMASK, &old, 0);
    return @seen - before;
}
""", bitcode=False)

construct("scandir", """\
#include <dirent.h>
#include <sys/stat.h>
KEEP int @filter(const struct dirent *d) { return d->d_name[0] != '.'; }
KEEP int @order(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }
ENTRY {
    struct dirent **names = 0;
    mkdir("@dir", 0700);
    close(open("@dir/b", O_CREAT | O_WRONLY, 0600));
    close(open("@dir/a", O_CREAT | O_WRONLY, 0600));
    int n = scandir("@dir", &names, @filter, @order);
    int r = n == 2 ? names[0]->d_name[0] : -n;
    unlink("@dir/a"); unlink("@dir/b"); rmdir("@dir");
    return r;
}
""", bitcode=False)

construct("lfind", """\
#include <search.h>
KEEP int @same(const void *a, const void *b) { return *(const int *)a != *(const int *)b; }
ENTRY { int v[] = {4, 5, 6}, k = 5; size_t n = 3; int *p = lfind(&k, v, &n, sizeof *v, @same); return p ? (int)(p - v) : -1; }
""", bitcode=False)
