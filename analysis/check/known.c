/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Functions whose effect is known without looking into them: libc's and the
 * kernel's by name, LLVM's intrinsics by their exact base name (LLVM Language
 * Reference, "Intrinsic Functions"). For intrinsics, also which function of
 * libc code generation may call instead.
 */
#include "check.h"

#include <string.h>
#include <unispec/os_symbol.h>

struct known {
    const char *names; /* separated by blanks */
    enum effect effect;
    const char *owner; /* of the definition; "*": any; "": none */
};

static const struct known functions[] = {
    {"memcpy memmove", EFFECT_COPY, "*"},
    {"memset", EFFECT_SET, "*"},
    {"malloc default_malloc __libc_malloc __libc_malloc_impl __simple_malloc "
     "aligned_alloc memalign",
     EFFECT_NEW, "libc"},
    {"calloc __libc_calloc", EFFECT_ZEROED, "libc"},
    {"realloc __libc_realloc", EFFECT_RESIZED, "libc"},
    {"posix_memalign", EFFECT_NEW_AT, "libc"},
    {"free __libc_free malloc_usable_size", EFFECT_NUMBER, "libc"},
    {"kmalloc", EFFECT_NEW, "kernel"},
    {"kzalloc", EFFECT_ZEROED, "kernel"},
    {"krealloc", EFFECT_RESIZED, "kernel"},
    {"kfree", EFFECT_NUMBER, "kernel"},
    {"arch_set_thread_pointer", EFFECT_THREAD, "kernel"},
    {"__unispec_reached", EFFECT_REACHED, ""},
    {"__unispec_format", EFFECT_FORMAT, ""},
    {"setjmp _setjmp __setjmp sigsetjmp __sigsetjmp longjmp _longjmp",
     EFFECT_NUMBER, ""},
};

static const struct known intrinsics[] = {
    {"dbg.declare dbg.value dbg.assign dbg.label lifetime.start lifetime.end "
     "invariant.start invariant.end assume experimental.noalias.scope.decl "
     "var.annotation objectsize is.constant va_end stackrestore "
     "stackprotector sponentry trap debugtrap ubsantrap donothing sideeffect "
     "fake.use prefetch readcyclecounter pcmarker is.fpclass get.rounding",
     EFFECT_NUMBER, NULL},
    {"expect expect.with.probability annotation ptr.annotation "
     "threadlocal.address launder.invariant.group strip.invariant.group "
     "ssa.copy",
     EFFECT_FIRST, NULL},
    {"ptrmask", EFFECT_WITHIN, NULL},
    {"va_start", EFFECT_VA_START, NULL},
    {"va_copy", EFFECT_VA_COPY, NULL},
    {"stacksave frameaddress returnaddress addressofreturnaddress "
     "load.relative",
     EFFECT_ESCAPE, NULL},
    {"memcpy.inline memmove.inline", EFFECT_COPY, NULL},
    {"memset.inline", EFFECT_SET, NULL},
    {"memcpy", EFFECT_COPY, "memcpy"},
    {"memmove", EFFECT_COPY, "memmove"},
    {"memset", EFFECT_SET, "memset"},
    {"smax smin umax umin", EFFECT_EITHER, NULL},
    {"abs scmp ucmp ctpop ctlz cttz bswap bitreverse fshl "
     "fshr sadd.with.overflow uadd.with.overflow ssub.with.overflow "
     "usub.with.overflow smul.with.overflow umul.with.overflow sadd.sat "
     "uadd.sat ssub.sat usub.sat sshl.sat ushl.sat fabs copysign "
     "fptoui.sat fptosi.sat sqrt fmuladd minimum maximum minimumnum "
     "maximumnum",
     EFFECT_MIX, NULL},
    {"experimental.constrained.fadd experimental.constrained.fsub "
     "experimental.constrained.fmul experimental.constrained.fdiv "
     "experimental.constrained.fcmp experimental.constrained.fcmps "
     "experimental.constrained.fpext experimental.constrained.fptrunc "
     "experimental.constrained.sitofp experimental.constrained.uitofp "
     "experimental.constrained.fptosi experimental.constrained.fptoui "
     "experimental.constrained.sqrt experimental.constrained.fmuladd "
     "experimental.constrained.minimum experimental.constrained.maximum",
     EFFECT_MIX, NULL},
    {"minnum", EFFECT_MIX, "fmin"},
    {"maxnum", EFFECT_MIX, "fmax"},
    {"frem", EFFECT_MIX, "fmod"},
    {"frexp", EFFECT_ESCAPE, "frexp"},
    {"modf", EFFECT_ESCAPE, "modf"},
    /* Their own names are libc's. */
    {"fma sin cos tan asin acos atan atan2 sinh cosh tanh exp exp2 exp10 log "
     "log2 log10 pow ldexp floor ceil trunc rint nearbyint round roundeven "
     "lround llround lrint llrint",
     EFFECT_MIX, "="},
};

static bool listed(const char *names, const char *name, size_t length)
{
    for (const char *at = names; *at;) {
        size_t n = strcspn(at, " ");
        if (n == length && !memcmp(at, name, n))
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

static bool starts_with(const char *name, size_t length, const char *prefix)
{
    size_t n = strlen(prefix);
    return length >= n && !memcmp(name, prefix, n);
}

static const char *own_name(const char *name, size_t length)
{
    static const char *const names[] = {
        "fma",   "sin",       "cos",    "tan",     "asin",  "acos",
        "atan",  "atan2",     "sinh",   "cosh",    "tanh",  "exp",
        "exp2",  "exp10",     "log",    "log2",    "log10", "pow",
        "ldexp", "floor",     "ceil",   "trunc",   "rint",  "nearbyint",
        "round", "roundeven", "lround", "llround", "lrint", "llrint"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && !memcmp(names[i], name, length))
            return names[i];
    return NULL;
}

static enum effect intrinsic_effect(LLVMValueRef f, const char **libcall)
{
    static const char constrained[] = "experimental.constrained.";
    size_t length;
    const char *name = LLVMIntrinsicGetName(LLVMGetIntrinsicID(f), &length);
    name += strlen("llvm.");
    length -= strlen("llvm.");
    if (starts_with(name, length, "x86.") ||
        starts_with(name, length, "vector.") ||
        starts_with(name, length, "masked."))
        return EFFECT_ESCAPE;
    const char *base = name;
    size_t rest = length;
    if (starts_with(name, length, constrained)) {
        base += sizeof constrained - 1;
        rest -= sizeof constrained - 1;
    }
    for (size_t i = 0; i < sizeof intrinsics / sizeof *intrinsics; i++) {
        const struct known *n = &intrinsics[i];
        bool own = n->owner && *n->owner == '=';
        bool maths = n->effect == EFFECT_MIX && n->owner;
        if (!listed(n->names, name, length) &&
            !(maths && listed(n->names, base, rest)))
            continue;
        *libcall = own ? own_name(base, rest) : n->owner;
        return n->effect;
    }
    return EFFECT_UNKNOWN;
}

/* The component that F was compiled as part of, or NULL. */
static const char *component_of(LLVMValueRef f, unsigned *length)
{
    static const char fact[] = "unispec-component";
    LLVMAttributeRef a = LLVMGetStringAttributeAtIndex(
        f, LLVMAttributeFunctionIndex, fact, sizeof fact - 1);
    return a ? LLVMGetStringAttributeValue(a, length) : NULL;
}

static bool is_of(LLVMValueRef f, const char *owner)
{
    unsigned n;
    if (*owner == '*' || LLVMIsDeclaration(f))
        return true;
    const char *text = component_of(f, &n);
    return *owner && text && n == strlen(owner) && !memcmp(text, owner, n);
}

bool is_of_program(LLVMValueRef f)
{
    unsigned n;
    const char *text = component_of(f, &n);
    return !text || (n == 3 && !memcmp(text, "app", n));
}

/* What a call of F does; *LIBCALL is what may be called instead, or NULL. */
enum effect known_effect(LLVMValueRef f, const char **libcall)
{
    size_t length;
    *libcall = NULL;
    if (LLVMGetIntrinsicID(f))
        return intrinsic_effect(f, libcall);
    const char *name = LLVMGetValueName2(f, &length);
    if (starts_with(name, length, UNISPEC_OS_PREFIX)) {
        name += strlen(UNISPEC_OS_PREFIX);
        length -= strlen(UNISPEC_OS_PREFIX);
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (listed(functions[i].names, name, length) &&
            is_of(f, functions[i].owner))
            return functions[i].effect;
    return EFFECT_NONE;
}

/* With fewer arguments it is another function of that name. */
unsigned known_arguments(enum effect e)
{
    switch (e) {
    case EFFECT_COPY:
    case EFFECT_SET:
    case EFFECT_FORMAT:
        return 3;
    case EFFECT_RESIZED:
    case EFFECT_NEW_AT:
    case EFFECT_THREAD:
    case EFFECT_REACHED:
        return 1;
    default:
        return 0;
    }
}
