/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Read-write locks, barriers, once, semaphores, spin locks. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_spinlock_t spin;
static sem_t ping, pong;
static int initialised, serial, after, value, spun;

static void initialise(void)
{
    initialised++;
}

static void *meet(void *p)
{
    for (int i = 0; i < 50; i++) {
        pthread_once(&once, initialise);
        if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
            serial++;
        pthread_spin_lock(&spin);
        spun++;
        pthread_spin_unlock(&spin);
    }
    __atomic_fetch_add(&after, 1, __ATOMIC_SEQ_CST);
    return p;
}

static void *read_it(void *p)
{
    int bad = 0;

    for (int i = 0; i < 2000; i++) {
        pthread_rwlock_rdlock(&lock);
        bad += value % 2;
        pthread_rwlock_unlock(&lock);
    }
    return (void *)(long)bad;
}

static void *write_it(void *p)
{
    for (int i = 0; i < 2000; i++) {
        pthread_rwlock_wrlock(&lock);
        value++;
        value++;
        pthread_rwlock_unlock(&lock);
    }
    return NULL;
}

static void *answer(void *p)
{
    for (int i = 0; i < 1000; i++) {
        sem_wait(&ping);
        sem_post(&pong);
    }
    return p;
}

static void *locked_out(void *p)
{
    printf("tryrdlock: %s\n", strerror(pthread_rwlock_tryrdlock(&lock)));
    printf("trywrlock: %s\n", strerror(pthread_rwlock_trywrlock(&lock)));
    return p;
}

int main(void)
{
    pthread_t t[5];
    void *result;
    long bad = 0;
    int n;

    pthread_barrier_init(&barrier, NULL, 5);
    pthread_spin_init(&spin, 0);
    for (int i = 0; i < 5; i++)
        pthread_create(&t[i], NULL, meet, NULL);
    for (int i = 0; i < 5; i++)
        pthread_join(t[i], NULL);
    printf("once %d, serial %d, after %d, spun %d\n", initialised, serial,
           after, spun);
    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, i % 2 ? read_it : write_it, NULL);
    for (int i = 0; i < 4; i++) {
        pthread_join(t[i], &result);
        bad += (long)result;
    }
    printf("value %d, bad %ld\n", value, bad);
    pthread_rwlock_wrlock(&lock);
    pthread_create(&t[0], NULL, locked_out, NULL);
    pthread_join(t[0], NULL);
    pthread_rwlock_unlock(&lock);
    sem_init(&ping, 0, 0);
    sem_init(&pong, 0, 0);
    pthread_create(&t[0], NULL, answer, NULL);
    for (int i = 0; i < 1000; i++) {
        sem_post(&ping);
        sem_wait(&pong);
    }
    pthread_join(t[0], NULL);
    sem_getvalue(&ping, &n);
    printf("semaphore %d, trywait %d %s\n", n, sem_trywait(&ping),
           strerror(errno));
    return 0;
}
