/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A popover that maps an assignment group to a team: all teams, no team, or a new team of the
 * group's name. One undo step. */

#pragma once

#include <gtk/gtk.h>

#include "hc-ownership-model.h"

G_BEGIN_DECLS

GtkWidget *hc_team_popover_new (HcOwnershipModel *model, const char *group);

G_END_DECLS
