/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-file-hash.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>

#include "hc-error.h"
#include "hc-sha256.h"

#define BLOCK (64 * 1024)
/* On two processors the threads that read and merge leave a third of one to spare: the hash takes that
 * and is done before them, instead of holding them up at first. */
#define NICENESS 10

struct _HcFileHash
{
  char *path;
  GThread *thread; /* NULL once joined */
  gint stop;
  char *text;      /* written by the thread */
  GError *error;   /* written by the thread */
};

static gpointer
compute (gpointer data)
{
  HcFileHash *self = data;
  g_autoptr (HcSha256) hash = hc_sha256_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  FILE *file = g_fopen (self->path, "rb");
  gsize n;

#ifdef __linux__
  setpriority (PRIO_PROCESS, 0, NICENESS); /* of this thread alone; refused, it is as fast as they */
#endif
  if (file != NULL)
    {
      while (!g_atomic_int_get (&self->stop) && (n = fread (block, 1, BLOCK, file)) > 0)
        hc_sha256_update (hash, block, n);
      if (!ferror (file))
        self->text = hc_sha256_finish (hash);
      fclose (file);
    }
  if (self->text == NULL)
    g_set_error (&self->error, HC_ERROR, HC_ERROR_PERMISSION, _ ("“%s” cannot be read: %s"),
                 self->path, g_strerror (errno));
  return NULL;
}

HcFileHash *
hc_file_hash_start (const char *path)
{
  HcFileHash *self = g_new0 (HcFileHash, 1);

  self->path = g_strdup (path);
  self->thread = g_thread_new ("hc-file-hash", compute, self);
  return self;
}

char *
hc_file_hash_finish (HcFileHash *self, GError **error)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_steal_pointer (&self->text);
}

void
hc_file_hash_free (HcFileHash *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stop, 1);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_clear_error (&self->error);
  g_free (self->text);
  g_free (self->path);
  g_free (self);
}
