/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Read-write locks and spin locks: who gets in, who is refused, time. */
#include "proc_check.h"
#include <pthread.h>
#include <sched.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static pthread_spinlock_t spin;
static int in, inside, most, wrong;
static const struct timespec past = {1, 0};

static void *tries(void *p)
{
    SHOW_ERROR(pthread_rwlock_tryrdlock(&l));
    SHOW_ERROR(pthread_rwlock_trywrlock(&l));
    SHOW_ERROR(pthread_rwlock_timedwrlock(&l, &past));
    return p;
}

static void *unlocks(void *p)
{
    SHOW_ERROR(pthread_rwlock_unlock(&l));
    return p;
}

static void *writes(void *p)
{
    pthread_rwlock_wrlock(&l);
    wrong += in != 0;
    in = 100;
    sched_yield();
    wrong += in != 100;
    in = 0;
    pthread_rwlock_unlock(&l);
    return p;
}

static void *spins(void *p)
{
    for (int i = 0; i < 2000; i++) {
        pthread_spin_lock(&spin);
        if (++inside > most)
            most = inside;
        if (i % 500 == 0)
            sched_yield();
        inside--;
        in++;
        pthread_spin_unlock(&spin);
    }
    return p;
}

static void run(void *(*f)(void *))
{
    pthread_t t;

    pthread_create(&t, NULL, f, NULL);
    pthread_join(t, NULL);
}

int main(void)
{
    pthread_t t[4];

    puts("free");
    run(tries);
    run(unlocks);
    puts("read twice");
    SHOW_ERROR(pthread_rwlock_rdlock(&l));
    SHOW_ERROR(pthread_rwlock_timedrdlock(&l, &past));
    SHOW_ERROR(pthread_rwlock_trywrlock(&l));
    run(tries);
    run(unlocks);
    SHOW_ERROR(pthread_rwlock_unlock(&l));
    SHOW_ERROR(pthread_rwlock_unlock(&l));
    puts("written");
    SHOW_ERROR(pthread_rwlock_wrlock(&l));
    SHOW_ERROR(pthread_rwlock_tryrdlock(&l));
    SHOW_ERROR(pthread_rwlock_timedrdlock(&l, &past));
    SHOW_ERROR(
        pthread_rwlock_timedwrlock(&l, &(struct timespec){1, 1000000000}));
    run(tries);
    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, writes, NULL);
    sched_yield();
    SHOW_ERROR(pthread_rwlock_unlock(&l));
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    SHOW(wrong);
    SHOW_ERROR(pthread_rwlock_trywrlock(&l));
    SHOW_ERROR(pthread_rwlock_unlock(&l));
    SHOW_ERROR(pthread_rwlock_destroy(&l));
    SHOW_ERROR(pthread_spin_init(&spin, 0));
    SHOW_ERROR(pthread_spin_trylock(&spin));
    SHOW_ERROR(pthread_spin_trylock(&spin));
    SHOW_ERROR(pthread_spin_unlock(&spin));
    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, spins, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    printf("%d at most, %d in all\n", most, in);
    return 0;
}
