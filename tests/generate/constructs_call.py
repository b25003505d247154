# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Calls: prototypes, callbacks, variadic functions, non-local jumps."""

from program import construct

construct("callback-context", """\
struct @ctx { int n; gen_fn f, g; };
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
KEEP void @visit(void *v) { struct @ctx *c = v; c->n = c->f(c->n); }
DROP void @visit_g(void *v) { struct @ctx *c = v; c->n = c->g(c->n); }
void (*@visitors[])(void *) = {@visit, @visit_g};
KEEP void @each(void (*callback)(void *), void *context) { for (int i = 0; i < 3; i++) callback(context); }
ENTRY { struct @ctx c = {OPAQUE(0), @f, @g}; @each(@visitors[0], &c); return c.n; }
""")

construct("other-prototype", """\
KEEP int @compare(const char *a, const char *b) { return *a - *b; }
KEEP long @wide(long a) { return a + 1; }
KEEP void @nothing(void) { gen_zero(); }
KEEP int @extra(int a) { return a; }
DROP int @unused(const char *a, const char *b) { return *b - *a; }
struct { int (*cmp)(const void *, const void *); int (*other)(const void *, const void *); } @t =
    {(int (*)(const void *, const void *))@compare, (void *)@unused};
int (*@narrow)(int) = (void *)@wide;
int (*@old)() = (int (*)())@nothing;
void (*@dropped)(int, int, int) = (void (*)(int, int, int))@extra;
ENTRY {
    int n = @t.cmp("b", "a") + @narrow(4);
    ((void (*)(void))@old)();
    @dropped(1, 2, 3);
    return n;
}
""")

construct("shifted-prototype", """\
KEEP int @run(int a) { return a + 1; }
KEEP int @take(int n, gen_fn f, double d) { return f(n) + (int)d; }
int (*@call)(double, int, gen_fn) = (int (*)(double, int, gen_fn))(void *)@take;
ENTRY { return @call((double)OPAQUE(2), OPAQUE(1), @run); }
""", wild=True)

construct("old-style", """\
--- head
int @old();
--- tu
KEEP:ext int @old(a, b) int a; char *b; { return a + !b; }
KEEP:ext int @argument(a) int a; { return a; }
int (*@pointer)() = @argument;
--- tu
KEEP int @caller(int a) { return @old(a, (char *)0); }
extern int (*@pointer)();
ENTRY { return @caller(1) + @pointer(2); }
""")

construct("many-arguments", """\
KEEP int @f(int a) { return a + 1; }
KEEP int @g(int a) { return a + 2; }
DROP:loose int @h(int a) { return a + 3; }
KEEP int @go(long a, long b, long c, long d, long e, long f, gen_fn p, gen_fn q, gen_fn r) {
    return p(a + b + c) + r(d + e + f) + !q;
}
ENTRY { return @go(1, 2, 3, 4, 5, OPAQUE(6), @f, @h, @g); }
""")

construct("variadic-callbacks", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
KEEP int @three(int a) { return a + 3; }
KEEP int @all(int a, ...) {
    va_list ap; gen_fn f;
    va_start(ap, a);
    while ((f = va_arg(ap, gen_fn))) a = f(a);
    va_end(ap);
    return a;
}
ENTRY { return @all(1, @one, @two, @three, @two, @one, @two, @three, (gen_fn)0); }
""")

construct("variadic-mixed", """\
KEEP int @one(int a) { return a + 1; }
KEEP int @vrun(const char *format, va_list ap) {
    int n = 0; double d; long l;
    for (; *format; format++)
        switch (*format) {
        case 'f': n += va_arg(ap, gen_fn)(1); break;
        case 'd': d = va_arg(ap, double); n += (int)d; break;
        case 'l': l = va_arg(ap, long); n += (int)l; break;
        }
    return n;
}
KEEP int @run_(const char *format, ...) {
    va_list ap, copy;
    va_start(ap, format);
    va_copy(copy, ap);
    int n = @vrun(format, ap) + @vrun(format, copy);
    va_end(ap); va_end(copy);
    return n;
}
ENTRY { return @run_("dlfd", 1.5, 4L, @one, 2.0); }
""")

construct("variadic-unused", """\
KEEP int @used(int a) { return a + 1; }
DROP:loose int @unused(int a) { return a + 2; }
KEEP int @go(int n, ...) { va_list ap; va_start(ap, n); int r = va_arg(ap, gen_fn)(n); va_end(ap); return r; }
ENTRY { return @go(1, @used, @unused); }
""")

construct("variadic-pointer", """\
KEEP int @sum(int n, ...) { va_list ap; va_start(ap, n); int s = 0; while (n--) s += va_arg(ap, int); va_end(ap); return s; }
DROP int @other(int n, ...) { return n; }
KEEP int @hard(const char *s, ...) { return *s; }
static struct { int (*sum)(int, ...), (*other)(int, ...); } @t = {@sum, @other};
static int (*@as)(const char *) = (int (*)(const char *))@hard;
ENTRY { return @t.sum(3, OPAQUE(1), 2, 3) + ((int (*)(const char *, ...))@as)("x", 1); }
""")

construct("returned-pointer", """\
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
struct @ops { gen_fn f, g; };
static const struct @ops @ops = {@f, @g};
KEEP const struct @ops *@get(void) { return &@ops; }
KEEP gen_fn @method(const struct @ops *(*get)(void)) { return get()->f; }
ENTRY { return @method(@get)(OPAQUE(1)); }
""")

construct("returns-function-returning", """\
typedef gen_fn (*@factory)(int);
KEEP int @leaf(int a) { return a + 1; }
DROP int @other(int a) { return a + 2; }
KEEP gen_fn @make(int n) { return n ? @leaf : 0; }
DROP gen_fn @make_other(int n) { return n ? @other : 0; }
static struct { @factory good, bad; } @f = {@make, @make_other};
KEEP @factory @get(void) { return @f.good; }
ENTRY { return @get()(OPAQUE(1))(2); }
""")

construct("context-merged", """\
KEEP int @f(int a) { return a + 1; }
KEEP int @g(int a) { return a + 2; }
KEEP gen_fn @identity(gen_fn f) { return f; }
ENTRY { gen_fn a = @identity(@f), b = @identity(@g); return a(1) + b(2); }
""")

construct("longjmp-frames", """\
static jmp_buf @buf;
KEEP int @before(int a) { return a + 1; }
KEEP int @caught(int a) { return a + 2; }
DROP:loose int @returned(int a) { return a + 3; }
KEEP void @deep(int n) { if (!n) ${longjmp(@buf, 3)|siglongjmp(*(sigjmp_buf *)&@buf, 3)}; @deep(n - 1); }
ENTRY {
    volatile int n = @before(1);
    int r = ${setjmp(@buf)|_setjmp(@buf)};
    if (r == 3) return n + @caught(r);
    @deep(OPAQUE(2));
    return @returned(n);
}
""")

construct("longjmp-pointer", """\
static jmp_buf *@buf;
KEEP int @caught(int a) { return a + 1; }
KEEP int @other(int a) { return a + 1; }
KEEP void @jump(gen_fn f) { f(1); longjmp(*@buf, f(OPAQUE(6))); }
ENTRY {
    jmp_buf here;
    @buf = &here;
    switch (setjmp(here)) {
    case 0: @jump(@other); return 0;
    case 7: return @caught(7);
    default: return 99;
    }
}
""")

construct("tail-call-table", """\
struct @vm { const unsigned char *code; int acc; };
typedef int (*@op)(struct @vm *);
extern const @op @ops[4];
#define @NEXT(vm) @ops[*(vm)->code++](vm)
KEEP:ext int @add(struct @vm *vm) { vm->acc += 3; return @NEXT(vm); }
KEEP:ext int @sub(struct @vm *vm) { vm->acc -= 1; return @NEXT(vm); }
KEEP:ext int @halt(struct @vm *vm) { return vm->acc; }
MAYBE:ext int @trap(struct @vm *vm) { return vm->acc; }
const @op @ops[4] = {@halt, @add, @sub, @trap};
ENTRY {
    unsigned char code[] = {OPAQUE(1), 2, 1, 0};
    struct @vm vm = {code, 0};
    return @NEXT(&vm);
}
""")

construct("self-replacing-pointer", """\
static int @resolve(int a);
static gen_fn @impl = @resolve;
KEEP int @fast(int a) { return a + 1; }
MAYBE int @slow(int a) { return a + 2; }
KEEP:static int @resolve(int a) { @impl = OPAQUE(1) ? @fast : @slow; return @impl(a); }
ENTRY { return @impl(1) + @impl(2); }
""")

construct("function-as-data", """\
KEEP int @f(int a) { return a + 1; }
DROP:loose int @g(int a) { return a + 2; }
KEEP int @same(void *a, void *b) { return a == b; }
ENTRY { return @same((void *)@f, (void *)@g) + @f(1); }
""")

construct("object-in-register-pair", """\
struct @closure { gen_fn f; long data; };
KEEP int @f(int a) { return a + 1; }
KEEP int @g(int a) { return a + 2; }
DROP int @h(int a) { return a + 3; }
KEEP struct @closure @bind(gen_fn f, long d) { struct @closure c = {f, d}; return c; }
KEEP int @call(struct @closure c) { return c.f((int)c.data); }
struct { struct @closure x, y; } @saved = {{@f, 1}, {@h, 2}};
ENTRY { return @call(@bind(@g, OPAQUE(4))) + @call(@saved.x); }
""")

construct("methods-with-self", """\
struct @obj; struct @class { int (*get)(struct @obj *); void (*set)(struct @obj *, int); int (*free)(struct @obj *); };
struct @obj { const struct @class *isa; int v; };
KEEP int @get(struct @obj *o) { return o->v; }
KEEP void @set(struct @obj *o, int v) { o->v = v; }
DROP int @free(struct @obj *o) { return o->v = 0; }
KEEP int @get2(struct @obj *o) { return o->v * 2; }
DROP int @free2(struct @obj *o) { return o->v = 1; }
static const struct @class @base = {@get, @set, @free}, @derived = {@get2, @set, @free2};
KEEP struct @obj *@new(const struct @class *c) { struct @obj *o = malloc(sizeof *o); o->isa = c; o->v = 0; return o; }
ENTRY {
    struct @obj *a = @new(&@base), *b = @new(&@derived);
    a->isa->set(a, 3); b->isa->set(b, 4);
    return a->isa->get(a) + b->isa->get(b);
}
""")

construct("inheritance-by-first-member", """\
struct @base { gen_fn run, stop; }; struct @derived { struct @base base; gen_fn extra, unused; };
KEEP int @run_(int a) { return a + 1; }
DROP int @stop(int a) { return a + 2; }
KEEP int @extra(int a) { return a + 3; }
DROP int @unused(int a) { return a + 4; }
static struct @derived @d = {{@run_, @stop}, @extra, @unused};
KEEP int @use(struct @base *b) { return b->run(1) + ((struct @derived *)b)->extra(2); }
ENTRY { return @use(&@d.base); }
""")

construct("dead-code", """\
DROP:ext int @leaf(int a) { return a + 1; }
DROP:ext int @middle(int a) { return @leaf(a) + 1; }
DROP:ext int @cycle_a(int a);
--- tu
DROP:ext int @self(int a) { return a ? @self(a - 1) : 0; }
KEEP int @used(int a) { return a; }
ENTRY { return @used(4); }
""".replace("DROP:ext int @cycle_a(int a);\n", ""))

construct("self-callback", """\
KEEP int @walk(int n, int (*f)(int, void *), void *v) { return n ? f(n - 1, v) : 1; }
KEEP int @again(int n, void *v) { return 1 + @walk(n, (int (*)(int, void *))v, v); }
ENTRY { return @walk(OPAQUE(4), @again, (void *)@again); }
""")

construct("expression-statement", """\
KEEP int @f(int a) { return a + 1; }
KEEP int @g(int a) { return a + 2; }
DROP:loose int @h(int a) { return a + 3; }
#define @PICK(c) ({ gen_fn p_ = @f; if (c) p_ = @g; p_; })
ENTRY { return @PICK(OPAQUE(0))(1) + @PICK(OPAQUE(1))(2) + _Generic(@f, long: @h, default: @g)(1); }
""")

construct("aggregate-of-three", """\
struct @s { long kind; struct { gen_fn f; short n; } in; };
KEEP int @f(int a) { return a + 1; }
KEEP struct @s @make(long kind) { return (struct @s){kind, {kind ? @f : 0, 5}}; }
KEEP struct @s @through(struct @s s) { s.in.n++; return s; }
ENTRY { struct @s s = @through(@make(OPAQUE(1))); return s.in.f ? s.in.f(s.in.n) : 0; }
""")
