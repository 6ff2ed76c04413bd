/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch on disk with one generated export, opened as HcLaunch, and a page of it in a window. */

#pragma once

#include "gui-test.h"
#include "hc-page.h"

#define FIXTURE_TICKETS 300

typedef struct
{
  char *folder;
  char *path;
  HcLaunch *launch;
  GtkWindow *window;
  HcPage *page;
  char *taken_back; /* label of the step */
} PageFixture;

/* @with_tickets: imports the export: ticket i of 1…300 is INC00001…, priorities, states and groups
 * in turn. */
void page_fixture_set_up (PageFixture *self, GType page, gboolean with_tickets);
void page_fixture_tear_down (PageFixture *self);
/* What is to be in the launch besides, as one step of its history. */
void page_fixture_command (PageFixture *self, HcCommandFunc func);
/* Another export: the same tickets and @n_more new ones. */
void page_fixture_import_more (PageFixture *self, guint n_more);
/* Undoes the newest step and gives its label, valid until the next; there must be one. */
const char *page_fixture_undo (PageFixture *self);
void page_fixture_redo (PageFixture *self);
/* An action of the page without a parameter. */
void page_fixture_activate (PageFixture *self, const char *action);
