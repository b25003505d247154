/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Threads that come and go: joined or detached, nothing is left over. */
// CASES: no
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t done;
static int runs;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *count(void *p)
{
    pthread_mutex_lock(&mutex);
    runs++;
    pthread_mutex_unlock(&mutex);
    if (p)
        sem_post(&done);
    return NULL;
}

int main(void)
{
    pthread_attr_t detached;
    pthread_t t;
    int failed = 0;

    sem_init(&done, 0, 0);
    for (int i = 0; i < 500; i++) {
        failed += pthread_create(&t, NULL, count, NULL) != 0;
        failed += pthread_join(t, NULL) != 0;
    }
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    for (int i = 0; i < 500; i++) {
        failed += pthread_create(&t, &detached, count, &done) != 0;
        sem_wait(&done);
    }
    for (int i = 0; i < 100; i++) {
        failed += pthread_create(&t, NULL, count, &done) != 0;
        failed += pthread_detach(t) != 0;
        sem_wait(&done);
    }
    printf("runs %d, failed %d\n", runs, failed);
    return 0;
}
