/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The directory: people, teams, which assignment group belongs to which team, and declared hops.
 * Each change is one undo step at once; Esc closes. */

#pragma once

#include <gtk/gtk.h>

#include "hc-launch.h"

G_BEGIN_DECLS

typedef enum
{
  HC_DIRECTORY_PEOPLE,
  HC_DIRECTORY_TEAMS,
  HC_DIRECTORY_GROUPS,
  HC_DIRECTORY_HOPS,
} HcDirectoryPage;

/* @id (optional): the record to select, of people or teams. */
void hc_people_dialog_present (GtkWindow *parent,
                               HcLaunch *launch,
                               HcDirectoryPage page,
                               const char *id);

G_END_DECLS
