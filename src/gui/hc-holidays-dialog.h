/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which holidays of a calendar file to take: asks for the file, reads it beside the main loop and
 * lists the days with their names. Signal “chosen” (GPtrArray of HcHoliday, borrowed). */

#pragma once

#include <adwaita.h>

#include "hc-holidays-import.h"

G_BEGIN_DECLS

#define HC_TYPE_HOLIDAYS_DIALOG (hc_holidays_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HcHolidaysDialog, hc_holidays_dialog, HC, HOLIDAYS_DIALOG, AdwWindow)

/* @known (of HcHoliday): holidays already. From and to are both in the range. Belongs to GTK: it
 * destroys itself when all is done. */
HcHolidaysDialog *hc_holidays_dialog_new (GPtrArray *known, HcDay from, HcDay to);
/* Asks for the file, then shows the dialog over @parent. */
void hc_holidays_dialog_choose (HcHolidaysDialog *self, GtkWindow *parent);
/* The same without asking. */
void hc_holidays_dialog_read (HcHolidaysDialog *self, GtkWindow *parent, const char *path);

G_END_DECLS
