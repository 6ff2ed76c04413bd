/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A menu button with the saved filters of a page (record type “saved_filter”): choose one, save what is
 * set now under a name, remove one. The page alone knows what the text of a filter means.
 *
 * Signal “chosen” (char *filter). */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_FILTER_SAVED (hc_filter_saved_get_type ())
G_DECLARE_FINAL_TYPE (HcFilterSaved, hc_filter_saved, HC, FILTER_SAVED, AdwBin)

/* @page: the filters of which page. */
void hc_filter_saved_set_launch (HcFilterSaved *self, HcLaunch *launch, const char *page);
/* What is set now; "": nothing that could be saved. */
void hc_filter_saved_set_text (HcFilterSaved *self, const char *text);

/* What the menu does. */
guint hc_filter_saved_count (HcFilterSaved *self);
void hc_filter_saved_save (HcFilterSaved *self, const char *name);
void hc_filter_saved_choose (HcFilterSaved *self, guint position);
void hc_filter_saved_remove (HcFilterSaved *self, guint position);

G_END_DECLS
