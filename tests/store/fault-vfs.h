/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails: every file SQLite opens goes through it, temporary ones too. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_WRITE, /* writing, growing, cutting, syncing or removing a file: an I/O error */
  FAULT_FULL,  /* writing or growing a file: no room */
  FAULT_READ,  /* reading a file: an I/O error */
} FaultKind;

/* From now on every connection; once. */
void fault_vfs_install (void);
/* The @nth operation of this kind (from 1) fails, and with @for_good all after it. */
void fault_vfs_arm (FaultKind kind, guint nth, gboolean for_good);
/* Until fault_vfs_resume() nothing fails and nothing is counted. */
void fault_vfs_pause (void);
void fault_vfs_resume (void);
/* Nothing fails any more. Did anything? */
gboolean fault_vfs_disarm (void);

G_END_DECLS
