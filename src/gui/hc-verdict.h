/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How verdicts look: icon and class (visual.md §6), the dots of a hold, the squares of a history. */

#pragma once

#include <gtk/gtk.h>

#include "hc-criteria.h"

G_BEGIN_DECLS

/* Icon and words in the normal text colour. @holding: “Holding, 3 of 5 days”. */
GtkWidget *hc_verdict_widget (HcVerdict verdict, gboolean holding, const char *text);
/* “●●○ 2 of 3 d”; NULL where there is no hold. */
GtkWidget *hc_hold_widget (guint done, guint of);
/* One square a day, the last @max complete days: a check on green, a cross on grey, a dashed outline
 * where there is no verdict. Its tooltip and accessible label say it in words. */
GtkWidget *hc_history_widget (GArray *history, guint max);

G_END_DECLS
