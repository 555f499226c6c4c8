/* Counts and slows the flushes of an unmodified program: LD_PRELOAD this.
 *
 * FLUSH_DELAY_US adds that many microseconds to each flush, as a shop's disk would;
 * pos_flush_count() and pos_flush_delay() are found with ctypes.CDLL(None).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_long flushes;
static atomic_long delay_us = -1;

static void wait_as_a_slow_disk(void) {
    if (delay_us < 0) {
        const char *given = getenv("FLUSH_DELAY_US");
        delay_us = given ? atol(given) : 0;
    }
    if (delay_us > 0)
        usleep((useconds_t)delay_us);
}

static int flushed(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    atomic_fetch_add(&flushes, 1);
    wait_as_a_slow_disk();
    return real(fd);
}

int fsync(int fd) { return flushed("fsync", fd); }
int fdatasync(int fd) { return flushed("fdatasync", fd); }

long pos_flush_count(void) { return flushes; }
void pos_flush_delay(long us) { delay_us = us; }
