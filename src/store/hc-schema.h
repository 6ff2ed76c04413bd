/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For store/ only: the schema of a launch file, its versions and what belongs to it. */

#pragma once

#include "hc-db-private.h"

G_BEGIN_DECLS

#define HC_APPLICATION_ID 0x48594331 /* “HYC1” */

/* The version that this program writes. */
int hc_schema_version (void);

/* Brings a database from @from (0: empty) to the newest version. Inside the caller's transaction. */
gboolean hc_schema_migrate (HcDb *db, int from, GError **error);

/* Compares the tables, indexes, views and triggers of @db with those of a fresh database of its
 * version. FALSE + HC_ERROR_DAMAGED names the first that is unknown, changed or missing. */
gboolean hc_schema_check (HcDb *db, int version, GError **error);
/* The same, every difference as a sentence. Element type char *; empty: as it should be. */
GPtrArray *hc_schema_differences (HcDb *db, int version, GError **error);

/* The tables that hold what people decided: recorded by the history. */
typedef struct
{
  const char *name;
  const char *noun;  /* N_() for messages: “team” */
  int label_column;  /* that tells a person which row it is */
  int own_reference; /* column that refers to another row of this table; 0: none */
} HcJudgementTable;

extern const HcJudgementTable hc_judgement_tables[];
extern const guint hc_n_judgement_tables;
/* NULL when @name is none. */
const HcJudgementTable *hc_judgement_table (const char *name);

G_END_DECLS
