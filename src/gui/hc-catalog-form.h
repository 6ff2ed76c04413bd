/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of an issue needs more room than a cell: the known error, the words, the decision. */

#pragma once

#include <gtk/gtk.h>

#include "hc-record-list.h"

G_BEGIN_DECLS

GtkWindow *hc_catalog_form_present (GtkWindow *parent, HcRecordList *issues, HcRecord *issue);

G_END_DECLS
