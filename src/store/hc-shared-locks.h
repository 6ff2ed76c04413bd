/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only. A POSIX lock is gone when the process closes any descriptor of the file, and a
 * file chooser opens and closes each file of a folder to see what it is. Without its locks on the
 * “-shm” file SQLite may find that another process has cut it to nothing: the next look into it
 * ends this one (SIGBUS). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on SQLite's locks on “-shm” files belong to its own descriptor, of which it has one per
 * file. To be called before a launch is opened, as often as one likes, from any thread. */
void hc_shared_locks_keep (void);

G_END_DECLS
