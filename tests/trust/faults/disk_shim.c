/* Watches and breaks the disk of an unmodified program: LD_PRELOAD this.
 *
 * POS_DISK_ROOT names the folder that is watched. With POS_DISK_LOG every change below it, every
 * flush, and everything the program tells on standard output is appended to that file in the
 * order in which it happened (see recording.py for the form of an entry). A file ending in "-shm" is
 * left out: SQLite rebuilds it.
 *
 * pos_disk_arm() makes the n-th write or flush below the folder fail, or be swallowed; it and
 * pos_disk_count() are found with ctypes.CDLL(None).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

enum { WRITE, FLUSH, KINDS };
enum { HONEST, FAIL, SWALLOW };

struct entry {
    char what;
    char unused[3];
    uint32_t path_bytes, other_bytes, data_bytes;
    int64_t offset;
};

static pthread_mutex_t order = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char root[PATH_MAX];
static size_t root_bytes;
static int log_fd = -1;
static char *names[FILES]; /* of open files below the root */

static long counted[KINDS];
static int armed_kind, armed_error, is_sticky, is_swallowed;
static long armed_at; /* 0: not at all */

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("POS_DISK_ROOT"), *log = getenv("POS_DISK_LOG");
    if (given && realpath(given, root))
        root_bytes = strlen(root);
    if (log && root_bytes)
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, log,
                              O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* From now on the n-th (from 1) of a kind goes wrong, once or for ever; 0: none does. */
void pos_disk_arm(const char *folder, int kind, long n, int error, int sticky, int swallow) {
    pthread_mutex_lock(&order);
    if (realpath(folder, root))
        root_bytes = strlen(root);
    memset(counted, 0, sizeof counted);
    armed_kind = kind, armed_at = n, armed_error = error;
    is_sticky = sticky, is_swallowed = swallow;
    pthread_mutex_unlock(&order);
}

long pos_disk_count(int kind) { return counted[kind]; }

static int goes_wrong(int kind) {
    long n = ++counted[kind];
    if (!armed_at || kind != armed_kind || (is_sticky ? n < armed_at : n != armed_at))
        return HONEST;
    errno = armed_error;
    return is_swallowed ? SWALLOW : FAIL;
}

/* The path as it is told: absolute, when it lies below the root; otherwise NULL. */
static char *below_root(const char *path, char *full) {
    char folder[PATH_MAX], real[PATH_MAX];
    if (!root_bytes || !path || strlen(path) >= PATH_MAX)
        return NULL;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (!*name || !strcmp(name, ".") || !strcmp(name, "..")) {
        if (!realpath(path, full))
            return NULL;
    } else {
        size_t length = slash ? (size_t)(slash - path) : 1;
        memcpy(folder, slash ? path : ".", length ? length : 1);
        folder[length ? length : 1] = 0;
        if (!realpath(folder, real) || strlen(real) + strlen(name) + 2 > PATH_MAX)
            return NULL;
        strcat(strcat(strcpy(full, real), "/"), name);
    }
    if (strncmp(full, root, root_bytes) || (full[root_bytes] && full[root_bytes] != '/'))
        return NULL;
    return full;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FILES ? names[fd] : NULL; }

static int is_rebuilt(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, "-shm");
}

static void tell(char what, const char *path, const char *other, const struct iovec *data,
                 int pieces, int64_t offset, size_t bytes) {
    if (log_fd < 0 || is_rebuilt(path))
        return;
    int was = errno;
    struct entry entry = {.what = what, .offset = offset};
    entry.path_bytes = (uint32_t)strlen(path);
    entry.other_bytes = other ? (uint32_t)strlen(other) : 0;
    entry.data_bytes = (uint32_t)bytes;
    struct iovec all[3 + 16] = {{&entry, sizeof entry},
                                {(void *)path, entry.path_bytes},
                                {(void *)other, entry.other_bytes}};
    int n = 3;
    for (int i = 0; i < pieces && n < 19 && bytes; i++, n++) {
        all[n] = data[i];
        if (all[n].iov_len > bytes)
            all[n].iov_len = bytes;
        bytes -= all[n].iov_len;
    }
    if (bytes || syscall(SYS_writev, log_fd, all, n) < 0)
        abort(); /* a record with a hole proves nothing */
    errno = was;
}

static ssize_t written(int fd, const struct iovec *data, int pieces, int64_t at) {
    const char *path = name_of(fd);
    ssize_t done;
    pthread_mutex_lock(&order);
    if (path) {
        int how = goes_wrong(WRITE);
        size_t whole = 0;
        for (int i = 0; i < pieces; i++)
            whole += data[i].iov_len;
        if (how != HONEST) {
            if (how == SWALLOW && at < 0)
                lseek(fd, (off_t)whole, SEEK_CUR);
            pthread_mutex_unlock(&order);
            return how == SWALLOW ? (ssize_t)whole : -1;
        }
    }
    done = at < 0 ? syscall(SYS_writev, fd, data, pieces)
                  : syscall(SYS_pwritev, fd, data, pieces, (long)at, 0L);
    if (done > 0 && path)
        tell('W', path, NULL, data, pieces, at < 0 ? lseek(fd, 0, SEEK_CUR) - done : at,
             (size_t)done);
    else if (done > 0 && fd == STDOUT_FILENO)
        tell('A', "", NULL, data, pieces, 0, (size_t)done);
    pthread_mutex_unlock(&order);
    return done;
}

ssize_t write(int fd, const void *data, size_t bytes) {
    struct iovec one = {(void *)data, bytes};
    return written(fd, &one, 1, -1);
}
ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) {
    struct iovec one = {(void *)data, bytes};
    return written(fd, &one, 1, at);
}
ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) {
    return pwrite(fd, data, bytes, at);
}
ssize_t writev(int fd, const struct iovec *data, int pieces) {
    return written(fd, data, pieces, -1);
}
ssize_t pwritev(int fd, const struct iovec *data, int pieces, off_t at) {
    return written(fd, data, pieces, at);
}
ssize_t pwritev64(int fd, const struct iovec *data, int pieces, off64_t at) {
    return written(fd, data, pieces, at);
}

static int cut(int fd, const char *path, const char *shown, off_t length) {
    pthread_mutex_lock(&order);
    int how = shown ? goes_wrong(WRITE) : HONEST;
    int done = how == SWALLOW ? 0 : -1;
    if (how == HONEST) {
        done = (int)(path ? syscall(SYS_truncate, path, length)
                          : syscall(SYS_ftruncate, fd, length));
        if (!done && shown)
            tell('T', shown, NULL, NULL, 0, length, 0);
    }
    pthread_mutex_unlock(&order);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, NULL, name_of(fd), length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, NULL, name_of(fd), length); }
int truncate(const char *path, off_t length) {
    char full[PATH_MAX];
    return cut(-1, path, below_root(path, full), length);
}
int truncate64(const char *path, off64_t length) { return truncate(path, length); }

static int flushed(int fd, long call) {
    const char *path = name_of(fd);
    pthread_mutex_lock(&order);
    int how = path ? goes_wrong(FLUSH) : HONEST;
    int done = how == SWALLOW ? 0 : -1;
    if (how == HONEST) {
        done = (int)syscall(call, fd);
        if (!done && path)
            tell('S', path, NULL, NULL, 0, 0, 0);
    }
    pthread_mutex_unlock(&order);
    return done;
}

int fsync(int fd) { return flushed(fd, SYS_fsync); }
int fdatasync(int fd) { return flushed(fd, SYS_fdatasync); }

static int opened(int at, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    struct stat there;
    const char *name = at == AT_FDCWD || *path == '/' ? below_root(path, full) : NULL;
    pthread_mutex_lock(&order);
    int is_new = name && (flags & O_CREAT) && stat(name, &there) != 0;
    int is_cut = name && !is_new && (flags & O_TRUNC);
    int fd = -1;
    /* A file is made or emptied: that is a write of its folder or of itself. */
    if (!(is_new || is_cut) || goes_wrong(WRITE) == HONEST)
        fd = (int)syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && fd < FILES) {
        free(names[fd]);
        names[fd] = name ? strdup(name) : NULL;
        if (is_new)
            tell('C', name, NULL, NULL, 0, 0, 0);
        if (is_cut)
            tell('T', name, NULL, NULL, 0, 0, 0);
    } else if (fd >= FILES && name)
        abort();
    pthread_mutex_unlock(&order);
    return fd;
}

static mode_t mode_in(int flags, va_list given) {
    return flags & O_CREAT ? (mode_t)va_arg(given, int) : 0;
}

#define OPENS(function)                                                                           \
    int function(const char *path, int flags, ...) {                                              \
        va_list given;                                                                            \
        va_start(given, flags);                                                                   \
        mode_t mode = mode_in(flags, given);                                                      \
        va_end(given);                                                                            \
        return opened(AT_FDCWD, path, flags, mode);                                               \
    }
#define OPENS_AT(function)                                                                        \
    int function(int at, const char *path, int flags, ...) {                                      \
        va_list given;                                                                            \
        va_start(given, flags);                                                                   \
        mode_t mode = mode_in(flags, given);                                                      \
        va_end(given);                                                                            \
        return opened(at, path, flags, mode);                                                     \
    }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

int close(int fd) {
    pthread_mutex_lock(&order);
    if (fd >= 0 && fd < FILES) {
        free(names[fd]);
        names[fd] = NULL;
    }
    int done = (int)syscall(SYS_close, fd);
    pthread_mutex_unlock(&order);
    return done;
}

int rename(const char *from, const char *to) {
    char one[PATH_MAX], two[PATH_MAX];
    const char *source = below_root(from, one), *target = below_root(to, two);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_rename, from, to);
    if (!done && source && target)
        tell('R', source, target, NULL, 0, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
int renameat(int from_at, const char *from, int to_at, const char *to) {
    if (from_at == AT_FDCWD && to_at == AT_FDCWD)
        return rename(from, to);
    return (int)syscall(SYS_renameat, from_at, from, to_at, to);
}

int unlink(const char *path) {
    char full[PATH_MAX];
    const char *name = below_root(path, full);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_unlink, path);
    if (!done && name)
        tell('U', name, NULL, NULL, 0, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
