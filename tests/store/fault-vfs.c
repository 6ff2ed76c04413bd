/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fault-vfs.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* right behind */
} File;

static struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GMutex lock; /* of what follows */
  FaultKind kind;
  guint nth; /* 0: nothing fails */
  gboolean for_good;
  gboolean is_paused;
  guint count;
} disk;

#define REAL(file) (((File *) (file))->real)
#define CALL(file, method, ...) REAL (file)->pMethods->method (REAL (file), ##__VA_ARGS__)

static gboolean
fails (FaultKind kind)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&disk.lock);

  if (disk.nth == 0 || disk.is_paused || disk.kind != kind)
    return FALSE;
  disk.count++;
  return disk.for_good ? disk.count >= disk.nth : disk.count == disk.nth;
}

/* ---------------------------------------------------------------- files */

static int
file_close (sqlite3_file *file)
{
  return CALL (file, xClose);
}

static int
file_read (sqlite3_file *file, void *data, int n, sqlite3_int64 at)
{
  return fails (FAULT_READ) ? SQLITE_IOERR_READ : CALL (file, xRead, data, n, at);
}

static int
file_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
  if (fails (FAULT_FULL))
    return SQLITE_FULL;
  return fails (FAULT_WRITE) ? SQLITE_IOERR_WRITE : CALL (file, xWrite, data, n, at);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return fails (FAULT_WRITE) ? SQLITE_IOERR_TRUNCATE : CALL (file, xTruncate, size);
}

/* Not passed on: no power is cut here, and it takes long. */
static int
file_sync (sqlite3_file *file, int flags)
{
  return fails (FAULT_WRITE) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return CALL (file, xFileSize, size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return CALL (file, xLock, level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return CALL (file, xUnlock, level);
}

static int
file_check_lock (sqlite3_file *file, int *out)
{
  return CALL (file, xCheckReservedLock, out);
}

static int
file_control (sqlite3_file *file, int op, void *arg)
{
  return CALL (file, xFileControl, op, arg);
}

static int
file_sector_size (sqlite3_file *file)
{
  return CALL (file, xSectorSize);
}

static int
file_traits (sqlite3_file *file)
{
  return CALL (file, xDeviceCharacteristics);
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  if (extend && fails (FAULT_FULL))
    return SQLITE_FULL;
  if (extend && fails (FAULT_WRITE))
    return SQLITE_IOERR_SHMSIZE;
  return CALL (file, xShmMap, page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return CALL (file, xShmLock, offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  CALL (file, xShmBarrier);
}

static int
file_shm_unmap (sqlite3_file *file, int remove)
{
  return CALL (file, xShmUnmap, remove);
}

/* Version 2: without mapped reading every read is seen. */
static const sqlite3_io_methods file_methods = {
  2,
  file_close,
  file_read,
  file_write,
  file_truncate,
  file_sync,
  file_size,
  file_lock,
  file_unlock,
  file_check_lock,
  file_control,
  file_sector_size,
  file_traits,
  file_shm_map,
  file_shm_lock,
  file_shm_barrier,
  file_shm_unmap,
};

/* ---------------------------------------------------------------- the disk */

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int rc;

  self->real = (sqlite3_file *) (self + 1);
  rc = disk.real->xOpen (disk.real, name, self->real, flags, out_flags);
  self->base.pMethods = self->real->pMethods != NULL ? &file_methods : NULL;
  return rc;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  return fails (FAULT_WRITE) ? SQLITE_IOERR_DELETE : disk.real->xDelete (disk.real, name, sync);
}

void
fault_vfs_install (void)
{
  disk.real = sqlite3_vfs_find (NULL);
  disk.vfs = *disk.real; /* the other methods do not look at which one they are called for */
  disk.vfs.zName = "fault";
  disk.vfs.szOsFile = (int) sizeof (File) + disk.real->szOsFile;
  disk.vfs.xOpen = vfs_open;
  disk.vfs.xDelete = vfs_delete;
  g_assert_cmpint (sqlite3_vfs_register (&disk.vfs, 1), ==, SQLITE_OK);
}

static void
set (FaultKind kind, guint nth, gboolean for_good)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&disk.lock);

  disk.kind = kind;
  disk.nth = nth;
  disk.for_good = for_good;
  disk.is_paused = FALSE;
}

void
fault_vfs_arm (FaultKind kind, guint nth, gboolean for_good)
{
  disk.count = 0;
  set (kind, nth, for_good);
}

static void
set_paused (gboolean is_paused)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&disk.lock);

  disk.is_paused = is_paused;
}

void
fault_vfs_pause (void)
{
  set_paused (TRUE);
}

void
fault_vfs_resume (void)
{
  set_paused (FALSE);
}

gboolean
fault_vfs_disarm (void)
{
  gboolean failed = disk.nth != 0 && disk.count >= disk.nth;

  set (FAULT_WRITE, 0, FALSE);
  return failed;
}
