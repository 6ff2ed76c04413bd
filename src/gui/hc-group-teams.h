/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which assignment group of the tickets belongs to which team: all groups seen in imports, with the
 * number of their tickets. */

#pragma once

#include <adwaita.h>

#include "hc-launch.h"

G_BEGIN_DECLS

#define HC_TYPE_GROUP_TEAMS (hc_group_teams_get_type ())
G_DECLARE_FINAL_TYPE (HcGroupTeams, hc_group_teams, HC, GROUP_TEAMS, AdwBin)

void hc_group_teams_set_launch (HcGroupTeams *self, HcLaunch *launch);

G_END_DECLS
