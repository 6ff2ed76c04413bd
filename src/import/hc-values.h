/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value tables: what the texts of a column mean. Matching ignores case and runs of blanks; a text is
 * looked up once and then remembered as it is written. */

#pragma once

#include "hc-types.h"

G_BEGIN_DECLS

#define HC_VALUE_UNKNOWN (-1)

typedef struct _HcValueTable HcValueTable;

HcValueTable *hc_value_table_new (void);
void hc_value_table_free (HcValueTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcValueTable, hc_value_table_free)

void hc_value_table_set (HcValueTable *self, const char *text, int value);
/* Entries of @other where @self has none. */
void hc_value_table_merge (HcValueTable *self, const HcValueTable *other);
int hc_value_table_lookup (HcValueTable *self, const char *text);

/* A priority text: the table first, else its leading digit (“3 - Moderate”, “P1”); 0 unknown. */
int hc_value_table_priority (HcValueTable *self, const char *text);

/* Yes and no in words of five languages: 1, 0, or HC_VALUE_UNKNOWN. */
int hc_value_boolean (const char *text);

/* Trimmed, blanks collapsed, case folded. */
char *hc_value_fold (const char *text);

G_END_DECLS
