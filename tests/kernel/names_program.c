/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// CFLAGS: -fno-builtin -pthread
/*
 * A program may give its functions and variables the names of the kernel's and
 * of lwIP's, and of functions of libc that ISO C does not reserve: both go on
 * using their own. What the program then does needs those: files, memory,
 * threads, time, TCP, signals.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FUNCTIONS(F)                                                           \
    F(idle) F(panic) F(kmalloc) F(kzalloc) F(krealloc) F(kfree) F(timer_add)   \
    F(timer_remove) F(timer_run) F(wait_on) F(wait_wake) F(sched_block)        \
    F(sched_queue) F(thread_create) F(thread_exit) F(thread_wake)              \
    F(futex_wake) F(signal_send) F(signal_post) F(random_bytes)                \
    F(page_alloc) F(page_free) F(vm_map) F(vm_fault) F(vm_find)                \
    F(buddy_free) F(fd_find) F(fd_install) F(file_new) F(file_read)            \
    F(file_write) F(path_lookup) F(vfs_open) F(vfs_stat) F(ramfs_create)       \
    F(ramfs_node) F(vnode_init) F(pipe_new) F(epoll_find) F(tty_write)         \
    F(console_input) F(cmdline_split) F(arch_exit) F(arch_switch)              \
    F(arch_clock_ns) F(arch_page_map) F(arch_set_thread_pointer) F(boot_main)  \
    F(trap_handle) F(irq_handle) F(paging_init) F(cpu_init) F(kernel_start)    \
    F(unispec_start) F(unispec_entry64) F(process_deadlock) F(socket_get)      \
    F(inet_start) F(inet_socket) F(tcp_socket) F(tcp_write) F(tcp_input)       \
    F(tcp_new) F(tcp_output) F(udp_send) F(udp_new) F(pbuf_alloc)              \
    F(pbuf_free) F(netif_add) F(netif_input) F(ip_input) F(ip4_output)         \
    F(etharp_output) F(dhcp_start) F(lwip_htons) F(inet_prepare_resolver)      \
    F(sys_read) F(sys_write) F(sys_writev) F(sys_open) F(sys_mmap)             \
    F(sys_clone) F(sys_futex) F(sys_exit) F(sys_exit_group) F(sys_socket)      \
    F(platform_virtio_pci) F(mention_disk) F(trace_value) F(trace_dump)        \
    F(strchrnul) F(htons) F(htonl)

#define VARIABLES(V)                                                           \
    V(tty) V(devices) V(device_count) V(fd_table) V(thread_current)            \
    V(thread_list) V(netif_list) V(netif_default) V(tcp_active_pcbs)           \
    V(udp_pcbs) V(console_out) V(vm_regions) V(vfs_root) V(process_ids)        \
    V(trap_idt) V(trap_tss) V(boot_pml4) V(stack_pt) V(preempt_frame)          \
    V(kernel_depth) V(kernel_work) V(ramfs_file_ops) V(epoll_ops)              \
    V(ip_data) V(trace_record)

#define DEFINE_FUNCTION(name)                                                  \
    __attribute__((noinline)) int name(int n)                                  \
    {                                                                          \
        return n + (int)sizeof(#name);                                         \
    }
#define DEFINE_VARIABLE(name) volatile int name = sizeof(#name);
FUNCTIONS(DEFINE_FUNCTION)
VARIABLES(DEFINE_VARIABLE)

static void *thread(void *argument)
{
    int *sum = argument;

#define CALL(name) *sum = name(*sum);
    FUNCTIONS(CALL)
    return NULL;
}

static void files(void)
{
    char buffer[20] = "", *mapped;
    int fd = open("names", O_CREAT | O_RDWR | O_TRUNC, 0600);

    printf("write %zd\n", write(fd, "file text", 9));
    printf("read %zd %s\n", pread(fd, buffer, 20, 0), buffer);
    mapped = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
    printf("mapped %s\n", mapped);
    printf("unlink %d\n", unlink("names"));
    close(fd);
}

/* The address is written by hand: htons() is not libc's here. */
static void network(void)
{
    struct {
        unsigned short family;
        unsigned char port[2], address[4], zero[8];
    } name = {AF_INET, {0}, {127, 0, 0, 1}, {0}};
    socklen_t size = sizeof(name);
    char buffer[20] = "";
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int client = socket(AF_INET, SOCK_STREAM, 0), server;

    printf("bind %d\n", bind(listener, (void *)&name, size));
    printf("listen %d\n", listen(listener, 1));
    getsockname(listener, (void *)&name, &size);
    printf("connect %d\n", connect(client, (void *)&name, size));
    server = accept(listener, NULL, NULL);
    printf("send %zd\n", send(client, "by TCP", 6, 0));
    printf("receive %zd %s\n", recv(server, buffer, 6, MSG_WAITALL), buffer);
}

static volatile sig_atomic_t alarms;

static void count(int signal)
{
    alarms++;
}

static void timers(void)
{
    struct timespec pause = {0, 1000000};

    signal(SIGALRM, count);
    ualarm(1000, 0);
    while (!alarms)
        nanosleep(&pause, NULL);
    printf("alarms %d\n", alarms);
}

int main(void)
{
    int sum = 0, ends[2];
    pthread_t t;
    char *memory = malloc(100000);

    memset(memory, 1, 100000);
    pthread_create(&t, NULL, thread, &sum);
    pthread_join(t, NULL);
#define ADD(name) sum += name;
    VARIABLES(ADD)
    printf("sum %d\n", sum);
#define CLEAR(name) name = -1;
    VARIABLES(CLEAR)
    files();
    printf("pipe %d\n", pipe(ends));
    write(ends[1], "x", 1);
    printf("poll %d\n", poll(&(struct pollfd){ends[0], POLLIN, 0}, 1, -1));
    network();
    timers();
    return sum & 0x7f;
}
