/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The threads of C11. */
#include <stdio.h>
#include <threads.h>

static mtx_t mutex;
static cnd_t changed;
static once_flag flag = ONCE_FLAG_INIT;
static tss_t key;
static int stage, once;

static void count(void)
{
    once++;
}

static int work(void *p)
{
    call_once(&flag, count);
    tss_set(key, p);
    mtx_lock(&mutex);
    stage++;
    cnd_signal(&changed);
    mtx_unlock(&mutex);
    thrd_yield();
    return tss_get(key) == p ? *(int *)p : -1;
}

int main(void)
{
    int values[3] = {5, 6, 7}, result;
    thrd_t t[3];

    mtx_init(&mutex, mtx_plain);
    cnd_init(&changed);
    tss_create(&key, NULL);
    for (int i = 0; i < 3; i++)
        printf("%d\n", thrd_create(&t[i], work, &values[i]) == thrd_success);
    mtx_lock(&mutex);
    while (stage < 3)
        cnd_wait(&changed, &mutex);
    mtx_unlock(&mutex);
    for (int i = 0; i < 3; i++) {
        thrd_join(t[i], &result);
        printf("%d\n", result);
    }
    printf("once %d\n", once);
    return 0;
}
