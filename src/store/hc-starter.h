/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starters: suggested plans (data/starters). */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

/* “erp”, “crm”, “hcm”, “itsm”, “blank”; NULL-terminated, static. */
const char *const *hc_starter_names (void);
/* Translated, static: “ERP”; “Finance, procurement and logistics: …”. NULL for an unknown name. */
const char *hc_starter_title (const char *name);
const char *hc_starter_summary (const char *name);
/* “Apply ERP Starter”, newly allocated. */
char *hc_starter_label (const char *name);

/* Adds what the starter suggests and the launch does not have yet (by name); dates count from the
 * launch's go-live and are working days. Inside hc_history_run(): one undo step. NOT_FOUND when there is no such starter. */
gboolean hc_starter_apply (HcDb *db, const char *name, GError **error);
/* Only the usual items of the handoff checklist, as above. */
gboolean hc_starter_apply_checklist (HcDb *db, GError **error);

G_END_DECLS
