/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For the tests of every folder: launches, and what their facts are. */

#pragma once

#include "hc-db.h"
#include "hc-launch-settings.h"

G_BEGIN_DECLS

/* Go-live at the start of @go_live (YYYY-MM-DD). */
void hc_test_settings_init (HcLaunchSettings *self,
                            const char *name,
                            const char *go_live,
                            const char *zone);
/* In memory, 21 days, without a history. */
HcDb *hc_test_launch_new (const char *go_live, const char *zone);
/* “ERP Wave 1” on disk, or in memory when @path is NULL; its creation is the first step. */
HcDb *hc_test_launch_create (const char *path, const char *go_live, const char *zone);
/* All rows of all fact tables with types and row ids: equal texts are equal facts, byte for byte. */
char *hc_test_facts (HcDb *db);
/* The rows of a query: columns separated by “|”, NULL as nothing, one row a line. */
char *hc_test_rows (HcDb *db, const char *sql);
/* Asserts that the query gives exactly these rows. */
#define hc_test_assert_rows(db, sql, expected)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *_rows = hc_test_rows (db, sql);                                               \
    g_assert_cmpstr (_rows, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END
/* Asserts that every ticket's content hash is right and that open spells and rows agree. */
void hc_test_facts_sound (HcDb *db);

G_END_DECLS
