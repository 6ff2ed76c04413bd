/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The launches opened last, newest first, with what the welcome screen says about them, so that it
 * needs no file open. Kept in the user's data folder. Main thread. */

#pragma once

#include "hc-launch-settings.h"

G_BEGIN_DECLS

#define HC_RECENT_MAX 8

typedef struct
{
  char *path;
  gint64 opened_at; /* microseconds since 1970: two in one second keep their order */
  gint64 as_of; /* of its newest import; HC_INSTANT_NONE */
  HcLaunchSettings settings; /* name, system, go-live, length and zone only */
} HcRecent;

void hc_recent_free (HcRecent *self);

/* Element type HcRecent; never NULL. */
GPtrArray *hc_recent_load (void);
void hc_recent_add (const char *path, const HcLaunchSettings *settings, gint64 as_of);
void hc_recent_remove (const char *path);
gboolean hc_recent_contains (const char *path);

G_END_DECLS
