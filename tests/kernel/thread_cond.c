/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Condition variables: a bounded queue, broadcast, a deadline that passes. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ROOM 3

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
static int queue[ROOM], head, used;

static void *produce(void *p)
{
    for (int i = 1; i <= 1000; i++) {
        pthread_mutex_lock(&mutex);
        while (used == ROOM)
            pthread_cond_wait(&emptied, &mutex);
        queue[(head + used++) % ROOM] = i;
        pthread_cond_signal(&filled);
        pthread_mutex_unlock(&mutex);
    }
    return p;
}

static void *consume(void *p)
{
    long sum = 0;

    for (int i = 0; i < 1000; i++) {
        pthread_mutex_lock(&mutex);
        while (!used)
            pthread_cond_wait(&filled, &mutex);
        sum += queue[head];
        head = (head + 1) % ROOM;
        used--;
        pthread_cond_signal(&emptied);
        pthread_mutex_unlock(&mutex);
    }
    *(long *)p = sum;
    return NULL;
}

static pthread_cond_t all = PTHREAD_COND_INITIALIZER;
static int go, gone;

static void *starter(void *p)
{
    pthread_mutex_lock(&mutex);
    while (!go)
        pthread_cond_wait(&all, &mutex);
    gone++;
    pthread_mutex_unlock(&mutex);
    return p;
}

int main(void)
{
    struct timespec t;
    pthread_t a, b, many[6];
    long sum;

    pthread_create(&a, NULL, produce, NULL);
    pthread_create(&b, NULL, consume, &sum);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    printf("sum %ld\n", sum);
    for (int i = 0; i < 6; i++)
        pthread_create(&many[i], NULL, starter, NULL);
    pthread_mutex_lock(&mutex);
    go = 1;
    pthread_cond_broadcast(&all);
    pthread_mutex_unlock(&mutex);
    for (int i = 0; i < 6; i++)
        pthread_join(many[i], NULL);
    printf("gone %d\n", gone);
    pthread_mutex_lock(&mutex);
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec -= 1;
    printf("past: %s\n", strerror(pthread_cond_timedwait(&all, &mutex, &t)));
    t.tv_sec += 1;
    printf("soon: %s\n", strerror(pthread_cond_timedwait(&all, &mutex, &t)));
    pthread_mutex_unlock(&mutex);
    return 0;
}
