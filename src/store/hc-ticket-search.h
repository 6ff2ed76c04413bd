/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Case-folded substring search as the SQL function hc_contains (folded needle, text, text), true when
 * either text holds the needle. For store/. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

/* The form in which texts are compared: composed, case-folded. */
char *hc_search_fold (const char *text);
gboolean hc_search_contains (const char *text, gsize length, const char *needle, gsize n_needle);
/* Teaches @db the function once. */
gboolean hc_search_ensure_function (HcDb *db, GError **error);

G_END_DECLS
