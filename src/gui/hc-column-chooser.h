/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The popover that shows and hides the columns of a table. */

#pragma once

#include "hc-column-layout.h"

G_BEGIN_DECLS

/* Columns are offered in the order of adding. */
#define HC_TYPE_COLUMN_CHOOSER (hc_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HcColumnChooser, hc_column_chooser, HC, COLUMN_CHOOSER, GtkPopover)

/* @layout must outlive it. */
HcColumnChooser *hc_column_chooser_new (HcColumnLayout *layout);
/* @name as in the layout. */
void hc_column_chooser_add (HcColumnChooser *self, const char *label, const char *name);

G_END_DECLS
