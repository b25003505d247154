# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tables of functions in memory: which slots can a call load?"""

from program import construct


@construct("ops-slots")
def ops_slots(r):
    """Objects with several slots each; a random part of them is called."""
    slots = r.sample(("open", "read", "write", "seek", "close", "poll"), 4)
    used = set(r.sample(slots, r.randint(1, 3)))
    objects = [f"o{k}" for k in range(r.randint(1, 3))]
    const = r.choice(("static const", "const", "static", ""))
    text = "struct @ops { int n; gen_fn " + ", ".join(slots) + "; };\n"
    for o in objects:
        for s in slots:
            kind = "KEEP" if s in used else "DROP"
            text += f"{kind} int @{o}_{s}(int a) {{ return a + {len(s)}; }}\n"
        names = ", ".join(f".{s} = @{o}_{s}" for s in slots)
        text += f"{const} struct @ops @{o} = {{.n = 1, {names}}};\n"
    text += "static const struct @ops *const @all[] = {"
    text += ", ".join("&@" + o for o in objects) + "};\n"
    for s in sorted(used):
        text += (f"KEEP int @call_{s}(int i, int a) "
                 f"{{ return @all[i]->{s}(a); }}\n")
    text += "ENTRY { int n = 0;\n"
    for k in range(len(objects)):
        for s in sorted(used):
            text += f"    n += @call_{s}(OPAQUE({k}), n);\n"
    return text + "    return n;\n}\n"


construct("descriptor-table", """\
struct @ops { gen_fn rd, wr, ctl; };
struct @file { const struct @ops *ops; int flags; };
KEEP int @rd0(int a) { return a + 1; }
KEEP int @rd1(int a) { return a + 2; }
KEEP int @rd2(int a) { return a + 3; }
DROP int @wr0(int a) { return a + 1; }
DROP int @wr1(int a) { return a + 2; }
DROP int @wr2(int a) { return a + 3; }
DROP int @ctl0(int a) { return a + 1; }
DROP int @ctl1(int a) { return a + 2; }
DROP int @ctl2(int a) { return a + 3; }
static const struct @ops @ops0 = {@rd0, @wr0, @ctl0};
static const struct @ops @ops1 = {@rd1, @wr1, @ctl1};
static const struct @ops @ops2 = {.ctl = @ctl2, .wr = @wr2, .rd = @rd2};
static struct @file @files[8];
KEEP int @open(const struct @ops *ops) {
    for (int fd = 0; fd < 8; fd++)
        if (!@files[fd].ops) { @files[fd].ops = ops; return fd; }
    return -1;
}
KEEP int @read(int fd, int a) { return @files[fd].ops->rd(a); }
ENTRY {
    int a = @open(&@ops0), b = @open(&@ops1), c = @open(&@ops2);
    return @read(a, 1) + @read(b, 2) + @read(c, 3);
}
""")

construct("descriptor-heap", """\
struct @ops { gen_fn rd, wr; };
struct @file { int refs; struct @ops *ops; struct { gen_fn done; } in[2]; };
static struct @file **@table;
static int @room;
KEEP int @rd(int a) { return a + 1; }
DROP int @wr(int a) { return a + 2; }
KEEP int @done(int a) { return a * 2; }
DROP int @other_wr(int a) { return a + 5; }
MAYBE int @other_rd(int a) { return a + 4; }
static struct @ops @ops = {@rd, @wr}, @unused = {@other_rd, @other_wr};
KEEP struct @file *@new(struct @ops *ops) {
    struct @file *f = calloc(1, sizeof *f);
    f->ops = ops;
    f->in[1].done = @done;
    return f;
}
KEEP int @add(struct @file *f) {
    int fd = @room++;
    @table = realloc(@table, @room * sizeof *@table);
    @table[fd] = f;
    return fd;
}
ENTRY {
    int n = 0;
    for (int i = 0; i < 5; i++) {
        int fd = @add(@new(OPAQUE(1) ? &@ops : &@unused));
        n += @table[fd]->ops->rd(i) + @table[fd]->in[OPAQUE(1)].done(i);
    }
    return n;
}
""")

construct("heap-ops-filled", """\
struct @ops { ${long pad[3]|int pad|char name[20]}; gen_fn a, b, c, d; };
KEEP int @a(int x) { return x + 1; }
DROP int @b(int x) { return x + 2; }
DROP int @c(int x) { return x + 3; }
KEEP int @d(int x) { return x + 4; }
KEEP struct @ops *@make(void) {
    struct @ops *o = ${malloc(sizeof *o)|calloc(1, sizeof *o)};
    o->a = @a; o->b = @b; o->c = @c; o->d = @d;
    return o;
}
KEEP int @use(struct @ops *o) { return o->a(1) + o->d(2); }
ENTRY { struct @ops *o = @make(); int n = @use(o); free(o); return n; }
""")

construct("two-heap-objects", """\
struct @ops { gen_fn f; };
struct @ops *@x, *@y;
KEEP int @called(int a) { return a + 1; }
DROP int @stored(int a) { return a + 2; }
ENTRY {
    @x = malloc(sizeof *@x);
    @y = malloc(sizeof *@y);
    @x->f = @called;
    @y->f = @stored;
    return @x->f(1);
}
""")

construct("calloc-null-hook", """\
struct @dev { gen_fn hook; gen_fn run; gen_fn *more; };
KEEP int @run(int a) { return a + 1; }
DROP:loose int @hook(int a) { return a + 2; }
KEEP struct @dev *@new(int with) {
    struct @dev *d = calloc(1, sizeof *d);
    d->run = @run;
    if (with) d->hook = @hook;
    return d;
}
KEEP int @go(struct @dev *d) {
    int n = 0;
    if (d->hook) n += d->hook(1);
    if (d->more) n += (*d->more)(1);
    return n + d->run(n);
}
ENTRY { return @go(@new(0)); }
""")

construct("null-hook-global", """\
gen_fn @hook;
static struct { gen_fn before, run, after; } @dev;
KEEP int @run(int a) { return a + 1; }
DROP int @only_behind(int a) { return a + 2; }
DROP int @set_never(int a) { @hook = @set_never; return @only_behind(a); }
KEEP void @init(void) { @dev.run = @run; }
ENTRY {
    int n = 0;
    @init();
    if (@dev.before) n += @dev.before(1);
    n += @dev.run(n);
    if (@dev.after) n += @dev.after(1);
    if (@hook) n += @hook(1);
    return n;
}
""")

construct("struct-copy-chain", """\
struct @ops { gen_fn rd, wr, ctl; };
KEEP int @rd(int a) { return a + 1; }
DROP int @wr(int a) { return a + 2; }
KEEP int @ctl(int a) { return a + 3; }
DROP int @ctl_old(int a) { return a + 4; }
const struct @ops @template = {@rd, @wr, @ctl_old};
static struct @ops @live, @copy;
KEEP void @init(void) {
    @copy.ctl = @ctl;
    ${@live = @template|memcpy(&@live, &@template, sizeof @live)};
    memcpy(&@copy, &@live, offsetof(struct @ops, ctl));
}
KEEP int @use(struct @ops *o) { return o->rd(1) + o->ctl(2); }
ENTRY { @init(); return @use(&@copy); }
""")

construct("memcpy-unknown-length", """\
struct @ops { gen_fn a, b; };
KEEP int @a(int x) { return x + 1; }
DROP int @b(int x) { return x + 2; }
static const struct @ops @template = {@a, @b};
static struct @ops @live;
KEEP void @copy(void *d, const void *s, size_t n) { memcpy(d, s, n); }
ENTRY { @copy(&@live, &@template, OPAQUE(sizeof @live)); return @live.a(1); }
""")

construct("literal-struct-padding", """\
struct @odd { char c; gen_fn f; short s; union { char small; gen_fn g; } u; };
KEEP int @f(int a) { return a + 1; }
KEEP int @g(int a) { return a + 2; }
DROP int @h(int a) { return a + 3; }
struct @odd @table[] = {
    {'a', @f, 1, {.g = @h}}, {'b', @h, 2, {.small = 'x'}}, {'c', @f, 3, {.g = @g}},
};
struct { union { char c[24]; struct { int n; gen_fn f; } s; } u; int tail; } @mixed[2] = {
    {.u.c = "text", .tail = 1}, {.u.s = {2, @g}, .tail = 2},
};
ENTRY { return @table[OPAQUE(2)].u.g(1) + @mixed[OPAQUE(1)].u.s.f(2) + @table[0].f(3); }
""".replace("DROP int @h", "MAYBE int @h"))

construct("stride-fields", """\
struct @cmd { const char *name; gen_fn run, help; int flags; };
KEEP int @run0(int a) { return a + 1; }
KEEP int @run1(int a) { return a + 2; }
KEEP int @run2(int a) { return a + 3; }
DROP int @help0(int a) { return a + 1; }
DROP int @help1(int a) { return a + 2; }
DROP int @help2(int a) { return a + 3; }
${static const|static|} struct @cmd @commands[] = {
    {"zero", @run0, @help0, 1}, {"one", @run1, @help1, 2}, {"two", @run2, @help2, 3},
};
KEEP int @dispatch(const char *name, int a) {
    for (unsigned i = 0; i < sizeof @commands / sizeof *@commands; i++)
        if (!strcmp(@commands[i].name, name)) return @commands[i].run(a);
    return -1;
}
ENTRY { return @dispatch("zero", 1) + @dispatch("one", 2) + @dispatch("two", 3); }
""")

construct("stride-opaque-index", """\
struct @pair { gen_fn a, b; } @pairs[3];
KEEP int @x(int n) { return n + 1; }
DROP int @y(int n) { return n + 2; }
KEEP void @fill(int i) { @pairs[i].a = @x; @pairs[i].b = @y; }
ENTRY {
    for (int i = 0; i < 3; i++) @fill(i);
    return @pairs[OPAQUE(0)].a(1) + @pairs[OPAQUE(2)].a(2);
}
""")

construct("matrix", """\
KEEP int @f00(int a) { return a; }
KEEP int @f01(int a) { return a + 1; }
KEEP int @f10(int a) { return a + 2; }
KEEP int @f11(int a) { return a + 3; }
static const gen_fn @matrix[2][2] = {{@f00, @f01}, {@f10, @f11}};
ENTRY {
    int n = 0;
    for (int i = 0; i < OPAQUE(2); i++)
        for (int j = 0; j < OPAQUE(2); j++) n += @matrix[i][j](n);
    return n;
}
""")

construct("array-constant-index", """\
KEEP int @first(int a) { return a; }
DROP int @second(int a) { return a + 1; }
KEEP int @third(int a) { return a + 2; }
gen_fn @row[] = {@first, @second, @third};
KEEP int @call(gen_fn *p) { return (*p)(1); }
ENTRY { return @call(&@row[0]) + @call(&@row[2]); }
""")

construct("array-behind-array", """\
struct @s { gen_fn in[2]; gen_fn after; };
KEEP int @in0(int a) { return a + 1; }
KEEP int @in1(int a) { return a + 2; }
DROP int @after(int a) { return a + 3; }
static struct @s @s = {{@in0, @in1}, @after};
ENTRY { return @s.in[OPAQUE(0)](1) + @s.in[OPAQUE(1)](2); }
""".replace("DROP", "DROP:loose"))

construct("nested-tables", """\
struct @proto { struct { gen_fn up, down; } if_[2]; struct { gen_fn push, pull; } q; };
KEEP int @up(int a) { return a + 1; }
DROP int @down(int a) { return a + 2; }
KEEP int @push(int a) { return a + 3; }
DROP int @pull(int a) { return a + 4; }
struct @proto @proto = {{{@up, @down}, {@up, @down}}, {@push, @pull}};
ENTRY { return @proto.if_[OPAQUE(1)].up(1) + @proto.q.push(2); }
""")

construct("container-of", """\
struct @link { struct @link *next; };
struct @dev { gen_fn probe; struct @link link; gen_fn remove, suspend; };
KEEP int @probe0(int a) { return a + 1; }
KEEP int @probe1(int a) { return a + 2; }
KEEP int @remove0(int a) { return a + 3; }
KEEP int @remove1(int a) { return a + 4; }
DROP int @suspend0(int a) { return a + 5; }
DROP int @suspend1(int a) { return a + 6; }
static struct @dev @dev0 = {@probe0, {0}, @remove0, @suspend0};
static struct @dev @dev1 = {@probe1, {&@dev0.link}, @remove1, @suspend1};
static struct @link @head = {&@dev1.link};
#define @OF(l) ((struct @dev *)((char *)(l) - offsetof(struct @dev, link)))
ENTRY {
    int n = 0;
    for (struct @link *l = @head.next; l; l = l->next) n = @OF(l)->probe(n) + @OF(l)->remove(1);
    return n;
}
""")

construct("union-types", """\
struct @ops { int kind; union { int (*one)(int); long (*two)(void *, long); void (*none)(void); } u; };
KEEP int @one(int a) { return a + 1; }
KEEP long @two(void *v, long a) { return a + !v; }
KEEP void @none(void) { gen_zero(); }
static const struct @ops @table[] = {
    {0, {.one = @one}}, {1, {.two = @two}}, {2, {.none = @none}},
};
KEEP int @call(const struct @ops *o) {
    switch (o->kind) {
    case 0: return o->u.one(1);
    case 1: return (int)o->u.two(0, 2);
    default: o->u.none(); return 0;
    }
}
ENTRY { int n = 0; for (int i = 0; i < 3; i++) n += @call(&@table[OPAQUE(i)]); return n; }
""")

construct("compare-before-use", """\
KEEP int @one(int a) { return a + 1; }
DROP int @two(int a) { return a + 2; }
KEEP int @three(int a) { return a + 3; }
gen_fn @current = @one;
KEEP int @call(int a) {
    if (@current == @two) return -1;
    if (@current == @three) return 7;
    return @current(a);
}
ENTRY { int n = @call(1); @current = @three; n += @call(2); return n + @three(1); }
""".replace("DROP int @two", "DROP:loose int @two"))

construct("register-unregister", """\
static gen_fn @hooks[4];
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
MAYBE int @three(int a) { return a + 3; }
KEEP int @add(gen_fn f) {
    for (int i = 0; i < 4; i++) if (!@hooks[i]) { @hooks[i] = f; return i; }
    return -1;
}
KEEP void @del(gen_fn f) { for (int i = 0; i < 4; i++) if (@hooks[i] == f) @hooks[i] = 0; }
ENTRY {
    int n = 1;
    @add(@one); @add(@three); @add(@two);
    @del(@three);
    for (int i = 0; i < 4; i++) if (@hooks[i]) n = @hooks[i](n);
    return n;
}
""")

construct("hook-list", """\
struct @hook { gen_fn f, undo; struct @hook *next; };
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP int @undo(int a) { return a + 3; }
static struct @hook *@head, @first = {@one, @undo, 0};
KEEP void @add(struct @hook *h) { h->next = @head; @head = h; }
ENTRY {
    struct @hook *h = malloc(sizeof *h);
    int n = 0;
    h->f = @two; h->undo = @undo;
    @add(&@first); @add(h);
    for (h = @head; h; h = h->next) n = h->f(n);
    return n;
}
""")

construct("initial-value-chain", """\
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
struct @c { gen_fn f, g; }; struct @b { struct @c *c; }; struct @a { int n; struct @b *b[2]; };
static struct @c @c = {@f, @g};
static struct @b @b = {&@c};
struct @a @a = {1, {0, &@b}};
KEEP int @call(struct @a *a) { return a->b[a->n]->c->f(1); }
ENTRY { return @call(&@a); }
""")

construct("interior-pointer", """\
struct @ops { gen_fn a, b, c; };
KEEP int @a(int x) { return x + 1; }
KEEP int @b(int x) { return x + 2; }
DROP int @c(int x) { return x + 3; }
struct @ops @ops = {@a, @b, @c};
gen_fn *@middle = &@ops.b;
ENTRY { return @middle[0](1) + @middle[-1](2); }
""")

construct("unused-table", """\
DROP int @a(int x) { return x + 1; }
DROP int @b(int x) { return x + 2; }
KEEP int @used(int x) { return x + 3; }
gen_fn @table[] = {@a, @b};
DROP:ext int @never(int i) { return @table[i](1); }
ENTRY { return @used(1); }
""")

construct("two-fields-swapped", """\
struct @s { gen_fn a, b; } @s;
KEEP int @f(int x) { return x + 1; }
KEEP int @g(int x) { return x + 2; }
KEEP void @set(struct @s *s) { s->a = @f; s->b = @g; }
KEEP void @swap(struct @s *s) { gen_fn t = s->a; s->a = s->b; s->b = t; }
ENTRY { @set(&@s); int n = @s.a(1); @swap(&@s); return n + @s.a(2); }
""")

construct("struct-of-structs-by-value", """\
struct @in { gen_fn f; int n; };
struct @out { struct @in x, y; };
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
KEEP struct @in @pick(struct @out o) { return o.y; }
KEEP struct @out @make(void) { struct @out o = {{@g, 1}, {@f, 2}}; return o; }
ENTRY { struct @in i = @pick(@make()); return i.f(i.n); }
""")

construct("partial-overwrite", """\
struct @s { gen_fn f; char tag; };
KEEP int @f(int a) { return a + 1; }
static struct @s @s;
KEEP void @fill(void *v) { memset(v, 0xee, sizeof(struct @s)); ((struct @s *)v)->f = @f; }
ENTRY { @fill(&@s); return @s.f(@s.tag & 1); }
""")

construct("initial-integers", """\
KEEP int @f(int a) { return a + 1; }
KEEP int @g(int a) { return a + 2; }
DROP int @h(int a) { return a + 3; }
static gen_fn @row[3] = {@h, @g, @h};
static uintptr_t @number = (uintptr_t)@f;
static void *@mixed[] = {(char *)&@row[2] - sizeof(gen_fn), 0};
ENTRY { return ((gen_fn)@number)(1) + (*(gen_fn *)@mixed[0])(2); }
""")

construct("two-instances-of-a-module", """\
struct @m { gen_fn on, off; int state; };
KEEP int @on(int a) { return a + 1; }
KEEP int @on2(int a) { return a + 2; }
DROP int @off(int a) { return a + 3; }
static struct @m @m[2];
KEEP void @init(struct @m *m, gen_fn on, gen_fn off) { m->on = on; m->off = off; m->state = 1; }
KEEP int @fire(struct @m *m) { return m->state ? m->on(m->state) : m->off(0); }
ENTRY { @init(&@m[0], @on, @off); @init(&@m[1], @on2, @off); return @fire(&@m[0]) + @fire(&@m[1]); }
""".replace("DROP", "DROP:loose"))

construct("copied-then-cleared", """\
struct @ops { gen_fn a, b; };
KEEP int @a(int x) { return x + 1; }
DROP int @b(int x) { return x + 2; }
static struct @ops @from = {@a, @b}, @to;
ENTRY {
    @to = @from;
    memset(&@from, 0, OPAQUE(sizeof @from));
    return @from.a || @from.b ? -1 : @to.a(OPAQUE(1));
}
""")

construct("text-by-words", """\
KEEP uint64_t @hash(const char *text, int length) {
    uint64_t h = (uint64_t)length, word;
    for (; length >= $n{8|4|2}; length -= $n, text += $n) {
        word = 0;
        memcpy(&word, text, $n);
        h = h * 31 + (word & 0xff);
    }
    for (; length; length--) h = h * 31 + (unsigned char)*text++;
    return h;
}
ENTRY { return (int)(@hash("abc", OPAQUE(3)) + @hash("a longer text", OPAQUE(13))) & 0xff; }
""")

construct("past-end-and-back", """\
struct @big { gen_fn f[3]; };
KEEP int @run(int a) { return a + 1; }
static gen_fn @one[1] = {@run};
KEEP int @call(uintptr_t at) { return (*(gen_fn *)(at - sizeof(struct @big)))(1); }
ENTRY { return @call((uintptr_t)@one + (uintptr_t)OPAQUE(1) * sizeof(struct @big)); }
""")

construct("address-less-number", """\
KEEP int @run(int a) { return a + 1; }
static gen_fn @row[4] = {@run, @run, @run, @run};
KEEP int @call(uintptr_t end, long n) { return (*(gen_fn *)(end - (uintptr_t)n * sizeof(gen_fn)))(1); }
ENTRY { return @call((uintptr_t)@row + (uintptr_t)OPAQUE(2) * 3 + 18, OPAQUE(${1|2|3})); }
""")

construct("relative-to-sentinel", """\
struct @node { intptr_t next; gen_fn f; };
KEEP int @run(int a) { return a + 1; }
KEEP int @last(int a) { return a + 2; }
static struct @node @pool[2] = {{0, @run}, {0, @run}}, @sentinel = {0, @last};
KEEP void @point(struct @node *from, struct @node *to) { from->next = (intptr_t)to - (intptr_t)from; }
KEEP struct @node *@follow(struct @node *from) { return (struct @node *)((intptr_t)from + from->next); }
ENTRY {
    struct @node *n = &@pool[0];
    int sum = 0;
    @point(n, n + 1);
    @point(n + 1, &@sentinel);
    for (int i = OPAQUE(0); i < 2; i++) {
        sum += n->f(i);
        n = @follow(n);
    }
    return sum + n->f(1);
}
""")

construct("relative-to-unknown", """\
struct @node { intptr_t next; gen_fn f; };
KEEP int @run(int a) { return a + 1; }
KEEP int @last(int a) { return a + 2; }
static struct @node @pool = {0, @run}, @sentinel = {0, @last};
KEEP struct @node *@through_pipe(struct @node *n) {
    struct @node *back = 0;
    int fd[2];
    if (pipe(fd)) return back;
    write(fd[1], &n, sizeof n);
    read(fd[0], &back, sizeof back);
    close(fd[0]);
    close(fd[1]);
    return back;
}
KEEP void @point(struct @node *from, struct @node *to) { from->next = (intptr_t)to - (intptr_t)from; }
KEEP struct @node *@follow(struct @node *from) { return (struct @node *)((char *)from + from->next); }
ENTRY {
    struct @node *last = @through_pipe(&@sentinel);
    @point(last, last);
    @point(&@pool, last);
    return @pool.f(OPAQUE(1)) + @follow(&@pool)->f(1);
}
""", wild=True, bitcode=False)

construct("steps-off-and-back", """\
KEEP int @run(int a) { return a + 1; }
KEEP int @call(uintptr_t at, long n) {
    for (long i = 0; i < n; i++)
        at += $step{3|8};
    at -= 12 * $step;
    return ((gen_fn)at)(1);
}
ENTRY { return @call((uintptr_t)@run, OPAQUE(12)); }
""")

construct("relative-back", """\
struct @target { gen_fn f; };
struct @link { intptr_t to; };
KEEP int @run(int a) { return a + 1; }
static struct @target @target = {@run};
static struct @link @link;
KEEP void @point(struct @link *l, struct @target *t) { l->to = (intptr_t)l - (intptr_t)t; }
KEEP int @follow(struct @link *l) { return ((struct @target *)((intptr_t)l - l->to))->f(1); }
ENTRY { @point(&@link, &@target); return @follow(&@link); }
""")
