/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The state of one run of the analysis, shared by its parts; README.md tells
 * the model:
 *   program.c    index of the module, roots, conditional roots
 *   decode.c     a function's body as a list of operations on local values
 *   constant.c   the abstract values of constants
 *   node.c       abstract values, inclusion edges, propagation
 *   cycle.c      merging of nodes that include each other
 *   object.c     memory: objects, cells, views, copies
 *   initial.c    what initialisers put into memory
 *   transfer.c   what one operation does to the state
 *   address.c    arithmetic on addresses
 *   arith.c      integer operations on sets
 *   call.c       calls; summary.c: calls whose effect is known by name
 *   mention.c    what the use of a constant makes part of the program
 *   solver.c     worklists and the fixpoint
 *   report.c     queries on the result
 *
 * Everything grows only: a reached thing stays reached, a set never loses a
 * member.
 */
#ifndef UNISPEC_SOLVER_H
#define UNISPEC_SOLVER_H

#include "unispec/analysis.h"
#include "vset.h"

#include <llvm-c/Target.h>

/* stb_ds arrays and maps: `T *` grown by arrput(), hmput(). */
#include <stb/stb_ds.h>

typedef uint32_t node_id;
typedef uint32_t target_id;
typedef uint32_t object_id;

#define NONE UINT32_MAX

/* No object lies below this, nor code; nor from the other one on. */
#define NULL_PAGE 4096
#define LAST_PAGE (UINT64_MAX - 4095)

/*
 * The world: one object for all memory whose contents cannot be told apart,
 * and one node for every value in it. Target 0 is a pointer to any of it.
 */
#define OBJECT_WORLD 0u
#define TARGET_WORLD 0u
/* Any constant object without addresses in it: texts, tables of numbers. */
#define OBJECT_TEXT 1u
#define TARGET_TEXT 1u
/* A mark of numbers, not a place: the way from one object to another. What is
 * reached by it lies in the world. */
#define OBJECT_DISTANCE 2u
#define TARGET_DISTANCE 2u

/* Addresses offset + k * stride in an object, for every integer k; just
 * offset when stride is 0. */
struct target {
    object_id object;
    uint32_t stride;
    int64_t offset;
};

/* An abstract value: integers and addresses. */
struct node {
    node_id parent;  /* representative, union-find */
    node_id sibling; /* next node with the same representative, or NONE */
    uint32_t owner;  /* instance that it is a value of, or NONE */
    bool constant : 1, queued : 1, integers_grew : 1, overflowed : 1;
    bool address : 1; /* of some waiting op of analysis.derefs */
    uint16_t texts;  /* targets that are plain constants */
    uint32_t processed;  /* targets that were passed on */
    target_id *targets;  /* in order of arrival */
    uint32_t *slots;     /* hash set of positions in targets, when many */
    struct vset integers;
    node_id *includers;        /* nodes that include this one */
    struct part *part_readers; /* nodes that read a part of this one */
};

/* A read of bytes SHIFT.. of a value, SIZE of them; 0: no exact part. */
struct part {
    node_id to;
    uint8_t shift, size;
};

/* SIZE bytes at a target's addresses. */
struct range {
    int64_t offset;
    uint32_t stride, size;
};

struct cell { /* what stores write */
    struct range at;
    node_id node;
    uint8_t depth; /* copies of copies: bounds shifting copies */
};

struct fill { /* LENGTH bytes that are each one of BYTES, or anything */
    struct range at; /* size: 0 is to the end of the object */
    int byte;        /* FILL_ANY: any of them */
    uint8_t depth;   /* as of a cell */
};
#define FILL_ANY (-1)

struct copy { /* of everything in a range of this object */
    struct range from;
    object_id to;
    int64_t offset;  /* where the start of `from` goes */
    uint32_t stride; /* of the destination */
    uint8_t depth;
};

enum object_kind {
    MEMORY_WORLD,
    MEMORY_TEXT,
    MEMORY_DISTANCE,
    MEMORY_FUNCTION,
    MEMORY_GLOBAL,
    MEMORY_STACK,
    MEMORY_HEAP,
    MEMORY_VARARGS, /* the variadic arguments of a function */
    MEMORY_STARTUP, /* __init_array_start and the like */
    MEMORY_OUTSIDE, /* code that is not in the module */
};

struct object {
    enum object_kind kind;
    LLVMValueRef origin; /* global, alloca, call; a function for varargs */
    uint64_t size;       /* bytes; 0: unknown */
    uint32_t alignment;
    bool world;     /* part of the world */
    bool constant;  /* memory that nobody writes */
    bool plain;     /* constant, without addresses in it */
    bool many;      /* stands for more than one object at run time */
    bool flattened; /* `initial` was made */
    struct cell *cells; /* what is written */
    struct cell *views; /* what is read */
    struct fill *fills;
    struct copy *copies;
    struct initial *initial; /* sorted by offset */
};

struct initial { /* a piece of an initialiser */
    int64_t offset;
    uint64_t size;
    LLVMValueRef constant; /* NULL: zeroes */
};

/* An operand: a local value of the function, or a constant's node. */
typedef uint32_t operand;
#define OPERAND_CONSTANT 0x80000000u
#define OPERAND_NONE UINT32_MAX

enum op_kind {
    OP_COPY,    /* dst includes a */
    OP_SELECT,  /* dst = a ? b : c */
    OP_CAST,    /* integer casts */
    OP_BINARY,  /* integer arithmetic */
    OP_COMPARE, /* integers or pointers */
    OP_ADDRESS, /* getelementptr */
    OP_OBJECT,  /* alloca */
    OP_LOAD,
    OP_STORE,
    OP_EXCHANGE, /* atomic: store b, then OP_LOAD's result */
    OP_CALL,
    OP_RETURN,
    OP_ANY,   /* any number */
    OP_MIX,   /* any number; operands' addresses become unrecognisable */
    OP_JUMP,  /* to every successor */
    OP_BRANCH,
    OP_SWITCH,
};

/* One part of a first-class value: SIZE bytes at OFFSET of its memory image.
 * A vector is one leaf, REPEAT elements of SIZE bytes. */
struct leaf {
    uint32_t offset, size, repeat;
};

struct op {
    uint8_t kind;
    uint8_t opcode; /* LLVM's, of OP_BINARY, OP_CAST */
    uint8_t width;  /* bits of the result, 0 if no integer */
    uint8_t leaves; /* of the value loaded, stored, copied, returned */
    uint32_t block;
    operand dst; /* local value or OPERAND_NONE */
    operand a, b, c;
    uint32_t first, count; /* in function_body.operands or .terms */
    int64_t offset;        /* constant part of OP_ADDRESS */
    LLVMTypeRef type;      /* of the memory access */
    LLVMValueRef instruction;
    LLVMValueRef callee; /* direct calls */
};

struct term { /* index of OP_ADDRESS: index * scale */
    operand index;
    uint8_t width;
    uint8_t zeroes; /* low bits of the index that are always 0 */
    int64_t scale;
};

struct phi_input {
    operand value, dst;
    uint8_t leaves;
    LLVMValueRef phi, incoming;
};

struct flow { /* edge between blocks */
    uint32_t to;
    struct phi_input *inputs;
};

struct block {
    LLVMBasicBlockRef block;
    uint32_t first_op, end_op;
    uint32_t first_flow; /* successors' flows, in LLVM's order */
    uint32_t flow_count;
};

/* A decoded function, shared by all of its instances. */
struct function_body {
    LLVMValueRef function;
    bool system;     /* part of libc, the run time or the kernel */
    uint32_t values; /* leaves of parameters and instructions */
    uint32_t *parameters; /* first local value of each; then their end */
    uint32_t parameter_count;
    uint32_t results; /* leaves of the returned value */
    struct op *ops;
    struct block *blocks;
    uint32_t *flows; /* successor number -> index into edges */
    struct flow *edges;
    operand *operands;
    struct term *terms;
    uint32_t *first_use; /* per value, into uses; values + 1 of them */
    uint32_t *uses;      /* operations */
};

/* A function in one context. */
struct instance {
    struct function_body *body;
    node_id values;  /* first node */
    node_id results; /* first node of the returned value */
    object_id varargs; /* 0: none yet */
    bool *block_reached, *edge_reached;
    struct op_state *states;
    struct instance *next; /* of the same function */
    LLVMValueRef site;     /* context: the call, or NULL */
};

struct op_state {
    uint32_t seen;    /* targets of the address that were looked at */
    uint32_t version; /* of other operands, see transfer.c */
    object_id object; /* alloca's or allocation's */
    node_id scratch;  /* first of the nodes that it made, or 0 */
    bool world;       /* call: made a call of the world */
    bool summarised;  /* call: of a function with a summary */
    bool told;        /* call: an assumption about it was listed */
};

/* Why a function or a global variable is in the program. */
struct entity {
    struct reason reason; /* kind EDGE_NONE: not reached */
    struct reason taken;  /* functions: first use of the address */
    LLVMValueRef *conditional; /* functions with root_when of this one */
    LLVMValueRef *queries;     /* calls of __unispec_reached of this one */
    struct instance *instances;
    struct function_body *body;
    object_id object; /* 0: none yet */
    bool open;        /* functions: called with unknown arguments */
    uint8_t summary;  /* 1 + enum summary, 0: not looked up */
};

struct edge {
    LLVMBasicBlockRef from, to;
};

struct call_edge { /* padded: its bytes are a key */
    LLVMValueRef call, function;
};

struct op_ref {
    struct instance *instance;
    uint32_t op;
};

struct difference {
    struct op_ref ref;
    uint32_t seen;    /* members of both operands' sets, when last looked at */
    uint32_t distant; /* and when it was last asked whether they are distant */
};

#define NODE_CHUNK 4096

struct analysis {
    LLVMModuleRef module;
    LLVMTargetDataRef layout;
    struct {
        LLVMValueRef key;
        struct entity value;
    } *entities; /* functions, global variables, aliases */
    struct {
        LLVMBasicBlockRef key;
        bool value;
    } *blocks; /* reached ones */
    struct {
        struct edge key;
        bool value;
    } *edges; /* feasible ones */
    struct {
        LLVMValueRef key;
        uint32_t value;
    } *locals; /* SSA value -> first local value */
    struct {
        LLVMValueRef key;
        node_id value;
    } *constants; /* first node */
    struct {
        LLVMValueRef key;
        bool value;
    } *mentioned;
    struct {
        struct call_edge key;
        bool value;
    } *calls; /* of indirect calls */
    struct {
        LLVMValueRef key;
        LLVMValueRef *value;
    } *call_targets;
    struct {
        LLVMValueRef key;
        bool value;
    } *world_calls;
    struct {
        LLVMValueRef key;
        bool value;
    } *outside_calls; /* of code that is not in the module */

    struct node **chunks;
    node_id node_count;
    struct target *targets;
    uint8_t *depths; /* of targets: additions since the object's start */
    uint32_t *target_index; /* hash of targets */
    uint32_t target_mask;
    uint64_t *inclusions; /* hash set of (from, to) */
    size_t inclusion_count, inclusion_mask;
    struct object *objects;
    node_id world;   /* node of the values in the world */
    node_id sink;    /* node of what is written to constant memory */
    node_id thread;  /* node of the thread pointers (%fs base) */
    struct instance **instances;

    node_id *nodes_todo;
    size_t todo_first; /* in nodes_todo */
    struct op_ref *blocks_todo; /* op: the block */
    struct op_ref *ops_todo;
    size_t pops, next_merge;
    bool settled; /* only queries are left to decide */

    struct op_ref *pending_queries;
    struct {
        LLVMValueRef key;
        struct op_ref value;
    } *query_refs; /* by call */
    struct op_ref *thread_accesses;
    struct op_ref *loads;       /* reached */
    struct difference *differences; /* subtractions of addresses */
    struct op_ref *additions;   /* reached OP_ADDRESS with indices */
    struct op_ref *derefs;      /* loads, stores, calls through a pointer */
    size_t derefs_seen;  /* the first of them, whose addresses were no numbers */
    bool numbers_grew;   /* since then some of these may be */

    LLVMValueRef *address_taken; /* functions, in order */
    LLVMValueRef *indirect_calls;
    LLVMValueRef world_call; /* the first one, or native code's; NULL: none */
    bool world_called;
    bool world_distances; /* numbers in the world may be distances */
    LLVMValueRef *world_functions;
    LLVMValueRef *startup; /* variables in .init_array and the like */
    LLVMValueRef *startup_functions;
    struct {
        char *key;
        LLVMValueRef *value;
    } *sections; /* C-identifier section -> its global variables */
    struct assumption *assumptions;
    size_t instructions_visited;
    int dropped_rule;
};

/* program.c */
struct entity *entity_of(struct analysis *a, LLVMValueRef global);
LLVMValueRef function_of_alias(LLVMValueRef global);
void index_module(struct analysis *a);
void add_roots(struct analysis *a, const struct analysis_request *request);

/* decode.c */
unsigned leaves_of(struct analysis *a, LLVMTypeRef type, struct leaf *leaves);
#define LEAVES_MAX 32
struct function_body *decode(struct analysis *a, LLVMValueRef f);
bool is_call(LLVMValueRef i);
unsigned width_of_type(LLVMTypeRef type);

/* constant.c */
node_id constant_nodes(struct analysis *a, LLVMValueRef c);
bool constant_address(struct analysis *a, LLVMValueRef c, LLVMValueRef *base,
                      int64_t *offset);

/* node.c */
struct node *node_at(struct analysis *a, node_id n);
node_id node_new(struct analysis *a, uint32_t owner, unsigned count);
node_id node_find(struct analysis *a, node_id n);
target_id target_make(struct analysis *a, object_id o, int64_t offset,
                      uint32_t stride, unsigned depth);
void node_add_target(struct analysis *a, node_id n, target_id t);
void node_add_integer(struct analysis *a, node_id n, uint64_t v);
void node_add_integers(struct analysis *a, node_id n, const struct vset *s);
void node_add_any(struct analysis *a, node_id n);
void node_add_world(struct analysis *a, node_id n);
void node_include(struct analysis *a, node_id to, node_id from);
void node_read_part(struct analysis *a, node_id to, node_id from,
                    unsigned shift, unsigned size);
void node_launder(struct analysis *a, node_id to, node_id from);
void node_reset_users(struct analysis *a, node_id n);
bool node_is_empty(const struct node *n);
bool node_is_number(const struct node *n);
void node_propagate(struct analysis *a, node_id n);
uint32_t gcd32(uint64_t x, uint64_t y);

/* cycle.c */
void merge_cycles(struct analysis *a);

/* object.c, initial.c */
object_id object_new(struct analysis *a, enum object_kind kind,
                     LLVMValueRef origin, uint64_t size, uint32_t alignment);
object_id object_of(struct analysis *a, LLVMValueRef global);
node_id object_view(struct analysis *a, object_id o, struct range at);
node_id object_cell(struct analysis *a, object_id o, struct range at,
                    unsigned depth);
bool covers_repeated(struct range fill, struct range view);
void object_fill(struct analysis *a, object_id o, struct range at, int byte,
                 unsigned depth);
void object_copy(struct analysis *a, object_id from, struct copy copy);
void object_join_world(struct analysis *a, object_id o);
void initial_read(struct analysis *a, object_id o, struct range at,
                  node_id into);
void initial_copy(struct analysis *a, object_id from, const struct copy *copy);
void initial_escape(struct analysis *a, object_id o);

/* solver.c: growing the state */
void reach_function(struct analysis *a, LLVMValueRef f, struct reason why);
void reach_global(struct analysis *a, LLVMValueRef g, struct reason why);
void take_address(struct analysis *a, LLVMValueRef f, struct reason why);
void open_function(struct analysis *a, LLVMValueRef f);
void call_world(struct analysis *a, LLVMValueRef site);
void call_from_world(struct analysis *a, LLVMValueRef f);
struct instance *instance_for(struct analysis *a, LLVMValueRef f,
                              LLVMValueRef site);
void reach_flow(struct analysis *a, struct instance *in, uint32_t block,
                unsigned successor);
void assume(struct analysis *a, const char *id, LLVMValueRef site,
            const char *format, ...) __attribute__((format(printf, 4, 5)));
void solve(struct analysis *a);

/* transfer.c, address.c, arith.c, call.c, mention.c */
node_id node_of(struct instance *in, operand o);
struct node *value(struct analysis *a, struct instance *in, operand o);
bool binary_addresses(struct analysis *a, struct instance *in,
                      const struct op *op);
void run_address(struct analysis *a, struct instance *in, const struct op *op,
                 struct op_state *state);
void run_op(struct analysis *a, struct instance *in, uint32_t index);
void subtract_addresses(struct analysis *a, struct instance *in,
                        uint32_t index);
bool subtract_distant(struct analysis *a, struct instance *in, uint32_t index);
void visit_op(struct analysis *a, struct instance *in, uint32_t index);
void call_unknown(struct analysis *a, struct instance *in, uint32_t index);
void run_call(struct analysis *a, struct instance *in, uint32_t index);
void visit_call(struct analysis *a, struct instance *in, uint32_t index);
void visit_remainder(struct analysis *a, LLVMValueRef i);
void reach_stack_protector(struct analysis *a, LLVMValueRef f);
void read_memory(struct analysis *a, target_id t, LLVMTypeRef type,
                 node_id into);
void write_memory(struct analysis *a, target_id t, LLVMTypeRef type,
                  node_id from);
struct vset arith_binary(const struct op *op, const struct vset *x,
                         const struct vset *y, unsigned width);
struct vset arith_cast(const struct op *op, const struct vset *x,
                       unsigned from);
struct reason used_at(LLVMValueRef i, enum edge_kind kind);
void mention(struct analysis *a, LLVMValueRef v, struct reason why);
void mention_in_text(struct analysis *a, const char *text, size_t length,
                     struct reason why);
bool is_tracked(LLVMValueRef v);

/*
 * The transfer rules, by name. A run without one of them must be found out by
 * the checker or a test: see tests/generate/mutation.py.
 */
enum rule {
    RULE_NONE,
#define RULE(name) RULE_##name,
#include "rules.def"
#undef RULE
};
#define HAS_RULE(a, name) ((a)->dropped_rule != RULE_##name)

#endif
