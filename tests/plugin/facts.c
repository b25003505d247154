// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each indirect call carries the type of its callee and the field it was loaded
// from; each address-taken function its type. Direct calls, and functions that
// are only called or only named in sizeof, carry nothing.
//
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -O2 -c %s -o %t.o
// RUN: sh %S/Inputs/bitcode.sh %t.o > %t.ll
// RUN: %python %S/Inputs/facts.py %t.ll | FileCheck %s
// RUN: FileCheck %s --check-prefix=GONE < %t.ll
// RUN: %clang -fplugin=%plugin -fplugin-arg-unispec-native-headers -O0 -gno-column-info -c %s -o %t.o
// RUN: sh %S/Inputs/bitcode.sh %t.o > %t.ll
// RUN: %python %S/Inputs/facts.py %t.ll | FileCheck %s
// GONE-NOT: annotation

struct ops {
    int (*read)(int);
    struct {
        void (*tab[4])(int);
        union {
            int (*anon)(void);
            int z;
        };
    } u;
};
typedef struct {
    void (*cb)(struct ops *);
} tds;
typedef int (*getter)(int);
getter get(void);
extern getter (*getp)(long);
extern int (*conditional)(char);
int taken(int);
static long taken_static(const char *s)
{
    return s[0];
}
long (*table[])(const char *) = {taken_static};
int only_sized(int);
int only_called(int);
void use(void *);

#define CALL(x, y) ((x)->read(y))
#define BARE(x, y) x->read(y)
#define TWO(x) (CALL(x, 1) + (x)->u.anon())

int f(struct ops *p, tds *t, int i)
{
    int r = 0;
// CHECK: facts.c:[[@LINE+1]] struct ops.read: int (int)
    r += CALL(p, 1);
// CHECK-NEXT: facts.c:[[@LINE+2]] struct ops.read: int (int)
// CHECK-NEXT: facts.c:[[@LINE+1]] struct ops.u.anon: int (void)
    r += TWO(p);
// CHECK-NEXT: facts.c:[[@LINE+1]] struct ops.read: int (int)
    r += BARE(p, 1);
// CHECK-NEXT: facts.c:[[@LINE+1]] struct ops.u.tab: void (int)
    (*p->u.tab[i])(2);
// CHECK-NEXT: facts.c:[[@LINE+1]] tds.cb: void (struct ops *)
    t->cb(p);
// CHECK-NEXT: facts.c:[[@LINE+1]] -: int (int)
    r += get()(3);
// CHECK-NEXT: facts.c:[[@LINE+2]] -: int (*(long))(int)
// CHECK-NEXT: facts.c:[[@LINE+1]] -: int (int)
    r += getp(2)(3);
    int (*l)(int) = p->read;
// CHECK-NEXT: facts.c:[[@LINE+1]] struct ops.read: int (int)
    r += l(1);
    int (*two_sources)(int) = p->read;
    if (i)
        two_sources = get();
// CHECK-NEXT: facts.c:[[@LINE+1]] -: int (int)
    r += two_sources(1);
    if (0)
        r += TWO(p);
// The type of the call is the one that the caller uses.
// CHECK-NEXT: facts.c:[[@LINE+1]] struct ops.read: int (char)
    r += ((int (*)(char))p->read)(1);
    r += only_called(2) + sizeof(only_sized(1));
    use(taken);
// CHECK-NEXT: facts.c:[[@LINE+1]] -: int (int)
    return r + (i ? p->read : get())(7);
}

// CHECK-NEXT: address of taken: int (int)
// CHECK-NEXT: address of taken_static: long (const char *)
// CHECK-NOT: {{.}}
