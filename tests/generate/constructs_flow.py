# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Constants that decide which blocks are reached."""

from program import construct


@construct("ioctl-switch")
def ioctl_switch(r):
    """A switch on numbers that come through a wrapper; some never do."""
    cases = r.sample((0x5401, 0x5402, 0x5410, 0x5413, 0x541b, 0x80045430), 5)
    used = r.sample(cases, r.randint(1, 3))
    default = r.random() < 0.5
    text = ""
    for k, case in enumerate(cases):
        kind = "KEEP" if case in used else "DROP"
        text += f"{kind} int @case{k}(int a) {{ return a + {k}; }}\n"
    text += f"{'KEEP' if default else 'DROP'} int @other(int a) {{ return a; }}\n"
    text += "KEEP int @device(int fd, unsigned long request, int a) {\n"
    text += "    switch (request) {\n"
    for k, case in enumerate(cases):
        text += f"    case {case:#x}: return @case{k}(a + fd);\n"
    text += "    default: return @other(a);\n    }\n}\n"
    text += ("KEEP int @ioctl(int fd, unsigned long request, int a) "
             "{ return fd < 0 ? -1 : @device(fd, request, a); }\n")
    calls = [f"@ioctl(OPAQUE(0), {case:#x}, 1)" for case in used]
    if default:
        calls.append("@ioctl(OPAQUE(0), 77, 1)")
    return text + "ENTRY { return " + " + ".join(calls) + "; }\n"


construct("flag-masks", """\
enum { @A = 1, @B = 2, @C = 4, @D = 0x40 };
KEEP int @a(int x) { return x + 1; }
KEEP int @b(int x) { return x + 2; }
DROP int @c(int x) { return x + 3; }
DROP int @d(int x) { return x + 4; }
KEEP int @none(int x) { return x + 5; }
KEEP int @inner(int flags, int x) {
    if (flags & @A) x = @a(x);
    if ((flags & (@B | @C)) == @B) x = @b(x);
    if (flags & @C) x = @c(x);
    if ((flags >> 6) & 1) x = @d(x);
    if (!(flags & @A)) x = @none(x);
    return x;
}
KEEP int @open(int flags) { return @inner(flags | ${0|8}, OPAQUE(1)); }
ENTRY { return @open(@A) + @open(@A | @B) + @open(0); }
""")

construct("enum-two-levels", """\
enum @kind { @READ, @WRITE, @TRIM };
KEEP int @read(int a) { return a + 1; }
KEEP int @write(int a) { return a + 2; }
DROP int @trim(int a) { return a + 3; }
DROP int @bad(int a) { return a + 4; }
KEEP int @low(enum @kind k, int a) {
    switch (k) {
    case @READ: return @read(a);
    case @WRITE: return @write(a);
    case @TRIM: return @trim(a);
    }
    return @bad(a);
}
KEEP int @middle(enum @kind k, int a) { return a ? @low(k, a) : 0; }
KEEP int @high(enum @kind k) { return @middle(k, OPAQUE(1)); }
ENTRY { return @high(@READ) + @high(@WRITE); }
""")

construct("default-only", """\
DROP int @one(int a) { return a + 1; }
DROP int @two(int a) { return a + 2; }
KEEP int @rest(int a) { return a + 3; }
KEEP int @pick(long n, int a) {
    switch (n) { case 1: return @one(a); case -2: return @two(a); default: return @rest(a); }
}
ENTRY { return @pick(5, OPAQUE(0)) + @pick(0x100000001L, OPAQUE(0)); }
""")

construct("switch-opaque", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
KEEP int @rest(int a) { return a + 3; }
KEEP int @pick(int n, int a) {
    switch (n) { case 1: return @one(a); case 2: return @two(a); default: return @rest(a); }
}
ENTRY { int n = 0; for (int i = 1; i < 4; i++) n += @pick(OPAQUE(i), n); return n; }
""")

construct("loop-counter", """\
KEEP int @at(int a) { return a + 1; }
KEEP int @late(int a) { return a + 2; }
KEEP int @last(int a) { return a + 3; }
KEEP int @loop(int n) {
    int s = 0;
    for (int i = 0; i < n; i++) {
        if (i == 0) s += @at(i);
        if (i == ${37|64|100}) s += @late(i);
        if (i == n - 1) s += @last(i);
    }
    return s;
}
ENTRY { return @loop(${120|200}); }
""")

construct("arithmetic", """\
KEEP int @wrap(int a) { return a + 1; }
KEEP int @shift(int a) { return a + 2; }
KEEP int @trunc(int a) { return a + 3; }
KEEP int @sext(int a) { return a + 4; }
KEEP int @mul(int a) { return a + 5; }
DROP int @never(int a) { return a + 6; }
KEEP int @go(unsigned u, int s, unsigned char c) {
    int n = 0;
    if (u + 1 == 0) n += @wrap(1);
    if (s >> 1 == -3) n += @shift(1);
    if ((unsigned char)(c + 1) == 0) n += @trunc(1);
    if ((long)s < 0) n += @sext(1);
    if (u * 3 == 0xfffffffd) n += @mul(1);
    if (u == 5) n += @never(1);
    return n;
}
ENTRY { return @go(0xffffffffu, -5, 255); }
""")

construct("constant-through-memory", """\
struct @req { int op; gen_fn pad; } @req;
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP int @three(int a) { return a + 3; }
KEEP int @serve(struct @req *r) {
    switch (r->op) { case 1: return @one(1); case 2: return @two(2); case 3: return @three(3); }
    return 0;
}
ENTRY { int n; @req.op = 1; n = @serve(&@req); @req.op = 2; return n + @serve(&@req); }
""")

construct("zero-initialised-flag", """\
int @enabled;
static int @level = 2;
DROP int @debug(int a) { return a + 1; }
KEEP int @plain(int a) { return a + 2; }
DROP int @deep(int a) { return a + 3; }
DROP:ext void @enable(void) { @enabled = 1; }
ENTRY {
    int n = 0;
    if (@enabled) n += @debug(1);
    if (@level > 3) n += @deep(1);
    return n + @plain(n);
}
""")

construct("flag-set-later", """\
int @enabled;
KEEP int @before(int a) { return a + 1; }
KEEP int @after(int a) { return a + 2; }
KEEP void @enable(int *p) { *p = 1; }
KEEP int @go(void) { return @enabled ? @after(1) : @before(1); }
ENTRY { int n = @go(); @enable(&@enabled); return n + @go(); }
""")

construct("pointer-as-flag", """\
KEEP int @with(int *p) { return *p; }
DROP:loose int @without(int a) { return a + 1; }
KEEP int @go(int *p) { return p ? @with(p) : @without(1); }
ENTRY { int n = 4; return @go(&n); }
""")

construct("null-argument", """\
DROP int @callback(int a) { return a + 1; }
DROP:loose int @fill(int *p) { return *p = 3; }
KEEP int @plain(int a) { return a + 2; }
gen_fn @kept_for_never[] = {@callback};
KEEP int @go(gen_fn f, int *out) {
    if (f) return f(1);
    if (out) return @fill(out);
    return @plain(2);
}
ENTRY { return @go(0, 0); }
""")

construct("dead-argument", """\
KEEP int @f(int a) { return a + 1; }
MAYBE int @g(int a) { return a + 2; }
KEEP int @go(gen_fn f, gen_fn g) { return g ? f(1) : 0; }
ENTRY { return @go(@f, @g); }
""")

construct("returned-by-switch", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP int @three(int a) { return a + 3; }
KEEP gen_fn @pick(int n) {
    switch (n) { case 10: return @one; case 20: return @two; case 30: return @three; }
    return 0;
}
KEEP int @call(gen_fn f) { return f ? f(1) : 9; }
ENTRY { return @call(@pick(10)) + @call(@pick(20)) + @call(@pick(40)); }
""")

construct("phi-of-functions", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
KEEP int @three(int a) { return a + 3; }
KEEP int @go(int n) {
    gen_fn f = ${0|@three};
    if (n == 0) f = @one;
    else if (n == 1) f = @two;
    else f = @three;
    return f(n);
}
ENTRY { int n = 0; for (int i = 0; i < 3; i++) n += @go(OPAQUE(i)); return n; }
""")

construct("phi-loop", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
KEEP int @three(int a) { return a + 3; }
KEEP int @go(int n) {
    gen_fn a = @one, b = @two, c = @three;
    int s = 0;
    while (n--) { gen_fn t = a; s += a(s); a = b; b = c; c = t; }
    return s;
}
ENTRY { return @go(OPAQUE(3)); }
""")

construct("computed-goto", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
KEEP int @stop(int a) { return a + 3; }
KEEP int @run(const unsigned char *code) {
    static const void *const label[] = {&&one, &&two, &&stop};
    int n = 0;
    goto *label[*code++];
one: n += @one(n); goto *label[*code++];
two: n += @two(n); goto *label[*code++];
stop: return @stop(n);
}
static unsigned char @code[] = {0, 1, 1, 0, 2};
ENTRY { @code[0] = OPAQUE(0); return @run_(@code); }
""".replace("@run(const", "@run_(const"))

construct("error-path", """\
KEEP int @ok(int a) { return a + 1; }
DROP int @failed(int a) { return a + 2; }
KEEP int @low(int a) { return a > 100 ? -5 : 0; }
KEEP int @zero(int a) { (void)a; gen_zero(); return 0; }
KEEP int @go(int a) { int e = @zero(a); return e < 0 ? @failed(e) : @ok(@low(a)); }
ENTRY { return @go(OPAQUE(1)); }
""")

construct("recursion-constants", """\
KEEP int @end(int a) { return a + 1; }
KEEP int @step(int a) { return a + 2; }
DROP int @negative(int a) { return a + 3; }
KEEP int @down(int n, int mode) {
    if (n == 0) return @end(n);
    if (mode == 1) return @negative(n);
    return @step(@down(n - 1, mode));
}
ENTRY { return @down(OPAQUE(6), 0); }
""")

construct("mutual-recursion", """\
int @odd(int n, gen_fn f);
KEEP int @leaf(int a) { return a + 1; }
DROP int @unused(int a) { return a + 2; }
gen_fn @row[] = {@leaf, @unused};
KEEP:ext int @even(int n, gen_fn f) { return n ? @odd(n - 1, f) : f(n); }
KEEP:ext int @odd(int n, gen_fn f) { return n ? @even(n - 1, f) : f(n) + 1; }
ENTRY { return @even(OPAQUE(5), @row[0]); }
""")

construct("select-constants", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP:loose int @three(int a) { return a + 3; }
KEEP int @go(int n) { return n == 4 ? @one(n) : n == 9 ? @two(n) : @three(n); }
ENTRY { int n = @go(OPAQUE(0) ? 4 : 9); return n + @go(OPAQUE(1) ? 4 : 9); }
""")

construct("string-dispatch", """\
KEEP int @start(int a) { return a + 1; }
KEEP int @stop(int a) { return a + 2; }
MAYBE int @help(int a) { return a + 3; }
DROP int @describe(int a) { return a + 4; }
static const struct { const char *name; gen_fn run, describe; } @names[] = {
    {"start", @start, @describe}, {"stop", @stop, @describe}, {"help", @help, 0}, {0},
};
KEEP gen_fn @find(const char *name) {
    for (int i = 0; @names[i].name; i++)
        if (!strcmp(@names[i].name, name)) return @names[i].run;
    return 0;
}
ENTRY { return @find("start")(1) + @find("stop")(2) + !!@find("none"); }
""")

construct("constant-global-table", """\
static const struct { int op; int arg; } @plan[] = {{1, 5}, {2, 6}, {0, 0}};
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP int @nine(int a) { return a + 3; }
KEEP int @do(int op, int arg) {
    switch (op) { case 1: return @one(arg); case 2: return @two(arg); case 9: return @nine(arg); }
    return 0;
}
ENTRY { int n = 0; for (int i = 0; @plan[i].op; i++) n += @do(@plan[i].op, @plan[i].arg); return n; }
""")

construct("boolean-wrapper", """\
KEEP int @yes(int a) { return a + 1; }
DROP:loose int @no(int a) { return a + 2; }
KEEP _Bool @is_tty(int fd) { gen_zero(); return fd == 1 || fd == 2; }
KEEP int @go(int fd) { return @is_tty(fd) ? @yes(fd) : @no(fd); }
ENTRY { return @go(1) + @go(2); }
""")

construct("bit-field-flag", """\
struct @s { unsigned a : 1, mode : 3; gen_fn f; } @s;
KEEP int @one(int a) { return a + 1; }
KEEP int @four(int a) { return a + 2; }
KEEP int @go(struct @s *s) { return s->mode == 4 ? @four(1) : s->mode == 1 ? @one(1) : 0; }
KEEP void @set(struct @s *s, int m) { s->mode = m; s->a = 1; }
ENTRY { @set(&@s, 1); int n = @go(&@s); @set(&@s, 4); return n + @go(&@s); }
""")

construct("partly-overwritten-integer", """\
union @u { unsigned n; unsigned char c[4]; unsigned short h[2]; } @u;
KEEP int @small(int a) { return a + 1; }
KEEP int @large(int a) { return a + 2; }
KEEP int @go(void) { return @u.n == 0x0201 ? @large(1) : @u.n == 1 ? @small(1) : 0; }
ENTRY { @u.n = 1; int n = @go(); @u.c[1] = 2; return n + @go(); }
""")

construct("many-constants", """\
KEEP int @hit(int a) { return a + 1; }
KEEP int @miss(int a) { return a + 2; }
KEEP int @go(int n) { return n == 77 ? @hit(n) : @miss(n); }
ENTRY { int n = 0;
""" + "".join(f"    n += @go({k * 11});\n" for k in range(40))
    + "    return n;\n}\n")
