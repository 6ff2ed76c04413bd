/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The static table of pages: from it come the sidebar, the shortcuts and the pages themselves, each
 * created on its first visit. Only pages that exist are listed. */

#pragma once

#include "hc-page.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;         /* NULL: no badge */
  char *accessible;   /* “1,204 tickets” */
  gboolean attention; /* something waits: bold */
} HcBadge;

typedef struct
{
  const char *name;    /* “tickets”: in win.page and the remembered page */
  const char *title;   /* N_() */
  const char *icon;
  const char *section; /* N_(); NULL: above the first section */
  GType (*type) (void);
  void (*badge) (HcLaunch *launch, HcBadge *out); /* NULL: none */
} HcPageInfo;

extern const HcPageInfo hc_pages[];
extern const guint hc_n_pages;

void hc_badge_clear (HcBadge *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HcBadge, hc_badge_clear)

/* -1 when there is none. */
int hc_pages_find (const char *name);

G_END_DECLS
