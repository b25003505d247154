/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The state of one check, shared by its parts:
 *   result.c    entry point, violations
 *   program.c   roots, uses of constants, the world, objects
 *   context.c   one function in one context: blocks, edges, dispatch
 *   scalar.c    casts, arithmetic, comparisons
 *   integer.c   integers of some width
 *   address.c   getelementptr
 *   access.c    loads, stores, atomics
 *   memory.c    places, overlap, reads and writes
 *   copy.c      copies, equal bytes
 *   contents.c  what initialisers hold
 *   constant.c  the values of constants
 *   layout.c    leaves
 *   value.c     inclusion
 *   call.c      calls; known.c: functions whose effect is known by name
 *
 * It shares no code with the solver, on purpose: it includes none of its
 * headers but the certificate's, and format.h, which knows of no analysis.
 */
#ifndef UNISPEC_CHECK_CHECK_H
#define UNISPEC_CHECK_CHECK_H

#include "../certificate.h"
#include "unispec/check.h"

#include <llvm-c/Target.h>
#include <stb/stb_ds.h>

#define NULL_PAGE 4096 /* no address is below */
#define LAST_PAGE (-(uint64_t)NULL_PAGE) /* nor above */
#define LEAVES 32
#define UNBOUNDED (INT64_C(1) << 30) /* bytes: more than any object */

typedef struct certificate_value value;
typedef struct certificate_target target;
typedef struct certificate_place place;

/* SIZE bytes at OFFSET, of each of REPEAT elements. */
struct leaf {
    uint64_t offset;
    uint32_t size, repeat;
};

/* A piece of an initialiser; CONSTANT is NULL for zeroes. */
struct piece {
    int64_t offset;
    uint64_t size;
    LLVMValueRef constant;
};

struct memory { /* what the check keeps of an object */
    struct certificate_object o;
    struct piece *pieces;
    bool flattened;
    bool filled;         /* some fill has any bytes everywhere */
    uint32_t fills_seen; /* in search of it */
    bool by_value;       /* a byval argument: also the address of a copy */
};

struct check {
    const struct certificate *c;
    const struct analysis_request *request;
    LLVMModuleRef module;
    LLVMTargetDataRef layout;
    struct check_result result;
    struct violation last;
    target *targets; /* the certificate's, then the check's own */
    struct memory *objects;
    struct {
        LLVMValueRef key;
        uint32_t value;
    } * object_of; /* functions, global variables, ifuncs */
    struct {
        LLVMValueRef key;
        value *value;
    } * constants; /* their leaves */
    struct {
        LLVMValueRef key;
        bool value;
    } * mentioned;
    struct {
        struct copy_key {
            target to, from;
            uint64_t length;
        } key;
        bool value;
    } * copies;
    struct {
        struct fill_key {
            place at;
            uint32_t object;
            int byte;
        } key;
        bool value;
    } * filled;                 /* needs that were found to be met */
    LLVMValueRef *constructors; /* and destructors */
    uint64_t **owned;           /* integers and targets of own values */
    uint32_t *stamps;           /* by target */
    uint32_t stamp;
    value stamped;

    struct index { /* of places: object and number, open addressing */
        uint64_t *slots;
        uint64_t mask;
    } cells, views;
    bool *view_checked; /* by slot */

    /* The context at hand. */
    uint32_t context;
    struct certificate_context at;
    struct {
        LLVMValueRef *keys;
        uint32_t *first;
        uint32_t mask;
    } locals;
    struct {
        LLVMBasicBlockRef key;
        uint32_t value;
    } * blocks;
    LLVMValueRef instruction; /* for messages */
    unsigned byval;           /* the attribute's number */
    struct identity {         /* a comparison takes them for one and the same */
        uint32_t object;
        LLVMValueRef instruction;
    } * identities;

    /* Numbers of the world may be ways between objects; then sums with them,
     * which are listed here, are addresses in the world. */
    bool far;
    struct far_sum {
        uint32_t context;
        LLVMValueRef instruction;
    } * far_sums;
};

/* result.c */
void violation_at(struct check *k, const char *rule, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* OK or a violation. */
void demand(struct check *k, bool ok, const char *rule, const char *what);

/* layout.c */
unsigned layout_leaves(struct check *k, LLVMTypeRef type, struct leaf *leaves);
unsigned layout_count(struct check *k, LLVMTypeRef type);
bool layout_bytewise(struct check *k, LLVMTypeRef type);
unsigned integer_width(LLVMTypeRef type); /* 0: no integer */

/* value.c */
value value_at(struct check *k, uint32_t id);
value value_of_integer(struct check *k, uint64_t v);
value value_of_target(struct check *k, target t);
value value_any(void);
value value_world(struct check *k);
bool value_empty(value v);
bool value_has(value v, uint64_t integer);
bool value_is_world(struct check *k, value v);
bool target_in_world(struct check *k, uint32_t t);
bool object_in_world(struct check *k, uint32_t object);
/* Whether D covers every address of T. */
bool value_covers(struct check *k, value d, target t);
bool value_includes(struct check *k, value d, value s);
bool value_has_integers(value d, value s);
bool is_distance(struct check *k, uint32_t t);
bool value_has_distance(struct check *k, value v);
/* Whether all that S points to is in the world. */
bool value_escaped(struct check *k, value s);
/* Whether D includes what can be made of pieces of S. */
bool value_laundered(struct check *k, value d, value s);
value value_with_any(struct check *k, value s);
uint32_t check_own_target(struct check *k, target t);
void *check_own(struct check *k, size_t size);
uint64_t common_step(uint64_t x, uint64_t y);
int64_t check_modulo(int64_t x, uint64_t m);

/* constant.c */
value constant_leaf(struct check *k, LLVMValueRef c, unsigned leaf);
bool constant_place(struct check *k, LLVMValueRef c, LLVMValueRef *base,
                    int64_t *offset);
LLVMValueRef aliased_function(LLVMValueRef global);
uint32_t object_number(struct check *k, LLVMValueRef global);
value operand_value(struct check *k, LLVMValueRef v, unsigned leaf);
value result_value(struct check *k, LLVMValueRef i, unsigned leaf);

/* contents.c */
void contents_flatten(struct check *k, uint32_t object);
bool contents_plain(LLVMValueRef initialiser);
bool piece_is_data(const struct piece *p);
bool piece_integer(const struct piece *p, int64_t at, unsigned size,
                   uint64_t *v);
void contents_read(struct check *k, uint32_t object, place at, value d,
                   const char *rule);

/* memory.c */
void memory_index(struct check *k);
void memory_read(struct check *k, target t, const struct leaf *l, value d);
void memory_write(struct check *k, target t, const struct leaf *l, value s);
void place_write(struct check *k, uint32_t object, place at, value s,
                 const char *rule);
void cell_read(struct check *k, place at, place cell, value s, value d,
               bool varargs);
void fill_read(struct check *k, uint32_t object, place at, place fill, int byte,
               value d, const char *rule);
bool step_between(int64_t d, uint64_t step, int64_t low, int64_t high);
bool places_meet(place x, place y);
bool cell_holds(struct check *k, uint32_t object, place at, value s);
place normal_place(place at);

/* copy.c */
void memory_fill(struct check *k, target t, uint64_t length, int byte);
void memory_copy(struct check *k, target to, target from, uint64_t length);

/* integer.c */
uint64_t integer_truncate(uint64_t v, unsigned width);
int64_t integer_signed(uint64_t v, unsigned width);
bool integer_compute(LLVMOpcode opcode, unsigned width, uint64_t x, uint64_t y,
                     uint64_t *out);
bool integer_compare(LLVMIntPredicate p, unsigned width, uint64_t x,
                     uint64_t y);
bool integer_covers_binary(value d, LLVMOpcode opcode, unsigned width, value x,
                           value y);

/* scalar.c, address.c, access.c, call.c */
void check_cast(struct check *k, LLVMValueRef i);
void check_binary(struct check *k, LLVMValueRef i);
void check_compare(struct check *k, LLVMValueRef i);
void check_identities(struct check *k);
void check_address(struct check *k, LLVMValueRef i);
void check_far_sums(struct check *k);
void check_load(struct check *k, LLVMValueRef i);
void check_store(struct check *k, LLVMValueRef i);
void check_exchange(struct check *k, LLVMValueRef i);
void check_call(struct check *k, LLVMValueRef i);
void check_mix(struct check *k, LLVMValueRef i, int operands);
void check_remainder(struct check *k, LLVMValueRef i);

/* context.c */
void check_context(struct check *k, uint32_t context);

/* program.c */
void check_objects(struct check *k);
void check_program(struct check *k);
void check_world(struct check *k);
void check_mention(struct check *k, LLVMValueRef c);
void check_text(struct check *k, const char *text, size_t length);
void check_open(struct check *k, LLVMValueRef f, const char *rule);
void check_reached(struct check *k, LLVMValueRef global, const char *rule);

/* known.c */
enum effect {
    EFFECT_NONE,    /* look into it */
    EFFECT_NUMBER,  /* no effect on memory; any number */
    EFFECT_MIX,     /* a number made of the arguments */
    EFFECT_EITHER,  /* one of two arguments: a minimum, a maximum */
    EFFECT_FIRST,   /* the first argument */
    EFFECT_WITHIN,  /* an address in the first argument's object */
    EFFECT_COPY,    /* memcpy */
    EFFECT_SET,     /* memset */
    EFFECT_NEW,     /* a new object */
    EFFECT_ZEROED,  /* a new object of zeroes */
    EFFECT_RESIZED, /* a new object with the first argument's contents */
    EFFECT_NEW_AT,  /* a new object, through the first argument */
    EFFECT_VA_START,
    EFFECT_VA_COPY,
    EFFECT_THREAD, /* sets the thread pointer */
    EFFECT_REACHED,
    EFFECT_FORMAT,
    EFFECT_ESCAPE,  /* does anything with what the arguments point to */
    EFFECT_UNKNOWN, /* and calls anything */
};
enum effect known_effect(LLVMValueRef f, const char **libcall);
unsigned known_arguments(enum effect e);
/* Not of libc, the run time or the kernel, which are compiled as such. */
bool is_of_program(LLVMValueRef f);

#endif
