/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that appears whole or not at all: written as NAME.part beside the target, then renamed. */

#pragma once

#include "hc-error.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  char *part; /* what to write; removed by hc_output_clear() unless committed */
  gboolean force;
} HcOutput;

/* Checks the target and creates the empty part file, so that most refusals come before any work.
 * EXISTS without @force, NOT_FOUND (folder), PERMISSION, DISK_FULL. */
gboolean hc_output_begin (HcOutput *self, const char *path, gboolean force, GError **error);
/* DISK_FULL when the folder has less than @bytes to spare. */
gboolean hc_output_need (HcOutput *self, guint64 bytes, GError **error);
/* fsync, rename, fsync of the folder. Without force a file that appeared meanwhile stays:
 * EXISTS. */
gboolean hc_output_commit (HcOutput *self, GError **error);
void hc_output_clear (HcOutput *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcOutput, hc_output_clear)

G_END_DECLS
