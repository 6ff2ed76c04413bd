/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests. */

#pragma once

#include "hc-rules-preview.h"
#include "hc-rules-text.h"
#include "hc-text-groups-create.h"

G_BEGIN_DECLS

struct _HcTextGroupsCreate
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkLabel *intro;
  GtkEditable *issue_title;
  AdwComboRow *workflow;
  AdwComboRow *step;
  AdwComboRow *kind;
  GtkWidget *guard;
  GtkWidget *rule_group;
  AdwActionRow *rule_row;
  GtkSwitch *rule_switch;
  GtkEditable *words;
  HcRulesPreview *preview;
  GtkWidget *create_button;

  /* Owned */
  HcLaunch *launch;
  HcRulesNames names;
  GPtrArray *workflows; /* of char *: ids, as the combo row; [0] is NULL */
  GPtrArray *steps;

  guint n_tickets;
  gboolean filling;
};

G_END_DECLS
