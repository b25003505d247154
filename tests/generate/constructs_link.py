# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What only the link shows: aliases, weak symbols, assembly, several units."""

from program import construct

construct("alias", """\
KEEP:ext int @real(int a) { return a + 1; }
int @other(int a) __attribute__((alias("@real")));
KEEP int @go(int a) { return @other(a); }
ENTRY { return @go(OPAQUE(1)); }
""")

construct("alias-in-table", """\
KEEP:ext int @real(int a) { return a + 1; }
DROP:ext int @hidden(int a) { return a + 2; }
extern int @name1(int) __attribute__((${|weak, }alias("@real")));
extern int @name2(int) __attribute__((alias("@hidden")));
static struct { gen_fn f, g; } @t = {@name1, @name2};
ENTRY { return @t.f(OPAQUE(1)); }
""")

construct("weak-alias-other-unit", """\
--- head
int @name(int);
int @twice(int);
--- tu
KEEP:ext int @real(int a) { return a + 1; }
extern int @name(int) __attribute__((weak, alias("@real")));
KEEP:ext int @deep(int a) { return a + 3; }
extern int @twice(int) __attribute__((alias("@deep")));
--- tu
static gen_fn @p = @name;
ENTRY { return @p(1) + @twice(OPAQUE(2)); }
""")

construct("weak-overridden", """\
--- head
int @f(int);
--- tu
int @never(int);
KEEP:ext int @inner(int a) { return a + 1; }
__attribute__((weak)) int @f(int a) { return @never(a); }
DROP:ext int @never(int a) { return a + 2; }
--- tu
KEEP:ext int @f(int a) { return a + 5; }
extern int @inner(int);
ENTRY { return @f(1) + @inner(2); }
""")

construct("weak-alone", """\
KEEP:raw __attribute__((weak)) int @f(int a) { gen_hit(@ID); return a + 1; }
KEEP int @g(int a) { return a + 2; }
ENTRY { return @f(OPAQUE(1)) + @g(1); }
""")

construct("weak-undefined", """\
extern int @missing(int) __attribute__((weak));
extern int @present(int) __attribute__((weak));
DROP:loose int @with(int a) { return a + 1; }
KEEP int @without(int a) { return a + 2; }
KEEP int @go(void) { if (@missing) return @missing(@with(1)); return @without(1); }
KEEP:ext int @present(int a) { return a + 3; }
ENTRY { return @go() + (@present ? @present(2) : 0); }
""")

ASM_CALL = """\
KEEP:ext %sint @target(int a) { return a + 1; }
DROP:ext int @near(int a) { return a + 2; }
ENTRY {
    int r;
    __asm__ volatile("call @target"
                     : "=a"(r) : "D"(3)
                     : "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "memory", "cc");
    return r;
}
"""
construct("asm-calls-symbol", ASM_CALL % "__attribute__((used)) ", wild=True)
construct("asm-calls-symbol-alone", ASM_CALL % "", wild=True,
          known="the link fails: undefined symbol")

construct("asm-operand", """\
KEEP:ext int @target(int a) { return a + 1; }
DROP:loose int @near(int a) { return a + 2; }
gen_fn @row[] = {@target, @near};
KEEP int @go(int a) {
    gen_fn p;
    __asm__("leaq %c1, %0" : "=r"(p) : "i"(@target));
    return p(a);
}
ENTRY { return @go(OPAQUE(1)); }
""", wild=True)

construct("asm-indirect-call", """\
KEEP int @target(int a) { return a + 1; }
KEEP int @go(gen_fn f, int a) {
    int r;
    __asm__ volatile("subq $256, %%rsp\\n\\tcall *%%rbx\\n\\taddq $256, %%rsp"
                     : "=a"(r), "+D"(a) : "b"(f)
                     : "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "memory", "cc");
    return r;
}
ENTRY { return @go(@target, OPAQUE(2)); }
""", wild=True)

construct("module-asm", """\
extern int @entry(int);
KEEP:ext int @target(int a) { return a + 1; }
__asm__(".text\\n.globl @entry\\n.type @entry,%function\\n@entry: jmp @target\\n"
        ".size @entry, .-@entry\\n");
ENTRY { return @entry(OPAQUE(1)); }
""", wild=True, bitcode=False)

construct("module-asm-table", """\
extern gen_fn const @row[2];
KEEP:ext int @one(int a) { return a + 1; }
KEEP:ext int @two(int a) { return a + 2; }
__asm__(".section .rodata\\n.balign 8\\n.globl @row\\n@row: .quad @one, @two\\n.text\\n");
ENTRY { return @row[OPAQUE(0)](1) + @row[OPAQUE(1)](2); }
""", wild=True, bitcode=False)

construct("assembly-calls-back", """\
int @thunk(gen_fn f, int a);
KEEP:ext int @named(int a) { return a + 1; }
KEEP int @handed(int a) { return a + 2; }
ENTRY { return @thunk(@handed, OPAQUE(3)); }
--- asm
        .text
        .globl  @thunk
        .type   @thunk, %function
@thunk: pushq   %rbx
        movq    %rdi, %rbx
        movl    %esi, %edi
        call    @named
        movl    %eax, %edi
        call    *%rbx
        popq    %rbx
        ret
        .size   @thunk, .-@thunk
""", wild=True, bitcode=False)

construct("assembly-holds-table", """\
struct @ops { gen_fn f, g; };
extern struct @ops @table;
KEEP:ext int @f(int a) { return a + 1; }
KEEP:ext int @g(int a) { return a + 2; }
ENTRY { return @table.f(OPAQUE(1)) + @table.g(2); }
--- asm
        .data
        .balign 8
        .globl  @table
@table: .quad   @f, @g
        .size   @table, 16
        .type   @table, %object
""", wild=True, bitcode=False)

construct("assembly-reads-table", """\
int @through(int index, int a);
KEEP:ext int @zero(int a) { return a + 1; }
KEEP:ext int @one(int a) { return a + 2; }
gen_fn @row[2] = {@zero, @one};
static gen_fn @late_row[1];
gen_fn *@pointer = @late_row;
KEEP int @late(int a) { return a + 3; }
KEEP void @fill(void) { @late_row[0] = @late; }
int @through_pointer(int a);
ENTRY { @fill(); return @through(OPAQUE(0), 1) + @through(OPAQUE(1), 2) + @through_pointer(3); }
--- asm
        .text
        .globl  @through
        .type   @through, %function
@through:
        movslq  %edi, %rax
        movl    %esi, %edi
        jmp     *@row(,%rax,8)
        .size   @through, .-@through
        .globl  @through_pointer
        .type   @through_pointer, %function
@through_pointer:
        movq    @pointer(%rip), %rax
        jmp     *(%rax)
        .size   @through_pointer, .-@through_pointer
""", wild=True, bitcode=False)

construct("assembly-stores", """\
void @set(gen_fn *cell, gen_fn f);
gen_fn @cell;
KEEP int @f(int a) { return a + 1; }
KEEP:ext int @g(int a) { return a + 2; }
gen_fn @other_cell;
void @set_g(void);
ENTRY { @set(&@cell, @f); @set_g(); return @cell(OPAQUE(1)) + @other_cell(2); }
--- asm
        .text
        .globl  @set, @set_g
        .type   @set, %function
        .type   @set_g, %function
@set:   movq    %rsi, (%rdi)
        ret
        .size   @set, .-@set
@set_g: movq    $@g, @other_cell(%rip)
        ret
        .size   @set_g, .-@set_g
""", wild=True, bitcode=False)

construct("table-in-other-unit", """\
--- head
struct @item { int id; gen_fn run, undo; };
extern const struct @item @items[];
extern const int @count;
--- tu
KEEP int @run0(int a) { return a + 1; }
KEEP int @run1(int a) { return a + 2; }
DROP int @undo0(int a) { return a + 1; }
DROP int @undo1(int a) { return a + 2; }
const struct @item @items[] = {{1, @run0, @undo0}, {2, @run1, @undo1}};
const int @count = 2;
--- tu
ENTRY { int n = 0; for (int i = 0; i < @count; i++) n += @items[i].run(@items[i].id); return n; }
""")

construct("differing-struct-types", """\
--- tu
struct @s { gen_fn f; gen_fn g; int n; };
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
struct @s @object = {@f, @g, 7};
--- tu
struct @s { int (*f)(int); void *g; unsigned n; char unused[4]; };
extern struct @s @object;
KEEP int @call(struct @s *s) { return s->f(s->n); }
ENTRY { return @call(&@object); }
""")

construct("differing-prototypes", """\
--- tu
KEEP:ext long @f(void *p, long n) { return n + !p; }
--- tu
extern int @f();
KEEP int @go(void) { return @f((char *)0, 3L); }
ENTRY { return @go(); }
""")

construct("common-symbol", """\
--- tu
gen_fn @hook __attribute__((${common|nocommon}));
KEEP:ext int @call(int a) { return @hook ? @hook(a) : 0; }
--- tu
extern gen_fn @hook;
int @call(int);
KEEP int @set_here(int a) { return a + 1; }
ENTRY { @hook = @set_here; return @call(OPAQUE(1)); }
""")

construct("section-array", """\
struct @entry { gen_fn run, stop; };
extern const struct @entry __start_@set[], __stop_@set[];
KEEP int @one(int a) { return a + 1; }
KEEP int @two(int a) { return a + 2; }
DROP:loose int @stop(int a) { return a + 3; }
__attribute__((section("@set"), used)) static const struct @entry @e1 = {@one, @stop};
__attribute__((section("@set"), used)) static const struct @entry @e2 = {@two, @stop};
ENTRY {
    int n = 0;
    for (const struct @entry *e = __start_@set; e < __stop_@set; e++) n += e->run(1);
    return n;
}
""", wild=True, bitcode=False)

construct("asm-label", """\
--- tu
int @alias_name(int a) __asm__("@linked");
KEEP:ext int @inner(int a) { return a + 1; }
int @alias_name(int a) { return @inner(a); }
--- tu
extern int @linked(int);
ENTRY { return @linked(OPAQUE(1)); }
""")

construct("static-same-name", """\
--- tu
KEEP int @first(int a) { return a + 1; }
static NOINLINE int @same(int a) { return @first(a); }
KEEP:ext int @call_first(int a) { static gen_fn p[1]; p[0] = @same; return p[OPAQUE(0)](a); }
--- tu
KEEP int @second(int a) { return a + 2; }
static NOINLINE int @same(int a) { return @second(a); }
int @call_first(int);
KEEP int @call_second(int a) { static gen_fn p[1]; p[0] = @same; return p[OPAQUE(0)](a); }
ENTRY { return @call_first(1) + @call_second(2); }
""")

construct("ifdef-visibility", """\
--- tu
KEEP:raw __attribute__((visibility("${hidden|protected|default}"))) int @f(int a) { gen_hit(@ID); return a + 1; }
DROP:ext int @g(int a) { return a + 2; }
--- tu
extern int @f(int);
ENTRY { return @f(OPAQUE(1)); }
""")

construct("thread-local-table", """\
--- tu
KEEP int @f(int a) { return a + 1; }
DROP int @g(int a) { return a + 2; }
struct @t { gen_fn f, g; };
_Thread_local struct @t @tls = {@f, @g};
--- tu
extern _Thread_local struct { gen_fn f, g; } @tls;
ENTRY { return @tls.f(OPAQUE(1)); }
""")
