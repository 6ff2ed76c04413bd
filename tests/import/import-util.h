/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A launch and a folder for the files that a test imports into it. */

#pragma once

#include "hc-import.h"
#include "hc-test-facts.h"

G_BEGIN_DECLS

typedef struct
{
  HcDb *db;
  char *folder;
} ImportFixture;

#define IMPORT_ADD(name, data, func)                                                               \
  g_test_add (name, ImportFixture, data, import_fixture_set_up, func, import_fixture_tear_down)

void import_fixture_set_up (ImportFixture *f, gconstpointer data);
void import_fixture_tear_down (ImportFixture *f, gconstpointer data);
/* Writes a file into the folder; its path. @length < 0: up to the NUL. */
char *import_fixture_write (ImportFixture *f, const char *name, const char *text, gssize length);

/* @given NULL: without options. */
HcBatch *
import_util_run (HcDb *db, const char *path, const HcImportOptions *given, GError **error);
/* Must succeed and leave facts that hold together. */
HcBatch *import_util_ok (HcDb *db, const char *path, const HcImportOptions *given);
gboolean import_util_warns (const HcBatch *batch, const char *code);

#define HEADER "Number,Opened,State,Short description,Priority,Assignment group,Updated,Resolved\n"
#define ROW_1 "INC1,2024-03-04 08:00:00,New,One,1 - Critical,Desk,2024-03-04 08:00:00,\n"
#define ROW_2                                                                                      \
  "INC2,2024-03-04 09:00:00,Resolved,Two,2 - High,Desk,2024-03-04 11:00:00,2024-03-04 10:00:00\n"

G_END_DECLS
