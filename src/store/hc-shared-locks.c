/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* F_OFD_SETLK */

#include "config.h"

#include "hc-shared-locks.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>

/* Where a “-shm” file is locked, sqlite.org/walformat.html §2.2; those of a database lie at 1 GiB. */
#define FIRST_LOCK 120
#define LAST_LOCK 128

/* An open file description's lock meets the POSIX locks of others as a POSIX lock does. */
static int
lock_own (int fd, int command, ...)
{
  va_list arguments;
  struct flock *lock;

  va_start (arguments, command);
  lock = va_arg (arguments, struct flock *);
  va_end (arguments);
  if ((command == F_SETLK || command == F_GETLK) && lock->l_start >= FIRST_LOCK
      && lock->l_start <= LAST_LOCK)
    {
      lock->l_pid = 0;
      command = command == F_SETLK ? F_OFD_SETLK : F_OFD_GETLK;
    }
  return fcntl (fd, command, lock);
}

void
hc_shared_locks_keep (void)
{
  static gsize done;
  sqlite3_vfs *files;

  if (!g_once_init_enter (&done))
    return;
  files = sqlite3_vfs_find ("unix");
  if (files != NULL && files->iVersion >= 3)
    files->xSetSystemCall (files, "fcntl", (sqlite3_syscall_ptr) lock_own);
  g_once_init_leave (&done, 1);
}
