# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""
Ways on which a function pointer can travel. Each is the body of a function
that is given p and returns it; '#' is the number of the step. Alone they are
the constructs carry-NAME; several in a row are the construct chain. Functions
marked DROP are neighbours in memory that nobody calls.
"""

from program import construct

CARRIERS = {}


def carrier(name, text, wild=False, bitcode=True, late=False):
    """text: declarations, a line "===", and the body of the step."""
    CARRIERS[name] = (text, wild, bitcode)

    def emit(r):
        return chain(r, [name])

    construct("carry-" + name, wild=wild, bitcode=bitcode)(emit)


def chain(r, names):
    parts = []
    calls = "@target"
    for k, name in enumerate(names):
        before, body = CARRIERS[name][0].split("===\n")
        parts.append(before.replace("#", str(k)))
        body = body.replace("#", str(k))
        parts.append(f"KEEP gen_fn @step{k}(gen_fn p) {{\n{body}}}\n")
        calls = f"@step{k}({calls})"
    call = r.choice((
        "return p(OPAQUE(3));",
        "return ((int (*)(long))(void *)p)(OPAQUE(3));",
        "void *v = (void *)p; return ((gen_fn)v)(3);",
        "return (*p)(OPAQUE(2)) + 1;",
    ))
    return (
        "KEEP int @target(int a) { return a + ${3|5|7}; }\n"
        + "".join(parts)
        + f"ENTRY {{ gen_fn p = {calls}; {call} }}\n"
    )


NEIGHBOUR = "DROP int @near#(int a) { return a + 1; }\n"
LOOSE_NEIGHBOUR = NEIGHBOUR.replace("DROP", "DROP:loose")

carrier("global", """\
static gen_fn @cell#;
KEEP void @set#(gen_fn p) { @cell# = p; }
KEEP gen_fn @get#(void) { return @cell#; }
===
    @set#(p);
    return @get#();
""")

carrier("global-fields", NEIGHBOUR + """\
struct @ops# { gen_fn a; int n; gen_fn b; } @ops#;
KEEP void @set#(gen_fn p) { @ops#.${b = p|b = p}; @ops#.a = @near#; }
KEEP gen_fn @get#(struct @ops# *o) { return o->b; }
===
    @set#(p);
    return @get#(&@ops#);
""")

carrier("heap", NEIGHBOUR + """\
KEEP void @fill#(gen_fn *h, gen_fn p) { h[1] = p; h[2] = @near#; }
KEEP gen_fn @take#(gen_fn *h) { return h[1]; }
===
    gen_fn *h = ${malloc(24)|calloc(3, 8)|aligned_alloc(32, 32)};
    @fill#(h, p);
    p = @take#(h);
    free(h);
    return p;
""")

carrier("heap-two-sites", NEIGHBOUR + """\
KEEP gen_fn @take#(gen_fn *h) { return *h; }
struct @keep# { gen_fn *x, *y; } @keep#;
===
    @keep#.x = malloc(sizeof(gen_fn));
    @keep#.y = malloc(sizeof(gen_fn));
    *@keep#.x = @near#;
    *@keep#.y = p;
    return @take#(@keep#.y);
""")

carrier("heap-wrapper", """\
KEEP void *@new#(size_t n) { void *v = malloc(n); if (!v) abort(); return v; }
struct @box# { struct @box# *next; gen_fn f; };
KEEP struct @box# *@make#(gen_fn f) {
    struct @box# *b = @new#(sizeof *b);
    b->next = 0; b->f = f;
    return b;
}
===
    return @make#(p)->f;
""")

carrier("pair-returned", NEIGHBOUR + """\
struct @pair# { gen_fn a, b; };
KEEP struct @pair# @make#(gen_fn p) { struct @pair# s = {@near#, p}; return s; }
===
    struct @pair# s = @make#(p);
    return s.b;
""")

carrier("pair-passed", NEIGHBOUR + """\
struct @pair# { gen_fn a; gen_fn b; };
KEEP gen_fn @take#(struct @pair# s, int n) { return n ? s.a : 0; }
===
    struct @pair# s;
    s.a = p;
    s.b = @near#;
    return @take#(s, 1);
""")

carrier("big-struct-passed", NEIGHBOUR + """\
struct @big# { long n[3]; gen_fn a, b; };
KEEP gen_fn @take#(struct @big# s) { s.n[0]++; return s.b; }
===
    struct @big# s = {{1, 2, 3}, @near#, p};
    return @take#(s);
""")

carrier("big-struct-returned", NEIGHBOUR + """\
struct @big# { gen_fn a; long n[5]; gen_fn b; };
KEEP struct @big# @make#(gen_fn p) {
    struct @big# s = {@near#, {0}, p};
    return s;
}
===
    return @make#(p).b;
""")

carrier("struct-assignment", NEIGHBOUR + """\
struct @ops# { gen_fn a, b, c; };
static struct @ops# @from#, @to#;
KEEP void @fill#(gen_fn p) { @from#.a = @near#; @from#.b = p; }
KEEP void @copy#(struct @ops# *d, const struct @ops# *s) { *d = *s; }
KEEP gen_fn @get#(struct @ops# *o) { return o->b; }
===
    @fill#(p);
    @copy#(&@to#, &@from#);
    return @get#(&@to#);
""")

carrier("memcpy", NEIGHBOUR + """\
struct @ops# { int n; gen_fn a, b; };
KEEP void @copy#(void *d, const void *s, size_t n) { ${memcpy|memmove}(d, s, n); }
KEEP gen_fn @get#(struct @ops# *o) { return o->a; }
===
    struct @ops# from = {1, p, @near#}, to = {0};
    @copy#(&to, &from, ${sizeof to|OPAQUE(sizeof to)});
    return @get#(&to);
""")

carrier("memcpy-part", NEIGHBOUR + """\
struct @ops# { gen_fn a, b, c; };
static struct @ops# @from#, @to#;
KEEP gen_fn @get#(struct @ops# *o) { return o->c; }
KEEP void @fill#(gen_fn p) { @from#.a = p; @from#.b = @near#; }
===
    @fill#(p);
    memcpy(&@to#.c, &@from#.a, sizeof(gen_fn));
    return @get#(&@to#);
""")

carrier("memmove-shift", NEIGHBOUR + """\
static gen_fn @row#[6];
KEEP void @fill#(gen_fn p) { @row#[0] = p; @row#[4] = @near#; }
KEEP gen_fn @get#(gen_fn *o) { return o[1]; }
===
    @fill#(p);
    memmove(@row# + 1, @row#, sizeof(gen_fn));
    return @get#(@row#);
""")

carrier("word-loop", """\
KEEP void @copy#(unsigned long *d, const unsigned long *s, int n) {
    ${for (int i = 0; i < n; i++)|while (n-- > 0)} *d++ = *s++;
}
KEEP gen_fn @get#(gen_fn *o) { return o[1]; }
===
    gen_fn from[2] = {0, p}, to[2] = {0};
    @copy#((unsigned long *)to, (unsigned long *)from, 2);
    return @get#(to);
""")

carrier("byte-loop", """\
KEEP void @copy#(void *to, const void *from, size_t n) {
    ${volatile |}char *d = to;
    const char *s = from;
    for (size_t i = 0; i < n; i++) d[i] = s[i];
}
KEEP gen_fn @get#(gen_fn *o) { return o[1]; }
===
    gen_fn from[2] = {0, p}, to[2] = {0};
    @copy#(to, from, sizeof to);
    return @get#(to);
""", wild=True)

carrier("memset-fill", NEIGHBOUR + """\
struct @ops# { gen_fn a, b; };
KEEP gen_fn @get#(struct @ops# *o) { return o->a ? o->a : o->b; }
KEEP void @fill#(struct @ops# *o, gen_fn p) { o->b = p; }
static struct @ops# @other#;
===
    struct @ops# o;
    @other#.a = @near#;
    memset(&o, 0, sizeof o);
    @fill#(&o, p);
    return @get#(&o);
""")

carrier("realloc", """\
static gen_fn *@row#; static int @used#, @room#;
KEEP void @push#(gen_fn p) {
    if (@used# == @room#) {
        @room# = 2 * @room# + 1;
        @row# = realloc(@row#, @room# * sizeof *@row#);
    }
    @row#[@used#++] = p;
}
===
    for (int i = 0; i < 5; i++) @push#(p);
    return @row#[OPAQUE(3)];
""")

carrier("stride", NEIGHBOUR + """\
struct @item# { const char *name; gen_fn a; gen_fn b; } @item#[5];
KEEP void @fill#(int i, gen_fn p) { @item#[i].a = @near#; @item#[i].b = p; }
KEEP gen_fn @get#(int i) { return @item#[i].b; }
===
    @fill#(OPAQUE(2), p);
    return @get#(OPAQUE(2));
""")

carrier("stride-pointer", NEIGHBOUR + """\
struct @item# { int id; gen_fn a, b; };
static struct @item# @items#[4];
KEEP void @fill#(gen_fn p) {
    for (struct @item# *i = @items#; i < @items# + 4; i++) {
        i->id = (int)(i - @items#) + 1; i->a = p; i->b = @near#;
    }
}
KEEP gen_fn @find#(int id) {
    for (struct @item# *i = @items#; i->id; i++)
        if (i->id == id) return i->a;
    return 0;
}
===
    @fill#(p);
    return @find#(OPAQUE(3));
""")

carrier("nested", NEIGHBOUR + """\
struct @deep# { int n; struct { gen_fn a[2]; struct { gen_fn x, y; } s[3]; } in; };
static struct @deep# @deep#;
KEEP void @fill#(struct @deep# *d, int i, gen_fn p) {
    d->in.s[i].y = p; d->in.s[i].x = @near#; d->in.a[0] = @near#;
}
KEEP gen_fn @get#(struct @deep# *d, int i) { return d->in.s[i].y; }
===
    @fill#(&@deep#, OPAQUE(1), p);
    return @get#(&@deep#, OPAQUE(1));
""")

carrier("negative-offset", NEIGHBOUR + """\
static gen_fn @row#[5];
KEEP void @fill#(gen_fn *last, gen_fn p) { last[-2] = p; last[-1] = @near#; }
KEEP gen_fn @get#(gen_fn *last) { return *(last - 2); }
===
    @fill#(&@row#[4], p);
    return @get#(&@row#[4]);
""")

carrier("container-of", NEIGHBOUR + """\
struct @link# { struct @link# *next; };
struct @dev# { gen_fn a; struct @link# link; gen_fn b; };
static struct @link# *@list#;
static struct @dev# @dev#;
KEEP void @add#(struct @dev# *d, gen_fn p) {
    d->a = p; d->b = @near#; d->link.next = @list#; @list# = &d->link;
}
KEEP gen_fn @get#(struct @link# *l) {
    return ((struct @dev# *)((char *)l - offsetof(struct @dev#, link)))->a;
}
===
    @add#(&@dev#, p);
    return @get#(@list#);
""")

carrier("union", """\
union @u# { gen_fn f; void *v; unsigned long n; int (*g)(void *, long); char c[8]; };
static union @u# @u#;
KEEP void @set#(gen_fn p) { @u#.f = p; }
===
    @set#(p);
    return ${@u#.f|(gen_fn)@u#.v|(gen_fn)@u#.n|(gen_fn)@u#.g};
""")

carrier("integer", """\
static ${uintptr_t|unsigned long|long} @number#;
KEEP void @set#(gen_fn p) { @number# = (${uintptr_t|long})p; }
===
    @set#(p);
    return (gen_fn)@number#;
""")

carrier("tagged", LOOSE_NEIGHBOUR + """\
struct @node# { gen_fn a, b; };
static struct @node# @node#;
static uintptr_t @tagged#;
KEEP void @set#(gen_fn p) {
    @node#.b = p; @node#.a = @near#;
    @tagged# = (uintptr_t)&@node# | ${1|2|7};
}
KEEP gen_fn @get#(void) {
    return ((struct @node# *)(@tagged# & ~(uintptr_t)7))->b;
}
===
    @set#(p);
    return @get#();
""")

carrier("tag-added", """\
struct @node# { long n; gen_fn f; };
static struct @node# @node#;
static uintptr_t @tagged#;
KEEP void @set#(gen_fn p) { @node#.f = p; @tagged# = (uintptr_t)&@node# + 3; }
KEEP gen_fn @get#(void) { return ((struct @node# *)(@tagged# - 3))->f; }
===
    @set#(p);
    return @get#();
""")

carrier("xor", """\
static uintptr_t @mixed#, @key#;
KEEP void @set#(gen_fn p) { @key# = ${OPAQUE(0x5a5a)|(uintptr_t)&@key#}; @mixed# = (uintptr_t)p ^ @key#; }
===
    @set#(p);
    return (gen_fn)(@mixed# ^ @key#);
""", wild=True)

carrier("xor-swap", """\
static uintptr_t @x#, @y#;
KEEP void @swap#(uintptr_t *a, uintptr_t *b) { *a ^= *b; *b ^= *a; *a ^= *b; }
===
    @x# = (uintptr_t)p;
    @y# = (uintptr_t)&@x#;
    @swap#(&@x#, &@y#);
    return (gen_fn)@y#;
""", wild=True)

carrier("offset-from-base", """\
static ${long|ptrdiff_t|int} @offset#;
static char @base#;
KEEP void @set#(gen_fn p) { @offset# = (char *)p - &@base#; }
===
    @set#(p);
    return (gen_fn)(&@base# + @offset#);
""", wild=True)

carrier("two-halves", """\
static uint32_t @half#[2];
KEEP void @set#(gen_fn p) {
    @half#[0] = (uint32_t)(uintptr_t)p; @half#[1] = (uintptr_t)p >> 32;
}
===
    @set#(p);
    return (gen_fn)((uintptr_t)@half#[1] << 32 | @half#[0]);
""", wild=True)

carrier("shifted", """\
static unsigned long @shifted#;
KEEP void @set#(gen_fn p) { @shifted# = (unsigned long)p << 4 | 9; }
===
    @set#(p);
    return (gen_fn)(@shifted# >> 4);
""", wild=True)

carrier("thirty-two-bits", """\
static ${unsigned|int} @number#;
KEEP void @set#(gen_fn p) { @number# = (unsigned)(uintptr_t)p; }
===
    @set#(p);
    return (uintptr_t)p >> 31 ? p : (gen_fn)(uintptr_t)@number#;
""", wild=True)

carrier("digits", """\
static char @text#[24];
===
    unsigned long n = (unsigned long)p, back = 0;
    int k = 0;
    for (; n; n /= 10) @text#[k++] = '0' + n % 10;
    while (k--) back = back * 10 + (@text#[k] - '0');
    return (gen_fn)back;
""", wild=True)

carrier("pipe", """\
===
    int fd[2];
    gen_fn q = 0;
    if (pipe(fd)) return p;
    write(fd[1], &p, sizeof p);
    if (read(fd[0], &q, sizeof q) != sizeof q) return p;
    close(fd[0]);
    close(fd[1]);
    return q;
""", wild=True)

carrier("asm-identity", """\
===
    __asm__("" : "+r"(p));
    return p;
""", wild=True)

carrier("asm-move", """\
===
    gen_fn q;
    __asm__("movq %1, %0" : "=r"(q) : "r"(p));
    return q;
""", wild=True)

carrier("asm-memory", """\
===
    gen_fn q;
    __asm__ volatile("movq %1, %%rax\\n\\tmovq %%rax, %0" : "=m"(q) : "m"(p) : "rax");
    return q;
""", wild=True)

carrier("va-arg", """\
KEEP gen_fn @last#(int n, ...) {
    va_list ap; gen_fn p = 0;
    va_start(ap, n);
    while (n--) p = va_arg(ap, gen_fn);
    va_end(ap);
    return p;
}
===
    return @last#(${1, p|3, p, p, p|8, p, p, p, p, p, p, p, p});
""")

carrier("va-copy", """\
KEEP gen_fn @inner#(va_list ap) {
    va_list copy; va_copy(copy, ap);
    ${(void)va_arg(copy, long)|long n = va_arg(copy, long)};
    gen_fn p = va_arg(copy, gen_fn);
    va_end(copy);
    return p;
}
KEEP gen_fn @outer#(const char *s, ...) {
    va_list ap; va_start(ap, s);
    gen_fn p = @inner#(ap);
    va_end(ap);
    return p;
}
===
    return @outer#("", 5L, p);
""")

carrier("va-struct", """\
struct @kind# { long n${|[4]}; gen_fn f; };
KEEP gen_fn @take#(int n, ...) {
    va_list ap; va_start(ap, n);
    gen_fn p = va_arg(ap, struct @kind#).f;
    va_end(ap);
    return p;
}
===
    struct @kind# s;
    memset(&s, 0, sizeof s);
    s.f = p;
    return @take#(1, s);
""")

carrier("select", """\
MAYBE int @other#(int a) { return a; }
===
    return OPAQUE(0) ? @other# : p;
""")

carrier("phi", """\
MAYBE int @one#(int a) { return a; }
MAYBE int @two#(int a) { return a; }
===
    gen_fn q;
    if (OPAQUE(0) > 1) q = @one#;
    else if (OPAQUE(0) > 0) q = @two#;
    else q = p;
    return q;
""")

carrier("atomic-exchange", """\
static ${gen_fn|_Atomic(gen_fn)} @cell#;
===
    __atomic_exchange_n((gen_fn *)&@cell#, p, __ATOMIC_SEQ_CST);
    return __atomic_exchange_n((gen_fn *)&@cell#, 0, __ATOMIC_ACQ_REL);
""")

carrier("compare-exchange", """\
static gen_fn @cell#;
KEEP int @set#(gen_fn p) {
    gen_fn old = 0;
    return __atomic_compare_exchange_n(&@cell#, &old, p, ${0|1}, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}
KEEP gen_fn @get#(void) {
    gen_fn old = 0;
    __atomic_compare_exchange_n(&@cell#, &old, 0, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return old;
}
===
    while (!@set#(p)) continue;
    return @get#();
""")

carrier("atomic-integer", """\
static uintptr_t @sum#;
===
    __atomic_store_n(&@sum#, 0, __ATOMIC_RELAXED);
    __atomic_fetch_${add|or|xor}(&@sum#, (uintptr_t)p, __ATOMIC_SEQ_CST);
    return (gen_fn)__atomic_load_n(&@sum#, __ATOMIC_SEQ_CST);
""", wild=True)

carrier("thread-local", NEIGHBOUR + """\
static _Thread_local gen_fn @cell#, @second#;
KEEP void @set#(gen_fn p) { @cell# = p; @second# = @near#; }
KEEP gen_fn @get#(void) { return @cell#; }
===
    @set#(p);
    return @get#();
""", bitcode=True)

carrier("static-local", """\
KEEP gen_fn @last#(gen_fn p) {
    static gen_fn before;
    gen_fn q = before;
    before = p;
    return q;
}
===
    @last#(p);
    return @last#(0);
""")

carrier("pointer-to-pointer", """\
static gen_fn @cell#;
static gen_fn *@pointer# = &@cell#;
gen_fn **@second# = &@pointer#;
KEEP void @set#(gen_fn p) { **@second# = p; }
===
    @set#(p);
    return @cell#;
""")

carrier("out-parameter", NEIGHBOUR + """\
KEEP int @get#(gen_fn p, gen_fn *x, gen_fn *y) { *x = @near#; *y = p; return 0; }
===
    gen_fn x, y;
    if (@get#(p, &x, &y)) return 0;
    return y;
""")

carrier("list", """\
struct @hook# { struct @hook# *next; gen_fn f; };
static struct @hook# *@head#;
KEEP void @add#(gen_fn f) {
    struct @hook# *h = malloc(sizeof *h), **end = &@head#;
    h->f = f; h->next = 0;
    while (*end) end = &(*end)->next;
    *end = h;
}
===
    gen_fn q = 0;
    @add#(p);
    @add#(p);
    for (struct @hook# *h = @head#; h; h = h->next) q = h->f;
    return q;
""")

carrier("tree", """\
struct @tree# { int key; struct @tree# *side[2]; gen_fn f; };
KEEP struct @tree# *@insert#(struct @tree# *t, int key, gen_fn f) {
    if (!t) {
        t = calloc(1, sizeof *t);
        t->key = key; t->f = f;
        return t;
    }
    t->side[key > t->key] = @insert#(t->side[key > t->key], key, f);
    return t;
}
===
    struct @tree# *t = 0;
    for (int k = 0; k < 5; k++) t = @insert#(t, k * 3 % 5, p);
    while (t->side[1]) t = t->side[1];
    return t->f;
""")

carrier("hash-table", NEIGHBOUR + """\
struct @entry# { struct @entry# *next; const char *key; gen_fn get, put; };
static struct @entry# *@table#[8];
KEEP unsigned @hash#(const char *s) { unsigned h = 0; while (*s) h = h * 31 + *s++; return h; }
KEEP void @put#(const char *key, gen_fn f) {
    struct @entry# *e = malloc(sizeof *e), **b = &@table#[@hash#(key) % 8];
    e->key = key; e->get = f; e->put = @near#; e->next = *b; *b = e;
}
KEEP gen_fn @find#(const char *key) {
    for (struct @entry# *e = @table#[@hash#(key) % 8]; e; e = e->next)
        if (!strcmp(e->key, key)) return e->get;
    return 0;
}
===
    @put#("one", p);
    @put#("two", p);
    return @find#("two");
""")

# An index may be negative, as far as anybody knows.
carrier("flexible-array", LOOSE_NEIGHBOUR + """\
struct @flex# { int count; gen_fn first; gen_fn rest[]; };
KEEP struct @flex# *@make#(int n, gen_fn p) {
    struct @flex# *x = malloc(sizeof *x + n * sizeof(gen_fn));
    x->count = n; x->first = @near#;
    for (int i = 0; i < n; i++) x->rest[i] = p;
    return x;
}
===
    struct @flex# *x = @make#(OPAQUE(4), p);
    return x->rest[x->count - 1];
""")

carrier("bit-fields", """\
struct @bits# { unsigned a : 3, b : 9; gen_fn f; unsigned c : 30, d : 1; };
static struct @bits# @bits#;
KEEP void @fill#(gen_fn p) { @bits#.a = 5; @bits#.f = p; @bits#.d = 1; @bits#.c = 77; }
===
    @fill#(p);
    @bits#.b++;
    return @bits#.d && @bits#.a == 5 ? @bits#.f : 0;
""")

carrier("packed", """\
struct __attribute__((packed)) @odd# { char c; gen_fn f; short s; };
static struct @odd# @odd#[2];
KEEP void @fill#(gen_fn p) { @odd#[1].c = 1; @odd#[1].f = p; @odd#[1].s = 2; }
===
    @fill#(p);
    return @odd#[OPAQUE(1)].f;
""")

carrier("recursion", """\
KEEP gen_fn @down#(gen_fn p, int n) { return n ? @down#(p, n - 1) : p; }
===
    return @down#(p, OPAQUE(4));
""")

carrier("mutual-recursion", """\
gen_fn @odd#(gen_fn p, int n);
KEEP:ext gen_fn @even#(gen_fn p, int n) { return n ? @odd#(p, n - 1) : p; }
KEEP:ext gen_fn @odd#(gen_fn p, int n) { return n ? @even#(p, n - 1) : p; }
===
    return @even#(p, OPAQUE(6));
""")

carrier("computed-goto", """\
===
    static void *const label[] = {&&one, &&two, &&three};
    gen_fn q = 0;
    int i = OPAQUE(0);
    goto *label[i];
one:
    q = p;
    goto *label[i + 2];
two:
    return 0;
three:
    return q;
""")

carrier("longjmp", """\
static jmp_buf @buf#;
static gen_fn @cell#;
KEEP void @jump#(gen_fn p) { @cell# = p; longjmp(@buf#, 1); }
===
    if (setjmp(@buf#) == 0) {
        @jump#(p);
        return 0;
    }
    return @cell#;
""")

carrier("longjmp-volatile-local", """\
static jmp_buf @buf#;
KEEP void @jump#(int n) { if (n) longjmp(@buf#, n); }
===
    gen_fn volatile q = 0;
    switch (setjmp(@buf#)) {
    case 0: q = p; @jump#(OPAQUE(2)); return 0;
    case 2: return q;
    default: return 0;
    }
""")

carrier("callback-context", """\
struct @context# { int n; gen_fn f, out; };
KEEP void @work#(void *v) { struct @context# *c = v; c->out = c->f; }
KEEP void @each#(void (*callback)(void *), void *v) { callback(v); }
===
    struct @context# c = {1, p, 0};
    @each#(@work#, &c);
    return c.out;
""")

carrier("alloca", """\
KEEP gen_fn @get#(void **v, int i) { return (gen_fn)v[i]; }
===
    int n = OPAQUE(4);
    void **v = ${__builtin_alloca(n * sizeof *v)|memset(__builtin_alloca(32), 0, 32)};
    v[n - 1] = (void *)p;
    return @get#(v, n - 1);
""")

carrier("variable-length-array", """\
KEEP gen_fn @get#(gen_fn *v) { return v[2]; }
===
    gen_fn v[OPAQUE(5)];
    v[2] = p;
    return @get#(v);
""")

carrier("char-buffer", """\
static _Alignas(8) char @buffer#[64];
===
    gen_fn q;
    memcpy(@buffer# + OPAQUE($at#{16|8|21}), &p, sizeof p);
    memcpy(&q, @buffer# + OPAQUE($at#), sizeof q);
    return q;
""")

carrier("arena", """\
static _Alignas(16) char @arena#[256];
static size_t @used#;
KEEP void *@new#(size_t n) {
    void *v = @arena# + @used#;
    @used# += (n + 15) & ~15ul;
    return v;
}
struct @two# { gen_fn a; long n; gen_fn b; };
===
    struct @two# *x = @new#(sizeof *x);
    void **skip = @new#(40);
    skip[0] = 0;
    x->b = p;
    return x->b;
""")

carrier("double-cast", """\
KEEP void *@give#(gen_fn p) { return (void *)p; }
typedef void (*@any#)(void);
===
    @any# a = (@any#)@give#(p);
    return (gen_fn)(uintptr_t)(void *)a;
""")

carrier("vector", """\
typedef long @pairs# __attribute__((vector_size(16)));
KEEP @pairs# @make#(gen_fn p) { return (@pairs#){7, (long)p}; }
===
    return (gen_fn)@make#(p)[1];
""", wild=True)

carrier("double-bits", """\
static double @float#;
KEEP void @set#(gen_fn p) { memcpy(&@float#, &p, 8); }
KEEP double @get#(void) { return @float#; }
===
    @set#(p);
    double d = @get#();
    memcpy(&p, &d, 8);
    return p;
""", wild=True)

carrier("wide-integer", """\
static unsigned __int128 @wide#;
KEEP void @set#(gen_fn p) { @wide# = (unsigned __int128)(uintptr_t)p << 64 | 5; }
===
    @set#(p);
    return (gen_fn)(uintptr_t)(@wide# >> 64);
""", wild=True)

carrier("file", """\
===
    FILE *f = tmpfile();
    gen_fn q = 0;
    if (!f) return p;
    fwrite(&p, sizeof p, 1, f);
    rewind(f);
    fread(&q, sizeof q, 1, f);
    fclose(f);
    return q;
""", wild=True, bitcode=False)

carrier("string-copy", """\
===
    char a[9] = {0}, b[9] = {0};
    uintptr_t n = (uintptr_t)p;
    for (int i = 0; i < 8; i++) a[i] = n >> 8 * i & 255;
    ${memcpy(b, a, 9)|strncpy(b, a, 1); memcpy(b, a, 9)};
    n = 0;
    for (int i = 0; i < 8; i++) n |= (uintptr_t)(unsigned char)b[i] << 8 * i;
    return (gen_fn)n;
""", wild=True)

carrier("environment", """\
===
    char text[32];
    snprintf(text, sizeof text, "%lx", (unsigned long)p);
    setenv("GEN", text, 1);
    return (gen_fn)strtoul(getenv("GEN"), 0, 16);
""", wild=True, bitcode=False)

carrier("qsort-array", """\
KEEP int @compare#(const void *a, const void *b) {
    const long *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}
===
    struct { long key; gen_fn f; } row[4];
    for (int i = 0; i < 4; i++) { row[i].key = i * 3 % 4; row[i].f = p; }
    qsort(row, 4, sizeof row[0], @compare#);
    return row[OPAQUE(2)].f;
""")


carrier("align-down", """\
static _Alignas(256) struct @page# { gen_fn f; char rest[248]; } @page#;
KEEP gen_fn @owner#(void *v) {
    return ((struct @page# *)((uintptr_t)v & ~(uintptr_t)255))->f;
}
===
    @page#.f = p;
    return @owner#(&@page#.rest[OPAQUE(100)]);
""")

carrier("heap-header", """\
struct @head# { gen_fn f; long n; };
KEEP void *@new#(size_t n, gen_fn f) {
    struct @head# *h = malloc(sizeof *h + n);
    h->f = f;
    return h + 1;
}
KEEP gen_fn @of#(void *v) { return ((struct @head# *)v)[-1].f; }
===
    return @of#(@new#(OPAQUE(24), p));
""")

carrier("free-list", """\
union @cell# { union @cell# *next; struct { long n; gen_fn f; } s; };
static union @cell# @pool#[4], *@free#;
KEEP void @put#(union @cell# *c) { c->next = @free#; @free# = c; }
KEEP union @cell# *@get#(void) {
    union @cell# *c = @free#;
    @free# = c->next;
    return c;
}
===
    union @cell# *c;
    for (int i = 0; i < 4; i++) @put#(&@pool#[i]);
    c = @get#();
    c->s.f = p;
    return @pool#[OPAQUE(3)].s.f;
""")

carrier("work-queue", """\
struct @work# { void (*do_)(struct @work# *); void *a; gen_fn out; };
static struct @work# @ring#[4]; static unsigned @in#, @done#;
KEEP void @move#(struct @work# *w) { w->out = (gen_fn)w->a; }
KEEP void @add#(void (*f)(struct @work# *), void *a) {
    @ring#[@in#++ % 4] = (struct @work#){f, a, 0};
}
KEEP gen_fn @flush#(void) {
    gen_fn out = 0;
    while (@done# != @in#) {
        struct @work# *w = &@ring#[@done#++ % 4];
        w->do_(w);
        out = w->out;
    }
    return out;
}
===
    for (int i = 0; i < 3; i++) @add#(@move#, (void *)p);
    return @flush#();
""")

carrier("cleanup", """\
static gen_fn @saved#;
KEEP void @leave#(gen_fn *f) { @saved# = *f; }
KEEP void @scope#(gen_fn p) {
    __attribute__((cleanup(@leave#))) gen_fn q = p;
    if (OPAQUE(0)) @saved# = 0;
}
===
    @scope#(p);
    return @saved#;
""")

carrier("volatile", """\
static volatile gen_fn @cell#;
static gen_fn volatile *volatile @pointer#;
===
    @pointer# = &@cell#;
    *@pointer# = p;
    return @cell#;
""")

carrier("const-cast", """\
static void *const @none#[2];
struct @s# { const gen_fn f; };
===
    struct @s# *s = malloc(sizeof *s);
    *(gen_fn *)&s->f = p;
    return s->f ? s->f : (gen_fn)@none#[1];
""")

carrier("struct-array-copied", NEIGHBOUR + """\
struct @row# { gen_fn f[3]; };
KEEP struct @row# @copy#(struct @row# r) { r.f[0] = @near#; return r; }
===
    struct @row# r = {{0, 0, p}};
    return @copy#(r).f[2];
""")

carrier("compound-literal", """\
struct @s# { int n; gen_fn f; };
KEEP gen_fn @get#(const struct @s# *s) { return s->f; }
===
    return @get#(&(struct @s#){.f = p});
""")

carrier("asm-goto", """\
===
    gen_fn q = 0;
    __asm__ goto("jmp %l0" : : : : there);
    return q;
there:
    q = p;
    return q;
""", wild=True)

carrier("asm-exchange", """\
static gen_fn @cell#;
===
    gen_fn q = p;
    __asm__ volatile("xchgq %0, %1" : "+r"(q), "+m"(@cell#) : : "memory");
    return @cell#;
""", wild=True)

carrier("asm-store-by-address", """\
static gen_fn @cell#;
===
    __asm__ volatile("movq %1, (%0)" : : "r"(&@cell#), "r"(p) : "memory");
    return @cell#;
""", wild=True)

carrier("asm-copy", """\
===
    gen_fn from[2] = {0, p}, to[2] = {0};
    void *d = to, *s = from;
    long n = 2;
    __asm__ volatile("rep movsq" : "+D"(d), "+S"(s), "+c"(n) : : "memory");
    return to[1];
""", wild=True)

carrier("table-of-bytes", """\
static unsigned char @bytes#[16];
===
    uintptr_t n = (uintptr_t)p;
    for (int i = 0; i < 8; i++) @bytes#[15 - i] = (unsigned char)(n >> 8 * i);
    n = 0;
    for (int i = 8; i < 16; i++) n = n << 8 | @bytes#[i];
    return (gen_fn)n;
""", wild=True)

carrier("negated", """\
static uintptr_t @number#;
KEEP void @set#(gen_fn p) { @number# = ${~|-}(uintptr_t)p; }
===
    @set#(p);
    return ~@number# == (uintptr_t)p ? (gen_fn)~@number# : (gen_fn)-@number#;
""", wild=True)

carrier("compressed", """\
static uint32_t @small#;
static struct { long n[2]; gen_fn f; } @object#;
KEEP void @set#(gen_fn p) {
    @object#.f = p;
    @small# = (uint32_t)((uintptr_t)&@object#.f >> 3);
}
===
    @set#(p);
    gen_fn *cell = (gen_fn *)((uintptr_t)@small# << 3);
    return cell == &@object#.f ? *cell : p;
""", wild=True)

carrier("index-difference", """\
static gen_fn @a#[4], @b#[4];
===
    ptrdiff_t d = (char *)@b# - (char *)@a#;
    *(gen_fn *)((char *)&@a#[1] + d) = p;
    return @b#[1];
""", wild=True)

def random_chain(wild):
    names = [n for n, c in CARRIERS.items() if wild or not c[1]]
    names = [n for n in names if CARRIERS[n][2]]

    def emit(r):
        return chain(r, r.sample(names, r.randint(2, 5)))

    return emit


construct("chain", weight=6)(random_chain(False))
construct("chain-wild", wild=True, weight=6)(random_chain(True))
