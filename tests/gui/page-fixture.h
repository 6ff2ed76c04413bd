/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch on disk with one generated export, opened as HcLaunch, and a page of it in a window. */

#pragma once

#include "hc-page.h"
#include "wait.h"

#define FIXTURE_TICKETS 300

typedef struct
{
  char *folder;
  char *path;
  HcLaunch *launch;
  GtkWindow *window;
  HcPage *page;
} PageFixture;

/* @with_tickets: imports the export: ticket i of 1…300 is INC00001…, priorities, states and groups
 * in turn. */
void page_fixture_set_up (PageFixture *self, GType page, gboolean with_tickets);
void page_fixture_tear_down (PageFixture *self);
/* Another export: the same tickets and @n_more new ones. */
void page_fixture_import_more (PageFixture *self, guint n_more);
/* Prints the TAP line that skips all tests when there is no display. */
gboolean page_fixture_init (int *argc, char ***argv);
